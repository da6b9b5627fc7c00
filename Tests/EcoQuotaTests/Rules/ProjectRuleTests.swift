import Testing

@testable import EcoQuota

/// Rules on new projects, on the two counties with a works of 10 t in B that is worth 5000 yuan/t: A abates
/// 90 t, and the cost is 9,000 - 50,000.
@Suite("Rules for projects")
struct ProjectRuleTests {
    let base = TwoCounties.records(project: (5000, 10))

    @Test func withoutRules() throws { #expect(isClose(try Solved(base).cost, -41_000)) }

    /// 3 t need no quota and 3.1 t do; the sum that leaks out is told.
    @Test func smallAmountsAreExempt() throws {
        let rule: Value = ["rule": "de_minimis", "limits": ["so2": "3 t"]]
        let small = TwoCounties.records(project: (5000, 3))
        do {
            let expected: Double = 8000 - 15_000
            #expect(isClose(try Solved(small, rules(rule)).cost, expected))
        }
        let effects = small.applying(try rules(rule)).effects
        #expect(effects[0].exemptions.map(\.tonnes) == [3])
        let larger = TwoCounties.records(project: (5000, 3.1))
        do {
            let expected: Double = 83.1 * 100 - 15_500
            #expect(isClose(try Solved(larger, rules(rule)).cost, expected))
        }
        // No quota, but its emission counts at the receptors.
        let market = try Solved(small, rules(rule))
        #expect(isClose(market.solution.emitted.reduce(0, +), 123, 1e-6))
    }

    /// The project's value is lost: 8,000.
    @Test func zoningProhibition() throws {
        var records = base
        records.projects[0].unit = "ZH140222-1"
        let rule = { (unit: String) -> Value in
            ["rule": "zoning_prohibition", "units": [.text(unit)], "sectors": ["all"]]
        }
        #expect(isClose(try Solved(records, rules(rule("ZH140222-1"))).cost, 8000))
        let other = records.applying(try rules(rule("ZH140222-2"))).effects[0]
        #expect(other.findings.map(\.code) == ["unknown_units"])
    }

    @Test func missedTarget() throws {
        let missed = try rules(["rule": "missed_target", "regions": ["140200"]])
        #expect(isClose(try Solved(base, missed).cost, 8000))
        let everywhere = base.applying(try rules(["rule": "missed_target"])).effects[0]
        #expect(everywhere.findings.map(\.code) == ["missing_value"])
    }

    /// 10 t in a key area hold 12 t of quota.
    @Test func heavyMetals() throws {
        var records = base
        for index in records.sources.indices { records.sources[index].pollutant = "pb" }
        for index in records.measures.indices { records.measures[index].pollutant = "pb" }
        records.projects[0].pollutant = "pb"
        records.commodities = [Commodity(id: "pb", kind: .heavyMetal)]
        let key = try rules(["rule": "heavy_metals", "key_regions": ["140222"]])
        do {
            let expected: Double = 92 * 100 - 50_000
            #expect(isClose(try Solved(records, key).cost, expected))
        }
        let other = try rules(["rule": "heavy_metals", "key_regions": ["140121"]])
        #expect(isClose(try Solved(records, other).cost, -41_000))
    }

    /// Rank 2 holds 12 t for 10, rank 1 holds 10.
    @Test func gradedDifferentiation() throws {
        let rule: Value = [
            "rule": "graded_differentiation",
            "grades": [["rank": "1", "ratio": "1"], ["rank": "2", "ratio": "1.2"]],
        ]
        var records = base
        records.projects[0].priority = 2
        do {
            let expected: Double = 92 * 100 - 50_000
            #expect(isClose(try Solved(records, rules(rule)).cost, expected))
        }
        records.projects[0].priority = 1
        #expect(isClose(try Solved(records, rules(rule)).cost, -41_000))
    }

    /// Quota for 20 t of growth at most (A abates 100 t, B has no measure). The works wants 20 t at 50 yuan, its
    /// rival 20 t at 5000: welfare takes the rival; rank 1 takes the works first, and so does a weight of 200.
    @Test func prioritySectors() throws {
        var records = TwoCounties.records()
        records.measures.removeLast()
        records.sources.append(
            EmissionSource(
                region: TwoCounties.b, pollutant: "so2", sector: "chips", baseline: 0, quota: 0))
        records.projects = [("chips", 50.0), ("all", 5000)].map {
            GrowthProject(
                region: TwoCounties.b, pollutant: "so2", sector: $0.0, name: "works", value: $0.1, maximum: 20
            )
        }
        do {
            let expected: Double = 10_000 - 100_000
            #expect(isClose(try Solved(records).cost, expected))
        }
        let ranked = records.applying(try rules(["rule": "priority_sectors", "sectors": ["chips"]])).records
        let plan = try LexicographicPlan(try QuotaProblem(ranked)) { program, start in
            try InteriorPointSolver().solve(program, from: start)
        }
        #expect(plan.stages.map(\.name) == ["shortfall", "rank_1", "welfare"])
        for stage in plan.stages {
            #expect(stage.certificate.verdict == .proven, "\(stage)")
        }
        #expect(abs(plan.stages[0].reached) < 1e-6)
        #expect(isClose(plan.stages[1].reached, 1000, 1e-6))
        #expect(isClose(plan.stages[2].reached, 10_000 - 1000, 1e-4))
        let weighted = try Solved(
            records, rules(["rule": "priority_sectors", "sectors": ["chips"], "weight": "200"]))
        // The objective counts 20 t x 50 x 200.
        #expect(isClose(weighted.cost, 10_000 - 200_000))
    }

    /// Two periods of 100 t with quota 105 and 110 and no measures: 10 t fit where quota is needed from
    /// production on, 5 t where it is needed one period earlier.
    @Test func quotaBeforeProduction() throws {
        var records = QuotaRecords(sources: [], zones: [], shortfallPenalty: 100_000)
        records.periods = [MarketPeriod(name: "2026"), MarketPeriod(name: "2027")]
        records.zones = [ZoneMembership(region: "140121", zone: "all")]
        records.sources = [(0, 105.0), (1, 110)].map {
            EmissionSource(region: "140121", pollutant: "so2", period: $0.0, baseline: 100, quota: $0.1)
        }
        records.projects = [
            GrowthProject(
                region: "140121", pollutant: "so2", name: "works", value: 200, maximum: 20, period: 1)
        ]
        #expect(isClose(try Solved(records).cost, -2000))
        let early = try rules(["rule": "quota_before_production", "lead_periods": "1"])
        #expect(isClose(try Solved(records, early).cost, -1000))
        let late = try rules(["rule": "quota_before_production", "lead_periods": "0"])
        #expect(isClose(try Solved(records, late).cost, -2000))
    }

    /// A lacks 10 t. B has no spare quota and may not buy; its works of 10 t at 1000 yuan goes to A, where a tonne
    /// costs 100.
    /// Only one of the two places is used.
    @Test func enclave() throws {
        var (records, rule) = hosted
        #expect(isClose(try Solved(records).cost, 1000))
        let market = try Solved(records, rules(rule))
        do {
            let expected: Double = 20 * 100 - 10_000
            #expect(isClose(market.cost, expected))
        }
        let hosted = try #require(market.problem.projects.firstIndex { $0.region == TwoCounties.a })
        #expect(isClose(market.solution.grown[hosted], 10, 1e-6))
        #expect(market.problem.projects[hosted].origin == TwoCounties.b)
        #expect(market.problem.projects[hosted].originTaxShare == 0.5)
        // With quota for both places the works is still built once.
        records.sources[1].mayBuy = true
        let free = try Solved(records, rules(rule))
        #expect(isClose(free.solution.grown.reduce(0, +), 10, 1e-6))
    }

    private var hosted: (records: QuotaRecords, rule: Value) {
        var records = TwoCounties.records(project: (1000, 10))
        records.measures.removeLast()
        (records.sources[0].quota, records.sources[1].quota) = (90, 100)
        records.sources[1].mayBuy = false
        let rule: Value = [
            "rule": "enclave", "project": "works", "origin": .text(TwoCounties.b),
            "hosts": [.text(TwoCounties.a)], "origin_value_share": "0.4", "origin_tax_share": "0.5",
        ]
        return (records, rule)
    }

    /// The same market in the sensitivity analysis: 1,000 yuan where the works stays at home (and is not built), 8,000
    /// gained where A may host it. Without such a rule there is no case of it.
    @Test func enclavesOnAndOff() throws {
        let (records, rule) = hosted
        let ruled = records.applying(try rules(rule)).records
        func cases(without: QuotaRecords?) -> [SensitivityCase] {
            MarketSensitivity(
                ruled, replacing: { ruled.changed(.replacementRatio, $0) }, withoutEnclaves: without
            ) { records in
                guard let market = try? Solved(records) else { return nil }
                return (market.problem, market.solution, market.cost)
            }.cases.filter { $0.kind == .enclave }
        }
        let found = cases(without: records)
        #expect(found.map(\.value) == [0, 1])
        let costs = try found.map { try #require($0.cost) }
        #expect(isClose(costs[0], 1000) && isClose(costs[1], -8000))
        #expect(cases(without: nil).isEmpty)
    }
}
