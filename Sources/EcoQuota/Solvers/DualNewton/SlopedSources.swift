/// The sources of a market without trade: for each the emission that a price on it leaves, as a sum of ramps.
///
/// A source is an emission column with its balance row; every other column of that row slopes. Under the price P
/// of its emission a ramp takes off d (P - p) / w, at least 0 and at most d.
struct SlopedSources: Sendable {
    /// By ambient group, those without a group last.
    private(set) var emission: [Int] = []
    private(set) var balanceRow: [Int] = []
    /// The emission's coefficient in its balance row.
    private(set) var balanceValue: [Double] = []
    /// Column of the ambient matrix; -1 where there is none.
    private(set) var group: [Int] = []
    /// Emission at a price of minus infinity.
    private(set) var top: [Double] = []
    /// Emission at a price of plus infinity.
    private(set) var bottom: [Double] = []
    /// Cost at the emission `top`.
    private(set) var topCost: [Double] = []
    /// Prices beyond which a limit of the emission itself binds.
    private(set) var lowPrice: [Double] = []
    private(set) var highPrice: [Double] = []
    /// The ramps of source i are `rampStart[i]..<rampStart[i + 1]`.
    private(set) var rampStart: [Int] = [0]
    private(set) var ramps: [Ramp] = []
    /// Rows over several sources, of the programme; and their entries by source.
    private(set) var sharedRow: [Int] = []
    private(set) var entryStart: [Int] = [0]
    private(set) var entryShared: [Int32] = []
    private(set) var entryValue: [Double] = []

    struct Ramp: Sendable {
        /// Price at which it begins, and price over which it goes its whole depth.
        var price: Double
        var width: Double
        var depth: Double
        /// Its column, and emission taken off for each unit of it (negative: it adds).
        let column: Int
        let effect: Double
        /// What is taken off at any price.
        var fixed = 0.0
    }

    var count: Int { emission.count }

    /// nil where the programme has another form.
    init?(_ program: MarketProgram) {
        guard program.wholeColumns.isEmpty, let form = SourceForm(program) else { return nil }
        sharedRow = form.sharedRows
        var shared = [Int32](repeating: -1, count: program.rowCount)
        for (index, row) in sharedRow.enumerated() { shared[row] = Int32(index) }
        let ranked = form.sources.sorted { ($0.group, $0.emission) < ($1.group, $1.emission) }
        let firstWithGroup = ranked.firstIndex { $0.group >= 0 } ?? ranked.count
        reserve(ranked.count, ramps: form.singles.count)
        for part in [ranked[firstWithGroup...], ranked[..<firstWithGroup]] {
            for source in part {
                let singles = form.singleStart[source.balanceRow]..<form.singleStart[source.balanceRow + 1]
                append(source, form.singles[singles], program, shared)
            }
        }
    }

    private mutating func reserve(_ count: Int, ramps rampCount: Int) {
        emission.reserveCapacity(count)
        balanceRow.reserveCapacity(count)
        balanceValue.reserveCapacity(count)
        group.reserveCapacity(count)
        top.reserveCapacity(count)
        bottom.reserveCapacity(count)
        topCost.reserveCapacity(count)
        lowPrice.reserveCapacity(count)
        highPrice.reserveCapacity(count)
        rampStart.reserveCapacity(count + 1)
        entryStart.reserveCapacity(count + 1)
        ramps.reserveCapacity(rampCount)
    }

    private mutating func append(
        _ source: SourceForm.Source, _ singles: ArraySlice<Int>, _ program: MarketProgram, _ shared: [Int32]
    ) {
        let matrix = program.matrix
        let own = program.cost[source.emission]
        var (level, cost) = (program.right[source.balanceRow] / source.value, 0.0)
        var found: [Ramp] = []
        for column in singles {
            let effect = matrix.value[matrix.start[column]] / source.value
            let (rise, upper) = (program.curvature[column], program.upper[column])
            let width = rise * upper / effect.magnitude
            let first = program.cost[column] / effect
            if effect < 0 {
                level -= effect * upper
                cost += (program.cost[column] + rise * upper / 2) * upper
            }
            found.append(
                Ramp(
                    price: (effect > 0 ? first : first - width) - own, width: width,
                    depth: effect.magnitude * upper, column: column, effect: effect))
        }
        found.sort { ($0.price, $0.column) < ($1.price, $1.column) }
        emission.append(source.emission)
        balanceRow.append(source.balanceRow)
        balanceValue.append(source.value)
        group.append(source.group)
        cut(&found, level, cost + own * level, upper: program.upper[source.emission])
        ramps.append(contentsOf: found)
        rampStart.append(ramps.count)
        for entry in matrix.start[source.emission]..<matrix.start[source.emission + 1]
        where shared[Int(matrix.row[entry])] >= 0 {
            entryShared.append(shared[Int(matrix.row[entry])])
            entryValue.append(matrix.value[entry])
        }
        entryStart.append(entryShared.count)
    }

    /// Keeps of the ramps what moves the emission between 0 and its upper limit.
    private mutating func cut(_ found: inout [Ramp], _ level: Double, _ cost: Double, upper: Double) {
        var (level, cost) = (level, cost)
        var (low, high) = (-Double.infinity, Double.infinity)
        if level > upper, !found.isEmpty {
            low = Self.price(found, taking: level - upper)
            for index in found.indices {
                let (taken, paid) = found[index].taken(at: low)
                found[index].fix(taken)
                level -= taken
                cost += paid
            }
        }
        let depth = found.reduce(0) { $0 + $1.depth }
        if depth > level, !found.isEmpty {
            high = Self.price(found, taking: level)
            for index in found.indices {
                let taken = found[index].taken(at: high).amount
                found[index].width *= found[index].depth > 0 ? taken / found[index].depth : 0
                found[index].depth = taken
            }
        }
        top.append(level)
        bottom.append(max(0, level - found.reduce(0) { $0 + $1.depth }))
        topCost.append(cost)
        lowPrice.append(low)
        highPrice.append(high)
    }

    /// The price at which ramps take off an amount between 0 and all.
    private static func price(_ ramps: [Ramp], taking amount: Double) -> Double {
        let edges = ramps.flatMap { [$0.price, $0.price + $0.width] }.sorted()
        var (low, below) = (edges[0], 0.0)
        for edge in edges {
            let taken = ramps.reduce(0) { $0 + $1.taken(at: edge).amount }
            if taken >= amount {
                return taken > below ? low + (edge - low) * (amount - below) / (taken - below) : edge
            }
            (low, below) = (edge, taken)
        }
        return low
    }
}

extension SlopedSources.Ramp {
    /// What the ramp takes off at a price, and what that costs beside the price itself.
    func taken(at level: Double) -> (amount: Double, cost: Double) {
        guard width > 0 else { return (0, 0) }
        let part = Swift.min(1, Swift.max(0, (level - price) / width))
        return (depth * part, (price + width * part / 2) * depth * part)
    }

    /// Takes some off for good.
    mutating func fix(_ amount: Double) {
        let part = depth > 0 ? amount / depth : 0
        fixed += amount
        price += width * part
        width *= 1 - part
        depth -= amount
    }
}

/// Whether a programme consists of sources and limits over their emissions, and which columns and rows they are.
private struct SourceForm {
    struct Source {
        let emission: Int
        let group: Int
        let balanceRow: Int
        let value: Double
    }

    private(set) var sources: [Source] = []
    /// The columns of balance row r alone are `singles[singleStart[r]..<singleStart[r + 1]]`.
    private(set) var singleStart: [Int]
    private(set) var singles: [Int] = []
    private(set) var sharedRows: [Int] = []

    init?(_ program: MarketProgram) {
        var group = [Int32](repeating: -1, count: program.columnCount)
        if program.ambient.matrix.rows > 0 {
            for (column, number) in zip(program.ambient.emission, program.ambient.group) {
                group[column] = Int32(number)
            }
        }
        singleStart = [Int](repeating: 0, count: program.rowCount + 1)
        var isBalanced = program.rowKinds.map { $0 == .atMost }
        sharedRows = isBalanced.indices.filter { isBalanced[$0] }
        guard sharedRows.count + program.ambient.matrix.rows <= Self.largestOrder else { return nil }
        for column in 0..<program.columnCount where program.upper[column] > 0 {
            guard let balance = Self.balance(program, column) else { return nil }
            let row = Int(program.matrix.row[balance])
            if Self.isSingle(program, column, group[column]) {
                singleStart[row + 1] += 1
            } else {
                guard !isBalanced[row], program.curvature[column] == 0 else { return nil }
                isBalanced[row] = true
                sources.append(
                    Source(
                        emission: column, group: Int(group[column]), balanceRow: row,
                        value: program.matrix.value[balance]))
            }
        }
        guard !sources.isEmpty, isBalanced.allSatisfy({ $0 }) else { return nil }
        placeSingles(program, group)
    }

    private mutating func placeSingles(_ program: MarketProgram, _ group: [Int32]) {
        for row in 0..<program.rowCount { singleStart[row + 1] += singleStart[row] }
        singles = [Int](repeating: 0, count: singleStart[program.rowCount])
        var end = singleStart
        for column in 0..<program.columnCount
        where program.upper[column] > 0 && Self.isSingle(program, column, group[column]) {
            let row = Int(program.matrix.row[program.matrix.start[column]])
            singles[end[row]] = column
            end[row] += 1
        }
    }

    private static func isSingle(_ program: MarketProgram, _ column: Int, _ group: Int32) -> Bool {
        group < 0 && program.curvature[column] > 0
            && program.matrix.start[column + 1] - program.matrix.start[column] == 1
    }

    /// The entry of a column in its one balance row; nil where it has none or several, or lowers a limit's left
    /// side.
    private static func balance(_ program: MarketProgram, _ column: Int) -> Int? {
        let matrix = program.matrix
        var found: Int?
        for entry in matrix.start[column]..<matrix.start[column + 1] {
            if program.rowKinds[Int(matrix.row[entry])] == .equal {
                guard found == nil else { return nil }
                found = entry
            } else if matrix.value[entry] < 0 {
                return nil
            }
        }
        return found
    }

    /// Beyond this the dense second-order matrix would not pay.
    private static let largestOrder = 4000
}
