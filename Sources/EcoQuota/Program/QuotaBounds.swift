/// The largest amounts that any plan could make sense of, so that every column has a finite range.
struct QuotaBounds {
    /// Quota that each account may acquire, t.
    private(set) var purchase: [Double]
    private(set) var sale: [Double]
    private(set) var shortfall: [Double]
    /// All quota that could ever be for sale in the pool of each zone, t.
    let poolSupply: [Double]

    init(_ problem: QuotaProblem) {
        poolSupply = problem.poolSupply
        let need = problem.largestNeeds
        shortfall = need
        sale = problem.accounts.map(\.tradable)
        var wanted = need
        for link in problem.bankLinks {
            let given = link.isBorrowing ? link.ratio * link.upper : link.upper
            wanted[link.isBorrowing ? link.later : link.earlier] += given
            if link.isBorrowing { shortfall[link.later] += given }
            let gained = link.isBorrowing ? link.upper : link.ratio * link.upper
            let account = link.isBorrowing ? link.earlier : link.later
            if problem.accounts[account].tradable > 0 { sale[account] += gained }
        }
        for edge in problem.edges { wanted[edge.from] += edge.upper }
        for draw in problem.tierDraws {
            guard let repayment = draw.repayment, case .account(let index) = repayment.target else {
                continue
            }
            let given = repayment.ratio * problem.tiers[draw.tier].amount
            wanted[index] += given
            shortfall[index] += given
        }
        for (project, effect) in zip(problem.projects, problem.projectEffects) where project.quotaBrought > 0
        {
            for source in effect.emissions.prefix(1) {
                let account = problem.accountOfSource[source.source]
                let brought = project.quotaBrought * project.maximum
                if problem.accounts[account].tradable > 0 { sale[account] += brought }
            }
        }
        purchase = zip(problem.accounts, wanted).map { $0.replacementRatio * $1 }
    }
}

extension QuotaProblem {
    /// The most quota that each account could have to hold: natural emission and commitments, t.
    var largestNeeds: [Double] {
        var need = accounts.map { account in
            account.sources.reduce(0) { $0 + naturalEmissions[$1] }
        }
        for (project, effect) in zip(projects, projectEffects) {
            for part in effect.quota { need[part.account] += max(0, part.amount) * project.maximum }
        }
        return need
    }

    /// All quota that could ever be for sale in the pool of each zone, t; classes that are linked count together.
    var poolSupply: [Double] {
        struct Key: Hashable {
            let pollutant, pool: String
            let period: Int
        }
        let key = { (zone: ZonePool) in
            Key(
                pollutant: zone.pollutant, pool: zone.side == .both ? zone.pool : "\u{0}", period: zone.period
            )
        }
        var total: [Key: Double] = [:]
        for zone in zonePools { total[key(zone)] = rules[zone.rule].reserve }
        for account in accounts {
            total[key(zonePools[account.salePool]), default: 0] += account.tradable + account.pooled
        }
        for draw in tierDraws {
            if case .pool(let index) = draw.target {
                total[key(zonePools[index]), default: 0] += tiers[draw.tier].amount
            }
        }
        for link in bankLinks {
            let account = accounts[link.isBorrowing ? link.earlier : link.later]
            total[key(zonePools[account.salePool]), default: 0] += link.upper * max(1, link.ratio)
        }
        return zonePools.map { total[key($0)] ?? 0 }
    }
}
