/// What each rule touches, blocks and costs: the market solved again without each of them.
public struct RuleAudit: Sendable {
    public struct Row: Sendable, Equatable {
        public let rule: String
        /// Records that it changed or added.
        public let touched: Int
        /// Emission that it frees from the market at full size, t.
        public let exempted: Double
        /// Deals of the plan without it that it forbids, and their quota, t.
        public let blockedDeals: Int
        public let blockedQuota: Double
        /// Projects that the plan without it accepts beyond what it allows, and their emission, t.
        public let blockedProjects: Int
        public let blockedGrowth: Double
        /// Its limits that the plan without it breaks.
        public let brokenLimits: Int
        /// By how much the cost falls without it, yuan; below 0 for a rule that helps, such as a reserve. nil
        /// where the market without it was not solved.
        public let cost: Double?
    }

    /// Cost under all rules, yuan.
    public let cost: Double
    /// In the order of the rules.
    public let rows: [Row]

    /// - Parameters:
    ///   - records: before any rule.
    ///   - rules: in the order in which they are applied.
    ///   - objective: by which the market is planned each time.
    /// - Throws: `DiagnosticFailure` where the records are wrong; what `solve` throws under all rules.
    public init(
        _ records: QuotaRecords, _ rules: [any QuotaRule], objective: QuotaObjective = .welfare,
        solving solve: ProgramSolving
    ) throws {
        let (ruled, effects) = records.applying(rules)
        let problem = try QuotaProblem(ruled.prepared(for: objective))
        cost = try QuotaPlan(problem, solving: solve).certificate.primalObjective
        var rows: [Row] = []
        for (index, effect) in effects.enumerated() {
            var others = rules
            others.remove(at: index)
            let free = records.applying(others).records.prepared(for: objective)
            let plan = (try? QuotaProblem(free)).flatMap { try? QuotaPlan($0, solving: solve) }
            rows.append(Row(effect, problem, plan, cost: cost))
        }
        self.rows = rows
    }
}

extension RuleAudit.Row {
    fileprivate init(
        _ effect: RuleEffect, _ ruled: QuotaProblem, _ free: QuotaPlan?, cost: Double
    ) {
        let blocked = free.map { BlockedActivity(ruled, $0.problem, $0.solution, rule: effect.rule) }
        self.init(
            rule: effect.rule, touched: effect.touched,
            exempted: effect.exemptions.reduce(0) { $0 + $1.tonnes }, blockedDeals: blocked?.deals ?? 0,
            blockedQuota: blocked?.quota ?? 0, blockedProjects: blocked?.projects ?? 0,
            blockedGrowth: blocked?.growth ?? 0, brokenLimits: blocked?.limits ?? 0,
            cost: free.map { cost - $0.certificate.primalObjective })
    }
}
