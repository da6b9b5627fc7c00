import Testing

@testable import EcoQuota

/// Rules on the whole, on the two counties.
@Suite("Rules on totals, bands and floors")
struct LimitRuleTests {
    let base = TwoCounties.records()

    /// 100 t in all, where quota is 120: A abates its whole 100 t.
    @Test func regionalCap() throws {
        let cap = try rules(["rule": "regional_cap", "cap": ["so2": "100 t"]])
        let market = try Solved(base, cap)
        #expect(isClose(market.cost, 10_000))
        // Without a figure the cap is all quota; 5 % less of 120 is 114, so 86 t.
        let less = try rules(["rule": "regional_cap", "factor": "0.95"])
        #expect(isClose(try Solved(base, less).cost, 8600))
    }

    /// A may fall to 50 t only: it abates 50, B 30.
    @Test func countyBand() throws {
        let band = try rules(["rule": "county_band", "change": "0.5"])
        do {
            let expected: Double = 50 * 100 + 30 * 1000
            #expect(isClose(try Solved(base, band).cost, expected))
        }
        let upper = try rules(["rule": "county_band", "change": "0.5", "sides": "upper"])
        #expect(isClose(try Solved(base, upper).cost, 8000))
        // Within 10 % of the quota: e(A) >= 54, e(B) <= 66 and together 120: A abates 46, B 34.
        let quota = try rules(["rule": "county_band", "change": "0.1", "base": "quota"])
        do {
            let expected: Double = 46 * 100 + 34 * 1000
            #expect(isClose(try Solved(base, quota).cost, expected))
        }
    }

    /// Shares of a half may move by a tenth: e(A) >= 0.45 x 120 = 54.
    @Test func equityBand() throws {
        let band = try rules(["rule": "equity_band", "change": "0.1"])
        let market = try Solved(base, band)
        do {
            let expected: Double = 46 * 100 + 34 * 1000
            #expect(isClose(market.cost, expected))
        }
        #expect(isClose(market.solution.emitted[0] / market.solution.emitted.reduce(0, +), 0.45, 1e-7))
    }

    /// A project worth 50 yuan/t, less than the 100 that its quota costs: 6 t of it make 300 yuan.
    @Test func economicFloor() throws {
        let records = TwoCounties.records(project: (50, 10))
        #expect(isClose(try Solved(records).cost, 8000))
        let total = try rules(["rule": "economic_floor", "total": "300 CNY"])
        do {
            let expected: Double = 8000 + 600 - 300
            #expect(isClose(try Solved(records, total).cost, expected))
        }
        let region = try rules(["rule": "economic_floor", "by_region": ["140222": "300 CNY"]])
        do {
            let expected: Double = 8000 + 600 - 300
            #expect(isClose(try Solved(records, region).cost, expected))
        }
        let much = records.applying(try rules(["rule": "economic_floor", "total": "600 CNY"])).effects[0]
        #expect(much.findings.map(\.code) == ["floor_out_of_reach"])
    }

    /// A station that only B loads, far below its limit: growth of 10 t in B must be made good in B.
    @Test func nonDegradation() throws {
        var records = TwoCounties.records(project: (5000, 10))
        records.receptors = [Receptor(id: "r", limit: 1000)]
        records.coefficients = [
            SourceReceptorCoefficient(
                receptor: "r", region: TwoCounties.b, pollutant: "so2", concentrationPerTonne: 1)
        ]
        #expect(isClose(try Solved(records).cost, -41_000))
        let market = try Solved(records, rules(["rule": "non_degradation"]))
        do {
            let expected: Double = 80 * 100 + 10 * 1000 - 50_000
            #expect(isClose(market.cost, expected))
        }
        // P15: no load above the baseline.
        #expect(market.problem.loads(ofEmissions: market.solution.emitted)[0] <= 100 * (1 + 1e-9))
    }

    /// Each rule folder holds its note and stands in the catalogue under the name of the folder.
    @Test func catalogue() {
        let ids = QuotaRuleCatalogue.rules.map { $0.id }
        #expect(Set(ids).count == ids.count && ids.count == 26)
        for rule in QuotaRuleCatalogue.rules {
            let keys = rule.declaration.parameters.map(\.key)
            #expect(Set(keys).count == keys.count)
            #expect(!rule.declaration.title.zh.isEmpty && !rule.declaration.meaning.zh.isEmpty)
        }
    }
}
