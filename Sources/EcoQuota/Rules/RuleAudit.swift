/// What each rule touches, blocks and costs: the market solved again without each of them.
public struct RuleAudit: Sendable {
    public struct Row: Sendable, Equatable {
        public let rule: String
        /// Records that it changed or added.
        public let touched: Int
        /// Emission that it frees from the market at full size, t.
        public let exempted: Double
        /// Deals of the plan without it.
        public let checkedDeals: Int
        /// Those of them that it forbids, and their quota, t.
        public let blockedDeals: Int
        public let blockedQuota: Double
        /// Projects that the plan without it accepts beyond what it allows, and their emission, t.
        public let blockedProjects: Int
        public let blockedGrowth: Double
        /// Its limits that the plan without it breaks.
        public let brokenLimits: Int
        /// By how much the cost falls without it, yuan; below 0 for a rule that helps, such as a reserve, and 0
        /// where the proofs of both plans cannot tell it from 0. nil where the market without it has no proven
        /// plan.
        public let cost: Double?
        /// Cost of the market without it, yuan; nil where that has no proven plan.
        public let costWithout: Double?
        /// By how much `cost` may be wrong, by the gaps of both proofs, yuan.
        public let uncertainty: Double?
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
        let certificate = try QuotaPlan(problem, solving: solve).certificate
        cost = certificate.primalObjective
        var rows: [Row] = []
        for (index, effect) in effects.enumerated() {
            var others = rules
            others.remove(at: index)
            let free = records.applying(others).records.prepared(for: objective)
            // Where there is none, the row says so by a cost that is absent.
            let plan = (try? QuotaProblem(free)).flatMap { try? QuotaPlan($0, solving: solve) }
            let isClose = plan.map { $0.certificate.isClose } ?? false
            rows.append(Row(effect, problem, isClose ? plan : nil, under: certificate))
        }
        self.rows = rows
    }

    /// The rules whose cost could not be told.
    public var unsolved: [String] { rows.filter { $0.cost == nil }.map(\.rule) }
}

extension RuleAudit.Row {
    fileprivate init(
        _ effect: RuleEffect, _ ruled: QuotaProblem, _ free: QuotaPlan?, under certificate: ProgramCertificate
    ) {
        let blocked = free.map { BlockedActivity(ruled, $0.problem, $0.solution, rule: effect.rule) }
        self.init(
            rule: effect.rule, touched: effect.touched,
            exempted: effect.exemptions.reduce(0) { $0 + $1.tonnes }, checkedDeals: blocked?.checked ?? 0,
            blockedDeals: blocked?.deals ?? 0,
            blockedQuota: blocked?.quota ?? 0, blockedProjects: blocked?.projects ?? 0,
            blockedGrowth: blocked?.growth ?? 0, brokenLimits: blocked?.limits ?? 0,
            cost: free.map { certificate.costAbove($0.certificate) },
            costWithout: free?.certificate.primalObjective,
            uncertainty: free.map { certificate.width + $0.certificate.width })
    }
}

extension ProgramCertificate {
    /// Whether the plan keeps its limits and is near enough to its bound to compare costs by; how near, its width tells.
    fileprivate var isClose: Bool {
        largestViolation <= Self.violationTolerance && gap.magnitude <= 1e-6
    }

    /// How far the best plan may be from the one found, yuan.
    fileprivate var width: Double { max(0, primalObjective - dualBound) }

    /// By how much this plan costs more than another one; 0 where the proofs cannot tell it from 0.
    fileprivate func costAbove(_ other: ProgramCertificate) -> Double {
        let difference = primalObjective - other.primalObjective
        return difference.magnitude <= width + other.width ? 0 : difference
    }
}
