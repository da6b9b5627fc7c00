/// The proof of a plan, computed from the problem's data and apart from the solver.
///
/// The dual bound is safe: it holds for any multipliers (those of limits at least 0), because every variable
/// is minimised over its finite range by itself (weak duality). No plan can cost less.
public struct Certificate: Sendable, Equatable {
    public typealias Verdict = ProgramCertificate.Verdict
    public typealias Violation = ProgramCertificate.Violation

    /// Cost of the plan, yuan (growth counts negative).
    public let primalObjective: Double
    /// What every plan costs at least, yuan.
    public let dualBound: Double
    /// Each kind of limit, in a fixed order.
    public let violations: [Violation]
    /// Relative gap that this problem must reach: 1e-8 where every step is flat, else 1e-9.
    public let tolerance: Double
    /// Emission without quota in all accounts, t.
    public let shortfall: Double
    public let solver: String
    public let iterations: Int

    /// Largest relative violation of a proven plan.
    public static let violationTolerance = 1e-9

    public init(_ problem: QuotaProblem, _ solution: QuotaSolution) {
        primalObjective = Self.cost(problem, solution)
        dualBound = Self.bound(problem, solution.multipliers)
        violations = Self.violations(problem, solution)
        tolerance = problem.measures.allSatisfy { $0.slope == 0 } ? 1e-8 : 1e-9
        shortfall = solution.shortfall.reduce(0, +)
        solver = solution.solver
        iterations = solution.iterations
    }

    /// (primal - dual) / max(1 yuan, |primal|).
    public var gap: Double { (primalObjective - dualBound) / max(1, primalObjective.magnitude) }

    /// Over all kinds of limits, relative.
    public var largestViolation: Double { violations.reduce(0) { max($0, $1.relative) } }

    public var verdict: Verdict {
        let isProven = gap.magnitude <= tolerance && largestViolation <= Self.violationTolerance
        return isProven ? .proven : .notProven
    }
}

extension Certificate {
    /// The objective of a plan, yuan.
    static func cost(_ problem: QuotaProblem, _ plan: QuotaSolution) -> Double {
        var cost = problem.shortfallPenalty * plan.shortfall.reduce(0, +)
        for (measure, amount) in zip(problem.measures, plan.abated) {
            cost += (measure.cost + measure.slope * amount / 2) * amount
        }
        for (project, amount) in zip(problem.projects, plan.grown) { cost -= project.value * amount }
        for (index, account) in problem.accounts.enumerated() {
            let rule = problem.rules[account.rule]
            cost += rule.buyFee * plan.bought[index] + rule.sellFee * plan.sold[index]
        }
        for (arc, flow) in zip(problem.poolArcs, plan.flows) { cost += arc.fee * flow }
        for (index, zone) in problem.zonePools.enumerated() {
            let rule = problem.rules[zone.rule]
            cost += rule.reservePrice * plan.reserveDrawn[index] - rule.floorPrice * plan.boughtBack[index]
        }
        return cost
    }
}
