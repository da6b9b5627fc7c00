/// What each column may plausibly carry, where ranges say little: a flow whose range is the supply of a whole
/// country carries no more than the places that it joins have.
///
/// A row weighs what its right side and its own columns do; a link weighs no more than its share of the lightest
/// of its rows.
struct ColumnSizes {
    /// One for each column of the structure, slacks included, in the units of `upper`.
    private(set) var values: [Double]
    private var rows: [Double]

    init(_ structure: ProgramStructure, right: Reals, upper: Reals) {
        values = (0..<structure.columnCount).map { upper[$0] }
        rows = (0..<structure.rowCount).map { right[$0].magnitude }
        weighSingles(structure)
        var open = Array(0..<structure.linkCount)
        open = weigh(structure, open) { structure.linkLeaf[$0] >= 0 }
        while !open.isEmpty {
            let rows = rows
            let rest = weigh(structure, open) { link in
                structure.entries(link).contains { rows[Int(structure.entryRow[$0])] > 0 }
            }
            guard rest.count < open.count else { break }
            open = rest
        }
        for row in 0..<structure.rowCount {
            for column in structure.singleStart[row]..<structure.singleStart[row + 1]
            where structure.programColumn[column] < 0 {
                values[column] = min(values[column], max(rows[row], 1e-9 * values[column]))
            }
        }
    }

    private mutating func weighSingles(_ structure: ProgramStructure) {
        for row in 0..<structure.rowCount {
            for column in structure.singleStart[row]..<structure.singleStart[row + 1]
            where structure.programColumn[column] >= 0 {
                rows[row] += structure.singleValue[column].magnitude * values[column]
            }
        }
    }

    /// Weighs the links for which `isReady` holds; the others are returned.
    private mutating func weigh(
        _ structure: ProgramStructure, _ open: [Int], _ isReady: (Int) -> Bool
    ) -> [Int] {
        let ready = open.filter(isReady)
        var sharers = [Int](repeating: 0, count: rows.count)
        for link in ready {
            for entry in structure.entries(link) { sharers[Int(structure.entryRow[entry])] += 1 }
        }
        var added = [Double](repeating: 0, count: rows.count)
        for link in ready {
            let column = structure.singleCount + link
            for entry in structure.entries(link) {
                let row = Int(structure.entryRow[entry])
                guard rows[row] > 0 else { continue }
                let share = rows[row] / structure.entryValue[entry].magnitude / Double(sharers[row])
                values[column] = min(values[column], share)
            }
            for entry in structure.entries(link) {
                let row = Int(structure.entryRow[entry])
                if rows[row] == 0 { added[row] += structure.entryValue[entry].magnitude * values[column] }
            }
        }
        for row in rows.indices { rows[row] += added[row] }
        return open.filter { !isReady($0) }
    }
}

extension ProgramStructure {
    func entries(_ link: Int) -> Range<Int> { entryStart[link]..<entryStart[link + 1] }
}
