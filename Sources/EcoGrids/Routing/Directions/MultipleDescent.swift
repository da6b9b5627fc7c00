/// The shares of flow of a cell among its lower neighbours in proportion to slope (exponent 1), each rounded
/// to a weight of 4 bits.
///
/// Weight k = floor(0.5 + 15 share k) stands in bits 4k to 4k + 3; the weights need not add up to 15 and count
/// in proportion to their own sum. After P. Quinn and others 1991, doi:10.1002/hyp.3360050106.
enum MultipleDescent {
    /// Writes for `count` cells of a row the packed weights, 0 where no neighbour is lower. Rows are `stride`
    /// apart; up to three cells more than `count` are written.
    @inline(__always)
    static func weights(
        _ heights: UnsafePointer<Double>, count: Int, stride: Int,
        into weights: UnsafeMutablePointer<UInt32>
    ) {
        let diagonal = 1 / 2.0.squareRoot()
        var column = 0
        while column < count {
            let centre = heights + column
            let here = vector(centre)
            let drops = (
                drop(here, centre + 1, 1), drop(here, centre - stride + 1, diagonal),
                drop(here, centre - stride, 1), drop(here, centre - stride - 1, diagonal),
                drop(here, centre - 1, 1), drop(here, centre + stride - 1, diagonal),
                drop(here, centre + stride, 1), drop(here, centre + stride + 1, diagonal)
            )
            var sum = drops.0 + drops.1
            sum += drops.2
            sum += drops.3
            sum += drops.4
            sum += drops.5
            sum += drops.6
            sum += drops.7
            sum.replace(with: 1, where: sum .== 0)
            var packed = weight(drops.0, sum, 0) | weight(drops.1, sum, 4)
            packed |= weight(drops.2, sum, 8) | weight(drops.3, sum, 12)
            packed |= weight(drops.4, sum, 16) | weight(drops.5, sum, 20)
            packed |= weight(drops.6, sum, 24) | weight(drops.7, sum, 28)
            for lane in 0..<4 { weights[column + lane] = UInt32(truncatingIfNeeded: packed[lane]) }
            column += 4
        }
    }

    @inline(__always)
    private static func vector(_ cells: UnsafePointer<Double>) -> SIMD4<Double> {
        UnsafeRawPointer(cells).loadUnaligned(as: SIMD4<Double>.self)
    }

    /// The drop to a neighbour, 0 where it is not lower or missing.
    @inline(__always)
    private static func drop(
        _ here: SIMD4<Double>, _ neighbour: UnsafePointer<Double>, _ factor: Double
    ) -> SIMD4<Double> {
        let fall = here - vector(neighbour)
        var result = SIMD4<Double>.zero
        result.replace(with: fall * factor, where: fall .> 0)
        return result
    }

    /// floor(0.5 + 15 drop / sum) in the low bits, shifted. Adding 2^52 leaves the whole number in the
    /// mantissa.
    @inline(__always)
    private static func weight(
        _ drop: SIMD4<Double>, _ sum: SIMD4<Double>, _ shift: UInt64
    ) -> SIMD4<UInt64> {
        let whole = (drop / sum * 15 + 0.5).rounded(.towardZero) + 4_503_599_627_370_496
        let bits = unsafeBitCast(whole, to: SIMD4<UInt64>.self) & 15
        return bits &<< SIMD4(repeating: shift)
    }

    /// Packed weights of relative slopes, one for each neighbour, at least one above 0.
    static func packed(_ slopes: InlineArray<8, Double>) -> UInt32 {
        var sum = 0.0
        for neighbour in 0..<8 { sum += slopes[neighbour] }
        var packed: UInt32 = 0
        for neighbour in 0..<8 {
            packed |= UInt32(slopes[neighbour] / sum * 15 + 0.5) << UInt32(4 * neighbour)
        }
        return packed
    }

    /// One bit for each neighbour whose weight is above 0.
    @inline(__always)
    static func mask(_ weights: UInt32) -> UInt8 {
        var bits = weights | weights >> 2
        bits = (bits | bits >> 1) & 0x1111_1111
        bits = (bits | bits >> 3) & 0x0303_0303
        bits = (bits | bits >> 6) & 0x000F_000F
        return UInt8(truncatingIfNeeded: bits | bits >> 12)
    }

    /// The weight of one neighbour, 0...15.
    @inline(__always)
    static func weight(_ weights: UInt32, _ neighbour: Int) -> Int {
        Int(weights >> UInt32(truncatingIfNeeded: 4 * neighbour) & 15)
    }

    /// The sum of all weights.
    @inline(__always)
    static func sum(_ weights: UInt32) -> Int {
        let pairs = weights & 0x0F0F_0F0F &+ weights >> 4 & 0x0F0F_0F0F
        return Int((pairs &* 0x0101_0101) >> 24)
    }
}
