extension Certificate {
    /// The safe dual bound of any multipliers, yuan.
    static func bound(_ problem: QuotaProblem, _ prices: QuotaSolution.Multipliers) -> Double {
        let charges = self.charges(problem, prices)
        var bound = 0.0
        for (index, account) in problem.accounts.enumerated() {
            for source in account.sources {
                bound += self.bound(
                    problem, source, charge: charges[index], marginalCost: prices.marginalCost[source])
            }
            bound += accountBound(problem, index, prices)
        }
        bound += zoneBound(problem, prices)
        for (allowance, price) in zip(problem.allowances, prices.receptor) { bound -= allowance * price }
        return bound
    }

    /// What each account pays for a tonne emitted: scarcity of its quota and charge of the place, yuan/t.
    static func charges(_ problem: QuotaProblem, _ prices: QuotaSolution.Multipliers) -> [Double] {
        let places = (try? problem.transfer.transposedMultiplied(by: prices.receptor)) ?? []
        return zip(places, prices.scarcity).map { $0 + $1 }
    }

    /// The least of one source: its steps at the marginal cost, its emission at the difference to the charge.
    static func bound(_ problem: QuotaProblem, _ source: Int, charge: Double, marginalCost: Double) -> Double
    {
        let record = problem.sources[source]
        let natural = problem.naturalEmission(ofSource: source)
        var bound = marginalCost * record.baseline
        bound += least(cost: charge - marginalCost, upTo: min(natural, record.emissionCap ?? natural))
        for measure in problem.measures[problem.measuresOfSource[source]] {
            bound += least(cost: measure.cost - marginalCost, slope: measure.slope, upTo: measure.maximum)
        }
        for project in problem.projects[problem.projectsOfSource[source]] {
            bound += least(cost: marginalCost - project.value, upTo: project.maximum)
        }
        return bound
    }

    private static func accountBound(
        _ problem: QuotaProblem, _ index: Int, _ prices: QuotaSolution.Multipliers
    ) -> Double {
        let account = problem.accounts[index]
        let rule = problem.rules[account.rule]
        let natural = account.sources.reduce(0) { $0 + problem.naturalEmission(ofSource: $1) }
        let (scarcity, price) = (prices.scarcity[index], prices.zonePrice[account.zonePool])
        var bound = -scarcity * account.quota
        bound += least(cost: rule.sellFee - price + scarcity, upTo: account.tradable)
        bound += least(cost: problem.shortfallPenalty - scarcity, upTo: natural)
        if account.mayBuy {
            bound += least(
                cost: rule.buyFee + price - scarcity / account.replacementRatio,
                upTo: account.replacementRatio * natural)
        }
        return bound
    }

    private static func zoneBound(_ problem: QuotaProblem, _ prices: QuotaSolution.Multipliers) -> Double {
        var bound = 0.0
        for (index, rule) in problem.rules.enumerated() {
            bound -= prices.reserve[index] * rule.reserve + prices.buyBack[index] * rule.buyBack
        }
        for (index, zone) in problem.zonePools.enumerated() {
            let rule = problem.rules[zone.rule]
            let price = prices.zonePrice[index]
            bound += least(cost: rule.reservePrice - price + prices.reserve[zone.rule], upTo: rule.reserve)
            bound += least(cost: price - rule.floorPrice + prices.buyBack[zone.rule], upTo: rule.buyBack)
        }
        let supply = supplies(problem)
        for arc in problem.poolArcs {
            let cost = arc.fee + prices.zonePrice[arc.from] - prices.zonePrice[arc.to]
            bound += least(cost: cost, upTo: supply[arc.from])
        }
        return bound
    }

    /// The quota that the pool of each zone could offer at most: no useful flow is larger, t.
    private static func supplies(_ problem: QuotaProblem) -> [Double] {
        var total: [[String]: Double] = [:]
        for account in problem.accounts {
            total[[account.pollutant, account.pool], default: 0] += account.tradable
        }
        return problem.zonePools.map {
            (total[[$0.pollutant, $0.pool]] ?? 0) + problem.rules[$0.rule].reserve
        }
    }

    /// The least of `cost x + slope x² / 2` over 0 <= x <= maximum.
    static func least(cost: Double, slope: Double = 0, upTo maximum: Double) -> Double {
        guard cost < 0 else { return 0 }
        let x = slope > 0 ? min(maximum, -cost / slope) : maximum
        return (cost + slope * x / 2) * x
    }
}
