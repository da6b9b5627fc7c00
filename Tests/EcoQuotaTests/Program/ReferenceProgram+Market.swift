import EcoAlgebra
import EcoQuota

/// A programme solved by dense pivoting. Each equality is first used to take one of its columns out, whose range
/// then stands as two limits. For small programmes without whole columns.
struct ReferenceSolution {
    let values: [Double]
    let objective: Double

    /// - Parameters:
    ///   - money: yuan of one unit of money in the pivoting.
    ///   - ambientScale: brings the ambient rows near 1.
    /// - Returns: nil where the programme cannot be met.
    init?(_ program: MarketProgram, money: Double = 1000, ambientScale: Double = 200) {
        var elimination = Elimination(program)
        elimination.run()
        let free = elimination.freeColumns
        var reference = ReferenceProgram()
        let position = Dictionary(
            uniqueKeysWithValues: free.map { column in
                let variable = reference.variable(
                    cost: elimination.cost[column] / money, curvature: program.curvature[column] / money)
                reference.limit([variable: 1], atMost: program.upper[column])
                return (column, variable)
            })
        let limit = { (row: Elimination.Row, scale: Double) in
            var terms: [Int: Double] = [:]
            for column in free where row.terms[column] != 0 {
                if let variable = position[column] { terms[variable] = row.terms[column] * scale }
            }
            reference.limit(terms, atMost: row.right * scale)
        }
        for row in elimination.limits { limit(row, 1) }
        for row in elimination.ambient { limit(row, ambientScale) }
        guard let found = reference.solution() else { return nil }
        var values = [Double](repeating: 0, count: program.columnCount)
        for (column, variable) in position { values[column] = found[variable] }
        elimination.substituteBack(&values)
        self.values = values
        objective = program.objective(values)
    }
}

/// Gaussian elimination of the equalities of a programme; dense, written for clarity.
private struct Elimination {
    struct Row {
        var terms: [Double]
        var right: Double
    }

    private let program: MarketProgram
    private(set) var cost: [Double]
    private(set) var limits: [Row] = []
    private(set) var ambient: [Row] = []
    private var equalities: [Row] = []
    private var pivots: [(column: Int, row: Row)] = []

    init(_ program: MarketProgram) {
        self.program = program
        cost = program.cost
        let empty = [Double](repeating: 0, count: program.columnCount)
        var rows = program.right.map { Row(terms: empty, right: $0) }
        for column in 0..<program.columnCount {
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                rows[Int(program.matrix.row[entry])].terms[column] = program.matrix.value[entry]
            }
        }
        for (row, kind) in zip(rows, program.rowKinds) {
            if kind == .equal { equalities.append(row) } else { limits.append(row) }
        }
        let dense = program.ambient.matrix.denseRows(Array(program.ambient.allowance.indices))
        ambient = program.ambient.allowance.enumerated().map { index, allowance in
            var row = Row(terms: empty, right: allowance)
            for (column, group) in zip(program.ambient.emission, program.ambient.group) {
                row.terms[column] += dense[index, group]
            }
            return row
        }
    }

    var freeColumns: [Int] {
        let gone = Set(pivots.map(\.column))
        return (0..<program.columnCount).filter { !gone.contains($0) }
    }

    mutating func run() {
        while let row = equalities.popLast() {
            let candidates = row.terms.indices.filter { row.terms[$0] != 0 && program.curvature[$0] == 0 }
            guard let pivot = candidates.max(by: { abs(row.terms[$0]) < abs(row.terms[$1]) }) else {
                limits += [row, Row(terms: row.terms.map { -$0 }, right: -row.right)]
                continue
            }
            take(pivot, row)
        }
    }

    private mutating func take(_ column: Int, _ row: Row) {
        let scale = row.terms[column]
        let unit = Row(terms: row.terms.map { $0 / scale }, right: row.right / scale)
        let eliminate = { (target: inout Row) in
            let factor = target.terms[column]
            guard factor != 0 else { return }
            for index in target.terms.indices { target.terms[index] -= factor * unit.terms[index] }
            target.terms[column] = 0
            target.right -= factor * unit.right
        }
        for index in equalities.indices { eliminate(&equalities[index]) }
        for index in limits.indices { eliminate(&limits[index]) }
        for index in ambient.indices { eliminate(&ambient[index]) }
        let factor = cost[column]
        if factor != 0 {
            for index in cost.indices { cost[index] -= factor * unit.terms[index] }
            cost[column] = 0
        }
        var lower = unit
        lower.terms[column] = 0
        var upper = Row(terms: lower.terms.map { -$0 }, right: program.upper[column] - unit.right)
        upper.terms[column] = 0
        limits += [lower, upper]
        pivots.append((column, unit))
    }

    /// The columns taken out, from the others.
    func substituteBack(_ values: inout [Double]) {
        for (column, row) in pivots.reversed() {
            var value = row.right
            for index in row.terms.indices where index != column { value -= row.terms[index] * values[index] }
            values[column] = value
        }
    }
}
