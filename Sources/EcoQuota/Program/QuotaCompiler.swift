/// Writes the programme of a market: columns in the order of the layout, rows beside them.
struct QuotaCompiler {
    let problem: QuotaProblem
    let layout: QuotaLayout
    let bounds: QuotaBounds
    /// Entries that limits and totals add to columns.
    private var extra: [Int: [(row: Int, value: Double)]] = [:]
    private(set) var program = MarketProgram()

    init(_ problem: QuotaProblem) {
        self.problem = problem
        layout = QuotaLayout(problem)
        bounds = QuotaBounds(problem)
        program.columnFamilies = layout.columnFamilies
        program.rowFamilies = layout.rowFamilies
    }

    mutating func compile() {
        collectLimits()
        collectDischarges()
        addSources()
        addTrade()
        addFlows()
        addDirectTrade()
        addBanking()
        addTiers()
        addSections()
        addTotals()
        addRows()
        addAmbientRows()
    }

    mutating func add(
        cost: Double, upper: Double, curvature: Double = 0, _ entries: [(row: Int, value: Double)]
    ) {
        let column = program.cost.count
        program.cost.append(cost)
        program.upper.append(upper)
        program.curvature.append(curvature)
        guard let more = extra[column] else {
            program.matrix.append(entries)
            return
        }
        var merged: [Int: Double] = [:]
        for entry in entries + more { merged[entry.row, default: 0] += entry.value }
        program.matrix.append(merged.map { ($0.key, $0.value) })
    }

    func balance(_ source: Int) -> Int { layout.balanceRow.lowerBound + source }
    func quota(_ account: Int) -> Int { layout.quotaRow.lowerBound + account }
    func pool(_ zonePool: Int) -> Int { layout.poolRow.lowerBound + zonePool }
    func discount(_ period: Int) -> Double { problem.periods[period].discount }

    /// The entries of all limits and totals, by column.
    private mutating func collectLimits() {
        guard !layout.limits.isEmpty || !problem.records.totals.isEmpty else { return }
        let terms = LimitTerms(problem, layout)
        for (index, total) in problem.records.totals.enumerated() {
            let row = layout.totalRow.lowerBound + index
            for (column, value) in terms.entries(total.terms) {
                extra[column, default: []].append((row, value))
            }
            extra[layout.total.lowerBound + index, default: []].append((row, -1))
        }
        for (index, limit) in layout.limits.enumerated() {
            let row = layout.limitRow.lowerBound + index
            for (column, value) in terms.entries(limit.terms) {
                extra[column, default: []].append((row, value))
            }
        }
    }

    /// What the emission of each source adds at sections of rivers.
    private mutating func collectDischarges() {
        for (index, load) in problem.sectionLoads.enumerated() {
            let row = layout.sectionBalanceRow.lowerBound + index
            for inflow in load.discharges {
                extra[layout.emission.lowerBound + inflow.position, default: []].append((row, -inflow.part))
            }
        }
    }

    private mutating func addTotals() {
        guard !problem.records.totals.isEmpty else { return }
        let terms = LimitTerms(problem, layout)
        for total in problem.records.totals {
            let most = terms.entries(total.terms).reduce(0) { $0 + $1.value * program.upper[$1.column] }
            add(cost: 0, upper: most, [])
        }
    }

    private mutating func addRows() {
        var right = problem.sources.map(\.baseline) + problem.accounts.map(\.quota)
        var pooled = [Double](repeating: 0, count: problem.zonePools.count)
        for account in problem.accounts { pooled[account.salePool] += account.pooled }
        right += pooled
        right += problem.rules.map(\.reserve) + problem.rules.map(\.buyBack)
        right += layout.tradableAccounts.map { problem.accounts[$0].tradable }
        right += problem.tiers.map(\.amount)
        right += problem.sectionLoads.map(\.background)
        right += layout.limitedSections.map { problem.sectionLoads[$0].limit ?? 0 }
        right += layout.tiedLinks.map { problem.freeCarryOver($0) }
        right += problem.records.totals.map { _ in 0 }
        right += layout.limits.map(\.atMost)
        program.right = right
        program.rowKinds = [MarketProgram.RowKind](repeating: .atMost, count: right.count)
        for row in layout.balanceRow { program.rowKinds[row] = .equal }
        for row in layout.sectionBalanceRow { program.rowKinds[row] = .equal }
        // Where carry-over depends on sales, quota sold to nobody must not count as sold.
        let tied = Set(problem.records.banking.filter { $0.netSalesFactor != nil }.map(\.pollutant))
        for (index, row) in layout.poolRow.enumerated()
        where tied.contains(problem.zonePools[index].pollutant) {
            if pooled[index] == 0 { program.rowKinds[row] = .equal }
        }
        for row in layout.totalRow { program.rowKinds[row] = .equal }
    }

    private mutating func addAmbientRows() {
        program.ambient = AmbientRows(
            matrix: SourceReceptorMatrix(problem.transfer), emission: Array(layout.emission),
            group: problem.groupOfSource, allowance: problem.allowances)
        let share = problem.records.matrixTruncation
        guard share > 0, !problem.allowances.isEmpty else { return }
        program.ambient = program.ambient.truncated(belowShare: share, upper: program.upper)
    }
}

extension MarketProgram {
    /// The programme of a market.
    public init(_ problem: QuotaProblem) {
        var compiler = QuotaCompiler(problem)
        compiler.compile()
        self = compiler.program
        wholeColumns = problem.projects.indices.filter { problem.projects[$0].isWhole }
            .map { compiler.layout.growth.lowerBound + $0 }
    }
}

extension QuotaProblem {
    /// What an account may carry over whatever it sells, t.
    func freeCarryOver(_ link: Int) -> Double {
        let account = accounts[bankLinks[link].earlier]
        let terms = records.banking.first { $0.pollutant == account.pollutant }
        return (terms?.carryLimit ?? 0) * account.quota
    }
}
