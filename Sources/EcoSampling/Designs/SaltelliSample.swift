/// The runs that Sobol' indices are estimated from (Saltelli 2010, doi:10.1016/j.cpc.2009.09.018).
///
/// For each base point the rows stand in this order: A; A with coordinate j of B, for each j; with second
/// order also B with coordinate j of A, for each j; B. It is the order that SALib reads and writes.
public struct SaltelliSample: Sendable, Equatable {
    /// Number of parameters.
    public let dimension: Int
    /// Number of base points; a power of two keeps the balance of the sequence.
    public let baseCount: Int
    public let hasSecondOrder: Bool

    public init(dimension: Int, baseCount: Int, hasSecondOrder: Bool = false) {
        self.dimension = dimension
        self.baseCount = baseCount
        self.hasSecondOrder = hasSecondOrder
    }

    /// Runs for each base point.
    public var blockSize: Int { (hasSecondOrder ? 2 : 1) * dimension + 2 }

    public var runCount: Int { baseCount * blockSize }

    /// The rows in the unit cube.
    public func points(seed: UInt64) -> [[Double]] {
        UnitSample.sobol(count: baseCount, dimension: 2 * dimension, seed: seed).flatMap { point in
            block(Array(point[..<dimension]), Array(point[dimension...]))
        }
    }

    private func block(_ a: [Double], _ b: [Double]) -> [[Double]] {
        func mixed(_ base: [Double], _ other: [Double]) -> [[Double]] {
            (0..<dimension).map { axis in
                var row = base
                row[axis] = other[axis]
                return row
            }
        }
        return [a] + mixed(a, b) + (hasSecondOrder ? mixed(b, a) : []) + [b]
    }
}
