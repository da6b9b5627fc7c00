import EcoGrids

/// Steps that the program takes in single precision, taken alike.
///
/// What settles follows from differences of delivery ratios that are close to each other: where they are rounded
/// shows in it.
enum SinglePrecision {
    typealias Lanes = SIMD8<Float>
    typealias Wide = SIMD8<Double>

    /// The exponential as numpy computes it in single precision: the argument less a multiple of ln 2 in two parts,
    /// a quotient of polynomials of degrees 5 and 2, fused multiplications. Good to 2.5 units of the last place.
    @inline(__always)
    static func exp(_ x: Lanes) -> Lanes {
        let isNumber = x .== x
        let x = x.replacing(with: 0, where: .!isNumber).clamped(
            lowerBound: Lanes(repeating: -87), upperBound: Lanes(repeating: 88))
        let power = (x * 1.442695040888963407).rounded(.toNearestOrEven)
        let rest = fused(power, -1.42860677e-6, fused(power, -6.93145752e-1, x))
        var above = fused(rest, 5.082762527590693718096e-04, Lanes(repeating: 6.757896990527504603057e-03))
        for coefficient: Float in numerator { above = fused(above, rest, Lanes(repeating: coefficient)) }
        var below = fused(rest, 2.159509375685829852307e-02, Lanes(repeating: -2.742335390411667452936e-01))
        below = fused(below, rest, Lanes(repeating: 1))
        let bits = (SIMD8<Int32>(power) &+ 127) &<< 23
        let scale = unsafeBitCast(bits, to: Lanes.self)
        return (above / below * scale).replacing(with: .nan, where: .!isNumber)
    }

    private static let numerator: [Float] = [
        5.114512081637298353406e-02, 2.473615434895520810817e-01, 7.257664613233124478488e-01,
        9.999999999980870924916e-01,
    ]

    /// a b + c rounded once: a product of two numbers of 24 bits is exact in 53.
    @inline(__always)
    private static func fused(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes {
        Lanes(Wide(a) * Wide(b) + Wide(c))
    }

    @inline(__always)
    private static func fused(_ a: Lanes, _ b: Float, _ c: Lanes) -> Lanes {
        Lanes(Wide(a) * Double(b) + Wide(c))
    }
}

extension DeliveryRatio {
    /// Rise over run within the bounds of connectivity, of a slope in percent.
    @inline(__always)
    static func steepness(percent: Lanes) -> Lanes {
        let share = SIMD8<Float>(percent) / 100
        let (low, high) = (Float(slopeRange.lowerBound), Float(slopeRange.upperBound))
        return Lanes(
            share.replacing(with: low, where: share .< low).replacing(with: high, where: share .> high))
    }

    /// 1 / (W s).
    @inline(__always)
    static func resistance(weight: Lanes, percent: Lanes) -> Lanes {
        Lanes(1 / (SIMD8<Float>(weight) * SIMD8<Float>(steepness(percent: percent))))
    }

    /// `ratio` with the index and all that follows from it in single precision.
    @inline(__always)
    func singleRatio(upslope: Lanes, path: Lanes) -> Lanes {
        let index = SIMD8<Float>(connectivity(upslope: upslope, path: path))
        let power = SinglePrecision.exp((Float(midpoint) - index) / Float(spread))
        return bounded(Lanes(Float(greatest) / (1 + power)), path: path)
    }
}
