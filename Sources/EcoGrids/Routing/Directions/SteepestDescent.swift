/// The steepest way down from each cell of a padded tile.
enum SteepestDescent {
    /// Code of a cell from which no neighbour is lower, and of a missing cell.
    static let none: UInt8 = 8

    /// Writes for `count` cells of a row the neighbour 0...7 with the steepest drop (diagonal drops divided
    /// by the square root of 2), the first of equals, or `none`. A missing neighbour is never lower.
    ///
    /// Rows are `stride` apart; up to seven cells more than `count` are written.
    @inline(__always)
    static func directions(
        _ heights: UnsafePointer<Double>, count: Int, stride: Int,
        into codes: UnsafeMutablePointer<UInt8>
    ) {
        let diagonal = 1 / 2.0.squareRoot()
        var column = 0
        while column < count {
            let centre = heights + column
            let here = vector(centre)
            var steepest = SIMD8<Double>.zero
            var code = SIMD8<Int64>(repeating: Int64(none))
            consider(0, here - vector(centre + 1), &steepest, &code)
            consider(1, (here - vector(centre - stride + 1)) * diagonal, &steepest, &code)
            consider(2, here - vector(centre - stride), &steepest, &code)
            consider(3, (here - vector(centre - stride - 1)) * diagonal, &steepest, &code)
            consider(4, here - vector(centre - 1), &steepest, &code)
            consider(5, (here - vector(centre + stride - 1)) * diagonal, &steepest, &code)
            consider(6, here - vector(centre + stride), &steepest, &code)
            consider(7, (here - vector(centre + stride + 1)) * diagonal, &steepest, &code)
            let bytes = SIMD8<UInt8>(truncatingIfNeeded: code)
            UnsafeMutableRawPointer(codes + column).storeBytes(of: bytes, as: SIMD8<UInt8>.self)
            column += 8
        }
    }

    @inline(__always)
    private static func vector(_ cells: UnsafePointer<Double>) -> SIMD8<Double> {
        UnsafeRawPointer(cells).loadUnaligned(as: SIMD8<Double>.self)
    }

    @inline(__always)
    private static func consider(
        _ neighbour: Int64, _ drop: SIMD8<Double>, _ steepest: inout SIMD8<Double>,
        _ code: inout SIMD8<Int64>
    ) {
        let better = drop .> steepest
        steepest.replace(with: drop, where: better)
        code.replace(with: neighbour, where: better)
    }
}
