extension ProgramNames {
    /// Names by region, pollutant, sector and measure; family and position where a kind of column has no words.
    public init(_ problem: QuotaProblem, _ program: MarketProgram) {
        let layout = QuotaLayout(problem)
        let words = QuotaWords(problem)
        var names = ProgramNames(program)
        names.fill(layout, words)
        self.init(columns: names.columns, rows: names.rows, ambient: names.ambient)
    }

    private mutating func fill(_ layout: QuotaLayout, _ words: QuotaWords) {
        nameColumns(layout.emission, "emission", words.sources)
        nameColumns(layout.abatement, "abatement", words.measures)
        nameColumns(layout.growth, "growth", words.projects)
        nameColumns(layout.purchase, "purchase", words.accounts)
        nameColumns(layout.sale, "sale", words.accounts)
        nameColumns(layout.shortfall, "shortfall", words.accounts)
        nameColumns(layout.flow, "flow", words.flows)
        nameColumns(layout.reserve, "reserve", words.zones)
        nameColumns(layout.buyBack, "buy_back", words.zones)
        nameRows(layout.balanceRow, "balance", words.sources)
        nameRows(layout.quotaRow, "quota", words.accounts)
        nameRows(layout.poolRow, "pool", words.zones)
        nameRows(layout.reserveRow, "reserve_limit", words.pollutants)
        nameRows(layout.buyBackRow, "buy_back_limit", words.pollutants)
        if words.receptors.count == ambient.count { ambient = words.receptors.map { "ambient.\($0)" } }
    }

    private mutating func nameColumns(_ range: Range<Int>, _ kind: String, _ words: [String]) {
        for (column, word) in zip(range, words) { columns[column] = "\(kind).\(word)" }
    }

    private mutating func nameRows(_ range: Range<Int>, _ kind: String, _ words: [String]) {
        for (row, word) in zip(range, words) { rows[row] = "\(kind).\(word)" }
    }
}

/// The parts of a market as ids joined by dots.
private struct QuotaWords {
    let sources, measures, projects, accounts, zones, flows, pollutants, receptors: [String]

    init(_ problem: QuotaProblem) {
        let joined = { (parts: [String]) in parts.filter { !$0.isEmpty }.joined(separator: ".") }
        let sources = problem.sources.map { joined([$0.region, $0.pollutant, $0.sector]) }
        let zones = problem.zonePools.map { joined([$0.pollutant, $0.pool, $0.zone]) }
        self.sources = sources
        self.zones = zones
        measures = problem.measuresOfSource.enumerated().flatMap { index, range in
            problem.measures[range].map { joined([sources[index], $0.name]) }
        }
        projects = problem.projectsOfSource.enumerated().flatMap { index, range in
            problem.projects[range].map { joined([sources[index], $0.name]) }
        }
        accounts = problem.accounts.map { joined([$0.region, $0.pollutant, $0.pool]) }
        flows = problem.poolArcs.map { joined([zones[$0.from], zones[$0.to]]) }
        pollutants = problem.rules.map(\.pollutant)
        receptors = problem.receptors.map(\.id)
    }
}
