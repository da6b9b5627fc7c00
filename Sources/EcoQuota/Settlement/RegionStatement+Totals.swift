extension QuotaProblem {
    /// What the market means for each region, by code: the statements of `MarketStatement` without taking pools apart
    /// into deals.
    ///
    /// Who deals with whom changes nobody's account: a buyer pays the price of its zone for all that it buys, a seller
    /// gets that of its own. Only where a zone sells what nobody takes do deals have to tell who sold.
    /// - Parameters:
    ///   - alone: the same market without any trade, solved; `nil` where it cannot meet the limits.
    ///   - distance: between two regions, by their codes; `nil` where it is not known.
    public func regionStatements(
        _ solution: QuotaSolution, alone: (problem: QuotaProblem, solution: QuotaSolution)?,
        distance: (String, String) -> Double? = { _, _ in nil }
    ) -> [RegionStatement] {
        var regions = ownCosts(solution, alone)
        let isCleared = poolsClear(solution)
        if isCleared { settlePools(solution, &regions) }
        let payments =
            isCleared
            ? payments(for: flowsBesidePools(solution)) : payments(solution, distance: distance)
        for payment in payments {
            let amount = periods[payment.period].discount * payment.amount
            regions[payment.payer]?.pay(amount, payment.basis)
            regions[payment.payee]?.quotaReceived += amount
        }
        return regions.values.sorted { $0.region < $1.region }
    }

    /// Whether what enters each zone of each pool also leaves it.
    private func poolsClear(_ solution: QuotaSolution) -> Bool {
        var (left, volume) = (provided(solution), [Double](repeating: 0, count: zonePools.count))
        func move(_ zone: Int, _ tonnes: Double) {
            left[zone] += tonnes
            volume[zone] += tonnes.magnitude
        }
        for zone in zonePools.indices { move(zone, -solution.boughtBack[zone]) }
        for (index, account) in accounts.enumerated() {
            move(account.salePool, solution.sold[index])
            move(account.zonePool, -solution.bought[index])
        }
        for (arc, flow) in zip(poolArcs, solution.flows) {
            move(arc.from, -flow)
            move(arc.to, flow)
        }
        return poolRanges.allSatisfy { zones in
            let least = 1e-9 * zones.reduce(0) { $0 + volume[$1] }
            return zones.allSatisfy { left[$0].magnitude <= least }
        }
    }

    /// What each account pays and gets in pools that clear.
    private func settlePools(_ solution: QuotaSolution, _ regions: inout [String: RegionStatement]) {
        let prices = settlementPrices(solution)
        for (index, account) in accounts.enumerated() {
            let (rule, discount) = (rules[account.rule], periods[account.period].discount)
            let (paid, got) = (prices[account.zonePool], prices[account.salePool])
            let (bought, sold) = (discount * solution.bought[index], discount * solution.sold[index])
            guard bought > 0 || sold > 0 else { continue }
            regions[account.region]?.pay(paid * bought, .quota)
            regions[account.region]?.quotaReceived += got * sold
            let fees = rule.fee(rule.buyFee, at: paid) * bought + rule.fee(rule.sellFee, at: got) * sold
            regions[account.region]?.pay(fees, .buyFee)
        }
    }
}
