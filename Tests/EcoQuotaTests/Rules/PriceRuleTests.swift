import Testing

@testable import EcoQuota

/// Rules on prices, reserves and primary allocation, on the two counties.
@Suite("Rules of prices and reserves")
struct PriceRuleTests {
    let base = TwoCounties.records()

    /// The government takes 10 t at 300 yuan, which A abates at 100.
    @Test func floorPriceWithBuyBack() throws {
        let market = try Solved(
            base,
            rules(["rule": "floor_price", "prices": ["so2": "300 CNY/t"], "buy_back": ["so2": "10 t"]]))
        do {
            let expected: Double = 90 * 100 - 10 * 300
            #expect(isClose(market.cost, expected))
        }
        // Without buy-back nothing is bought, and deals settle at 300 although the market price is 100.
        let plain = try Solved(base, rules(["rule": "floor_price", "prices": ["so2": "300 CNY/t"]]))
        #expect(isClose(plain.cost, 8000))
        #expect(plain.problem.settlementPrices(plain.solution).allSatisfy { $0 == 300 })
    }

    /// 0.75 % of 18,000 is 135 on each side of 40 t.
    @Test func feeOnTheFloorPrice() throws {
        let market = try Solved(
            base,
            rules(
                ["rule": "fee", "rate": "0.0075"],
                ["rule": "floor_price", "prices": ["so2": "18000 CNY/t"]]))
        do {
            let expected: Double = 8000 + 40 * 270
            #expect(isClose(market.cost, expected))
        }
    }

    /// Marginal costs 10 a and 40 a, 400 t missing in each of two counties: the seller gets p (1 - r), the buyer
    /// pays p (1 + r), so p = 800 / ((1 - r)/10 + (1 + r)/40).
    @Test func feeOnTheDealPrice() throws {
        let records = TextbookTests.records(slopes: [10, 40], baseline: 1000, quota: 600)
        let ruled = records.applying(try rules(["rule": "fee", "rate": "0.0075", "base": "deal_price"]))
            .records
        let problem = try QuotaProblem(ruled)
        let market = try DealPriceFee(problem) { program, start in
            try InteriorPointSolver().solve(program, from: start)
        }
        let price = 800 / ((1 - 0.0075) / 10 + (1 + 0.0075) / 40)
        let plan = QuotaSolution(problem, market.program, market.solution)
        #expect(market.difference <= DealPriceFee.tolerance && market.rounds > 1)
        #expect(isClose(plan.multipliers.zonePrice[0], price, 1e-7))
        do {
            let expected: Double = price * (1 - 0.0075) / 10
            #expect(isClose(plan.abated[0], expected, 1e-7))
        }
        #expect(ProgramCertificate(market.program, market.solution).verdict == .proven)
    }

    /// 20 t at 50 yuan replace 20 of the 80 t that A abates at 100.
    @Test func backstop() throws {
        let rule: Value = [
            "rule": "reserve_backstop", "amount": ["so2": "20 t"], "price": ["so2": "50 CNY/t"],
        ]
        let market = try Solved(base, rules(rule))
        do {
            let expected: Double = 60 * 100 + 20 * 50
            #expect(isClose(market.cost, expected))
        }
        #expect(isClose(market.solution.tierDrawn.reduce(0, +), 20, 1e-6))
    }

    /// Only regions that meet the standard draw; where none does, nobody.
    @Test func backstopForThoseThatMeetTheStandard() throws {
        let rule: Value = [
            "rule": "reserve_backstop", "amount": ["so2": "20 t"], "price": ["so2": "50 CNY/t"],
            "requires_met": ["pm25"],
        ]
        var records = base
        records.arcs = []
        records.attainment = [
            Attainment(region: TwoCounties.a, standard: "pm25", isMet: false),
            Attainment(region: TwoCounties.b, standard: "pm25", isMet: true),
        ]
        // B draws 20 t and abates 20 at 1000; A abates its own 40.
        do {
            let expected: Double = 40 * 100 + 20 * 1000 + 20 * 50
            #expect(isClose(try Solved(records, rules(rule)).cost, expected))
        }
        records.attainment[1].isMet = false
        #expect(isClose(try Solved(records, rules(rule)).cost, 44_000))
    }

    /// Half of the quota, 60 t, is bought back at 20 yuan.
    @Test func auction() throws {
        let market = try Solved(
            base, rules(["rule": "auction", "share": "0.5", "reserve_price": ["so2": "20 CNY/t"]]))
        do {
            let expected: Double = 8000 + 60 * 20
            #expect(isClose(market.cost, expected))
        }
    }

    /// Benchmark 0.5 t for each unit, 100 units each: quota 50 and 50, so 100 t are abated.
    @Test func carbonBenchmark() throws {
        var records = base
        for index in records.sources.indices { records.sources[index].output = 100 }
        let rule: Value = [
            "rule": "carbon", "commodity": "so2", "benchmarks": [["sector": "all", "benchmark": "0.5"]],
        ]
        do {
            let expected: Double = 100 * 100
            #expect(isClose(try Solved(records, rules(rule)).cost, expected))
        }
        // A project of 10 t with output 20 brings its 10 t along.
        records.projects = [
            GrowthProject(
                region: TwoCounties.b, pollutant: "so2", name: "works", value: 5000, maximum: 10, output: 20)
        ]
        do {
            let expected: Double = 100 * 100 - 50_000
            #expect(isClose(try Solved(records, rules(rule)).cost, expected))
        }
    }

    /// A source without output cannot have a benchmark.
    @Test func benchmarkWithoutOutputIsReported() throws {
        let effects = base.applying(
            try rules([
                "rule": "carbon", "commodity": "so2", "benchmarks": [["sector": "all", "benchmark": "0.5"]],
            ])
        ).effects
        #expect(effects[0].findings.map(\.code) == ["missing_value", "missing_value"])
    }
}
