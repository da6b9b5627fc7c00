/// What the plan means for one sector of one region and pollutant.
public struct SectorResult: Sendable, Equatable {
    public let region: String
    public let pollutant: String
    public let pool: String
    public let sector: String
    /// Position of the period; 0 where there is one.
    public let period: Int
    /// t.
    public let baseline: Double
    /// t.
    public let quota: Double
    /// t.
    public let abated: Double
    /// Emission of accepted projects, t.
    public let grown: Double
    /// t.
    public let emitted: Double
    /// t.
    public let sold: Double
    /// Quota acquired, before the replacement ratio and with the part from the reserve, t.
    public let bought: Double
    /// Part of `bought` that comes from the provincial reserve, t.
    public let reserve: Double
    /// Emission without quota, t.
    public let shortfall: Double
    /// Cost of the measures, yuan.
    public let cost: Double
    /// Value added by the accepted projects, yuan.
    public let value: Double
}

extension QuotaProblem {
    /// One row for each source, in the order of region, pollutant, pool and sector.
    ///
    /// The sectors of an account cover each other first; what the account then trades is shared by the sectors'
    /// own surplus or deficit.
    public func sectorResults(_ solution: QuotaSolution) -> [SectorResult] {
        var drawn: [AccountKey: Double] = [:]
        for flow in flows(solution) where flow.from == QuotaFlow.reserve {
            drawn[AccountKey(flow.to, flow.pollutant, flow.pool, flow.period), default: 0] += flow.sent
        }
        let trade = accountTrade(solution)
        let results = accounts.indices.flatMap { index -> [SectorResult] in
            let account = accounts[index]
            let key = AccountKey(account.region, account.pollutant, account.pool, account.period)
            return accountResults(
                index, sold: trade[index].sold, bought: trade[index].bought, reserve: drawn[key] ?? 0,
                solution)
        }
        return results.sorted {
            ($0.region, $0.pollutant, $0.pool, $0.sector, $0.period)
                < ($1.region, $1.pollutant, $1.pool, $1.sector, $1.period)
        }
    }

    /// Quota that each account sells and acquires in pools, on direct ways and from reserve tiers, t.
    func accountTrade(_ solution: QuotaSolution) -> [(sold: Double, bought: Double)] {
        var trade = zip(solution.sold, solution.bought).map { (sold: $0, bought: $1) }
        for (edge, sent) in zip(edges, solution.sentDirectly) {
            trade[edge.from].sold += sent
            trade[edge.to].bought += sent
        }
        for (draw, drawn) in zip(tierDraws, solution.tierDrawn) {
            if case .account(let account) = draw.target { trade[account].bought += drawn }
        }
        return trade
    }

    private struct AccountKey: Hashable {
        let region, pollutant, pool: String
        let period: Int

        init(_ region: String, _ pollutant: String, _ pool: String, _ period: Int) {
            (self.region, self.pollutant, self.pool, self.period) = (region, pollutant, pool, period)
        }
    }

    private func accountResults(
        _ index: Int, sold: Double, bought: Double, reserve: Double, _ solution: QuotaSolution
    ) -> [SectorResult] {
        let range = accounts[index].sources
        let needs = range.map { solution.emitted[$0] - sources[$0].quota }
        let deficits = needs.map { max(0, $0) }
        let surpluses = zip(range, needs).map { source, need in
            min(max(0, -need), sources[source].tradableShare * sources[source].quota)
        }
        let tradable = range.map { sources[$0].tradableShare * sources[$0].quota }
        let sold = Self.shared(sold, first: surpluses, then: tradable)
        let bought = Self.shared(bought, by: deficits)
        let fromReserve = Self.shared(reserve, by: deficits)
        let shortfall = Self.shared(solution.shortfall[index], by: deficits)
        return range.enumerated().map { position, source in
            result(
                source, sold[position], bought[position], fromReserve[position], shortfall[position], solution
            )
        }
    }

    private func result(
        _ source: Int, _ sold: Double, _ bought: Double, _ reserve: Double, _ shortfall: Double,
        _ solution: QuotaSolution
    ) -> SectorResult {
        let record = sources[source]
        let cost = measuresOfSource[source].reduce(0) {
            let amount = solution.abated[$1]
            return $0 + (measures[$1].cost + measures[$1].slope * amount / 2) * amount
        }
        let grown = projectsOfSource[source]
        return SectorResult(
            region: record.region, pollutant: record.pollutant, pool: record.pool, sector: record.sector,
            period: record.period, baseline: record.baseline, quota: record.quota,
            abated: solution.abated[measuresOfSource[source]].reduce(0, +),
            grown: solution.grown[grown].reduce(0, +), emitted: solution.emitted[source], sold: sold,
            bought: bought, reserve: reserve, shortfall: shortfall, cost: cost,
            value: grown.reduce(0) { $0 + projects[$1].value * solution.grown[$1] })
    }

    /// An amount in proportion to weights; equal parts where there are none.
    private static func shared(_ amount: Double, by weights: [Double]) -> [Double] {
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return weights.map { _ in amount / Double(weights.count) } }
        return weights.map { amount * ($0 / sum) }
    }

    /// Up to the first weights in proportion to them, the rest by what the second ones leave.
    private static func shared(_ amount: Double, first: [Double], then: [Double]) -> [Double] {
        let sum = first.reduce(0, +)
        if amount <= sum { return amount > 0 ? shared(amount, by: first) : first.map { _ in 0 } }
        let rest = shared(amount - sum, by: zip(then, first).map { $0 - $1 })
        return zip(first, rest).map { $0 + $1 }
    }
}
