/// Projects multipliers onto the conditions that every optimum meets, so that the bound of the certificate
/// does not suffer from the last digits of the iterate. Any multipliers give a valid bound; these a tight one.
struct DualRepair {
    private let problem: QuotaProblem

    init(_ problem: QuotaProblem) { self.problem = problem }

    func repaired(_ raw: QuotaSolution.Multipliers) -> QuotaSolution.Multipliers {
        var prices = raw
        priceEmptyZones(&prices)
        limitZonePrices(&prices)
        limitScarcity(&prices)
        settleMarginalCosts(&prices)
        return prices
    }

    /// Where no quota can be had at all, its price is what the neediest account of the pool would give.
    private func priceEmptyZones(_ prices: inout QuotaSolution.Multipliers) {
        let isSupplied = MarketPresolve(problem).isSupplied
        var highest: [[String]: Double] = [:]
        for (index, account) in problem.accounts.enumerated() where !isSupplied[account.zonePool] {
            let worth = prices.scarcity[index] / account.replacementRatio - problem.rules[account.rule].buyFee
            highest[[account.pollutant, account.pool], default: 0].raise(to: worth)
        }
        for (index, zone) in problem.zonePools.enumerated() where !isSupplied[index] {
            prices.zonePrice[index] = highest[[zone.pollutant, zone.pool]] ?? 0
        }
    }

    /// No zone is dearer than its neighbour and the fee on the way, nor cheaper than the buy-back.
    private func limitZonePrices(_ prices: inout QuotaSolution.Multipliers) {
        for _ in problem.zonePools.indices {
            var changed = false
            for arc in problem.poolArcs where prices.zonePrice[arc.to] > prices.zonePrice[arc.from] + arc.fee
            {
                prices.zonePrice[arc.to] = prices.zonePrice[arc.from] + arc.fee
                changed = true
            }
            if !changed { break }
        }
        for (index, zone) in problem.zonePools.enumerated() {
            let rule = problem.rules[zone.rule]
            let price = prices.zonePrice[index]
            prices.reserve[zone.rule] = max(prices.reserve[zone.rule], price - rule.reservePrice)
            prices.buyBack[zone.rule] = max(prices.buyBack[zone.rule], rule.floorPrice - price)
        }
        for (index, rule) in problem.rules.enumerated() {
            if rule.reserve == 0 { prices.reserve[index] = 0 }
            if rule.buyBack == 0 { prices.buyBack[index] = 0 }
        }
        tighten(&prices)
    }

    /// The scarcity of reserve and buy-back is no higher than the price of some zone demands.
    private func tighten(_ prices: inout QuotaSolution.Multipliers) {
        for (index, rule) in problem.rules.enumerated() {
            let zones = problem.zonePools.indices.filter { problem.zonePools[$0].rule == index }
            let highest = zones.map { prices.zonePrice[$0] }.max() ?? 0
            let lowest = zones.map { prices.zonePrice[$0] }.min() ?? 0
            prices.reserve[index] = min(prices.reserve[index], max(0, highest - rule.reservePrice))
            prices.buyBack[index] = min(prices.buyBack[index], max(0, rule.floorPrice - lowest))
        }
    }

    /// No account values quota above the penalty, nor above what it can buy it for.
    private func limitScarcity(_ prices: inout QuotaSolution.Multipliers) {
        for (index, account) in problem.accounts.enumerated() {
            var limit = problem.shortfallPenalty
            if account.mayBuy {
                let price = prices.zonePrice[account.zonePool] + problem.rules[account.rule].buyFee
                limit = min(limit, account.replacementRatio * price)
            }
            prices.scarcity[index] = min(prices.scarcity[index], limit)
        }
    }

    /// The marginal cost equals the charge on the emission unless a bound of the emission separates them.
    private func settleMarginalCosts(_ prices: inout QuotaSolution.Multipliers) {
        let charges = Certificate.charges(problem, prices)
        for (index, account) in problem.accounts.enumerated() {
            for source in account.sources {
                let steps =
                    problem.measures[problem.measuresOfSource[source]].map { $0.cost + $0.slope * $0.maximum }
                    + problem.projects[problem.projectsOfSource[source]].map(\.value)
                let candidates = [prices.marginalCost[source], charges[index], steps.max() ?? charges[index]]
                prices.marginalCost[source] =
                    candidates.max {
                        Certificate.bound(problem, source, charge: charges[index], marginalCost: $0)
                            < Certificate.bound(problem, source, charge: charges[index], marginalCost: $1)
                    } ?? charges[index]
            }
        }
    }
}

extension Double {
    fileprivate mutating func raise(to value: Double) { self = max(self, value) }
}
