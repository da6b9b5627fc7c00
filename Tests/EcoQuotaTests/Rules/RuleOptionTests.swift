import EcoParameters
import EcoUnits
import Testing

@testable import EcoQuota

/// The options of the rules that their main tests leave at the default, on the two counties: A abates at 100 yuan/t,
/// B at 1000; both emit 100 t with quota for 60.
@Suite("Options of the rules")
struct RuleOptionTests {
    let base = TwoCounties.records()
    private let a = TwoCounties.a
    private let b = TwoCounties.b

    private func missing(_ region: String) -> QuotaRecords {
        var records = base
        records.attainment = [Attainment(region: region, standard: "pm25", isMet: false)]
        return records
    }

    private func findings(_ records: QuotaRecords, _ given: Value...) throws -> [String] {
        let declared = try given.flatMap { try rules($0) }
        return records.applying(declared).effects.flatMap(\.findings).map(\.code)
    }

    // MARK: Trade

    /// Nothing enters or leaves A: 40 x 100 + 40 x 1000. On direct ways as well.
    @Test func zoneClosedOnBothSides() throws {
        let both = try rules(["rule": "closed_zone", "zones": ["za"], "direction": "both"])
        #expect(isClose(try Solved(base, both).cost, 44_000))
        var direct = base
        direct.tradesInPools = false
        direct.edges = [QuotaEdge(from: a, to: b, pollutant: "so2")]
        #expect(isClose(try Solved(direct).cost, 8000))
        #expect(isClose(try Solved(direct, both).cost, 44_000))
    }

    /// Basins by a table: one for both, or one for each; a region that the table leaves out is told.
    @Test func rangesFromATable() throws {
        let range = { (text: String) in
            try rules(
                ["rule": "trading_range", "level": "table", "ranges": "basins.csv"],
                files: TableTexts(texts: ["basins.csv": "region,zone\n" + text]))
        }
        #expect(isClose(try Solved(base, range("140121,fen\n140222,fen\n")).cost, 8000))
        #expect(isClose(try Solved(base, range("140121,fen\n140222,sanggan\n")).cost, 44_000))
        let codes = { (given: [any QuotaRule]) in
            Set(base.applying(given).effects.flatMap(\.findings).map(\.code))
        }
        #expect(codes(try range("140121,fen\n")) == ["region_without_range"])
        #expect(try codes(rules(["rule": "trading_range", "level": "table"])).contains("missing_value"))
    }

    /// Two tonnes for one where B misses its standard for the pollutant and the sector: A abates its whole 100 t,
    /// 60 of them cover 30 of B's 40, and B abates 10.
    @Test func ratioByAttainmentPollutantAndSector() throws {
        let rule = { (pollutant: String) -> Value in
            [
                "rule": "replacement", "ratio": "2", "sectors": ["all"],
                "missed": [["standard": "pm25", "pollutants": [.text(pollutant)]]],
            ]
        }
        #expect(isClose(try Solved(missing(b), rules(rule("so2"))).cost, 20_000))
        #expect(isClose(try Solved(missing(b), rules(rule("nox"))).cost, 8000))
        #expect(isClose(try Solved(missing(a), rules(rule("so2"))).cost, 8000))
        let codes = try findings(base, ["rule": "replacement", "ratio": "2", "sectors": ["power"]])
        #expect(codes == ["unknown_sectors"])
    }

    /// B misses its standard: what it buys may be no more than what it sells.
    @Test func noNetIncreaseWhereAStandardIsMissed() throws {
        let rule: Value = [
            "rule": "no_purchase", "mode": "no_net_increase",
            "missed": [["standard": "pm25", "pollutants": ["so2"]]],
        ]
        #expect(isClose(try Solved(missing(b), rules(rule)).cost, 44_000))
        #expect(isClose(try Solved(missing(a), rules(rule)).cost, 8000))
    }

    /// The works lacks 50 t. 40 t stand with a power plant of a high stack, 10 t with one of a low stack; stacks of
    /// power serve power alone, so 40 t are abated at 500.
    @Test func classesByHeightOfRelease() throws {
        let rows = [
            ("140101", "power", "high_stack", 140.0), ("140102", "power", "low_stack", 110),
            ("140103", "steel", "", 50),
        ]
        let records = QuotaRecords(
            sources: rows.map {
                EmissionSource(
                    region: $0.0, pollutant: "so2", sector: $0.1, baseline: 100, quota: $0.3, release: $0.2)
            },
            measures: [
                AbatementMeasure(
                    region: "140103", pollutant: "so2", sector: "steel", name: "m", cost: 500, maximum: 100)
            ], zones: rows.map { ZoneMembership(region: $0.0, zone: "all") }, shortfallPenalty: 1e5)
        #expect(isClose(try Solved(records).cost, 0))
        let rule: Value = [
            "rule": "sector_compatibility",
            "classes": [
                ["class": "stacks", "sectors": ["power"], "releases": ["high_stack"]],
                ["class": "rest", "sectors": ["power", "steel"]],
            ],
        ]
        #expect(isClose(try Solved(records, rules(rule)).cost, 20_000))
    }

    // MARK: Prices and reserves

    /// A tenth of all quota, 12 t, at the floor price of 30; without a price and a floor it is told.
    @Test func reserveAsAShareAtTheFloorPrice() throws {
        let floor: Value = ["rule": "floor_price", "prices": ["so2": "30 CNY/t"]]
        let reserve: Value = ["rule": "reserve_backstop", "share": "0.1"]
        #expect(isClose(try Solved(base, rules(reserve, floor)).cost, 68 * 100 + 12 * 30))
        #expect(try findings(base, reserve) == ["missing_value"])
    }

    /// Only those on the list draw: B takes 20 t at 50 and abates 20; A, off the list, abates its 40.
    @Test func reserveForThoseOnTheList() throws {
        var records = base
        records.arcs = []
        let rule: Value = [
            "rule": "reserve_backstop", "amount": ["so2": "20 t"], "price": ["so2": "50 CNY/t"],
            "regions": .list([.text(b)]),
        ]
        let expected: Double = 40 * 100 + 20 * 1000 + 20 * 50
        #expect(isClose(try Solved(records, rules(rule)).cost, expected))
    }

    /// 40 t drawn at 10 yuan are given back one period later, out of 40 t to spare.
    @Test func reserveGivenBackByTheRule() throws {
        var records = QuotaRecords(
            sources: [(0, 60.0), (1, 140)].map {
                EmissionSource(region: a, pollutant: "so2", period: $0.0, baseline: 100, quota: $0.1)
            }, zones: [ZoneMembership(region: a, zone: "all")], shortfallPenalty: 1e4)
        records.periods = [MarketPeriod(name: "2026"), MarketPeriod(name: "2027")]
        let rule: Value = [
            "rule": "reserve_backstop", "amount": ["so2": "40 t"], "price": ["so2": "10 CNY/t"],
            "repaid_after": "1",
        ]
        // Nothing can be drawn in the last period, for it would be given back after the end.
        #expect(isClose(try Solved(records, rules(rule)).cost, 400))
        #expect(try findings(base, rule) == ["out_of_range"])
    }

    /// Half of the quota at the floor price where the auction names none; what it withholds is part of the region's
    /// total: 120 t, and 114 with 5 % less (60 t held, 54 bought at 20, 86 abated).
    @Test func auctionAndTheRegionalTotal() throws {
        let floor: Value = ["rule": "floor_price", "prices": ["so2": "30 CNY/t"]]
        let plain = try rules(["rule": "auction", "share": "0.5"], floor)
        #expect(isClose(try Solved(base, plain).cost, 8000 + 60 * 30))
        let auction: Value = ["rule": "auction", "share": "0.5", "reserve_price": ["so2": "20 CNY/t"]]
        let total = try rules(auction, ["rule": "regional_cap"])
        #expect(isClose(try Solved(base, total).cost, 8000 + 60 * 20))
        let less = try rules(auction, ["rule": "regional_cap", "factor": "0.95"])
        #expect(isClose(try Solved(base, less).cost, 8600 + 54 * 20))
    }

    // MARK: Time

    /// Needs of 100 and 300 t, 2 % of 900 t carried over with a tenth lost: a = (118, 283.8). Needs of 300 and 100 t,
    /// three given back for two borrowed: a1 = 300 - x, a2 = 100 + 1.5 x with a1 = 1.5 a2, so x = 150 / 3.25.
    @Test func termsOfBanking() throws {
        let rising = TimeTests.records(needs: [100, 300], rate: 0, banking: nil)
        let carried = try rules(["rule": "banking", "carry_limit": "0.02", "decay": "0.1"])
        #expect(isClose(try Solved(rising, carried).cost, (118 * 118 + 283.8 * 283.8) / 2))
        let sold = try rules(["rule": "banking", "carry_limit": "0", "net_sales_factor": "1"])
        #expect(isClose(try Solved(rising, sold).cost, (100 * 100 + 300 * 300) / 2))
        let falling = TimeTests.records(needs: [300, 100], rate: 0, banking: nil)
        let lent = try rules(["rule": "banking", "borrow_limit": "1", "borrow_ratio": "1.5"])
        let x = 150 / 3.25
        let (now, then) = (300 - x, 100 + 1.5 * x)
        #expect(isClose(try Solved(falling, lent).cost, (now * now + then * then) / 2))
    }

    // MARK: Projects

    /// 10 t without a rank hold 15 t: A abates 95.
    @Test func ratioOfProjectsWithoutARank() throws {
        let rule: Value = [
            "rule": "graded_differentiation", "grades": [["rank": "1", "ratio": "1"]],
            "unranked_ratio": "1.5",
        ]
        let records = TwoCounties.records(project: (5000, 10))
        #expect(isClose(try Solved(records, rules(rule)).cost, 9500 - 50_000))
    }

    /// A project of 3 t stays exempt, whatever other rules ask of projects.
    @Test func exemptionOutweighsRatios() throws {
        var records = TwoCounties.records(project: (5000, 3))
        records.commodities = [Commodity(id: "so2", kind: .heavyMetal)]
        let given = try rules(
            ["rule": "replacement", "ratio": "2", "applies_to": "projects"],
            [
                "rule": "graded_differentiation", "grades": [["rank": "1", "ratio": "1"]],
                "unranked_ratio": "2",
            ],
            ["rule": "heavy_metals", "other_ratio": "1.1"],
            ["rule": "de_minimis", "limits": ["so2": "3 t"]])
        #expect(isClose(try Solved(records, given).cost, 8000 - 15_000))
    }

    /// Lead to spare in A is no use to B's chromium: 40 t at 1000. Elsewhere than in key areas the other ratio holds.
    @Test func metalsDoNotReplaceEachOther() throws {
        var records = base
        records.commodities = ["pb", "cr"].map { Commodity(id: $0, kind: .heavyMetal) }
        (records.sources[0].pollutant, records.sources[1].pollutant) = ("pb", "cr")
        (records.measures[0].pollutant, records.measures[1].pollutant) = ("pb", "cr")
        records.sources[0].quota = 200
        #expect(isClose(try Solved(records, rules(["rule": "heavy_metals"])).cost, 40_000))
        #expect(try findings(base, ["rule": "heavy_metals"]) == ["no_heavy_metal"])
        var works = TwoCounties.records(project: (5000, 10))
        works.commodities = [Commodity(id: "so2", kind: .heavyMetal)]
        let other = try rules(["rule": "heavy_metals", "key_regions": ["140121"], "other_ratio": "1.1"])
        #expect(isClose(try Solved(works, other).cost, 9100 - 50_000))
    }

    /// A works that may not stay goes to the host though there is quota at home; one that nobody knows is told, and
    /// so is a host without sources.
    @Test func enclaveThatMayNotStay() throws {
        var records = TwoCounties.records(project: (1000, 10))
        records.measures.removeLast()
        (records.sources[0].quota, records.sources[1].quota) = (100, 110)
        let rule = { (project: String, host: String) -> Value in
            [
                "rule": "enclave", "project": .text(project), "origin": .text(TwoCounties.b),
                "hosts": [.text(host)], "may_stay": "false", "origin_value_share": "0.4",
                "origin_tax_share": "0.5",
            ]
        }
        // The spare 10 t of B are sold to A, where the works stands.
        let market = try Solved(records, rules(rule("works", a)))
        #expect(isClose(market.cost, -10_000))
        let home = try #require(market.problem.projects.firstIndex { $0.region == b })
        #expect(market.solution.grown[home] == 0)
        #expect(try findings(records, rule("mill", a)) == ["unknown_project"])
        #expect(try findings(records, rule("works", "990000")) == ["unknown_region"])
    }

    /// Benchmark 0.5 for 100 units: 50 t each. One market: A abates 100. Its own zone for each: 50 at 100 and 50 at
    /// 1000. With a factor of 0.9 quota is 90 in all: A abates 100 and B 10.
    @Test func carbonByFactorAndByZone() throws {
        var records = base
        records.arcs = []
        for index in records.sources.indices { records.sources[index].output = 100 }
        let rule = { (key: String, value: Value) -> [any QuotaRule] in
            try rules(
                .block([
                    ("rule", "carbon"), ("commodity", "so2"),
                    ("benchmarks", [["sector": "all", "benchmark": "0.5"]]), (key, value),
                ]))
        }
        #expect(isClose(try Solved(records, rule("one_market", "true")).cost, 10_000))
        #expect(isClose(try Solved(records, rule("one_market", "false")).cost, 55_000))
        #expect(isClose(try Solved(records, rule("factor", "0.9")).cost, 20_000))
    }

    // MARK: Limits on the whole

    /// Only the fall is limited: A keeps 50 t.
    @Test func lowerSideOfTheBand() throws {
        let band = try rules(["rule": "county_band", "change": "0.5", "sides": "lower"])
        #expect(isClose(try Solved(base, band).cost, 50 * 100 + 30 * 1000))
    }

    /// Shares of the quota, 3 : 1, may move by a tenth: B has at most 0.275 x 120 = 33 t, A the other 87.
    @Test func equityBandOfTheQuota() throws {
        var records = base
        (records.sources[0].quota, records.sources[1].quota) = (90, 30)
        let band = try rules(["rule": "equity_band", "change": "0.1", "base": "quota"])
        #expect(isClose(try Solved(records, band).cost, 13 * 100 + 67 * 1000))
    }

    /// Blocks that state nothing, or more than the whole, are told where they stand.
    private static let wrong: [(rule: Value, code: String)] = [
        (["rule": "economic_floor"], "missing_value"),
        (["rule": "quota_split", "tradable": "0.8", "pooled": "0.5"], "out_of_range"),
        (["rule": "replacement", "ratio": "0.5"], "out_of_range"),
        (["rule": "heavy_metals", "key_ratio": "0.9"], "out_of_range"),
        (["rule": "banking", "decay": "1.5"], "out_of_range"),
        (["rule": "closed_zone", "zones": []], "too_few"),
    ]

    @Test(arguments: wrong.indices)
    func wrongBlocks(_ index: Int) {
        let (rule, code) = Self.wrong[index]
        let failure = #expect(throws: DiagnosticFailure.self) { try rules(rule) }
        #expect(failure?.diagnostics.map(\.code) == [code])
        #expect(failure?.diagnostics.first?.location?.line == Value.place.line)
    }

    /// Rights to use energy and water are commodities like others, each with its own unit and market: 80 tce at 100
    /// and 80 m3 at 10.
    @Test func rightsToUseEnergyAndWater() throws {
        var records = QuotaRecords(sources: [], zones: base.zones, arcs: base.arcs, shortfallPenalty: 1e5)
        records.commodities = [
            Commodity(id: "energy_use", kind: .energy, unit: "tce"),
            Commodity(id: "water_use", kind: .water, unit: "m3"),
        ]
        for (id, costs) in [("energy_use", [100.0, 1000]), ("water_use", [20, 10])] {
            for (region, cost) in zip([a, b], costs) {
                records.sources.append(
                    EmissionSource(region: region, pollutant: id, baseline: 100, quota: 60))
                records.measures.append(
                    AbatementMeasure(region: region, pollutant: id, name: "saving", cost: cost, maximum: 100))
            }
        }
        let market = try Solved(records)
        #expect(isClose(market.cost, 8000 + 800))
        let flows = market.problem.flows(market.solution)
        #expect(flows.map(\.pollutant) == ["energy_use", "water_use"])
        #expect(flows.map(\.from) == [a, b] && flows.allSatisfy { isClose($0.sent, 40, 1e-6) })
    }
}
