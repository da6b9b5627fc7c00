import EcoAlgebra

/// All plans that are as good as the one found: the columns that prices hold at a limit stay there, and what
/// is left free is spread in proportion to size, min Σ x² / 2u.
///
/// That plan is unique, does not depend on any order, and scales with the masses (Mangasarian and Meyer 1979,
/// doi:10.1137/0317052). Where the optimum is one vertex, it is that vertex to the last digits.
struct OptimalFace {
    private let program: MarketProgram
    private var values: [Double]
    private var isOpen: [Bool]
    /// Rows that hold with equality.
    private var isTight: [Bool]
    private let tightAmbient: [Int]

    init(_ path: InteriorPath) {
        program = path.program
        let sides = path.sides()
        values = sides.values
        isOpen = zip(sides.isOpen, program.curvature).map { $0 && $1 == 0 }
        isTight = sides.isTight
        tightAmbient = path.active.rows.indices.filter { row in
            path.stand(ofColumn: path.structure.columnCount + row) == .low
        }.map { path.active.rows[$0] }
    }

    /// The plan; nil where rounding leaves none.
    mutating func plan() -> [Double]? {
        let rows = ProgramRows(program.matrix, rowCount: program.rowCount)
        var right = program.right
        for column in values.indices where !isOpen[column] { take(column, from: &right) }
        settleSingles(rows, &right)
        let open = isOpen.indices.filter { isOpen[$0] }
        guard !open.isEmpty else { return values }
        let part = remainder(open, right)
        guard let spread = part.leastSquares() ?? part.spread() else { return nil }
        for (column, value) in zip(open, spread) { values[column] = value }
        return values
    }

    private func take(_ column: Int, from right: inout [Double]) {
        guard values[column] != 0 else { return }
        for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
            right[Int(program.matrix.row[entry])] -= program.matrix.value[entry] * values[column]
        }
    }

    /// Rows with one open column left say what it is.
    private mutating func settleSingles(_ rows: ProgramRows, _ right: inout [Double]) {
        var open = [Int](repeating: 0, count: program.rowCount)
        for row in open.indices {
            for (column, _) in rows.entries(row) where isOpen[column] { open[row] += 1 }
        }
        var queue = open.indices.filter { isTight[$0] && open[$0] == 1 }
        while let row = queue.popLast() {
            guard open[row] == 1, let (column, value) = rows.entries(row).first(where: { isOpen[$0.0] })
            else { continue }
            isOpen[column] = false
            values[column] = min(max(right[row] / value, 0), program.upper[column])
            take(column, from: &right)
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                let other = Int(program.matrix.row[entry])
                open[other] -= 1
                if isTight[other] && open[other] == 1 { queue.append(other) }
            }
        }
    }

    /// The programme of the open columns.
    private func remainder(_ open: [Int], _ right: [Double]) -> FaceRemainder {
        var result = MarketProgram()
        var place = [Int](repeating: -1, count: program.rowCount)
        var entries: [[(row: Int, value: Double)]] = []
        for column in open {
            var own: [(row: Int, value: Double)] = []
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                let row = Int(program.matrix.row[entry])
                if place[row] < 0 {
                    place[row] = result.rowCount
                    result.right.append(right[row])
                    result.rowKinds.append(isTight[row] ? .equal : .atMost)
                }
                own.append((place[row], program.matrix.value[entry]))
            }
            entries.append(own)
        }
        addAmbient(open, &result, &entries)
        for (column, own) in zip(open, entries) {
            result.cost.append(0)
            result.upper.append(program.upper[column])
            result.curvature.append(1 / program.upper[column])
            result.matrix.append(own)
        }
        return FaceRemainder(program: result)
    }

    private func addAmbient(
        _ open: [Int], _ result: inout MarketProgram, _ entries: inout [[(row: Int, value: Double)]]
    ) {
        guard !tightAmbient.isEmpty else { return }
        let block = program.ambient.matrix.denseRows(tightAmbient)
        var position = [Int](repeating: -1, count: program.columnCount)
        for (index, column) in open.enumerated() { position[column] = index }
        for (index, row) in tightAmbient.enumerated() {
            var scale = 0.0
            for group in 0..<block.columns { scale = max(scale, block[index, group]) }
            guard scale > 0 else { continue }
            var left = program.ambient.allowance[row]
            var isTouched = false
            for (column, group) in zip(program.ambient.emission, program.ambient.group)
            where block[index, group] != 0 {
                if position[column] >= 0 {
                    entries[position[column]].append((result.rowCount, block[index, group] / scale))
                    isTouched = true
                } else {
                    left -= block[index, group] * values[column]
                }
            }
            guard isTouched else { continue }
            result.right.append(left / scale)
            result.rowKinds.append(.equal)
        }
    }
}

/// What a face leaves open: min Σ x² / 2u on a few rows.
struct FaceRemainder {
    let program: MarketProgram

    /// The plan that the rows alone would choose, where it stays within the ranges.
    func leastSquares() -> [Double]? {
        let reduction = ProgramReduction(program, isDeep: false)
        let path = InteriorPath(
            program, reduction, ProgramStructure(program, isKept: reduction.isKept), isWeighted: true,
            keepsRanges: true)
        guard program.rowKinds.allSatisfy({ $0 == .equal }), (try? path.projectOntoRows()) != nil else {
            return nil
        }
        for column in 0..<path.columns {
            let room = 1e-12 * path.upper[column]
            guard path.x[column] >= -room, path.x[column] <= path.upper[column] + room else { return nil }
            path.gap[column] = path.upper[column] - path.x[column]
        }
        return path.values()
    }

    /// The plan that keeps the ranges too: which columns stand at a limit and which rows are tight is found by
    /// the interior point, the rest again by the rows alone.
    func spread() -> [Double]? {
        let reduction = ProgramReduction(program)
        let structure = ProgramStructure(program, isKept: reduction.isKept)
        let path = InteriorPath(program, reduction, structure, isWeighted: true, keepsRanges: true)
        var search = InteriorSearch(path)
        guard (try? search.run()) != nil, search.merit < 1e-9 else { return nil }
        let sides = path.sides()
        var values = sides.values
        let open = sides.isOpen.indices.filter { sides.isOpen[$0] }
        guard let exact = restricted(to: open, sides.isTight, values).leastSquares() else { return values }
        for (column, value) in zip(open, exact) { values[column] = value }
        return values
    }

    /// The same with only some columns open, and the tight rows alone.
    private func restricted(to open: [Int], _ isTight: [Bool], _ values: [Double]) -> FaceRemainder {
        var left = program.right
        let isOpen = Set(open)
        for column in values.indices where !isOpen.contains(column) {
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                left[Int(program.matrix.row[entry])] -= program.matrix.value[entry] * values[column]
            }
        }
        var result = MarketProgram()
        var place = [Int](repeating: -1, count: program.rowCount)
        for column in open {
            var entries: [(row: Int, value: Double)] = []
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                let row = Int(program.matrix.row[entry])
                guard isTight[row] else { continue }
                if place[row] < 0 {
                    place[row] = result.rowCount
                    result.right.append(left[row])
                    result.rowKinds.append(.equal)
                }
                entries.append((place[row], program.matrix.value[entry]))
            }
            result.cost.append(0)
            result.upper.append(program.upper[column])
            result.curvature.append(program.curvature[column])
            result.matrix.append(entries)
        }
        return FaceRemainder(program: result)
    }
}

extension InteriorPath {
    /// The plan with columns put where prices hold them at a limit, the columns of the programme that are left
    /// between, and the rows that hold with equality.
    fileprivate func sides() -> (values: [Double], isOpen: [Bool], isTight: [Bool]) {
        var values = values()
        var isOpen = [Bool](repeating: false, count: program.columnCount)
        var isTight = program.rowKinds.map { $0 == .equal }
        for (column, source) in structure.programColumn.enumerated() {
            let stand = stand(ofColumn: column)
            if source < 0 {
                isTight[-1 - source] = stand == .low
            } else if stand == .open {
                isOpen[source] = true
            } else {
                values[source] = stand == .low ? 0 : program.upper[source]
            }
        }
        return (values, isOpen, isTight)
    }

    /// Where a column ends up.
    fileprivate enum Stand {
        /// At 0; of a row's or receptor's slack: the limit binds.
        case low
        case high
        case open
    }

    /// A column stands at a limit where the price of the limit outweighs what is left to it.
    fileprivate func stand(ofColumn column: Int) -> Stand {
        let size = min(1, upper[column])
        if x[column] < lower[column] * size { return .low }
        return gap[column] < over[column] * size ? .high : .open
    }
}
