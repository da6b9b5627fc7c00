import EcoAlgebra
import EcoTestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@testable import EcoQuota

@Suite("Source-receptor matrices: one answer from every storage")
struct SourceReceptorMatrixTests {
    /// Effects that fall with distance over a background, as between places in a square of 10 by 10.
    private static func field(_ seed: UInt64, rows: Int = 12, columns: Int = 40) -> DenseMatrix {
        var random = SeededGenerator(seed: seed)
        let place = { (Double.random(in: 0...10, using: &random), Double.random(in: 0...10, using: &random)) }
        let (receptors, sources) = ((0..<rows).map { _ in place() }, (0..<columns).map { _ in place() })
        var matrix = DenseMatrix(rows: rows, columns: columns)
        for (row, r) in receptors.enumerated() {
            for (column, s) in sources.enumerated() {
                let distance = ((r.0 - s.0) * (r.0 - s.0) + (r.1 - s.1) * (r.1 - s.1)).squareRoot()
                matrix[row, column] = 1e-3 * (exp(-distance / 0.6) + 0.0002)
            }
        }
        return matrix
    }

    private static func sparse(_ dense: DenseMatrix) -> SparseRows {
        SparseRows(
            columns: dense.columns,
            entries: (0..<dense.rows).map { row in
                (0..<dense.columns).map { (column: $0, value: dense[row, $0]) }
            })
    }

    private static func vector(_ count: Int, _ seed: UInt64) -> [Double] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in Double.random(in: 0...1e4, using: &random) }
    }

    private static func isClose(_ left: [Double], _ right: [Double], _ relative: Double) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { ($0 - $1).magnitude <= relative * max($0.magnitude, 1e-12) }
    }

    /// [1 2; 3 4] with x = (10, 100) gives (210, 430), with y = (10, 100) transposed (310, 420).
    @Test func twoByTwoByHand() throws {
        let dense = try DenseMatrix(rows: 2, columns: 2, elements: [1, 3, 2, 4])
        // (1, 1) (1, 2)ᵀ + [0 0; 2 2].
        let sum = try LowRankSum(
            left: DenseMatrix(rows: 2, columns: 1, elements: [1, 1]),
            right: DenseMatrix(rows: 2, columns: 1, elements: [1, 2]),
            rest: SparseRows(columns: 2, entries: [[], [(0, 2), (1, 2)]]))
        let matrices = [
            SourceReceptorMatrix(dense), SourceReceptorMatrix(SingleMatrix(roundingUp: dense)),
            SourceReceptorMatrix(Self.sparse(dense)), SourceReceptorMatrix(sum),
        ]
        for matrix in matrices {
            #expect(matrix.loads(of: [10, 100]) == [210, 430])
            #expect(matrix.charges(of: [10, 100]) == [310, 420])
            #expect(matrix.denseRows([1, 0]).elements == [3, 1, 4, 2])
        }
        #expect(throws: AlgebraError.self) {
            try LowRankSum(
                left: DenseMatrix(rows: 3, columns: 1), right: DenseMatrix(rows: 2, columns: 1),
                rest: sum.rest)
        }
        #expect(throws: AlgebraError.self) {
            try LowRankSum(
                left: DenseMatrix(rows: 2, columns: 2), right: DenseMatrix(rows: 2, columns: 1),
                rest: sum.rest)
        }
    }

    /// Every storage gives rows, loads and charges that agree: y (T x) = (Tᵀ y) x.
    @Test(arguments: 1...4) func storagesAgree(seed: UInt64) {
        let dense = Self.field(seed)
        let (x, y) = (Self.vector(40, seed + 10), Self.vector(12, seed + 20))
        let truncated = SourceReceptorMatrix(dense).truncated(belowShare: 0, emissions: x)
        let exact = SourceReceptorMatrix(dense)
        for (matrix, tolerance) in [
            (SourceReceptorMatrix(Self.sparse(dense)), 1e-13),
            (SourceReceptorMatrix(SingleMatrix(roundingUp: dense)), 1.3e-7), (truncated.matrix, 1e-13),
        ] {
            #expect(Self.isClose(matrix.loads(of: x), exact.loads(of: x), tolerance))
            #expect(Self.isClose(matrix.charges(of: y), exact.charges(of: y), tolerance))
            #expect(
                Self.isClose(matrix.denseRows([3, 0]).elements, exact.denseRows([3, 0]).elements, tolerance))
            let left = zip(y, matrix.loads(of: x)).reduce(0) { $0 + $1.0 * $1.1 }
            let right = zip(x, matrix.charges(of: y)).reduce(0) { $0 + $1.0 * $1.1 }
            #expect((left / right - 1).magnitude < 1e-12)
        }
        #expect(truncated.shortfall.allSatisfy { $0 == 0 })
    }

    /// Single precision never makes a load smaller.
    @Test func singlePrecisionIsSafe() {
        let dense = Self.field(9)
        let x = Self.vector(40, 5)
        let single = SourceReceptorMatrix(SingleMatrix(roundingUp: dense)).loads(of: x)
        #expect(zip(single, SourceReceptorMatrix(dense).loads(of: x)).allSatisfy { $0 >= $1 })
    }

    /// The loads of the truncated matrix and the shortfall bound the true loads for any emissions up to the largest,
    /// and far fewer numbers are stored.
    @Test(arguments: 1...6) func truncationIsSafe(seed: UInt64) {
        let dense = Self.field(seed, rows: 20, columns: 200)
        let exact = SourceReceptorMatrix(dense)
        let most = Self.vector(200, seed + 1)
        let truncated = exact.truncated(belowShare: 0.01, emissions: most)
        #expect(truncated.matrix.storedNumbers < exact.storedNumbers / 3)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let e = most.map { Double.random(in: 0...1, using: &random) < 0.5 ? 0 : $0 }
            let (near, right) = (truncated.matrix.loads(of: e), exact.loads(of: e))
            for row in right.indices {
                #expect(right[row] <= near[row] + truncated.shortfall[row] + 1e-12 * right[row])
            }
        }
        // The background term keeps the bound small beside the loads themselves.
        let loads = exact.loads(of: most)
        #expect(zip(truncated.shortfall, loads).allSatisfy { $0 <= 0.05 * $1 })
    }

    /// A plan that uses the lowered allowances in full keeps the true ones.
    @Test func loweredAllowancesAreSafe() {
        let matrix = SourceReceptorMatrix(Self.field(2, rows: 20, columns: 200))
        let most = Self.vector(200, 3)
        let loads = matrix.loads(of: most)
        let rows = AmbientRows(
            matrix: matrix, emission: Array(0..<200), group: Array(0..<200), allowance: loads.map { 0.6 * $0 }
        )
        let lowered = rows.truncated(belowShare: 0.01, upper: most)
        let ratio = zip(lowered.allowance, lowered.loads(most)).map { $0 / $1 }.min() ?? 0
        #expect(ratio > 0.5)
        let plan = most.map { ratio * $0 }
        #expect(zip(rows.loads(plan), rows.allowance).allSatisfy { $0 <= $1 * (1 + 1e-12) })
    }
}
