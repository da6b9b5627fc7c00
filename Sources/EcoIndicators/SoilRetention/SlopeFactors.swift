import EcoGrids

/// A slope, eight places at a time: sine and cosine of its angle, and its rise over run.
struct SlopeLanes {
    let sine: SIMD8<Double>
    let cosine: SIMD8<Double>
    /// Rise over run.
    let tangent: SIMD8<Double>

    @inline(__always)
    init(degrees: SIMD8<Double>) {
        let radians = degrees * (Double.pi / 180)
        sine = VectorMath.sin(radians)
        cosine = VectorMath.cos(radians)
        tangent = sine / cosine
    }

    @inline(__always)
    init(tangent: SIMD8<Double>) {
        self.tangent = tangent
        cosine = 1 / (1 + tangent * tangent).squareRoot()
        sine = tangent * cosine
    }
}

extension ErosionFactors {
    /// S of a slope angle in degrees: 10.8 sin t + 0.03 below the first break, 16.8 sin t - 0.5 below the
    /// second, 21.91 sin t - 0.96 above; constant beyond `steepest`. Not a number outside 0 to 90.
    ///
    /// The two-piece form knows neither the second break nor a steepest slope.
    @inline(__always)
    static func slopeFactor(degrees: Lanes, _ form: SlopeBreaks, steepest: Double) -> Lanes {
        if form == .invest {
            return twoPieceSlopeFactor(SlopeLanes(degrees: inRange(degrees)))
        }
        let valid = inRange(degrees)
        let capped = valid.replacing(with: steepest, where: valid .> steepest)
        let sine = VectorMath.sin(capped * (Double.pi / 180))
        let (first, second) = form.degrees
        return (21.91 * sine - 0.96)
            .replacing(with: 16.8 * sine - 0.5, where: capped .< second)
            .replacing(with: 10.8 * sine + 0.03, where: capped .< first)
    }

    /// S in two pieces with the break at 9 percent, which itself takes the steeper one.
    @inline(__always)
    static func twoPieceSlopeFactor(_ slope: SlopeLanes) -> Lanes {
        (16.8 * slope.sine - 0.5)
            .replacing(with: 10.8 * slope.sine + 0.03, where: slope.tangent .< 0.09)
    }

    @inline(__always)
    private static func inRange(_ degrees: Lanes) -> Lanes {
        degrees.replacing(with: .nan, where: .!((degrees .>= 0) .& (degrees .<= 90)))
    }

    /// The exponent m of slope length.
    @inline(__always)
    static func slopeLengthExponent(_ slope: SlopeLanes, _ form: SlopeLengthExponent) -> Lanes {
        let percent = slope.tangent * 100
        let valid = slope.sine * 0
        switch form {
        case .classes, .huanghua:
            let last = form == .classes ? 5.0 : 9.0
            return valid
                + Lanes(repeating: 0.5).replacing(with: 0.4, where: percent .< last)
                .replacing(with: 0.3, where: percent .< 3).replacing(with: 0.2, where: percent .< 1)
        case .continuous0896: return continuousExponent(slope.sine, 0.0896)
        case .continuous089: return continuousExponent(slope.sine, 0.089)
        case .invest:
            // 3.5 / 100 is 0.035 as written; times 100 it would be above 3.5.
            return continuousExponent(slope.sine, 0.0896).replacing(with: 0.5, where: slope.tangent .<= 0.09)
                .replacing(with: 0.4, where: slope.tangent .<= 0.05)
                .replacing(with: 0.3, where: slope.tangent .<= 0.035)
                .replacing(with: 0.2, where: slope.tangent .<= 0.01)
        }
    }

    /// m = b/(1 + b), b = (sin t/unit)/(3 sin^0.8 t + 0.56).
    @inline(__always)
    private static func continuousExponent(_ sine: Lanes, _ unit: Double) -> Lanes {
        let plain = sine.replacing(with: 1, where: .!(sine .> 0))
        let root = VectorMath.exp(0.8 * VectorMath.log(plain))
        let ratio = sine / unit / (3 * root + 0.56)
        return (ratio / (1 + ratio)).replacing(with: 0, where: sine .== 0)
    }

    /// L = (length / 22.13 m)^m.
    @inline(__always)
    static func slopeLengthFactor(metres: Double, exponent: Lanes) -> Lanes {
        VectorMath.exp(exponent * VectorMath.log(Lanes(repeating: metres / plotLength)))
    }

    /// P of cropland by slope: 0.2 on the flat, 0.5 to 10, 0.6 to 25, 0.8 to 45 degrees, 1 above.
    @inline(__always)
    static func croplandPractice(degrees: Lanes) -> Lanes {
        let steep = Lanes(repeating: 1).replacing(with: 0.8, where: degrees .<= 45)
            .replacing(with: 0.6, where: degrees .<= 25).replacing(with: 0.5, where: degrees .<= 10)
        return steep.replacing(with: 0.2, where: degrees .== 0) + degrees * 0
    }
}

extension ErosionFactors {
    static func slopeFactor(degrees: Double, breaks: SlopeBreaks, steepest: Double) -> Double {
        slopeFactor(degrees: Lanes(repeating: degrees), breaks, steepest: steepest)[0]
    }

    static func slopeLengthExponent(degrees: Double, _ form: SlopeLengthExponent) -> Double {
        slopeLengthExponent(SlopeLanes(degrees: Lanes(repeating: degrees)), form)[0]
    }

    static func slopeLengthFactor(metres: Double, exponent: Double) -> Double {
        slopeLengthFactor(metres: metres, exponent: Lanes(repeating: exponent))[0]
    }

    static func croplandPractice(degrees: Double) -> Double {
        croplandPractice(degrees: Lanes(repeating: degrees))[0]
    }
}
