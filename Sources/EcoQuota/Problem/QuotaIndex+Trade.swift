extension QuotaIndex {
    /// All quota of each commodity and period, in the order of `rules`, t.
    func quotaTotals() -> [Double] {
        var totals = rules.map(\.reserve)
        for account in accounts { totals[account.rule] += account.quota + account.pooled }
        for (index, rule) in rules.enumerated() {
            for tier in records.reserves where tier.pollutant == rule.pollutant {
                totals[index] += tier.amount(inPeriod: index % periods.count)
            }
        }
        return totals
    }

    func edges() -> [AccountEdge] {
        guard !records.edges.isEmpty else { return [] }
        struct Place: Hashable {
            let region, pollutant: String
        }
        let places = Dictionary(grouping: accounts.indices) {
            Place(region: accounts[$0].region, pollutant: accounts[$0].pollutant)
        }
        let totals = quotaTotals()
        let found = records.edges.flatMap { edge -> [AccountEdge] in
            let sellers = places[Place(region: edge.from, pollutant: edge.pollutant)] ?? []
            let buyers = places[Place(region: edge.to, pollutant: edge.pollutant)] ?? []
            return sellers.flatMap { from in
                buyers.filter { accounts[$0].isOpen(to: accounts[from]) }.map { to in
                    let most = min(edge.capacity ?? .infinity, totals[accounts[from].rule])
                    return AccountEdge(
                        from: from, to: to, cost: edge.cost, ratio: edge.ratio,
                        upper: accounts[to].mayBuy ? most : 0)
                }
            }
        }
        return found.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }

    func bankLinks() -> [BankLink] {
        guard periods.count > 1, !records.banking.isEmpty else { return [] }
        let terms = Dictionary(uniqueKeysWithValues: records.banking.map { ($0.pollutant, $0) })
        let totals = quotaTotals()
        return accounts.indices.flatMap { earlier -> [BankLink] in
            let account = accounts[earlier]
            let next = AccountKey(
                region: account.region, pollutant: account.pollutant, pool: account.pool,
                period: account.period + 1)
            guard let terms = terms[account.pollutant], let later = positionOfAccount[next] else { return [] }
            let first = account.rule - account.period
            let everything = totals[first...account.rule].reduce(0, +)
            // Where carry-over is tied to net sales, the limit is a row of its own.
            let share = terms.netSalesFactor == nil ? terms.carryLimit : nil
            var links = [
                BankLink(
                    earlier: earlier, later: later, isBorrowing: false, ratio: 1 - terms.decay,
                    upper: min(everything, share.map { $0 * account.quota } ?? .infinity))
            ]
            if terms.borrowLimit > 0 {
                links.append(
                    BankLink(
                        earlier: earlier, later: later, isBorrowing: true, ratio: terms.borrowRatio,
                        upper: terms.borrowLimit * accounts[later].quota))
            }
            return links
        }
    }

    func tiers() -> [PeriodTier] {
        let sorted = records.reserves.sorted {
            ($0.pollutant, $0.price, $0.name) < ($1.pollutant, $1.price, $1.name)
        }
        return sorted.flatMap { tier in
            periods.indices.map {
                PeriodTier(
                    name: tier.name, pollutant: tier.pollutant, period: $0,
                    amount: tier.amount(inPeriod: $0),
                    price: tier.price)
            }
        }
    }

    func tierDraws(_ tiers: [PeriodTier]) -> [TierDraw] {
        guard !tiers.isEmpty else { return [] }
        let records = Dictionary(
            uniqueKeysWithValues: self.records.reserves.map { ([$0.pollutant, $0.name], $0) })
        return tiers.indices.flatMap { index -> [TierDraw] in
            guard let tier = records[[tiers[index].pollutant, tiers[index].name]] else { return [] }
            return targets(of: tier, period: tiers[index].period).compactMap { target in
                let repayment = repayment(tier, index, target)
                // What could not be given back within the periods is not lent.
                guard tier.repaidAfter == nil || repayment != nil else { return nil }
                return TierDraw(tier: index, target: target, repayment: repayment)
            }
        }
    }

    private func targets(of tier: ReserveTier, period: Int) -> [TierDraw.Target] {
        let buyers = tier.buyers
        let isOpen = buyers.regions.isEmpty && buyers.sectors.isEmpty && buyers.pools.isEmpty
        if isOpen {
            return zonePools.indices.filter {
                let pool = zonePools[$0]
                return pool.pollutant == tier.pollutant && pool.period == period && pool.side != .supply
            }.map { .pool($0) }
        }
        return accounts.indices.filter { index in
            accounts[index].pollutant == tier.pollutant && accounts[index].period == period
                && sources[accounts[index].sources].contains(where: buyers.holds)
        }.map { .account($0) }
    }

    private func repayment(
        _ tier: ReserveTier, _ index: Int, _ target: TierDraw.Target
    ) -> TierDraw.Repayment? {
        guard let after = tier.repaidAfter else { return nil }
        let later: TierDraw.Target?
        switch target {
        case .account(let position):
            let account = accounts[position]
            later = positionOfAccount[
                AccountKey(
                    region: account.region, pollutant: account.pollutant, pool: account.pool,
                    period: account.period + after)
            ].map { .account($0) }
        case .pool(let position):
            let pool = zonePools[position]
            later = zonePools.firstIndex {
                $0.pollutant == pool.pollutant && $0.period == pool.period + after && $0.pool == pool.pool
                    && $0.side == pool.side && $0.zone == pool.zone
            }.map { .pool($0) }
        }
        return later.map { .init(target: $0, tier: index + after, ratio: tier.repaymentRatio) }
    }
}

extension QuotaAccount {
    /// Whether quota of another account may be used here without any pool between.
    func isOpen(to seller: QuotaAccount) -> Bool { pool == seller.pool && period == seller.period }
}

extension ReserveTier {
    func amount(inPeriod period: Int) -> Double {
        amountByPeriod.isEmpty ? amount : amountByPeriod[period] ?? 0
    }
}
