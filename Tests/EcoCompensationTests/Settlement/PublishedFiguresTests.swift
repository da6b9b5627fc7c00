import EcoAccounts
@testable import EcoCompensation
import EcoUnits
import Testing

/// Figures of authorities and press reports, recomputed.
@Suite struct PublishedFiguresTests {
    static let rules = SettlementRules(
        funding: .pool(share: Rational(4, over: 5) ?? .zero), fund: "reward_pool", upperLevel: "province",
        carriedFund: "carried_forward", step: Rational(100), rounding: .halfUp, paymentCap: nil)

    static func claim(_ region: Int, _ month: String, wanYuan: String, _ basis: String) throws -> Claim {
        let amount = try exact(wanYuan) * Rational(10_000)
        return Claim(
            scheme: "shanxi", region: try code(region), period: try period(month), amount: amount,
            basis: basis,
            calculation: Calculation(.sum, basis, amount, .yuan))
    }

    /// Totals of fines and rewards, 万元: 0.8 x 3109.96 = 2487.968, 0.8 x 760.16 = 608.128, 0.8 x 2615.6 = 2092.48.
    /// The news of 2018-06 prints the totals as those of "the other cities"; 0.8 holds for the eleven together.
    @Test(arguments: [
        ("2018-06", "3109.96", "2487.97"), ("2018-09", "760.16", "608.13"), ("2019-04", "2615.60", "2092.48"),
    ])
    func shanxiPool(_ month: String, _ fines: String, _ rewards: String) throws {
        var settlement = Settlement(scheme: "shanxi", rules: Self.rules)
        try settlement.settle([
            Self.claim(140100, month, wanYuan: "-\(fines)", "fine"),
            Self.claim(140900, month, wanYuan: "1", "reward"),
            Self.claim(141100, month, wanYuan: "2", "reward"),
            Self.claim(140800, month, wanYuan: "4", "reward"),
        ])
        let balance = try #require(settlement.balances.first)
        #expect(try balance.paidIn == wanYuan(fines))
        #expect(try balance.paidOut == wanYuan(rewards))
        #expect(try balance.retained == wanYuan(fines) - wanYuan(rewards))
    }

    /// 2018-09: eleven rewards, two fines by name, 54.56 for the five others (760.16 - 425.44 - 280.16).
    @Test func shanxiSeptember2018() throws {
        let rewards = [
            (140900, "104.71"), (140800, "94.57"), (141100, "91.73"), (140300, "72.40"), (140100, "49.16"),
            (140400, "48.96"), (140500, "38.77"), (140600, "35.12"), (140700, "32.51"), (141000, "25.69"),
            (140200, "14.51"),
        ]
        let fines = [(140100, "425.44"), (140700, "280.16"), (140300, "54.56")]
        var claims: [Claim] = []
        for (region, amount) in fines {
            claims.append(try Self.claim(region, "2018-09", wanYuan: "-\(amount)", "fine"))
        }
        for (region, amount) in rewards {
            claims.append(try Self.claim(region, "2018-09", wanYuan: amount, "reward"))
        }
        var settlement = Settlement(scheme: "shanxi", rules: Self.rules)
        try settlement.settle(claims)
        for (region, amount) in rewards {
            let party = Party.region(try code(region))
            let received = settlement.ledger.transfers.filter { $0.payee == party && $0.basis == "reward" }
            #expect(received.map(\.amount) == [try wanYuan(amount)])
        }
        #expect(try settlement.balances.map(\.paidOut) == [wanYuan("608.13")])
        #expect(try settlement.ledger.net(of: .region(code(140100))) == wanYuan("-376.28"))
    }

    /// Anqing: 94.5 split 40/30/20/10 % among four districts.
    @Test func anqingSplit() throws {
        let counts = try Apportionment.largestRemainder(9450, by: [40, 30, 20, 10].map { Rational($0) })
        #expect(counts == [3780, 2835, 1890, 945])
    }

    /// Sichuan: 15000 x 70 % / 21 = 500 a year; 9, 7 and 6 months of it: 375, 291.67, 250.
    @Test(arguments: [(9, "375"), (7, "291.67"), (6, "250")])
    func sichuanMonths(_ months: Int, _ published: String) throws {
        let year = try Rational(15_000) * exact("0.7") / Rational(21)
        let yuan = try year * Rational(Int128(months), over: 12)! * Rational(10_000)
        #expect(try Money(yuan: yuan, step: Rational(100), .halfUp) == wanYuan(published))
    }

    /// Henan 2017-05: PM10, PM2.5 and good days of Anyang 625, 120, 160 add to 905; of Zhengzhou 255, 120, 140
    /// to 515. Taiyuan 2021-10: rewards 10.25, 6.34, 17.29 and a fine of 13.00 leave 20.88.
    @Test func claimsOfARegionAdd() throws {
        let parts = [
            (410500, ["-625", "-120", "-160"], "-905"), (410100, ["-255", "-120", "-140"], "-515"),
            (140100, ["10.25", "6.34", "17.29", "-13.00"], "20.88"),
        ]
        let funding = SettlementRules.Funding.guaranteed(surplus: .retained, budget: nil)
        let rules = SettlementRules(
            funding: funding, fund: "fund", upperLevel: "province", carriedFund: "carried",
            step: Rational(100),
            rounding: .halfUp, paymentCap: nil)
        for (region, amounts, net) in parts {
            var settlement = Settlement(scheme: "sum", rules: rules)
            try settlement.settle(
                amounts.enumerated().map { try Self.claim(region, "2017-05", wanYuan: $1, "part_\($0)") })
            #expect(try settlement.ledger.net(of: .region(code(region))) == wanYuan(net))
        }
    }

    /// Shandong 2014-Q1: mean PM2.5 109 (-18 %), PM10 176 (-10.7 %), SO2 83 (-15.3 %), NO2 53 (-3.6 %) of 17
    /// cities. Changes 23.927, 21.088, 14.993 and 1.979; score 14.356 + 3.163 + 2.249 + 0.198 = 19.966;
    /// x 20 x 17 = 6789 (7029 were paid, k being 1.5 in four cities).
    @Test func shandongFirstQuarterTotal() throws {
        let items = [
            ("109", "0.18", "pm25"), ("176", "0.107", "pm10"), ("83", "0.153", "so2"), ("53", "0.036", "no2"),
        ]
        var figures: [Figure] = []
        for (now, fall, id) in items {
            let indicator = try #require(AssessedIndicator(rawValue: id))
            let before = try exact(now) / (Rational.one - exact(fall))
            for city in 0..<17 {
                let region = 372_000 + city
                figures.append(try figure(region, "2014-Q1", indicator, now))
                figures.append(
                    Figure(
                        region: try code(region), period: try period("2013-Q1"), indicator: indicator,
                        value: before))
            }
        }
        let result = try settle(
            """
            schemes:
              - scheme: weighted_linear
                id: shandong
                preset: shandong_2014
                rounding_step: 0.01 CNY
                periods: [2014-Q1]
            """, figures)
        let total = try #require(result.balances.first).paidOut
        #expect(try total.yuan.rounded(toDigits: 0) / Rational(10_000) > exact("6788.5"))
        #expect(try total.yuan / Rational(10_000) < exact("6789.5"))
    }
}
