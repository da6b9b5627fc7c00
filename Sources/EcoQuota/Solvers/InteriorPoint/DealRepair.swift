/// Makes purchases, sales, reserve and flows fit the emissions exactly.
struct DealRepair {
    private let problem: QuotaProblem
    private(set) var plan: QuotaSolution
    private let accountsOfZone: [[Int]]

    init(_ problem: QuotaProblem, _ plan: QuotaSolution) {
        self.problem = problem
        self.plan = plan
        var members = [[Int]](repeating: [], count: problem.zonePools.count)
        for (index, account) in problem.accounts.enumerated() { members[account.zonePool].append(index) }
        accountsOfZone = members
    }

    mutating func repair() {
        for account in problem.accounts.indices { settle(account) }
        limitReserves()
        cleanFlows()
        // What one zone takes or passes on less, the next one feels: as many rounds as a way can be long and one
        // more, first asking neighbours for what is missing, then doing without.
        for mayAsk in [true, false] {
            for _ in 0...problem.zonePools.count {
                for zone in problem.zonePools.indices { balance(zone, mayAsk: mayAsk) }
            }
        }
    }

    /// Emission of the account beyond its quota, t.
    private func need(_ account: Int) -> Double {
        plan.emitted[problem.accounts[account].sources].reduce(0, +) - problem.accounts[account].quota
    }

    /// A purchase covers what neither quota nor shortfall covers; nobody both buys and sells.
    private mutating func settle(_ index: Int) {
        let account = problem.accounts[index]
        let need = self.need(index)
        let buys = account.mayBuy && plan.bought[index] > 0
        let isNoise = plan.shortfall[index] < 1e-9 * max(account.quota, need)
        if need > 0 {
            plan.shortfall[index] = !buys ? need : isNoise ? 0 : min(need, plan.shortfall[index])
            plan.bought[index] = account.replacementRatio * (need - plan.shortfall[index])
            plan.sold[index] = 0
        } else {
            plan.shortfall[index] = 0
            plan.bought[index] = 0
            plan.sold[index] = max(0, min(plan.sold[index], -need, account.tradable))
        }
    }

    private mutating func limitReserves() {
        for (index, rule) in problem.rules.enumerated() {
            let zones = problem.zonePools.indices.filter { problem.zonePools[$0].rule == index }
            Self.limit(&plan.reserveDrawn, zones, to: rule.reserve)
            Self.limit(&plan.boughtBack, zones, to: rule.buyBack)
        }
    }

    private static func limit(_ values: inout [Double], _ chosen: [Int], to maximum: Double) {
        let sum = chosen.reduce(0) { $0 + values[$1] }
        for index in chosen {
            if values[index] < 1e-11 * maximum || maximum == 0 { values[index] = 0 }
            if sum > maximum { values[index] *= maximum / sum }
        }
    }

    /// Drops noise and flows against each other.
    private mutating func cleanFlows() {
        let noise = 1e-11 * (problem.accounts.map(\.quota).reduce(0, +) + plan.reserveDrawn.reduce(0, +))
        var position: [[Int]: Int] = [:]
        for (index, arc) in problem.poolArcs.enumerated() {
            if plan.flows[index] < noise { plan.flows[index] = 0 }
            position[[arc.from, arc.to]] = index
        }
        for (index, arc) in problem.poolArcs.enumerated() {
            guard let back = position[[arc.to, arc.from]], back > index else { continue }
            let both = min(plan.flows[index], plan.flows[back])
            plan.flows[index] -= both
            plan.flows[back] -= both
        }
    }

    // MARK: One zone

    /// What the zone uses beyond what it is supplied, t.
    private func excess(_ zone: Int) -> Double {
        var sum = plan.boughtBack[zone] - plan.reserveDrawn[zone]
        for account in accountsOfZone[zone] { sum += plan.bought[account] - plan.sold[account] }
        for (index, arc) in problem.poolArcs.enumerated() {
            if arc.from == zone { sum += plan.flows[index] }
            if arc.to == zone { sum -= plan.flows[index] }
        }
        return sum
    }

    private mutating func balance(_ zone: Int, mayAsk: Bool) {
        var excess = self.excess(zone)
        if excess > 0 {
            excess -= sellMore(zone, excess)
            excess -= drawMore(zone, excess)
            if mayAsk { excess -= askNeighbours(zone, excess) }
            excess -= Self.reduce(&plan.boughtBack, [zone], by: excess)
            excess -= buyLess(zone, excess)
            let outgoing = problem.poolArcs.indices.filter { problem.poolArcs[$0].from == zone }
            _ = Self.reduce(&plan.flows, outgoing, by: excess)
        } else if excess < 0 {
            excess += Self.reduce(&plan.reserveDrawn, [zone], by: -excess)
            excess += Self.reduce(&plan.sold, accountsOfZone[zone], by: -excess)
        }
    }

    private mutating func sellMore(_ zone: Int, _ amount: Double) -> Double {
        let rooms = accountsOfZone[zone].map { account -> Double in
            let unused = -need(account)
            return max(0, min(unused, problem.accounts[account].tradable) - plan.sold[account])
        }
        let sum = rooms.reduce(0, +)
        guard sum > 0 else { return 0 }
        let part = min(1, amount / sum)
        for (room, account) in zip(rooms, accountsOfZone[zone]) { plan.sold[account] += part * room }
        return part * sum
    }

    /// Takes more along the arcs that already carry quota into the zone.
    private mutating func askNeighbours(_ zone: Int, _ amount: Double) -> Double {
        let incoming = problem.poolArcs.indices.filter {
            problem.poolArcs[$0].to == zone && plan.flows[$0] > amount
        }
        let sum = incoming.reduce(0) { $0 + plan.flows[$1] }
        guard amount > 0, sum > 0 else { return 0 }
        for index in incoming { plan.flows[index] *= 1 + amount / sum }
        return amount
    }

    private mutating func drawMore(_ zone: Int, _ amount: Double) -> Double {
        let rule = problem.zonePools[zone].rule
        let drawn = problem.zonePools.indices.reduce(0) {
            problem.zonePools[$1].rule == rule ? $0 + plan.reserveDrawn[$1] : $0
        }
        let more = max(0, min(amount, problem.rules[rule].reserve - drawn))
        plan.reserveDrawn[zone] += more
        return more
    }

    private mutating func buyLess(_ zone: Int, _ amount: Double) -> Double {
        let before = accountsOfZone[zone].map { plan.bought[$0] }
        let taken = Self.reduce(&plan.bought, accountsOfZone[zone], by: amount)
        for (old, account) in zip(before, accountsOfZone[zone]) {
            plan.shortfall[account] +=
                (old - plan.bought[account]) / problem.accounts[account].replacementRatio
        }
        return taken
    }

    /// Lowers the chosen values in proportion, by the amount in all or to 0; returns the amount taken.
    private static func reduce(_ values: inout [Double], _ chosen: [Int], by amount: Double) -> Double {
        let sum = chosen.reduce(0) { $0 + values[$1] }
        guard amount > 0, sum > 0 else { return 0 }
        let part = min(1, amount / sum)
        for index in chosen { values[index] *= 1 - part }
        return part * sum
    }
}
