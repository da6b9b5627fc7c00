extension MarketProgram {
    /// The programme of a market, and where its parts stand in it.
    public init(_ problem: QuotaProblem) {
        let layout = QuotaLayout(problem)
        self.init()
        columnFamilies = layout.columnFamilies
        rowFamilies = layout.rowFamilies
        addSources(problem, layout)
        addTrade(problem, layout)
        addFlows(problem, layout)
        addRows(problem)
        ambient = AmbientRows(
            matrix: SourceReceptorMatrix(problem.transfer), emission: Array(layout.emission),
            group: problem.accounts.enumerated().flatMap { index, account in
                account.sources.map { _ in index }
            },
            allowance: problem.allowances)
    }

    private mutating func add(
        cost: Double, upper: Double, curvature: Double = 0, _ entries: [(row: Int, value: Double)]
    ) {
        self.cost.append(cost)
        self.upper.append(upper)
        self.curvature.append(curvature)
        matrix.append(entries)
    }

    /// Emission, abatement and growth.
    private mutating func addSources(_ problem: QuotaProblem, _ layout: QuotaLayout) {
        let accountOfSource = problem.accounts.enumerated().flatMap { index, account in
            account.sources.map { _ in index }
        }
        for (index, source) in problem.sources.enumerated() {
            let natural = problem.naturalEmission(ofSource: index)
            add(
                cost: 0, upper: min(natural, source.emissionCap ?? .infinity),
                [
                    (layout.balanceRow.lowerBound + index, 1),
                    (layout.quotaRow.lowerBound + accountOfSource[index], 1),
                ])
        }
        for (index, range) in problem.measuresOfSource.enumerated() {
            let natural = problem.naturalEmission(ofSource: index)
            for measure in problem.measures[range] {
                add(
                    cost: measure.cost, upper: min(measure.maximum, natural), curvature: measure.slope,
                    [(layout.balanceRow.lowerBound + index, 1)])
            }
        }
        for (index, range) in problem.projectsOfSource.enumerated() {
            for project in problem.projects[range] {
                add(
                    cost: -project.value, upper: project.maximum,
                    [(layout.balanceRow.lowerBound + index, -1)])
            }
        }
    }

    /// Purchases, sales and shortfall of the accounts.
    private mutating func addTrade(_ problem: QuotaProblem, _ layout: QuotaLayout) {
        let quota = { layout.quotaRow.lowerBound + $0 }
        let pool = { layout.poolRow.lowerBound + problem.accounts[$0].zonePool }
        let natural = problem.accounts.map { account in
            account.sources.reduce(0) { $0 + problem.naturalEmission(ofSource: $1) }
        }
        for (index, account) in problem.accounts.enumerated() {
            let ratio = account.replacementRatio
            add(
                cost: problem.rules[account.rule].buyFee, upper: account.mayBuy ? ratio * natural[index] : 0,
                [(quota(index), -1 / ratio), (pool(index), 1)])
        }
        for (index, account) in problem.accounts.enumerated() {
            add(
                cost: problem.rules[account.rule].sellFee, upper: account.tradable,
                [(quota(index), 1), (pool(index), -1)])
        }
        for index in problem.accounts.indices {
            add(cost: problem.shortfallPenalty, upper: natural[index], [(quota(index), -1)])
        }
    }

    /// Flows between zones, the reserve and the buy-back.
    private mutating func addFlows(_ problem: QuotaProblem, _ layout: QuotaLayout) {
        let pool = { layout.poolRow.lowerBound + $0 }
        let supply = problem.poolSupply
        for arc in problem.poolArcs {
            add(cost: arc.fee, upper: supply[arc.from], [(pool(arc.from), 1), (pool(arc.to), -1)])
        }
        for (index, zone) in problem.zonePools.enumerated() {
            let rule = problem.rules[zone.rule]
            add(
                cost: rule.reservePrice, upper: rule.reserve,
                [(pool(index), -1), (layout.reserveRow.lowerBound + zone.rule, 1)])
        }
        for (index, zone) in problem.zonePools.enumerated() {
            let rule = problem.rules[zone.rule]
            add(
                cost: -rule.floorPrice, upper: min(rule.buyBack, supply[index]),
                [(pool(index), 1), (layout.buyBackRow.lowerBound + zone.rule, 1)])
        }
    }

    private mutating func addRows(_ problem: QuotaProblem) {
        right = problem.sources.map(\.baseline) + problem.accounts.map(\.quota)
        right += problem.zonePools.map { _ in 0 }
        right += problem.rules.map(\.reserve) + problem.rules.map(\.buyBack)
        rowKinds = problem.sources.map { _ in .equal }
        rowKinds += [RowKind](repeating: .atMost, count: right.count - rowKinds.count)
    }
}

extension QuotaProblem {
    /// All quota that could ever be for sale in the pool of each zone, t.
    var poolSupply: [Double] {
        let key = { (zone: ZonePool) in [zone.pollutant, zone.pool] }
        var total: [[String]: Double] = [:]
        for zone in zonePools { total[key(zone)] = rules[zone.rule].reserve }
        for account in accounts { total[key(zonePools[account.zonePool]), default: 0] += account.tradable }
        return zonePools.map { total[key($0)] ?? 0 }
    }
}
