/// The runs that Sobol' indices are estimated from (Saltelli 2010, doi:10.1016/j.cpc.2009.09.018).
///
/// For each base point the rows stand in this order: A; A with coordinate j of B, for each j; with second
/// order also B with coordinate j of A, for each j; B. It is the order that SALib reads and writes.
public struct SaltelliSample: SampleDesign {
    /// Number of parameters.
    public let dimension: Int
    /// Number of base points; a power of two keeps the balance of the sequence.
    public let baseCount: Int
    public let hasSecondOrder: Bool
    /// A and B side by side.
    private let base: SobolSequence

    public init(dimension: Int, baseCount: Int, hasSecondOrder: Bool = false, seed: UInt64 = 1) {
        self.dimension = dimension
        self.baseCount = baseCount
        self.hasSecondOrder = hasSecondOrder
        base = SobolSequence(dimension: 2 * dimension, seed: seed)
    }

    /// Runs for each base point.
    public var blockSize: Int { (hasSecondOrder ? 2 : 1) * dimension + 2 }

    public var runCount: Int { baseCount * blockSize }

    public func point(_ run: Int) -> [Double] {
        let (number, row) = run.quotientAndRemainder(dividingBy: blockSize)
        let both = base[number]
        let (a, b) = (both[..<dimension], both[dimension...])
        if row == 0 { return Array(a) }
        if row == blockSize - 1 { return Array(b) }
        let isMixedFromA = row <= dimension
        var point = Array(isMixedFromA ? a : b)
        let axis = (row - 1) % dimension
        point[axis] = both[isMixedFromA ? dimension + axis : axis]
        return point
    }
}
