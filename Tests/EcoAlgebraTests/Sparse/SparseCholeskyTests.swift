import EcoAlgebra
import Testing

@Suite("Sparse Cholesky factor")
struct SparseCholeskyTests {
    /// A grid of width x height with links to the four neighbours.
    static func grid(_ width: Int, _ height: Int) -> SymmetricPattern {
        var pairs: [(row: Int, column: Int)] = []
        for y in 0..<height {
            for x in 0..<width {
                if x > 0 { pairs.append((y * width + x, y * width + x - 1)) }
                if y > 0 { pairs.append((y * width + x, (y - 1) * width + x)) }
            }
        }
        return SymmetricPattern(order: width * height, pairs: pairs)
    }

    /// Numbers in 0..<1 that look random and are the same on every machine.
    struct Draws {
        var state: UInt64

        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53
        }

        mutating func index(_ count: Int) -> Int { Int(next() * Double(count)) }
    }

    /// A random graph, and a matrix on it with negative links and a ground at each node.
    static func randomMatrix(
        _ order: Int, links: Int, seed: UInt64, ground: Double = 1
    ) -> (pattern: SymmetricPattern, values: [Double]) {
        var draws = Draws(state: seed)
        let pairs = (0..<links).map { _ in (row: draws.index(order), column: draws.index(order)) }
        let pattern = SymmetricPattern(order: order, pairs: pairs)
        var values = [Double](repeating: 0, count: pattern.count)
        for column in 0..<order {
            values[pattern.start[column]] += ground * (0.1 + draws.next())
            for place in pattern.start[column] + 1..<pattern.start[column + 1] {
                let conductance = 0.1 + draws.next() * 10
                values[place] = -conductance
                values[pattern.start[column]] += conductance
                values[pattern.start[Int(pattern.row[place])]] += conductance
            }
        }
        return (pattern, values)
    }

    static func dense(_ pattern: SymmetricPattern, _ values: [Double]) -> DenseMatrix {
        var result = DenseMatrix(rows: pattern.order, columns: pattern.order)
        for column in 0..<pattern.order {
            for place in pattern.start[column]..<pattern.start[column + 1] {
                result[Int(pattern.row[place]), column] = values[place]
                result[column, Int(pattern.row[place])] = values[place]
            }
        }
        return result
    }

    @Test func patternMergesPairsOfBothTriangles() {
        let pattern = SymmetricPattern(order: 3, pairs: [(2, 0), (0, 2), (1, 0), (1, 1)])
        #expect(pattern.start == [0, 3, 4, 5])
        #expect(pattern.row == [0, 1, 2, 1, 2])
        #expect(pattern.position(0, 2) == 2)
        #expect(pattern.position(1, 2) == nil)
    }

    @Test func byHand() throws {
        // [4 -1 0; -1 4 -1; 0 -1 4] (1, 2, 3) = (2, 4, 10).
        let pattern = SymmetricPattern(order: 3, pairs: [(1, 0), (2, 1)])
        var factor = SparseCholesky(SparseAnalysis(pattern))
        try factor.factor([4, -1, 4, -1, 4])
        let x = try factor.solve([2, 4, 10])
        for (found, expected) in zip(x, [1.0, 2, 3]) { #expect(abs(found - expected) < 1e-14) }
        #expect(factor.droppedRows.isEmpty)
    }

    @Test(arguments: 1...40)
    func againstTheDenseFactor(seed: Int) throws {
        let order = 1 + (seed * 7) % 60
        let (pattern, values) = Self.randomMatrix(order, links: order * (seed % 4), seed: UInt64(seed))
        var factor = SparseCholesky(SparseAnalysis(pattern))
        try factor.factor(values)
        var draws = Draws(state: 99)
        let right = (0..<order).map { _ in draws.next() - 0.5 }
        let x = try factor.solve(right)
        let expected = try CholeskyFactor(lower: Self.dense(pattern, values)).solve(right)
        for (found, value) in zip(x, expected) { #expect(abs(found - value) < 1e-11) }
    }

    @Test func anyOrderGivesTheSameSolution() throws {
        let (pattern, values) = Self.randomMatrix(50, links: 120, seed: 5)
        let right = (0..<50).map { Double($0 % 7) - 3 }
        var reference = SparseCholesky(SparseAnalysis(pattern))
        try reference.factor(values)
        let expected = try reference.solve(right)
        for order in [Array(0..<50), Array((0..<50).reversed()), (0..<50).map { $0 * 17 % 50 }] {
            let analysis = SparseAnalysis(pattern, order: order)
            var factor = SparseCholesky(analysis)
            try factor.factor(values)
            for (found, value) in zip(try factor.solve(right), expected) {
                #expect(abs(found - value) < 1e-12)
            }
            #expect(analysis.factorCount >= pattern.count)
        }
    }

    @Test func fillOfKnownGraphs() {
        // A chain, a star and any tree factor without fill; a complete graph is full whatever the order.
        let chain = SymmetricPattern(order: 100, pairs: (1..<100).map { ($0, $0 - 1) })
        #expect(SparseAnalysis(chain).factorCount == 199)
        let star = SymmetricPattern(order: 100, pairs: (1..<100).map { ($0, 0) })
        #expect(SparseAnalysis(star).factorCount == 199)
        let tree = SymmetricPattern(order: 127, pairs: (1..<127).map { ($0, ($0 - 1) / 2) })
        #expect(SparseAnalysis(tree).factorCount == 253)
        let pairs = (0..<12).flatMap { row in (0..<row).map { (row: row, column: $0) } }
        #expect(SparseAnalysis(SymmetricPattern(order: 12, pairs: pairs)).factorCount == 78)
        // A star eliminated from its centre is full.
        #expect(SparseAnalysis(star, order: Array(0..<100)).factorCount == 5050)
    }

    @Test func bandOfAGridInRowOrder() {
        // Row by row, an n x n grid fills its band: a column holds itself and the next n, but for the last n
        // columns, which hold all that is left.
        for n in [3, 5, 8] {
            let analysis = SparseAnalysis(Self.grid(n, n), order: Array(0..<n * n))
            // The first column of the first row reaches itself, its right and its lower neighbour only: column c
            // of the first row has filled its lower side up to c.
            let first = (0..<n).reduce(0) { $0 + ($1 < n - 1 ? $1 + 3 : n + 1) }
            let middle = (n - 2) * n * (n + 1)
            let last = n * (n + 1) / 2
            #expect(analysis.factorCount == first + middle + last)
        }
    }

    @Test func minimumDegreeBeatsTheBandOnAGrid() {
        let grid = Self.grid(60, 60)
        let band = SparseAnalysis(grid, order: Array(0..<3600)).factorCount
        let found = SparseAnalysis(grid)
        // George (1973): nested dissection of an n x n grid needs 7.75 n² log2 n at the leading term, 164,800 here.
        #expect(found.factorCount < 100_000 && found.factorCount < band / 2)
    }

    @Test func manyRightHandSidesAsOneByOne() throws {
        let (pattern, values) = Self.randomMatrix(80, links: 200, seed: 3)
        var factor = SparseCholesky(SparseAnalysis(pattern))
        try factor.factor(values)
        var draws = Draws(state: 4)
        let sides = 301
        var block = DenseMatrix(rows: sides, columns: 80)
        for index in block.elements.indices { block.elements[index] = draws.next() - 0.5 }
        let right = block
        try factor.solveRows(of: &block)
        for side in [0, 255, 256, 300] {
            let x = try factor.solve((0..<80).map { right[side, $0] })
            for column in 0..<80 { #expect(abs(x[column] - block[side, column]) < 1e-12) }
        }
        var again = right
        try factor.solveRows(of: &again, workers: 2)
        #expect(again == block)
    }

    @Test func gramOfDenseAndSparseRows() throws {
        let (pattern, values) = Self.randomMatrix(900, links: 1800, seed: 8)
        var factor = SparseCholesky(SparseAnalysis(pattern))
        try factor.factor(values)
        var draws = Draws(state: 6)
        var all = DenseMatrix(rows: 70, columns: 900)
        var dense = DenseMatrix(rows: 10, columns: 900)
        for row in 0..<10 {
            for column in 0..<900 {
                dense[row, column] = draws.next()
                all[row, column] = dense[row, column]
            }
        }
        var sparse = SparseVectors()
        for vector in 0..<60 {
            let entries = Set((0..<5).map { _ in draws.index(900) }).map { (index: $0, value: draws.next()) }
            sparse.append(entries)
            for entry in entries { all[10 + vector, entry.index] = entry.value }
        }
        let gram = try factor.gram(dense: dense, sparse: sparse)
        var solved = all
        try factor.solveRows(of: &solved)
        for row in 0..<70 {
            for column in 0...row {
                let expected = (0..<900).reduce(0.0) { $0 + all[row, $1] * solved[column, $1] }
                #expect(abs(gram[row, column] - expected) < 1e-10 * max(1, abs(expected)))
            }
        }
        #expect(try factor.gram(dense: dense, sparse: sparse, workers: 2) == gram)
    }

    @Test func lostPivotsAreToldAndLeftOut() throws {
        // Two nodes joined by a link and without any ground: the second pivot is 1 - 1.
        let pattern = SymmetricPattern(order: 3, pairs: [(1, 0)])
        var factor = SparseCholesky(SparseAnalysis(pattern, order: [0, 1, 2]))
        try factor.factor([2, -2, 2, 5])
        #expect(factor.droppedRows == [1])
        let x = try factor.solve([4, -4, 10])
        for (found, expected) in zip(x, [2.0, 0, 2]) { #expect(abs(found - expected) < 1e-14) }
        // A row without any value is left out as well.
        try factor.factor([2, -1, 2, 0])
        #expect(factor.droppedRows == [2])
        #expect(try factor.solve([3, 0, 7])[2] == 0)
        // The next matrix starts afresh.
        try factor.factor([2, -1, 2, 1])
        #expect(factor.droppedRows.isEmpty)
    }

    @Test func wrongOperandsAreRefused() throws {
        var factor = SparseCholesky(SparseAnalysis(SymmetricPattern(order: 2, pairs: [(1, 0)])))
        #expect(throws: AlgebraError.sizeMismatch(expected: 3, found: 2)) { try factor.factor([1, 1]) }
        #expect(throws: AlgebraError.notFinite) { try factor.factor([1, .nan, 1]) }
        try factor.factor([2, -1, 2])
        #expect(throws: AlgebraError.sizeMismatch(expected: 2, found: 1)) { try factor.solve([1]) }
    }

    @Test func emptyMatrix() throws {
        var factor = SparseCholesky(SparseAnalysis(SymmetricPattern(order: 0, pairs: [])))
        try factor.factor([])
        #expect(try factor.solve([]).isEmpty)
    }

    @Test func badScalingOverTwentyDecades() throws {
        let (pattern, plain) = Self.randomMatrix(40, links: 90, seed: 11)
        let scale = (0..<40).map { [1e-10, 1e-5, 1, 1e5, 1e10][$0 % 5] }
        var values = plain
        for column in 0..<40 {
            for place in pattern.start[column]..<pattern.start[column + 1] {
                values[place] *= scale[column] * scale[Int(pattern.row[place])]
            }
        }
        // A x = b with x = 1 / scale where the plain matrix maps ones to its row sums.
        let ones = [Double](repeating: 1, count: 40)
        let sums = try Self.dense(pattern, plain).multiplied(by: ones)
        var factor = SparseCholesky(SparseAnalysis(pattern))
        try factor.factor(values)
        let x = try factor.solve(zip(sums, scale).map { $0 * $1 })
        for (found, factor) in zip(x, scale) { #expect(abs(found * factor - 1) < 1e-12) }
    }
}
