import EcoAccounts
@testable import EcoCompensation
import EcoUnits
import Testing

/// Published ladders, and totals that press reports print.
@Suite struct PublishedLaddersTests {
    /// Tianjin, water, 2021-08: ranks of index, of its change and of outflow over inflow, by district, with the
    /// published payment in 万元. Two districts have a sum of 18; the better index goes first.
    static let tianjinWater: [(region: Int, ranks: [Int], payment: Int)] = [
        (120116, [2, 4, 1], 140), (120118, [1, 2, 7], 120), (120119, [3, 5, 5], 100),
        (120117, [6, 1, 10], 80), (120115, [4, 10, 4], 60), (120113, [9, 6, 3], 40),
        (120112, [7, 7, 9], 20), (120111, [5, 3, 16], 0), (120102, [12, 11, 2], 0),
        (120114, [8, 8, 13], -20), (120101, [10, 12, 8], -40), (120110, [11, 9, 12], -60),
        (120103, [13, 15, 6], -80), (120104, [15, 14, 11], -100), (120105, [14, 13, 14], -120),
        (120106, [16, 16, 15], -140),
    ]

    /// E15: the published order and payments of all sixteen districts.
    @Test func tianjinWaterOf2021August() throws {
        let components = ["index", "change", "outflow"]
        let rows = Self.tianjinWater.flatMap { row in
            zip(components, row.ranks).map { "\(row.region),2021-08,\($0),\($1)" }
        }
        let ladder = "[140 万元, 120 万元, 100 万元, 80 万元, 60 万元, 40 万元, 20 万元]"
        let result = try settle(
            """
            schemes:
              - scheme: rank_ladder
                id: tianjin
                rewards: \(ladder)
                fines: \(ladder)
                scores: scores.csv
                tie_break: [index]
            """, [],
            files: ["scores.csv": (["region,period,component,value"] + rows).joined(separator: "\n")],
            regions: Self.tianjinWater.map { try code($0.region) })
        for row in Self.tianjinWater {
            #expect(
                try result.netFen(.region(code(row.region))) == Int64(row.payment) * 1_000_000,
                "\(row.region)")
        }
        #expect(result.balances.map(\.paidIn) == [try wanYuan("560")])
        #expect(result.balances.map(\.paidOut) == [try wanYuan("560")])
    }

    /// Sums of the published rungs, in 万元: Tianjin 560, Hebei 240, 320 (E14: 50, 46, ... 14) and 60,
    /// Shijiazhuang 300 and 450, Taiyuan 180.
    @Test(arguments: [
        ("tianjin_2016", 560), ("hebei_2018_cities", 240), ("hebei_2018_channel_counties", 320),
        ("hebei_2018_other_counties", 60), ("shijiazhuang_districts", 300), ("shijiazhuang_counties", 450),
        ("taiyuan_2019", 180),
    ])
    func ladderSums(_ preset: String, _ sum: Int) throws {
        let components =
            ["tianjin_2016", "taiyuan_2019"].contains(preset)
            ? "" : "indicators: [{indicator: composite_index, level_weight: 1}]"
        let bound = try parameters(
            """
            schemes:
              - scheme: rank_ladder
                id: ladder
                preset: \(preset)
                \(components)
            """)
        let ladder = try #require(bound.schemes.first as? RankLadder)
        #expect(try ladder.rewards.total() == Rational(sum * 10_000))
        #expect(try ladder.fines.total() == Rational(sum * 10_000))
        #expect(ladder.rewards == ladder.rewards.sorted(by: >))
        #expect(ladder.fines == ladder.fines.sorted(by: >))
    }

    /// Payments in and out that reports print, in 万元, and what then stays (+) or is added (-) above: Shandong
    /// 2018 (E3) 19,900 + 8,000 - 1,696 = 26,204 to the cities; Shandong 2019-Q2 (E4) 382 + 350 + 102 + 86 + 76 = 996;
    /// Henan 2017-05 (E11), 2021-09 and 2024-10 (E12), 2017-10 (E13).
    @Test(arguments: [
        (["1696"], ["19900", "8000"], "-26204"), (["382", "350", "102", "86", "76"], [], "996"),
        (["2128"], ["2043.5"], "84.5"), (["1789"], ["2287"], "-498"), (["6672.5"], ["4883.5"], "1789"),
        (["1509.1"], ["1325.7"], "183.4"),
    ])
    func totalsOfAPeriod(_ charges: [String], _ rewards: [String], _ rest: String) throws {
        let rules = SettlementRules(
            funding: .guaranteed(surplus: .retained, budget: nil), fund: "fund", upperLevel: "province",
            carriedFund: "carried", step: Rational(1000), rounding: .halfUp, paymentCap: nil)
        var claims: [Claim] = []
        for (index, amount) in charges.enumerated() {
            claims.append(
                try PublishedFiguresTests.claim(370_100 + index, "2018-12", wanYuan: "-\(amount)", "c"))
        }
        for (index, amount) in rewards.enumerated() {
            claims.append(try PublishedFiguresTests.claim(370_200 + index, "2018-12", wanYuan: amount, "r"))
        }
        var settlement = Settlement(scheme: "totals", rules: rules)
        try settlement.settle(claims)
        #expect(try settlement.ledger.net(of: .fund("province")) == wanYuan(rest))
    }

    /// E7: 139.5 万元 for Anqing in 2020-Q3 is 7.75 points of 18; with weights 0.75 and 0.25 and whole ug/m3 a score is a
    /// multiple of 0.25. Changes of 9 and 4 give it: 0.75 x 9 + 0.25 x 4 = 7.75.
    @Test func anqingOf2020() throws {
        let result = try settle(
            """
            schemes:
              - {scheme: weighted_linear, id: anhui, preset: anhui_2018, periods: [2020-Q3]}
            """,
            [
                try figure(340800, "2020-Q3", .pm25, "21"), try figure(340800, "2020-Q3", .pm10, "40"),
                try figure(340800, "2019-Q3", .pm25, "30"), try figure(340800, "2019-Q3", .pm10, "44"),
            ])
        #expect(try result.netFen(.region(code(340800))) == 139_500_000)
    }

    /// E8 and E9: 500 a year accrue by the months that meet the target: 9, 7 and 6 of them give 375, 291.67 and 250;
    /// with 815.28 of the improvement pool the first half of 2019 gives Zigong 1,065.28.
    @Test(arguments: [(9, "375"), (7, "291.67"), (6, "250")])
    func sichuanMonthsThatMeetTheTarget(_ months: Int, _ published: String) throws {
        let figures = try (1...months).map { try figure(510300, "2019-0\($0)", .pm25, "50") }
        let result = try settle(
            """
            schemes:
              - scheme: threshold_award
                id: sichuan
                preset: sichuan_2015_target
                missing_data: not_assessed
                indicators: [{indicator: pm25, limit: 60 ug/m3}]
            """, figures)
        let party = Party.region(try code(510300))
        #expect(try result.ledger.net(of: party) == wanYuan(published))
        if months == 6 {
            #expect(try result.ledger.net(of: party) + wanYuan("815.28") == wanYuan("1065.28"))
        }
    }
}
