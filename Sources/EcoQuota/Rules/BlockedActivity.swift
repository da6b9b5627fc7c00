/// What a plan does that another market does not allow.
struct BlockedActivity {
    /// Deals that the plan makes.
    private(set) var checked = 0
    /// Those of them that are not allowed, and their quota, t.
    private(set) var deals = 0
    private(set) var quota = 0.0
    private(set) var projects = 0
    private(set) var growth = 0.0
    private(set) var limits = 0

    /// Amounts below this part of the largest are rounding.
    private static let least = 1e-7

    /// - Parameter rule: whose limits are looked at.
    init(_ ruled: QuotaProblem, _ free: QuotaProblem, _ plan: QuotaSolution, rule: String) {
        countDeals(ruled, free, plan)
        countProjects(ruled, free, plan)
        countLimits(ruled, free, plan, rule)
    }

    private mutating func countDeals(_ ruled: QuotaProblem, _ free: QuotaProblem, _ plan: QuotaSolution) {
        let ways = TradeWays(ruled)
        let flows = free.flows(plan).filter { $0.from != QuotaFlow.reserve && $0.to != QuotaFlow.reserve }
        let largest = flows.reduce(0) { max($0, $1.sent) }
        for flow in flows where flow.sent > Self.least * largest {
            checked += 1
            guard !ways.allow(flow.from, flow.to, flow.pollutant) else { continue }
            deals += 1
            quota += flow.sent
        }
    }

    private mutating func countProjects(
        _ ruled: QuotaProblem, _ free: QuotaProblem, _ plan: QuotaSolution
    ) {
        let key = { (project: GrowthProject) in
            [project.region, project.pollutant, project.sector, project.name]
        }
        let allowed = Dictionary(ruled.projects.map { (key($0), $0.maximum) }) { first, _ in first }
        for (project, grown) in zip(free.projects, plan.grown) {
            let excess = grown - (allowed[key(project)] ?? 0)
            guard excess > Self.least * project.maximum else { continue }
            projects += 1
            growth += excess
        }
    }

    /// The limits that the rule adds, on the plan made without them.
    private mutating func countLimits(
        _ ruled: QuotaProblem, _ free: QuotaProblem, _ plan: QuotaSolution, _ rule: String
    ) {
        let own = ruled.records.limits.filter { $0.rule == rule }
        guard !own.isEmpty else { return }
        let values = LimitValues(free, plan, totals: ruled.records.totals)
        limits =
            own.filter { values.sum($0.terms) > $0.atMost + Self.least * max(1, $0.atMost.magnitude) }
            .count
    }
}

/// Between which regions a market lets quota pass.
struct TradeWays {
    private struct Place: Hashable {
        let region, pollutant: String
    }

    private let problem: QuotaProblem
    private let accounts: [Place: [Int]]
    private let next: [Int: [Int]]

    init(_ problem: QuotaProblem) {
        self.problem = problem
        accounts = Dictionary(grouping: problem.accounts.indices) {
            Place(region: problem.accounts[$0].region, pollutant: problem.accounts[$0].pollutant)
        }
        next = Dictionary(grouping: problem.poolArcs, by: \.from).mapValues { $0.map(\.to) }
    }

    func allow(_ seller: String, _ buyer: String, _ pollutant: String) -> Bool {
        let sellers = accounts[Place(region: seller, pollutant: pollutant)] ?? []
        let buyers = accounts[Place(region: buyer, pollutant: pollutant)] ?? []
        return sellers.contains { from in
            let reached = pools(from: problem.accounts[from].salePool)
            return buyers.contains { to in
                problem.accounts[to].mayBuy
                    && (reached.contains(problem.accounts[to].zonePool)
                        || problem.edges.contains { $0.from == from && $0.to == to && $0.upper > 0 })
            }
        }
    }

    private func pools(from start: Int) -> Set<Int> {
        var reached: Set = [start]
        var open = [start]
        while let pool = open.popLast() {
            for target in next[pool] ?? [] where reached.insert(target).inserted { open.append(target) }
        }
        return reached
    }
}

/// The sums of limits on a plan.
struct LimitValues {
    private let terms: LimitTerms
    private let values: [Double]
    private let totals: [String: [MarketLimit.Term]]

    init(_ problem: QuotaProblem, _ plan: QuotaSolution, totals: [MarketTotal]) {
        let layout = QuotaLayout(problem)
        terms = LimitTerms(problem, layout)
        values = plan.values(problem)
        self.totals = Dictionary(totals.map { ($0.name, $0.terms) }) { first, _ in first }
    }

    func sum(_ all: [MarketLimit.Term]) -> Double {
        all.reduce(0) { result, term in
            if case .total(let name) = term.amount {
                return result + term.coefficient * sum(totals[name] ?? [])
            }
            return result + terms.entries([term]).reduce(0) { $0 + $1.value * values[$1.column] }
        }
    }
}
