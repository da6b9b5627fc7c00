import EcoParameters
@testable import EcoQuota
import Testing

@testable import EcoRuns

/// What it costs that no quota flows into Taiyuan from outside: by another solver on a model of its own
/// (`Scenarios/taixin/SOURCES.md`), by the proofs of two plans, by the prices at both ends of the arc, and by the audit.
@Suite struct TaixinOneWayTests {
    /// yuan: the convex optimum of `derivation/check_market.py` by Clarabel 0.11.1, with the arc closed and open.
    private static let (closed, open) = (-36_806_840.219, -36_809_764.538)

    @Test func costOfTheClosedArc() throws {
        let scenario = try Taixin.load().scenario
        let parameters = try #require(scenario.quota)
        #expect(parameters.rules.map { type(of: $0).declaration.id } == ["closed_zone"])
        var findings: [Diagnostic] = []
        let records = QuotaRecords(beforeRules: parameters, regions: scenario.regions, &findings)
        let ruled = try QuotaMarket(solving: QuotaProblem(records.applying(parameters.rules).records))
        let free = try QuotaMarket(solving: QuotaProblem(records))
        for (plan, expected) in [(ruled, Self.closed), (free, Self.open)] {
            #expect(plan.certificate.verdict == .proven)
            #expect(abs(plan.certificate.primalObjective - expected) <= 1e-9 * abs(expected))
        }
        // Whatever the solvers did, the cost of the rule lies between the bound of one plan and the cost of the other.
        let least = ruled.certificate.dualBound - free.certificate.primalObjective
        let most = ruled.certificate.primalObjective - free.certificate.dualBound
        let published = Self.closed - Self.open
        #expect(least - 0.01 <= published && published <= most + 0.01 && most - least < 1, "\(least) \(most)")
        try expectCostWithinPrices(ruled, free)

        let audit = try RuleAudit(records, parameters.rules) { program, start in
            try InteriorPointSolver().solve(program, from: start)
        }
        let cost = try #require(audit.rows.first?.cost)
        #expect(abs(cost - 2_924.32) < 1)
    }

    /// Convexity: as the arc opens, what one more tonne saves falls from the gap of the prices with the rule to the gap
    /// without it. So the rule costs no more than the flow at the first gap, and no less than at the second.
    private func expectCostWithinPrices(_ ruled: QuotaMarket, _ free: QuotaMarket) throws {
        var bound = (least: 0.0, most: 0.0)
        for (arc, flow) in zip(free.problem.poolArcs, free.solution.flows) {
            let (from, to) = (free.problem.zonePools[arc.from], free.problem.zonePools[arc.to])
            guard to.zone == "taiyuan", from.zone != to.zone else { continue }
            let gap = { (market: QuotaMarket) throws -> Double in
                let pools = market.problem.zonePools
                let start = try #require(pools.firstIndex(of: from))
                let end = try #require(pools.firstIndex(of: to))
                let prices = market.solution.multipliers.zonePrice
                return prices[end] - prices[start] - arc.fee
            }
            bound.most += flow * (try gap(ruled))
            bound.least += flow * (try gap(free))
        }
        let cost = ruled.certificate.primalObjective - free.certificate.primalObjective
        #expect(bound.most > 0)
        #expect(bound.least - 1 <= cost && cost <= bound.most + 1)
    }
}
