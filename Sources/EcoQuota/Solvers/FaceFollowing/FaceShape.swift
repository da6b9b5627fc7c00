/// How the columns of a programme hang together once its long rows are set aside: small components (a county with the
/// balances of its sources and its quota), tied to each other by border rows (pools, reserves), receptors alone.
///
/// Prices are numbered rows first, component by component, then border rows, then what each group of columns is charged
/// by the receptors, then the receptors held. Columns stand component by component, slacks of limits among them; those
/// in no component (flows between pools) last.
struct FaceShape: Sendable {
    private(set) var rowStart: [Int] = [0]
    private(set) var borderCount = 0
    /// Row of the programme for each of ours, and the other way.
    private(set) var programRow: [Int] = []
    private(set) var place: [Int] = []
    private(set) var columnStart: [Int] = [0]
    /// Column of the programme for each of ours; -1 - row for the slack of a row.
    private(set) var programColumn: [Int] = []
    private(set) var entryStart: [Int] = [0]
    /// Price that an entry is charged, and its place in the component: its row, or -1 - tie.
    private(set) var entryPrice: [Int32] = []
    private(set) var entryPlace: [Int32] = []
    /// Entry of the programme's matrix; -1 for a coefficient of 1.
    private(set) var entrySource: [Int32] = []
    /// Columns of components with more than one entry.
    private(set) var longColumns: [Int32] = []
    /// The prices outside that a component sees.
    private(set) var tieStart: [Int] = [0]
    private(set) var ties: [Int32] = []
    let groupCount: Int

    var componentCount: Int { rowStart.count - 1 }
    var rowCount: Int { programRow.count }
    var componentRows: Int { rowStart[componentCount] }
    var columnCount: Int { programColumn.count }
    /// Columns from here on are in no component.
    var freeColumn: Int { columnStart[componentCount] }
    /// Price of the first group, and of the first receptor held.
    var groupPrice: Int { rowCount }
    var heldPrice: Int { rowCount + groupCount }

    private static let largestComponent = (rows: 24, columns: 240)
    private static let largestBorder = 160

    /// Nil where no choice of border rows leaves small components.
    init?(_ program: MarketProgram) {
        groupCount = program.ambient.matrix.rows > 0 ? program.ambient.matrix.columns : 0
        var lengths = [Int](repeating: 0, count: program.rowCount)
        for row in program.matrix.row { lengths[Int(row)] += 1 }
        for longest in [64, 32, 16, 8, 4] {
            let isBorder = lengths.map { $0 > longest }
            guard isBorder.count(where: { $0 }) <= Self.largestBorder else { return nil }
            let component = Self.components(program, isBorder)
            if Self.isSmall(program, component) {
                number(program, component)
                return
            }
        }
        return nil
    }

    /// The component of each row, numbered by their first rows; -1 for border rows.
    private static func components(_ program: MarketProgram, _ isBorder: [Bool]) -> [Int] {
        var parent = Array(0..<program.rowCount)
        func root(_ row: Int) -> Int {
            var row = row
            while parent[row] != row {
                parent[row] = parent[parent[row]]
                row = parent[row]
            }
            return row
        }
        let matrix = program.matrix
        for column in 0..<program.columnCount {
            var first: Int?
            for entry in matrix.start[column]..<matrix.start[column + 1] {
                let row = Int(matrix.row[entry])
                guard !isBorder[row] else { continue }
                if let first { parent[root(row)] = root(first) } else { first = row }
            }
        }
        var number: [Int: Int] = [:]
        return isBorder.indices.map { row in
            guard !isBorder[row] else { return -1 }
            let root = root(row)
            if let known = number[root] { return known }
            number[root] = number.count
            return number.count - 1
        }
    }

    private static func isSmall(_ program: MarketProgram, _ component: [Int]) -> Bool {
        let count = (component.max() ?? -1) + 1
        var (rows, columns) = ([Int](repeating: 0, count: count), [Int](repeating: 0, count: count))
        for number in component where number >= 0 { rows[number] += 1 }
        for column in 0..<program.columnCount {
            if let number = Self.component(of: column, program, component) { columns[number] += 1 }
        }
        return rows.allSatisfy { $0 <= largestComponent.rows }
            && columns.allSatisfy { $0 <= largestComponent.columns }
    }

    private static func component(of column: Int, _ program: MarketProgram, _ component: [Int]) -> Int? {
        for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
            let number = component[Int(program.matrix.row[entry])]
            if number >= 0 { return number }
        }
        return nil
    }

    private mutating func number(_ program: MarketProgram, _ component: [Int]) {
        let count = (component.max() ?? -1) + 1
        var rows = [[Int]](repeating: [], count: count + 1)
        var columns = rows
        for (row, number) in component.enumerated() { rows[number < 0 ? count : number].append(row) }
        for column in 0..<program.columnCount {
            columns[Self.component(of: column, program, component) ?? count].append(column)
        }
        for (row, kind) in program.rowKinds.enumerated() where kind == .atMost {
            columns[component[row] < 0 ? count : component[row]].append(-1 - row)
        }
        programRow = rows.flatMap(\.self)
        borderCount = rows[count].count
        place = [Int](repeating: 0, count: program.rowCount)
        for (position, row) in programRow.enumerated() { place[row] = position }
        for number in 0..<count { rowStart.append(rowStart[number] + rows[number].count) }
        var groups = [Int](repeating: -1, count: program.columnCount)
        if groupCount > 0 {
            for (column, group) in zip(program.ambient.emission, program.ambient.group) {
                groups[column] = group
            }
        }
        for number in 0...count { add(program, columns[number], groups, number < count ? number : nil) }
    }

    private mutating func add(
        _ program: MarketProgram, _ columns: [Int], _ groups: [Int], _ component: Int?
    ) {
        let own = component.map { rowStart[$0]..<rowStart[$0 + 1] } ?? 0..<0
        var tie: [Int: Int32] = [:]
        func put(_ price: Int, _ source: Int) {
            entryPrice.append(Int32(price))
            entrySource.append(Int32(source))
            if own.contains(price) {
                entryPlace.append(Int32(price - own.lowerBound))
            } else if let known = tie[price] {
                entryPlace.append(known)
            } else {
                tie[price] = Int32(-1 - tie.count)
                entryPlace.append(Int32(-tie.count))
                if component != nil { ties.append(Int32(price)) }
            }
        }
        for column in columns {
            programColumn.append(column)
            if column < 0 {
                put(place[-1 - column], -1)
            } else {
                for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                    put(place[Int(program.matrix.row[entry])], entry)
                }
                if groups[column] >= 0 { put(groupPrice + groups[column], -1) }
            }
            if component != nil, entryPrice.count > entryStart[entryStart.count - 1] + 1 {
                longColumns.append(Int32(programColumn.count - 1))
            }
            entryStart.append(entryPrice.count)
        }
        guard component != nil else { return }
        columnStart.append(programColumn.count)
        tieStart.append(ties.count)
    }
}
