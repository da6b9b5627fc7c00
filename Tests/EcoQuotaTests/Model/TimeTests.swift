import Testing

@testable import EcoQuota

@Suite("Periods, banking, reserves that are given back")
struct TimeTests {
    /// One region with marginal cost a in each period, emission 1000 and quota short by the needs.
    static func records(needs: [Double], rate: Double, banking: BankingTerms?) -> QuotaRecords {
        var records = QuotaRecords(
            sources: needs.enumerated().map {
                EmissionSource(
                    region: "140121", pollutant: "so2", period: $0, baseline: 1000, quota: 1000 - $1)
            },
            measures: [
                AbatementMeasure(
                    region: "140121", pollutant: "so2", name: "m", cost: 0, slope: 1, maximum: 1000)
            ], zones: [ZoneMembership(region: "140121", zone: "all")], shortfallPenalty: 1e5)
        var discount = 1.0
        records.periods = needs.indices.map { index in
            defer { discount /= 1 + rate }
            return MarketPeriod(name: "\(2026 + index)", discount: discount)
        }
        records.banking = banking.map { [$0] } ?? []
        return records
    }

    /// a1 + a2 = 400 and a2 = 1.05 a1 (Hotelling): a1 = 400 / 2.05.
    @Test func bankingSmoothsARisingNeed() throws {
        let alone = try Solved(Self.records(needs: [100, 300], rate: 0.05, banking: nil))
        let separate: Double = 5000 + 45_000 / 1.05
        #expect(isClose(alone.cost, separate))
        let banking = BankingTerms(pollutant: "so2")
        let market = try Solved(Self.records(needs: [100, 300], rate: 0.05, banking: banking))
        #expect(isClose(market.cost, 39_024.390244, 1e-9))
        #expect(isClose(market.solution.abated[0], 400 / 2.05, 1e-6))
        do {
            let expected: Double = 400 * 1.05 / 2.05
            #expect(isClose(market.solution.abated[1], expected, 1e-6))
        }
        do {
            let expected: Double = 400 / 2.05 - 100
            #expect(isClose(market.solution.banked[0], expected, 1e-6))
        }
        // Prices of their own period: the second is 5 % above the first.
        let prices = market.solution.multipliers.scarcity
        #expect(isClose(prices[1] / prices[0], 1.05, 1e-6))
    }

    /// The need falls: without borrowing a = (300, 100) and the second price is lower.
    @Test func noBorrowingUnlessStated() throws {
        let market = try Solved(
            Self.records(needs: [300, 100], rate: 0.05, banking: BankingTerms(pollutant: "so2")))
        #expect(
            isClose(market.solution.abated[0], 300, 1e-6) && isClose(market.solution.abated[1], 100, 1e-6))
        let prices = market.solution.multipliers.scarcity
        #expect(prices[1] < prices[0] && isClose(prices[1], 100, 1e-6))
        // Borrowing without interest and discount evens the two out: 2 x 200^2 / 2.
        let terms = BankingTerms(pollutant: "so2", borrowLimit: 1)
        let lent = try Solved(Self.records(needs: [300, 100], rate: 0, banking: terms))
        #expect(isClose(lent.cost, 40_000))
    }

    /// 118² = 13,924, 282² = 79,524, 283.8² = 80,542.44. 2 % of 900 t may be carried over: a = (118, 282); with a tenth lost on the way 282 becomes 283.8.
    @Test func carryLimitAndDecay() throws {
        let limited = BankingTerms(pollutant: "so2", carryLimit: 0.02)
        let market = try Solved(Self.records(needs: [100, 300], rate: 0, banking: limited))
        let expected: Double = (13_924 + 79_524) / 2
        #expect(isClose(market.cost, expected))
        let decaying = BankingTerms(pollutant: "so2", decay: 0.1, carryLimit: 0.02)
        let less = try Solved(Self.records(needs: [100, 300], rate: 0, banking: decaying))
        let dearer: Double = (13_924 + 80_542.44) / 2
        #expect(isClose(less.cost, dearer))
    }

    /// Carry-over of 1 t for each tonne of net sales and none besides: there is nobody to sell to.
    @Test func carryOverTiedToNetSales() throws {
        let tied = BankingTerms(pollutant: "so2", netSalesFactor: 1)
        let market = try Solved(Self.records(needs: [100, 300], rate: 0, banking: tied))
        #expect(isClose(market.cost, 5000 + 45_000))
    }

    /// The rule says the same as the records.
    @Test func bankingRule() throws {
        let records = Self.records(needs: [100, 300], rate: 0.05, banking: nil)
        #expect(isClose(try Solved(records, rules(["rule": "banking"])).cost, 39_024.390244, 1e-9))
        let one = TwoCounties.records().applying(try rules(["rule": "banking"])).effects[0]
        #expect(one.findings.map(\.code) == ["one_period"])
    }

    /// 40 t drawn at 10 yuan are missing in the next period, which has 40 t to spare.
    @Test func reserveIsGivenBack() throws {
        var records = QuotaRecords(
            sources: [(0, 60.0), (1, 140)].map {
                EmissionSource(
                    region: "140121", pollutant: "so2", period: $0.0, baseline: 100, quota: $0.1)
            }, zones: [ZoneMembership(region: "140121", zone: "all")], shortfallPenalty: 1e4)
        records.periods = [MarketPeriod(name: "2026"), MarketPeriod(name: "2027")]
        records.reserves = [
            ReserveTier(name: "lent", pollutant: "so2", amount: 40, price: 10, repaidAfter: 1)
        ]
        #expect(isClose(try Solved(records).cost, 400))
        // Three for two: 60 t are due where 40 are spare: 20 / 1.5 t less are drawn and stay uncovered.
        records.reserves[0].repaymentRatio = 1.5
        let drawn = 40 / 1.5
        let expected = 10 * drawn + 1e4 * (40 - drawn)
        #expect(isClose(try Solved(records).cost, expected, 1e-7))
    }

    /// Limits of receptors hold in every period.
    @Test func receptorsInEachPeriod() throws {
        var records = Self.records(needs: [0, 0], rate: 0, banking: nil)
        records.receptors = [Receptor(id: "r", limit: 900)]
        records.coefficients = [
            SourceReceptorCoefficient(
                receptor: "r", region: "140121", pollutant: "so2", concentrationPerTonne: 1)
        ]
        let market = try Solved(records)
        #expect(market.program.ambient.allowance == [900, 900])
        do {
            let expected: Double = 2 * 100 * 100 / 2
            #expect(isClose(market.cost, expected))
        }
    }
}
