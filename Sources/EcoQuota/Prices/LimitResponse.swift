/// How plan and prices answer, near a solution, to a limit that moves.
///
/// Open columns and binding limits obey one linear system: the binding limits stay exhausted, and every open column
/// keeps reduced cost 0. Where all steps are flat the prices stand still and the first half is enough. Rows are
/// numbered through: sparse rows first, then the receptors.
struct LimitResponse: Sendable {
    /// How far a limit moves before its price changes.
    struct Reach: Sendable {
        var length: Double
        /// Whether the price changes there; otherwise it may hold further.
        var isExact: Bool
    }

    let program: MarketProgram
    let solution: ProgramSolution
    let isSloped: Bool
    /// Where plan and prices stand.
    let place: ResponsePlace
    let open: [Int]
    let tight: [Int]
    /// Position among the open columns or tight rows; -1 for the others.
    let openPlace: [Int]
    let tightPlace: [Int]
    let elimination: SparseElimination
    /// What the system leaves open: the independent differences of its solutions.
    let differences: [[(unknown: Int, value: Double)]]
    /// Of flat steps: what else the plans that are as good move.
    let freedom: ResponseFreedom
    /// The largest cost of the programme, for what counts as nothing.
    let priceSize: Double
    /// Entries of the binding receptors, one column for each group of emissions.
    private let transfer: [Int: [Double]]
    private let group: [Int]

    /// Amounts below this part of a range count as 0, slacks below that part of a limit.
    private static let amountTolerance = 1e-6
    private static let slackTolerance = 1e-7
    /// Prices and reduced costs below this part of the largest cost count as 0.
    private static let priceTolerance = 1e-8

    init(_ program: MarketProgram, _ solution: ProgramSolution) {
        self.program = program
        self.solution = solution
        isSloped = program.curvature.contains { $0 != 0 }
        place = ResponsePlace(program, solution)
        let status = Status(program, place, isSloped: isSloped)
        open = status.isOpen.indices.filter { status.isOpen[$0] }
        tight = status.isTight.indices.filter { status.isTight[$0] }
        openPlace = Self.places(open, count: program.columnCount)
        tightPlace = Self.places(tight, count: place.prices.count)
        var group = [Int](repeating: -1, count: program.columnCount)
        for (column, own) in zip(program.ambient.emission, program.ambient.group) { group[column] = own }
        self.group = group
        transfer = Self.transfer(program, tight.filter { $0 >= program.rowCount })
        elimination = Self.system(program, open, tight, tightPlace, isSloped: isSloped, group, transfer)
        differences = elimination.nullVectors()
        freedom = isSloped ? ResponseFreedom() : ResponseFreedom(program, differences, open)
        priceSize = program.cost.reduce(0) { max($0, $1.magnitude) }
    }

    private static func places(_ chosen: [Int], count: Int) -> [Int] {
        var places = [Int](repeating: -1, count: count)
        for (place, index) in chosen.enumerated() { places[index] = place }
        return places
    }

    private static func transfer(_ program: MarketProgram, _ rows: [Int]) -> [Int: [Double]] {
        guard !rows.isEmpty else { return [:] }
        let block = program.ambient.matrix.denseRows(rows.map { $0 - program.rowCount })
        var found: [Int: [Double]] = [:]
        for (position, row) in rows.enumerated() {
            found[row] = (0..<block.columns).map { block[position, $0] }
        }
        return found
    }

    private static func system(
        _ program: MarketProgram, _ open: [Int], _ tight: [Int], _ tightPlace: [Int], isSloped: Bool,
        _ group: [Int], _ transfer: [Int: [Double]]
    ) -> SparseElimination {
        let first = isSloped ? open.count : 0
        var rows = [SparseElimination.Row](repeating: [], count: first + tight.count)
        let receptors = tight.filter { $0 >= program.rowCount }
        for (position, column) in open.enumerated() {
            if isSloped { rows[position].append((position, program.curvature[column])) }
            var entries: [(row: Int, value: Double)] = []
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                entries.append((Int(program.matrix.row[entry]), program.matrix.value[entry]))
            }
            if group[column] >= 0 {
                for row in receptors { entries.append((row, transfer[row]?[group[column]] ?? 0)) }
            }
            for entry in entries where tightPlace[entry.row] >= 0 {
                rows[first + tightPlace[entry.row]].append((position, entry.value))
                if isSloped { rows[position].append((first + tightPlace[entry.row], entry.value)) }
            }
        }
        return SparseElimination(rows, unknowns: isSloped ? first + tight.count : open.count)
    }

    /// The entry of a column in a row.
    func entry(_ row: Int, _ column: Int) -> Double {
        if row >= program.rowCount { return group[column] < 0 ? 0 : transferRow(row)[group[column]] }
        for entry in program.matrix.start[column]..<program.matrix.start[column + 1]
        where Int(program.matrix.row[entry]) == row { return program.matrix.value[entry] }
        return 0
    }

    /// The entries of a receptor, by group of emissions.
    private func transferRow(_ row: Int) -> [Double] {
        if let known = transfer[row] { return known }
        let block = program.ambient.matrix.denseRows([row - program.rowCount])
        return (0..<block.columns).map { block[0, $0] }
    }

    /// A row over all columns.
    func entries(ofRow row: Int) -> [Double] {
        guard row < program.rowCount else {
            let own = transferRow(row)
            return group.map { $0 < 0 ? 0 : own[$0] }
        }
        return (0..<program.columnCount).map { entry(row, $0) }
    }

    /// How far a limit may move towards `end` while its price holds.
    func reach(_ limit: MovableLimit, price: Double, tolerance: Double, end: Double) -> Reach {
        let row =
            switch limit {
            case .row(let row): row
            case .ambient(let row): program.rowCount + row
            }
        guard tightPlace[row] >= 0 else { return Reach(length: 0, isExact: false) }
        let found: Reach
        if isSloped {
            var path = ResponsePath(self, row, price: price, tolerance: tolerance, end: end)
            found = path.reach()
        } else {
            found = FlatReach(self, row, end: end).reach()
        }
        return found.length >= end.magnitude ? Reach(length: .infinity, isExact: true) : found
    }

    /// Which columns are free to move and which limits bind.
    private struct Status {
        var isOpen: [Bool]
        var isTight: [Bool]

        /// Where steps are flat the prices decide, so that every plan which goes with them counts; where they
        /// slope, the plan does.
        init(_ program: MarketProgram, _ place: ResponsePlace, isSloped: Bool) {
            let least = priceTolerance * program.cost.reduce(0) { max($0, $1.magnitude) }
            isOpen = place.values.indices.map { column in
                let (x, upper) = (place.values[column], program.upper[column])
                guard upper > 0 else { return false }
                let isInside = x > amountTolerance * upper && upper - x > amountTolerance * upper
                return isInside || (!isSloped && place.reduced[column].magnitude <= least)
            }
            isTight = place.prices.indices.map { row in
                if row < program.rowCount && program.rowKinds[row] == .equal { return true }
                let isExhausted = place.slack[row] <= slackTolerance * place.size[row]
                return isExhausted && (isSloped || place.prices[row] * place.size[row] > least)
            }
        }
    }
}

/// Plan, prices, and what is left of every limit.
struct ResponsePlace: Sendable {
    var values: [Double]
    /// Of sparse rows, then of receptors.
    var prices: [Double]
    var reduced: [Double]
    var slack: [Double]
    /// Size of every limit, for what counts as nothing.
    let size: [Double]

    init(_ program: MarketProgram, _ solution: ProgramSolution) {
        values = solution.values
        prices = solution.rowPrices + solution.ambientPrices
        reduced = program.reducedCosts(solution)
        let left = program.matrix.multiplied(by: values, rowCount: program.rowCount)
        let loads = program.ambient.loads(values)
        let limits = program.right + program.ambient.allowance
        slack = zip(limits, left + loads).map { $0 - $1 }
        size = zip(limits, left + loads).enumerated().map { row, pair in
            max(row < program.rowCount ? 1 : .leastNormalMagnitude, pair.0.magnitude, pair.1.magnitude)
        }
    }

    mutating func move(_ move: ResponseMove, by length: Double) {
        for index in values.indices { values[index] += length * move.values[index] }
        for index in reduced.indices { reduced[index] += length * move.reduced[index] }
        for index in prices.indices {
            prices[index] += length * move.prices[index]
            slack[index] += length * move.slack[index]
        }
    }
}

/// What changes for each unit by which a limit moves.
struct ResponseMove: Sendable {
    let values: [Double]
    let prices: [Double]
    let reduced: [Double]
    let slack: [Double]

    init(_ program: MarketProgram, values: [Double], prices: [Double]) {
        self.values = values
        self.prices = prices
        var reduced = program.matrix.transposedMultiplied(by: Array(prices[..<program.rowCount]))
        let charges = program.ambient.matrix.charges(of: Array(prices[program.rowCount...]))
        for (column, group) in zip(program.ambient.emission, program.ambient.group) {
            reduced[column] += charges[group]
        }
        for column in reduced.indices { reduced[column] += program.curvature[column] * values[column] }
        self.reduced = reduced
        var slack = program.matrix.multiplied(by: values, rowCount: program.rowCount).map { -$0 }
        slack += program.ambient.loads(values).map { -$0 }
        self.slack = slack
    }
}

extension ResponseMove {
    /// The same way, so many times as far for each unit.
    func scaled(by factor: Double) -> ResponseMove {
        ResponseMove(
            values: values.map { $0 * factor }, prices: prices.map { $0 * factor },
            reduced: reduced.map { $0 * factor }, slack: slack.map { $0 * factor })
    }

    private init(values: [Double], prices: [Double], reduced: [Double], slack: [Double]) {
        (self.values, self.prices, self.reduced, self.slack) = (values, prices, reduced, slack)
    }
}

/// How the plans that are as good as the present one differ from it: the rates of each independent difference.
struct ResponseFreedom: Sendable {
    /// By position among the open columns, then by difference.
    private(set) var ofColumn: [Int: [Int: Double]] = [:]
    private(set) var ofRow: [Int: [Int: Double]] = [:]

    /// None.
    init() {}

    init(_ program: MarketProgram, _ differences: [[(unknown: Int, value: Double)]], _ open: [Int]) {
        let still = [Double](repeating: 0, count: program.rowCount + program.ambient.allowance.count)
        for (index, difference) in differences.enumerated() {
            var values = [Double](repeating: 0, count: program.columnCount)
            for (position, rate) in difference {
                values[open[position]] = rate
                ofColumn[position, default: [:]][index] = rate
            }
            let slack = ResponseMove(program, values: values, prices: still).slack
            for (row, rate) in slack.enumerated() where rate.magnitude > 1e-9 {
                ofRow[row, default: [:]][index] = rate
            }
        }
    }
}
