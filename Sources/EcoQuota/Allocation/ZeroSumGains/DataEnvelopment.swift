/// Input-oriented data envelopment analysis with one input that may change (Charnes, Cooper and Rhodes 1978; Banker,
/// Charnes and Cooper 1984).
///
/// The target of a unit is the least input with which a combination of units reaches all its outputs without more of
/// the other inputs: min sum l_j x_j, sum l_j y_j >= y_o, sum l_j z_j <= z_o, l >= 0, and sum l = 1 under variable
/// returns. Efficiency is target / input.
struct DataEnvelopment {
    enum Returns { case constant, variable }

    /// The input of each unit.
    let input: [Double]
    /// One row for each output, one value for each unit, at least 0.
    let outputs: [[Double]]
    /// The inputs that stay as they are.
    let fixedInputs: [[Double]]
    let returns: Returns

    init(input: [Double], outputs: [[Double]], fixedInputs: [[Double]] = [], returns: Returns) {
        self.input = input
        self.outputs = outputs
        self.fixedInputs = fixedInputs
        self.returns = returns
    }

    /// The least input of each unit.
    var targets: [Double] { input.indices.map(target) }

    /// 1 where a unit stands on the frontier; a unit without input and target counts as efficient.
    var efficiencies: [Double] { zip(targets, input).map { $1 > 0 ? $0 / $1 : 1 } }

    private func target(_ unit: Int) -> Double {
        // Rows A l - s = b with s >= 0; a row of >= for outputs, of <= with the sign turned for other inputs.
        var rows = outputs.map { Self.scaled($0) } + fixedInputs.map { Self.scaled($0).map { -$0 } }
        let slackCount = rows.count
        if returns == .variable { rows.append(input.map { _ in 1 }) }
        // The row in which the unit itself is the first basic column.
        guard let own = returns == .variable ? rows.count - 1 : rows.firstIndex(where: { $0[unit] > 0 })
        else { return 0 }
        var simplex = SmallSimplex(
            cost: Self.scaled(input), rows: rows, slackCount: slackCount, start: unit, startRow: own)
        return simplex.minimum() * (input.max() ?? 0)
    }

    /// As parts of the largest value.
    private static func scaled(_ values: [Double]) -> [Double] {
        let largest = values.max() ?? 0
        return largest > 0 ? values.map { $0 / largest } : values
    }
}

/// The primal simplex method for few rows and many columns, from a basis of one column and slacks:
/// min c l over A l - s = A_start, l >= 0, s >= 0, where l = 1 at `start` is the first solution.
private struct SmallSimplex {
    /// Rows of the tableau: the columns, then the slacks of the first `slackCount` rows, then the right side.
    private var tableau: [[Double]]
    private var cost: [Double]
    private var basis: [Int]

    init(cost: [Double], rows: [[Double]], slackCount: Int, start: Int, startRow: Int) {
        let columns = cost.count
        tableau = rows.enumerated().map { index, row in
            // Slack rows are turned, so that their slack has coefficient 1.
            let sign = index < slackCount && index != startRow ? -1.0 : 1.0
            let slacks = (0..<slackCount).map { $0 == index ? -sign : 0 }
            return row.map { sign * $0 } + slacks + [sign * row[start]]
        }
        self.cost = cost + [Double](repeating: 0, count: slackCount + 1)
        basis = rows.indices.map { columns + $0 }
        basis[startRow] = start
        pivot(startRow, start)
        // The start is exact: its own column is 1, all slacks are 0.
        for row in tableau.indices { tableau[row][columns + slackCount] = row == startRow ? 1 : 0 }
        self.cost[columns + slackCount] = -cost[start]
    }

    private var last: Int { cost.count - 1 }

    /// The least cost. Columns enter by the most negative reduced cost, and by Bland's rule after a step without
    /// progress, so that no cycle can occur.
    mutating func minimum() -> Double {
        var isStalled = false
        for _ in 0..<(200 * cost.count) {
            guard let column = entering(isStalled), let row = leaving(column) else { break }
            isStalled = tableau[row][last] <= 1e-13
            pivot(row, column)
            basis[row] = column
        }
        return max(0, -cost[last])
    }

    private func entering(_ isStalled: Bool) -> Int? {
        let candidates = cost.indices.dropLast().filter { cost[$0] < -1e-11 }
        return isStalled ? candidates.first : candidates.min { (cost[$0], $0) < (cost[$1], $1) }
    }

    private func leaving(_ column: Int) -> Int? {
        tableau.indices.filter { tableau[$0][column] > 1e-11 }.min {
            (tableau[$0][last] / tableau[$0][column], basis[$0])
                < (tableau[$1][last] / tableau[$1][column], basis[$1])
        }
    }

    private mutating func pivot(_ row: Int, _ column: Int) {
        let scale = tableau[row][column]
        for index in tableau[row].indices { tableau[row][index] /= scale }
        for other in tableau.indices where other != row && tableau[other][column] != 0 {
            let factor = tableau[other][column]
            for index in tableau[other].indices { tableau[other][index] -= factor * tableau[row][index] }
        }
        let factor = cost[column]
        guard factor != 0 else { return }
        for index in cost.indices { cost[index] -= factor * tableau[row][index] }
    }
}
