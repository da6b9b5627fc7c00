import Testing

@testable import EcoQuota

@Suite("What each rule costs")
struct RuleAuditTests {
    /// Without the ban A serves B: 8,000 - 15,000 instead of 44,000 - 15,000, one deal of 40 t. Without the
    /// exemption B makes good 3 t itself at 1000.
    @Test func costsAndBlockedDeals() throws {
        let records = TwoCounties.records(project: (5000, 3))
        let audit = try RuleAudit(
            records,
            rules(
                ["rule": "no_purchase", "regions": .list([.text(TwoCounties.b)])],
                ["rule": "de_minimis", "limits": ["so2": "3 t"]])
        ) { program, start in try InteriorPointSolver().solve(program, from: start) }
        #expect(isClose(audit.cost, 44_000 - 15_000))
        #expect(audit.rows.map(\.rule) == ["de_minimis", "no_purchase"])
        let (exemption, ban) = (audit.rows[0], audit.rows[1])
        #expect(exemption.exempted == 3 && exemption.touched == 1)
        #expect(isClose(try #require(exemption.cost), -3000))
        #expect(isClose(try #require(ban.cost), 36_000))
        #expect(ban.blockedDeals == 1 && isClose(ban.blockedQuota, 40, 1e-6))
        #expect(exemption.blockedDeals == 0 && ban.blockedProjects == 0)
    }

    /// A stop of growth blocks one project of 10 t; a cap is broken by the plan without it.
    @Test func blockedGrowthAndBrokenLimits() throws {
        let records = TwoCounties.records(project: (5000, 10))
        let audit = try RuleAudit(
            records,
            rules(
                ["rule": "missed_target", "regions": ["140222"]],
                ["rule": "regional_cap", "cap": ["so2": "110 t"]])
        ) { program, start in try InteriorPointSolver().solve(program, from: start) }
        #expect(audit.rows[0].blockedProjects == 1 && isClose(audit.rows[0].blockedGrowth, 10, 1e-6))
        let stop = try #require(audit.rows[0].cost)
        let cap = try #require(audit.rows[1].cost)
        // Without the stop: 100 t of abatement and the works; with it 90 t.
        do {
            let expected: Double = 9000 - (10_000 - 50_000)
            #expect(isClose(stop, expected))
        }
        #expect(audit.rows[1].brokenLimits == 1 && isClose(cap, 1000))
    }
}
