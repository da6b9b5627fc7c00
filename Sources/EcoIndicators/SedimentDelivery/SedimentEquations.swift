import EcoGrids

/// The slope length factor from the land above a cell, eight cells at a time.
struct UpslopeLength: Hashable, Sendable {
    typealias Lanes = SIMD8<Double>

    let form: UpslopeForm
    /// Side of a cell, m.
    let cellSide: Double
    /// L is at most this.
    let longest: Double
    private let logSide: Double

    init(form: UpslopeForm, cellSide: Double, longest: Double) {
        self.form = form
        self.cellSide = cellSide
        self.longest = longest
        logSide = VectorMath.log(Lanes(repeating: cellSide))[0]
    }

    /// LS with the two-piece slope factor and the exponent that jumps at 9 percent.
    ///
    /// `cells` counts the cells above and this one; `aspect` is only read by the older form.
    @inline(__always)
    func lengthSlope(tangent: Lanes, cells: Lanes, aspect: Lanes) -> Lanes {
        let slope = SlopeLanes(tangent: tangent)
        let exponent = ErosionFactors.slopeLengthExponent(slope, .invest)
        let length = lengthFactor(slope, exponent: exponent, cells: cells, aspect: aspect)
        let capped = length.replacing(with: longest, where: length .> longest)
        return capped * ErosionFactors.twoPieceSlopeFactor(slope)
    }

    /// ((a + A)^(m+1) - a^(m+1)) / (c^(m+2) x^m 22.13^m), through logarithms.
    ///
    /// In the newer form `a` is a length to which an area is added: so the program computes.
    @inline(__always)
    private func lengthFactor(_ slope: SlopeLanes, exponent m: Lanes, cells: Lanes, aspect: Lanes) -> Lanes {
        let area = cellSide * cellSide
        let above = (cells - 1) * area
        let isNew = form == .invest314
        let a = isNew ? above.squareRoot() : above
        // A cell with nothing above it: the power of 0 is 0.
        let logA = VectorMath.log(a.replacing(with: 1e-290, where: .!(a .> 0)))
        let aspect = isNew ? slope.sine + slope.cosine : aspect
        let divisor =
            VectorMath.log(aspect * ErosionFactors.plotLength) * m + logSide * (m + 2)
        return VectorMath.exp(VectorMath.log(a + area) * (m + 1) - divisor)
            - VectorMath.exp(logA * (m + 1) - divisor)
    }
}

/// The delivery of sediment by the index of connectivity, eight cells at a time.
struct DeliveryRatio: Hashable, Sendable {
    typealias Lanes = SIMD8<Double>

    /// Side of a cell, m.
    let cellSide: Double
    let greatest: Double
    /// Index of connectivity of half the greatest ratio, ic0.
    let midpoint: Double
    /// How gradually the ratio rises, k.
    let spread: Double

    /// Least W of a cell: the smallest cover factor.
    static let leastCover = 0.001
    /// The greatest ratio off the streams: below 1 in single precision too.
    static let almostAll = Double(Float(1).nextDown)
    /// Bounds of the rise over run that connectivity knows.
    static let slopeRange = 0.005...1.0

    /// d_up: mean W above x mean s above x square root of the area above, m.
    @inline(__always)
    func upslope(cells: Lanes, weights: Lanes, slopes: Lanes) -> Lanes {
        (weights / cells) * (slopes / cells) * (cells.squareRoot() * cellSide)
    }

    /// The share of eroded soil that reaches a stream; 1 on streams (`path` 0) and only there, NaN where none
    /// is reached.
    ///
    /// SDR = greatest / (1 + exp((ic0 - IC)/k)), IC = log10(d_up / d_dn).
    @inline(__always)
    func ratio(upslope: Lanes, path: Lanes) -> Lanes {
        let index = connectivity(upslope: upslope, path: path)
        let power = VectorMath.exp((midpoint - index) * (1 / spread))
        return bounded(greatest / (1 + power), path: path)
    }

    /// IC = log10(d_up / d_dn); without meaning on streams.
    @inline(__always)
    func connectivity(upslope: Lanes, path: Lanes) -> Lanes {
        let quotient = (upslope / path).replacing(with: 1, where: path .<= 0)
        return VectorMath.log(quotient) * (1 / 2.302585092994046)
    }

    /// 1 on streams and only there.
    @inline(__always)
    func bounded(_ ratio: Lanes, path: Lanes) -> Lanes {
        ratio.replacing(with: Self.almostAll, where: ratio .> Self.almostAll)
            .replacing(with: 1, where: path .<= 0)
    }
}

extension UpslopeLength {
    /// LS of a window's cells; `aspect` is empty where the form does not read it.
    func lengthSlope(tangent: [Double], cells: [Double], aspect: [Double]) -> [Double] {
        let other = aspect.isEmpty ? tangent : aspect
        return [Double](lanes: tangent, cells, other) { tangent, cells, aspect in
            lengthSlope(tangent: tangent, cells: cells, aspect: aspect)
        }
    }
}

extension DeliveryRatio {
    /// d_up of a window's cells from what is summed above them.
    func upslope(cells: [Double], weights: [Double], slopes: [Double]) -> [Double] {
        [Double](lanes: cells, weights, slopes) { upslope(cells: $0, weights: $1, slopes: $2) }
    }
}

extension Array<Double> {
    /// Made eight cells at a time from three arrays of one count.
    @inline(__always)
    init(
        lanes first: [Double], _ second: [Double], _ third: [Double],
        _ body: (SIMD8<Double>, SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
    ) {
        let count = first.count
        self = first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in
                third.withUnsafeBufferPointer { third in
                    [Double](unsafeUninitializedCapacity: count) { result, filled in
                        filled = count
                        guard let first = first.baseAddress, let second = second.baseAddress,
                            let third = third.baseAddress, let result = result.baseAddress
                        else { return }
                        forEachCellBlock(count) { block in
                            block.store(
                                body(block.load(first), block.load(second), block.load(third)), to: result)
                        }
                    }
                }
            }
        }
    }
}
