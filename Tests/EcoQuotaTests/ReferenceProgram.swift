import EcoQuota

/// A dense convex quadratic programme, min c x + x diag(q) x / 2 over A x <= b, x >= 0, solved by Lemke's
/// complementary pivoting (Cottle, Pang, Stone, The Linear Complementarity Problem, 4.4): a finite method
/// that shares nothing with an interior-point method.
struct ReferenceProgram {
    var cost: [Double] = []
    var curvature: [Double] = []
    var rows: [[Int: Double]] = []
    var limits: [Double] = []

    mutating func variable(cost: Double, curvature: Double = 0) -> Int {
        self.cost.append(cost)
        self.curvature.append(curvature)
        return self.cost.count - 1
    }

    mutating func limit(_ row: [Int: Double], atMost limit: Double) {
        rows.append(row)
        limits.append(limit)
    }

    /// The same programme with finite ranges: limits of one variable are ranges, every other variable ends at the sum
    /// of all limits.
    var marketProgram: MarketProgram {
        var result = MarketProgram()
        (result.cost, result.curvature) = (cost, curvature)
        result.upper = [Double](repeating: limits.reduce(1) { $0 + $1.magnitude }, count: cost.count)
        var entries = [[(row: Int, value: Double)]](repeating: [], count: cost.count)
        for (row, limit) in zip(rows, limits) {
            if row.count == 1, let (column, value) = row.first, value > 0 {
                result.upper[column] = min(result.upper[column], limit / value)
                continue
            }
            for (column, value) in row { entries[column].append((result.rowCount, value)) }
            result.right.append(limit)
            result.rowKinds.append(.atMost)
        }
        for entries in entries { result.matrix.append(entries) }
        result.rowFamilies = [.init("limit", 0..<result.rowCount, unit: "t")]
        return result
    }

    /// The least objective; nil where the pivoting ends on a ray (infeasible or unbounded).
    func optimum() -> Double? {
        guard let x = solution() else { return nil }
        return x.indices.reduce(0) { $0 + (cost[$1] + curvature[$1] * x[$1] / 2) * x[$1] }
    }

    func solution() -> [Double]? { solutionWithPrices()?.values }

    /// The values, and the price of each limit.
    func solutionWithPrices() -> (values: [Double], prices: [Double])? {
        // Other covering vectors take other paths, where rounding ends one of them on a false ray.
        for attempt in 0..<4 {
            var tableau = Tableau(self, attempt)
            guard tableau.pivotToTheEnd() else { continue }
            let all = tableau.values(count: cost.count + rows.count)
            return (Array(all[..<cost.count]), Array(all[cost.count...]))
        }
        return nil
    }
}

/// The tableau of w - M z - z0 = q with columns w, z, z0, q.
private struct Tableau {
    private var cells: [[Double]]
    private var basis: [Int]
    private let size: Int

    init(_ program: ReferenceProgram, _ attempt: Int) {
        let n = program.cost.count
        let size = n + program.rows.count
        var cells = [[Double]](repeating: [Double](repeating: 0, count: 2 * size + 2), count: size)
        for i in 0..<size {
            cells[i][i] = 1
            cells[i][2 * size] = -1 - Double((attempt * 37 * (i + 1)) % 101) / 101
            cells[i][2 * size + 1] = i < n ? program.cost[i] : program.limits[i - n]
        }
        for i in 0..<n { cells[i][size + i] = -program.curvature[i] }
        for (row, entries) in program.rows.enumerated() {
            for (column, value) in entries {
                cells[column][size + n + row] = -value
                cells[n + row][size + column] = value
            }
        }
        self.cells = cells
        self.size = size
        basis = Array(0..<size)
    }

    mutating func pivotToTheEnd() -> Bool {
        let right = 2 * size + 1
        guard
            let first = cells.indices.min(by: {
                cells[$0][right] / -cells[$0][right - 1] < cells[$1][right] / -cells[$1][right - 1]
            }),
            cells[first][right] < 0
        else { return true }
        var leaving = basis[first]
        pivot(first, 2 * size)
        for _ in 0..<(200 * size) {
            let entering = leaving < size ? leaving + size : leaving - size
            guard let row = ratioTest(entering) else { return false }
            leaving = basis[row]
            pivot(row, entering)
            if leaving == 2 * size { return true }
        }
        return false
    }

    /// The row of the least ratio; the artificial variable leaves first among equals.
    private func ratioTest(_ entering: Int) -> Int? {
        let right = 2 * size + 1
        var best: (row: Int, ratio: Double)?
        for row in 0..<size where cells[row][entering] > 1e-9 {
            let ratio = cells[row][right] / cells[row][entering]
            guard let found = best else {
                best = (row, ratio)
                continue
            }
            let isTie = abs(ratio - found.ratio) <= 1e-12 * max(1, abs(found.ratio))
            if isTie ? basis[row] == 2 * size : ratio < found.ratio { best = (row, ratio) }
        }
        return best?.row
    }

    private mutating func pivot(_ row: Int, _ column: Int) {
        basis[row] = column
        let divisor = cells[row][column]
        var chosen = cells[row]
        for index in chosen.indices { chosen[index] /= divisor }
        cells[row] = chosen
        for other in cells.indices where other != row && cells[other][column] != 0 {
            let factor = cells[other][column]
            cells[other].withUnsafeMutableBufferPointer { target in
                chosen.withUnsafeBufferPointer { source in
                    for index in target.indices { target[index] -= factor * source[index] }
                }
            }
        }
    }

    func values(count: Int) -> [Double] {
        var values = [Double](repeating: 0, count: count)
        for (row, variable) in basis.enumerated() where variable >= size && variable < size + count {
            values[variable - size] = max(0, cells[row][2 * size + 1])
        }
        return values
    }
}
