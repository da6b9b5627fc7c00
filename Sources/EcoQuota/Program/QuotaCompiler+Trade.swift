extension QuotaCompiler {
    /// Purchases, sales and shortfall of the accounts.
    mutating func addTrade() {
        let tradable = positions(of: layout.tradableAccounts, in: layout.tradableRow)
        let carry = carryRows()
        for (index, account) in problem.accounts.enumerated() {
            var entries = [
                (row: quota(index), value: -1 / account.replacementRatio), (pool(account.zonePool), 1),
            ]
            if let tie = carry[index] { entries.append((tie.row, tie.factor)) }
            add(
                cost: discount(account.period) * problem.rules[account.rule].buyFee,
                upper: account.mayBuy && problem.records.tradesInPools ? bounds.purchase[index] : 0, entries)
        }
        for (index, account) in problem.accounts.enumerated() {
            var entries = [(row: quota(index), value: 1.0), (pool(account.salePool), -1)]
            if let row = tradable[index] { entries.append((row, 1)) }
            if let tie = carry[index] { entries.append((tie.row, -tie.factor)) }
            add(
                cost: discount(account.period) * problem.rules[account.rule].sellFee,
                upper: problem.records.tradesInPools ? bounds.sale[index] : 0, entries)
        }
        for (index, account) in problem.accounts.enumerated() {
            add(
                cost: discount(account.period) * problem.shortfallPenalty, upper: bounds.shortfall[index],
                [(quota(index), -1)])
        }
    }

    /// Flows between zones, the reserve and the buy-back.
    mutating func addFlows() {
        for arc in problem.poolArcs {
            let from = problem.zonePools[arc.from]
            add(
                cost: discount(from.period) * arc.fee, upper: bounds.poolSupply[arc.from],
                [(pool(arc.from), 1), (pool(arc.to), -1)])
        }
        for (index, zone) in problem.zonePools.enumerated() {
            let rule = problem.rules[zone.rule]
            add(
                cost: discount(zone.period) * rule.reservePrice,
                upper: zone.side == .supply ? 0 : rule.reserve,
                [(pool(index), -1), (layout.reserveRow.lowerBound + zone.rule, 1)])
        }
        for (index, zone) in problem.zonePools.enumerated() {
            let rule = problem.rules[zone.rule]
            add(
                cost: -discount(zone.period) * rule.floorPrice,
                upper: zone.side == .demand ? 0 : min(rule.buyBack, bounds.poolSupply[index]),
                [(pool(index), 1), (layout.buyBackRow.lowerBound + zone.rule, 1)])
        }
    }

    /// Ways between two accounts.
    mutating func addDirectTrade() {
        let tradable = positions(of: layout.tradableAccounts, in: layout.tradableRow)
        let carry = carryRows()
        for edge in problem.edges {
            var entries = [(row: quota(edge.from), value: 1.0), (quota(edge.to), -1 / edge.ratio)]
            if let row = tradable[edge.from] { entries.append((row, 1)) }
            if let tie = carry[edge.from] { entries.append((tie.row, -tie.factor)) }
            if let tie = carry[edge.to] { entries.append((tie.row, tie.factor / edge.ratio)) }
            add(
                cost: discount(problem.accounts[edge.from].period) * edge.cost, upper: edge.upper, entries)
        }
    }

    /// Quota carried over into the next period, or borrowed from it.
    mutating func addBanking() {
        let tied = positions(of: layout.tiedLinks, in: layout.carryOverRow)
        for (index, link) in problem.bankLinks.enumerated() {
            let sign = link.isBorrowing ? -1.0 : 1
            var entries = [(row: quota(link.earlier), value: sign), (quota(link.later), -sign * link.ratio)]
            if let row = tied[index] { entries.append((row, 1)) }
            add(cost: 0, upper: link.upper, entries)
        }
    }

    /// Draws from reserve tiers, and what is given back later.
    mutating func addTiers() {
        for draw in problem.tierDraws {
            let tier = problem.tiers[draw.tier]
            var (upper, received) = (tier.amount, 1.0)
            if case .account(let index) = draw.target {
                received = 1 / problem.accounts[index].replacementRatio
                upper = min(upper, bounds.shortfall[index] / received)
            }
            var entries = [
                (row: row(of: draw.target), value: -received), (layout.tierRow.lowerBound + draw.tier, 1),
            ]
            if let repayment = draw.repayment {
                entries.append((row(of: repayment.target), repayment.ratio))
                entries.append((layout.tierRow.lowerBound + repayment.tier, -repayment.ratio))
            }
            add(cost: discount(tier.period) * tier.price, upper: upper, entries)
        }
    }

    private func row(of target: TierDraw.Target) -> Int {
        switch target {
        case .pool(let index): pool(index)
        case .account(let index): quota(index)
        }
    }

    private func positions(of members: [Int], in rows: Range<Int>) -> [Int: Int] {
        Dictionary(uniqueKeysWithValues: zip(members, rows))
    }

    /// For each account whose carry-over is tied to net sales its row and the factor.
    private func carryRows() -> [Int: (row: Int, factor: Double)] {
        var rows: [Int: (row: Int, factor: Double)] = [:]
        for (link, row) in zip(layout.tiedLinks, layout.carryOverRow) {
            let account = problem.bankLinks[link].earlier
            let pollutant = problem.accounts[account].pollutant
            let factor = problem.records.banking.first { $0.pollutant == pollutant }?.netSalesFactor
            rows[account] = (row, factor ?? 0)
        }
        return rows
    }
}
