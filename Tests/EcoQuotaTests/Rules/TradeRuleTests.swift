import Testing

@testable import EcoQuota

/// Rules on who may trade with whom, on the two counties.
@Suite("Rules of trade")
struct TradeRuleTests {
    let base = TwoCounties.records()

    @Test func withoutRules() throws {
        let market = try Solved(base)
        #expect(isClose(market.cost, 8000))
        #expect(isClose(market.solution.sold[market.account(TwoCounties.a)], 40, 1e-6))
    }

    /// B covers its 40 t at 1000, A its 40 at 100: 44,000.
    @Test func noPurchaseOfAListedRegion() throws {
        let market = try Solved(
            base, rules(["rule": "no_purchase", "regions": .list([.text(TwoCounties.b)])]))
        #expect(isClose(market.cost, 44_000))
    }

    /// The table says where a standard is missed; NOx would not count.
    @Test func noPurchaseWhereAStandardIsMissed() throws {
        var records = base
        records.attainment = [
            Attainment(region: "140200", standard: "pm25", isMet: false),
            Attainment(region: TwoCounties.a, standard: "pm25", isMet: true),
        ]
        let rule = { (pollutant: String) -> Value in
            ["rule": "no_purchase", "missed": [["standard": "pm25", "pollutants": [.text(pollutant)]]]]
        }
        #expect(isClose(try Solved(records, rules(rule("so2"))).cost, 44_000))
        #expect(isClose(try Solved(records, rules(rule("nox"))).cost, 8000))
    }

    @Test func noNetIncrease() throws {
        let market = try Solved(
            base,
            rules([
                "rule": "no_purchase", "regions": .list([.text(TwoCounties.b)]), "mode": "no_net_increase",
            ]))
        #expect(isClose(market.cost, 44_000))
    }

    /// Closing B to inflow separates the two; closing A changes nothing, for A only sells.
    @Test func closedZone() throws {
        #expect(isClose(try Solved(base, rules(["rule": "closed_zone", "zones": ["zb"]])).cost, 44_000))
        #expect(isClose(try Solved(base, rules(["rule": "closed_zone", "zones": ["za"]])).cost, 8000))
        let outflow = try rules(["rule": "closed_zone", "zones": ["za"], "direction": "outflow"])
        #expect(isClose(try Solved(base, outflow).cost, 44_000))
        let other = try rules(["rule": "closed_zone", "zones": ["zb"], "pollutants": ["so2"]])
        let market = try Solved(base, other)
        #expect(isClose(market.cost, 44_000) && market.problem.poolArcs.count == 1)
    }

    /// 1401 and 1402 are two prefectures; an approved direction opens the way again.
    @Test func tradingRange() throws {
        #expect(isClose(try Solved(base, rules(["rule": "trading_range"])).cost, 44_000))
        #expect(
            isClose(try Solved(base, rules(["rule": "trading_range", "level": "province"])).cost, 8000))
        let approved = try rules([
            "rule": "trading_range", "approved": [["from": "p1401", "to": "p1402", "fee": "10 CNY/t"]],
        ])
        // 40 t flow at 10 yuan.
        #expect(isClose(try Solved(base, approved).cost, 8400))
    }

    /// B needs two tonnes for one: A abates its whole 100 t, sells 60, which cover 30; B abates 10 t itself.
    @Test func doubleReplacementOfPurchases() throws {
        let market = try Solved(
            base,
            rules(["rule": "replacement", "regions": .list([.text(TwoCounties.b)]), "ratio": "2"]))
        do {
            let expected: Double = 100 * 100 + 10 * 1000
            #expect(isClose(market.cost, expected))
        }
    }

    /// A project of 10 t must hold 20 t: A abates 80 + 20 t.
    @Test func doubleReplacementOfProjects() throws {
        let market = try Solved(
            TwoCounties.records(project: (5000, 10)),
            rules(["rule": "replacement", "ratio": "2", "applies_to": "projects"]))
        do {
            let expected: Double = 100 * 100 - 50_000
            #expect(isClose(market.cost, expected))
        }
    }

    /// Three classes in three counties. A (100 t, quota 160) serves B, and B serves C (100 t, quota 50); but quota of
    /// A must not pass through B to C.
    @Test func quotaDoesNotPassThroughAThirdClass() throws {
        let market = try Solved(chain(b: 0, quotaOfB: 0), rules(compatibility))
        // B neither emits nor holds quota. C abates its 50 t at 500 yuan, though A has 60 t to spare.
        #expect(isClose(market.cost, 25_000))
        // B's own 30 t may serve C.
        #expect(isClose(try Solved(chain(b: 0, quotaOfB: 30), rules(compatibility)).cost, 10_000))
        // B covers 30 t of its emission with quota of A and sells its own 30 t: two deals, each allowed.
        #expect(isClose(try Solved(chain(b: 30, quotaOfB: 30), rules(compatibility)).cost, 10_000))
        // With all in one class A's 60 t serve C; with 20 t less of quota in A it abates 10 t.
        #expect(isClose(try Solved(chain(b: 0, quotaOfB: 0, quotaOfA: 140)).cost, 5000))
    }

    private var compatibility: Value {
        [
            "rule": "sector_compatibility",
            "classes": [
                ["class": "first", "sectors": ["power"], "serves": ["second"]],
                ["class": "second", "sectors": ["steel"], "serves": ["third"]],
                ["class": "third", "sectors": ["paper"]],
            ],
        ]
    }

    private func chain(b: Double, quotaOfB: Double, quotaOfA: Double = 160) -> QuotaRecords {
        let rows = [
            ("140101", "power", 100.0, quotaOfA), ("140102", "steel", b, quotaOfB),
            ("140103", "paper", 100, 50),
        ]
        return QuotaRecords(
            sources: rows.map {
                EmissionSource(region: $0.0, pollutant: "so2", sector: $0.1, baseline: $0.2, quota: $0.3)
            },
            measures: rows.suffix(1).map {
                AbatementMeasure(
                    region: $0.0, pollutant: "so2", sector: $0.1, name: "m", cost: 500, maximum: 100)
            },
            zones: rows.map { ZoneMembership(region: $0.0, zone: "all") }, shortfallPenalty: 100_000)
    }

    /// With 30 t pooled and nothing tradable B gets 30 t at most: e(B) <= 45 + 30, so B abates 25 t, and A,
    /// left with 45 t, abates 55.
    @Test func quotaInThreeParts() throws {
        let kept = try rules(["rule": "quota_split", "tradable": "0", "pooled": "0.25"])
        do {
            let expected: Double = 25 * 1000 + 55 * 100
            #expect(isClose(try Solved(base, kept).cost, expected))
        }
        let half = try rules(["rule": "quota_split", "tradable": "0.5", "pooled": "0.25"])
        #expect(isClose(try Solved(base, half).cost, 8000))
    }
}
