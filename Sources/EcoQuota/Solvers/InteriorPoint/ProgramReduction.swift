/// What the rows of a programme decide by themselves: columns without a range, and rows that are met only where
/// each of their columns stands at one of its limits (a pool to which nobody can sell).
///
/// Such rows leave a programme without interior, in which prices run away; they are settled here.
struct ProgramReduction: Sendable {
    /// Columns that may still move.
    private(set) var isKept: [Bool]
    /// The value of each other column.
    private(set) var fixed: [Double]
    /// Rows that fixed their columns, in the order in which they did.
    private(set) var forcing: [Int] = []
    private var side: [RowActivities.Side] = []
    /// The row that fixed each column, ambient rows after the sparse ones; -1 where none did.
    private var fixer: [Int32]
    /// Ambient rows that allow nothing.
    private var closed: [Int] = []

    /// - Parameter isDeep: whether rows are looked at, or only the ranges of columns.
    init(_ program: MarketProgram, isDeep: Bool = true) {
        isKept = program.upper.map { $0 > 0 }
        fixed = [Double](repeating: 0, count: program.columnCount)
        fixer = [Int32](repeating: -1, count: program.columnCount)
        guard isDeep else { return }
        let rows = ProgramRows(program.matrix, rowCount: program.rowCount)
        var bounds = rows.activities(program)
        silenceSources(program, &bounds)
        var open = Array((0..<program.rowCount).reversed())
        var isDone = [Bool](repeating: false, count: program.rowCount)
        while let row = open.popLast() {
            guard !isDone[row], let side = bounds.forcedSide(row, program) else { continue }
            isDone[row] = true
            forcing.append(row)
            self.side.append(side)
            for (column, value) in rows.entries(row) where isKept[column] {
                isKept[column] = false
                fixer[column] = Int32(row)
                let isUp = (value > 0) != (side == .least)
                fixed[column] = isUp ? program.upper[column] : 0
                for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                    let other = Int(program.matrix.row[entry])
                    bounds.fix(other, program.matrix.value[entry] * program.upper[column], isUp)
                    open.append(other)
                }
            }
        }
    }

    /// Receptors that may receive nothing silence every source that reaches them.
    private mutating func silenceSources(_ program: MarketProgram, _ bounds: inout RowActivities) {
        closed = program.ambient.allowance.indices.filter { program.ambient.allowance[$0] <= 0 }
        guard !closed.isEmpty else { return }
        let reach = program.ambient.matrix.denseRows(closed)
        for (column, group) in zip(program.ambient.emission, program.ambient.group) where isKept[column] {
            guard let position = closed.indices.first(where: { reach[$0, group] > 0 }) else { continue }
            isKept[column] = false
            fixer[column] = Int32(program.rowCount + closed[position])
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                bounds.fix(
                    Int(program.matrix.row[entry]), program.matrix.value[entry] * program.upper[column], false
                )
            }
        }
    }

    /// Sets the prices of forcing rows so high that each of the columns fixed by them is best where it stands.
    func settlePrices(_ program: MarketProgram, _ solution: inout ProgramSolution) {
        guard !forcing.isEmpty || !closed.isEmpty else { return }
        let rows = ProgramRows(program.matrix, rowCount: program.rowCount)
        let charges =
            program.ambient.matrix.rows > 0
            ? program.ambient.matrix.charges(of: solution.ambientPrices) : []
        var ambient = [Double](repeating: 0, count: program.columnCount)
        if !charges.isEmpty {
            for (column, group) in zip(program.ambient.emission, program.ambient.group) {
                ambient[column] = charges[group]
            }
        }
        for row in forcing { solution.rowPrices[row] = 0 }
        for (row, side) in zip(forcing, side).reversed() {
            var price: Double?
            for (column, value) in rows.entries(row) where fixer[column] == row {
                var reduced =
                    program.cost[column] + program.curvature[column] * fixed[column] + ambient[column]
                for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                    reduced +=
                        program.matrix.value[entry] * solution.rowPrices[Int(program.matrix.row[entry])]
                }
                let needed = -reduced / value
                price = price.map { side == .least ? max($0, needed) : min($0, needed) } ?? needed
            }
            solution.rowPrices[row] = program.rowKinds[row] == .atMost ? max(0, price ?? 0) : price ?? 0
        }
        priceClosed(program, &solution)
    }

    /// The price of a receptor that may receive nothing outweighs what any of its sources could earn.
    private func priceClosed(_ program: MarketProgram, _ solution: inout ProgramSolution) {
        guard !closed.isEmpty else { return }
        let reach = program.ambient.matrix.denseRows(closed)
        let charges = program.ambient.matrix.charges(of: solution.ambientPrices)
        for (column, group) in zip(program.ambient.emission, program.ambient.group) {
            guard let position = closed.firstIndex(where: { Int(fixer[column]) == program.rowCount + $0 })
            else { continue }
            var reduced = program.cost[column] + charges[group]
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                reduced += program.matrix.value[entry] * solution.rowPrices[Int(program.matrix.row[entry])]
            }
            let row = closed[position]
            solution.ambientPrices[row] = max(solution.ambientPrices[row], -reduced / reach[position, group])
        }
    }
}

/// The entries of a sparse matrix row by row.
struct ProgramRows: Sendable {
    let start: [Int]
    private(set) var column: [Int32]
    private(set) var value: [Double]

    init(_ matrix: SparseColumns, rowCount: Int) {
        var end = [Int](repeating: 0, count: rowCount + 1)
        for row in matrix.row { end[Int(row) + 1] += 1 }
        for row in 0..<rowCount { end[row + 1] += end[row] }
        start = end
        column = [Int32](repeating: 0, count: matrix.row.count)
        value = [Double](repeating: 0, count: matrix.row.count)
        for index in 0..<matrix.columnCount {
            for entry in matrix.start[index]..<matrix.start[index + 1] {
                let row = Int(matrix.row[entry])
                column[end[row]] = Int32(index)
                value[end[row]] = matrix.value[entry]
                end[row] += 1
            }
        }
    }

    @inline(__always) func entries(_ row: Int) -> some Sequence<(Int, Double)> {
        (start[row]..<start[row + 1]).lazy.map { (Int(column[$0]), value[$0]) }
    }

    func activities(_ program: MarketProgram) -> RowActivities {
        var bounds = RowActivities(program.rowCount)
        for row in 0..<program.rowCount {
            for entry in start[row]..<start[row + 1] {
                bounds.add(row, value[entry] * program.upper[Int(column[entry])])
            }
        }
        return bounds
    }
}

/// The least and the most that each row can add up to.
struct RowActivities: Sendable {
    enum Side { case least, most }

    private var least: [Double]
    private var most: [Double]
    private var size: [Double]
    /// Columns that may still move.
    private var open: [Int]

    init(_ rows: Int) {
        least = [Double](repeating: 0, count: rows)
        (most, size) = (least, least)
        open = [Int](repeating: 0, count: rows)
    }

    mutating func add(_ row: Int, _ range: Double) {
        guard range != 0 else { return }
        if range > 0 { most[row] += range } else { least[row] += range }
        size[row] += range.magnitude
        open[row] += 1
    }

    mutating func fix(_ row: Int, _ range: Double, _ isUp: Bool) {
        guard range != 0 else { return }
        if (range > 0) == isUp { least[row] += range.magnitude } else { most[row] -= range.magnitude }
        open[row] -= 1
    }

    /// The side on which a row can only just be met.
    func forcedSide(_ row: Int, _ program: MarketProgram) -> Side? {
        guard open[row] > 0 else { return nil }
        let room = 1e-13 * (size[row] + program.right[row].magnitude)
        if least[row] >= program.right[row] - room { return .least }
        guard program.rowKinds[row] == .equal, most[row] <= program.right[row] + room else { return nil }
        return .most
    }
}
