/// How the rows and columns of a programme hang together: which rows can be eliminated by hand, and which
/// remain.
///
/// - A leaf row shares at most one column with other rows (the emission balance of a source: its measures and
///   projects stand nowhere else, only its emission does).
/// - Local rows share no column with each other once the leaves are gone (the quota of an account).
/// - Border rows are the others (pools, reserves): few, solved as one small dense system with the ambient rows.
///
/// Where so few rows could be local that the border would be long (trade from county to county, banking from
/// period to period), all rows but the longest are local and hang together: their matrix is sparse.
///
/// Rows are numbered leaves first, then local, then border; columns with the singles first (those that stand in
/// one sparse row only and in no ambient row, slacks among them), row by row, then the links, by local row.
struct ProgramStructure: Sendable {
    var leafCount = 0
    var localCount = 0
    var borderCount = 0
    /// Whether local rows share columns.
    private(set) var isGraph = false
    /// Row of the programme, for each of ours, and the other way.
    private(set) var programRow: [Int] = []
    private(set) var place: [Int32] = []
    /// Column of the programme for each of ours; -1 - row for the slack of a programme row.
    private(set) var programColumn: [Int] = []
    /// The singles of row r are `singleStart[r]..<singleStart[r + 1]`, which are column numbers.
    private(set) var singleStart: [Int] = []
    private(set) var singleValue: [Double] = []
    /// Entries of link l (column `singleCount + l`), leaf first, then local, then border.
    private(set) var entryStart: [Int] = []
    private(set) var entryRow: [Int32] = []
    private(set) var entryValue: [Double] = []
    private(set) var localEntryStart: [Int] = []
    private(set) var borderEntryStart: [Int] = []
    /// -1 where there is none.
    private(set) var linkLeaf: [Int32] = []
    private(set) var linkLeafValue: [Double] = []
    private(set) var linkLocal: [Int32] = []
    private(set) var linkLocalValue: [Double] = []
    private(set) var linkGroup: [Int32] = []
    /// The links of local row r (from 0) are `localLinkStart[r]..<localLinkStart[r + 1]`; free links follow.
    private(set) var localLinkStart: [Int] = []
    /// The link of each leaf row; -1 where it has none.
    private(set) var leafLink: [Int32] = []

    var rowCount: Int { leafCount + localCount + borderCount }
    var singleCount: Int { singleValue.count }
    var linkCount: Int { linkLocal.count }
    var columnCount: Int { programColumn.count }
    var localRow: Int { leafCount }
    var borderRow: Int { leafCount + localCount }

    /// - Parameter isKept: the columns that may still move.
    init(_ program: MarketProgram, isKept: [Bool]) {
        let links = ProgramLinks(program, isKept: isKept)
        let kinds = links.rowKinds(program, isGraph: &isGraph)
        numberRows(kinds)
        leafLink = [Int32](repeating: -1, count: leafCount)
        placeSingles(program, links, isKept)
        placeLinks(program, links, kinds)
    }

    private mutating func numberRows(_ kinds: [ProgramLinks.RowPart]) {
        place = [Int32](repeating: 0, count: kinds.count)
        programRow.reserveCapacity(kinds.count)
        for part in [ProgramLinks.RowPart.leaf, .local, .border] {
            for row in kinds.indices where kinds[row] == part {
                place[row] = Int32(programRow.count)
                programRow.append(row)
            }
        }
        leafCount = kinds.count { $0 == .leaf }
        localCount = kinds.count { $0 == .local }
        borderCount = kinds.count { $0 == .border }
    }

    private mutating func placeSingles(_ program: MarketProgram, _ links: ProgramLinks, _ isKept: [Bool]) {
        let matrix = program.matrix
        var end = [Int](repeating: 0, count: rowCount + 1)
        for column in links.singles { end[Int(place[Int(matrix.row[matrix.start[column]])]) + 1] += 1 }
        for (row, kind) in program.rowKinds.enumerated() where kind == .atMost {
            end[Int(place[row]) + 1] += 1
        }
        for row in 0..<rowCount { end[row + 1] += end[row] }
        singleStart = end
        programColumn = [Int](repeating: 0, count: end[rowCount])
        singleValue = [Double](repeating: 1, count: end[rowCount])
        for column in links.singles {
            let entry = matrix.start[column]
            let row = Int(place[Int(matrix.row[entry])])
            programColumn[end[row]] = column
            singleValue[end[row]] = matrix.value[entry]
            end[row] += 1
        }
        for (row, kind) in program.rowKinds.enumerated() where kind == .atMost {
            programColumn[end[Int(place[row])]] = -1 - row
            end[Int(place[row])] += 1
        }
    }

    private mutating func placeLinks(
        _ program: MarketProgram, _ links: ProgramLinks, _ kinds: [ProgramLinks.RowPart]
    ) {
        let matrix = program.matrix
        var local = [Int](repeating: localCount, count: links.links.count)
        for (index, column) in links.links.enumerated() {
            for entry in matrix.start[column]..<matrix.start[column + 1]
            where !isGraph && kinds[Int(matrix.row[entry])] == .local {
                local[index] = Int(place[Int(matrix.row[entry])]) - leafCount
            }
        }
        var end = [Int](repeating: 0, count: localCount + 2)
        for row in local { end[row + 1] += 1 }
        for row in 0...localCount { end[row + 1] += end[row] }
        localLinkStart = Array(end[...localCount])
        var order = [Int](repeating: 0, count: local.count)
        for index in local.indices {
            order[end[local[index]]] = index
            end[local[index]] += 1
        }
        entryStart = [0]
        for index in order { append(program, links.links[index], links.group[index], kinds) }
    }

    private mutating func append(
        _ program: MarketProgram, _ column: Int, _ group: Int32, _ kinds: [ProgramLinks.RowPart]
    ) {
        let matrix = program.matrix
        let link = linkLocal.count
        programColumn.append(column)
        linkGroup.append(group)
        linkLeaf.append(-1)
        linkLeafValue.append(0)
        linkLocal.append(-1)
        linkLocalValue.append(0)
        for part in [ProgramLinks.RowPart.leaf, .local, .border] {
            if part == .local { localEntryStart.append(entryRow.count) }
            if part == .border { borderEntryStart.append(entryRow.count) }
            for entry in matrix.start[column]..<matrix.start[column + 1]
            where kinds[Int(matrix.row[entry])] == part {
                let row = place[Int(matrix.row[entry])]
                let value = matrix.value[entry]
                entryRow.append(row)
                entryValue.append(value)
                switch part {
                case .leaf:
                    linkLeaf[link] = row
                    linkLeafValue[link] = value
                    leafLink[Int(row)] = Int32(link)
                case .local where isGraph: break
                case .local:
                    linkLocal[link] = row - Int32(leafCount)
                    linkLocalValue[link] = value
                case .border: break
                }
            }
        }
        entryStart.append(entryRow.count)
    }
}

/// The columns of a programme that touch more than one row, and the rows as they see each other through them.
struct ProgramLinks {
    enum RowPart: UInt8 { case leaf, local, border }

    private(set) var singles: [Int] = []
    private(set) var links: [Int] = []
    /// For each link its column of the ambient matrix; -1 where it has none.
    private(set) var group: [Int32] = []
    /// The links of each row of the programme.
    private var start: [Int] = []
    private var linkOfRow: [Int32] = []

    init(_ program: MarketProgram, isKept: [Bool]) {
        var groups = [Int32](repeating: -1, count: program.columnCount)
        if program.ambient.matrix.rows > 0 {
            for (column, group) in zip(program.ambient.emission, program.ambient.group) {
                groups[column] = Int32(group)
            }
        }
        let matrix = program.matrix
        start = [Int](repeating: 0, count: program.rowCount + 1)
        for column in 0..<program.columnCount where isKept[column] {
            let entries = matrix.start[column]..<matrix.start[column + 1]
            if entries.count == 1 && groups[column] < 0 {
                singles.append(column)
            } else {
                links.append(column)
                group.append(groups[column])
                for entry in entries { start[Int(matrix.row[entry]) + 1] += 1 }
            }
        }
        for row in 0..<program.rowCount { start[row + 1] += start[row] }
        var end = start
        linkOfRow = [Int32](repeating: 0, count: start[program.rowCount])
        for (link, column) in links.enumerated() {
            for entry in matrix.start[column]..<matrix.start[column + 1] {
                let row = Int(matrix.row[entry])
                linkOfRow[end[row]] = Int32(link)
                end[row] += 1
            }
        }
    }

    private func links(of row: Int) -> ArraySlice<Int32> { linkOfRow[start[row]..<start[row + 1]] }

    /// Borders up to this length are solved as dense systems without more ado.
    private static let shortBorder = 128

    func rowKinds(_ program: MarketProgram, isGraph: inout Bool) -> [RowPart] {
        let leaves = leafKinds(program)
        let separate = separateKinds(leaves)
        let border = separate.count { $0 == .border }
        guard border > Self.shortBorder else { return separate }
        let joined = joinedKinds(leaves)
        guard joined.count(where: { $0 == .border }) < border / 2 else { return separate }
        isGraph = true
        return joined
    }

    /// Rows that share at most one column with others; that column has no other leaf.
    private func leafKinds(_ program: MarketProgram) -> [RowPart] {
        var parts = [RowPart](repeating: .border, count: program.rowCount)
        var isTaken = [Bool](repeating: false, count: self.links.count)
        for row in 0..<program.rowCount {
            let links = self.links(of: row)
            guard let link = links.first else {
                parts[row] = .leaf
                continue
            }
            guard links.count == 1, !isTaken[Int(link)] else { continue }
            parts[row] = .leaf
            isTaken[Int(link)] = true
        }
        return parts
    }

    /// Row after row with few links first, every row that meets no local row yet is local.
    private func separateKinds(_ leaves: [RowPart]) -> [RowPart] {
        var parts = leaves
        var isMet = [Bool](repeating: false, count: self.links.count)
        let others = parts.indices.filter { parts[$0] == .border }
        for row in others.sorted(by: { (links(of: $0).count, $0) < (links(of: $1).count, $1) }) {
            let links = self.links(of: row)
            guard !links.contains(where: { isMet[Int($0)] }) else { continue }
            parts[row] = .local
            for link in links { isMet[Int(link)] = true }
        }
        return parts
    }

    /// All rows but those far longer than most are local.
    private func joinedKinds(_ leaves: [RowPart]) -> [RowPart] {
        let lengths = leaves.indices.filter { leaves[$0] == .border }.map { links(of: $0).count }.sorted()
        let longest = max(64, 4 * lengths[lengths.count / 2])
        return leaves.indices.map { row in
            leaves[row] == .border && links(of: row).count <= longest ? .local : leaves[row]
        }
    }
}
