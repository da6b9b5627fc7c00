extension ProgramNames {
    /// Names by region, pollutant, sector and measure; family and position where a kind of column has no words.
    public init(_ problem: QuotaProblem, _ program: MarketProgram) {
        let layout = QuotaLayout(problem)
        let words = QuotaWords(problem: problem)
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
        nameColumns(layout.edge, "edge", words.edges)
        nameColumns(layout.bank, "bank", words.banks)
        nameColumns(layout.tier, "reserve_tier", words.draws)
        nameColumns(layout.sectionLoad, "load", words.sections)
        nameColumns(layout.total, "total", words.totals)
        nameRows(layout.reserveRow, "reserve_limit", words.rules)
        nameRows(layout.buyBackRow, "buy_back_limit", words.rules)
        nameRows(layout.tradableRow, "tradable", layout.tradableAccounts.map { words.accounts[$0] })
        nameRows(layout.tierRow, "reserve_tier_limit", words.tiers)
        nameRows(layout.sectionBalanceRow, "section", words.sections)
        nameRows(layout.sectionLimitRow, "section_limit", layout.limitedSections.map { words.sections[$0] })
        nameRows(layout.carryOverRow, "carry_over", layout.tiedLinks.map { words.banks[$0] })
        nameRows(layout.totalRow, "total", words.totals)
        nameRows(layout.limitRow, "limit", layout.limits.map { "\($0.rule).\($0.name)" })
        if words.receptors.count == ambient.count { ambient = words.receptors.map { "ambient.\($0)" } }
    }

    private mutating func nameColumns(_ range: Range<Int>, _ kind: String, _ words: [String]) {
        for (column, word) in zip(range, words) { columns[column] = "\(kind).\(word)" }
    }

    private mutating func nameRows(_ range: Range<Int>, _ kind: String, _ words: [String]) {
        for (row, word) in zip(range, words) { rows[row] = "\(kind).\(word)" }
    }
}

/// The parts of a market as ids joined by dots; with the period where there are several.
private struct QuotaWords {
    let problem: QuotaProblem

    private func joined(_ parts: String...) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: ".")
    }

    private func period(_ index: Int) -> String {
        problem.periods.count > 1 ? problem.periods[index].name : ""
    }

    var sources: [String] {
        problem.sources.map { joined($0.region, $0.pollutant, $0.sector, period($0.period)) }
    }

    var measures: [String] {
        let sources = sources
        return problem.measuresOfSource.enumerated().flatMap { index, range in
            problem.measures[range].map { joined(sources[index], $0.name) }
        }
    }

    var projects: [String] {
        let sources = sources
        return problem.projectsOfSource.enumerated().flatMap { index, range in
            problem.projects[range].map { joined(sources[index], $0.name) }
        }
    }

    var accounts: [String] {
        problem.accounts.map { joined($0.region, $0.pollutant, $0.pool, period($0.period)) }
    }

    var zones: [String] {
        problem.zonePools.map { joined($0.pollutant, $0.pool, $0.zone, period($0.period)) }
    }

    var flows: [String] {
        let zones = zones
        return problem.poolArcs.map { joined(zones[$0.from], zones[$0.to]) }
    }

    var edges: [String] {
        let accounts = accounts
        return problem.edges.map { joined(accounts[$0.from], accounts[$0.to]) }
    }

    var banks: [String] {
        let accounts = accounts
        return problem.bankLinks.map { joined($0.isBorrowing ? "borrowed" : "", accounts[$0.earlier]) }
    }

    var rules: [String] { problem.rules.map(\.pollutant) }

    var tiers: [String] { problem.tiers.map { joined($0.pollutant, $0.name, period($0.period)) } }

    var draws: [String] {
        let (tiers, zones, accounts) = (tiers, zones, accounts)
        return problem.tierDraws.map { draw in
            switch draw.target {
            case .pool(let index): joined(tiers[draw.tier], zones[index])
            case .account(let index): joined(tiers[draw.tier], accounts[index])
            }
        }
    }

    var sections: [String] {
        problem.sectionLoads.map { joined($0.section, $0.pollutant, period($0.period)) }
    }

    var totals: [String] { problem.records.totals.map(\.name) }

    var receptors: [String] {
        problem.periods.indices.flatMap { index in problem.receptors.map { joined($0.id, period(index)) } }
    }
}
