@testable import EcoQuota
import EcoTestSupport
import Testing

/// Who pays whom, and what is left: identities that hold to the rounding of sums.
@Suite("Settlement")
struct SettlementTests {
    static func settled(_ records: QuotaRecords) throws -> (QuotaMarket, QuotaMarket, MarketStatement)? {
        let (problem, aloneProblem) = (try QuotaProblem(records), try QuotaProblem(records.withoutTrade()))
        guard !problem.isOutOfReach, !aloneProblem.isOutOfReach else { return nil }
        let (market, alone) = (
            try QuotaMarket(solving: problem), try QuotaMarket(solving: aloneProblem)
        )
        let statement = MarketStatement(
            problem, market.solution, payments: problem.payments(market.solution),
            alone: (aloneProblem, alone.solution))
        return (market, alone, statement)
    }

    /// P8: gains of the regions and rents of the funds are what trade saves; nothing is lost on the way.
    @Test(arguments: 0..<30)
    func budgetIdentity(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(seed) + 4200, isSloped: seed.isMultiple(of: 2))
        guard let (market, alone, statement) = try Self.settled(generator.records(counties: 5)) else {
            return
        }
        let saving = alone.certificate.primalObjective - market.certificate.primalObjective
        let size = max(
            1, market.certificate.primalObjective.magnitude, alone.certificate.primalObjective.magnitude)
        #expect(saving >= -1e-7 * size)
        #expect(abs(try #require(statement.saving) - saving) <= 1e-7 * size)
        let all = statement.regions.reduce(0) { $0 + $1.quotaReceived - $1.quotaPaid - $1.feesPaid }
        #expect(abs(all + statement.funds.reduce(0) { $0 + $1.income }) <= 1e-9 * size)
    }

    /// P7: at clearing prices nobody loses, where no ambient limit and no floor moves anybody.
    @Test(arguments: 0..<20)
    func nobodyLosesAtClearingPrices(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(seed) + 8100, isSloped: seed.isMultiple(of: 2))
        var records = generator.records(counties: 5)
        (records.receptors, records.coefficients, records.nonDegradation) = ([], [], false)
        for index in records.rules.indices {
            (records.rules[index].floorPrice, records.rules[index].buyBack) = (0, 0)
        }
        guard let (_, _, statement) = try Self.settled(records) else { return }
        let size = statement.regions.reduce(1) { max($0, abs($1.costAlone ?? 0), abs($1.netCost)) }
        for region in statement.regions { #expect(try #require(region.gain) >= -1e-6 * size) }
        for fund in statement.funds { #expect(fund.rent >= -1e-6 * size) }
    }

    /// Fee 135 each side, k = (10, 40), need 400 each: the seller abates until 10 a + 135 is the price, the buyer
    /// until 40 a = p + 135, together 800: 10 a + 270 = 40 (800 - a), a = 31,730 / 50 = 634.6. The gains of the
    /// two add to 4,000,000 less the cost of both and of 2 x 135 for each tonne.
    @Test func feesOfBothSides() throws {
        let rule = PollutantRule(pollutant: "so2", buyFee: 135, sellFee: 135)
        let records = TextbookTests.records(slopes: [10, 40], baseline: 1000, quota: 600, rule: rule)
        let (market, _, statement) = try #require(try Self.settled(records))
        #expect(TextbookTests.close(market.solution.abated[0], 634.6, 1e-8))
        let price = 10 * 634.6 + 135
        let payments = market.problem.payments(market.solution)
        let quota = payments.filter { $0.basis == .quota }.reduce(0) { $0 + $1.amount }
        #expect(TextbookTests.close(quota, price * 234.6, 1e-6))
        #expect(TextbookTests.close(statement.funds[0].income, 2 * 135 * 234.6, 1e-6))
        let gains = try statement.regions.map { try #require($0.gain) }
        let seller = 10 * 400.0 * 400 / 2 + price * 234.6 - 135 * 234.6 - 10 * 634.6 * 634.6 / 2
        let buyer = 40 * 400.0 * 400 / 2 - price * 234.6 - 135 * 234.6 - 40 * 165.4 * 165.4 / 2
        #expect(TextbookTests.close(gains[0], seller, 1e-6) && TextbookTests.close(gains[1], buyer, 1e-6))
    }

    /// Ellerman and Decaux (1998), MIT Joint Program report 40, annex B: marginal cost a q² + b q, in sloped
    /// steps of h = 5 Mt, which raise it by at most a h² / 8 = 0.048. Published price 127; exports of the former Soviet Union 345; gains 3.01, 19.42,
    /// 7.40, 2.14, 0.03, 33.82 bn; cost 120 to 54 bn.
    @Test func annexBTrade() throws {
        let regions: [(name: String, a: Double, b: Double, need: Double)] = [
            ("140101", 0.0005, 0.0398, 571), ("140102", 0.0155, 1.816, 144), ("140103", 0.0024, 0.1503, 308),
            ("140104", 0.0085, -0.0986, 171), ("140105", 0.0079, 0.0486, 118),
            ("140106", 0.0023, 0.0042, -111),
        ]
        var records = QuotaRecords(sources: [], zones: [], shortfallPenalty: 1e5)
        for region in regions {
            records.sources.append(
                EmissionSource(
                    region: region.name, pollutant: "co2", baseline: 2000, quota: 2000 - region.need))
            records.zones.append(ZoneMembership(region: region.name, zone: "annex_b"))
            let cost = { (q: Double) in max(0, region.a * q * q + region.b * q) }
            for step in 0..<120 {
                let start = Double(step) * 5
                records.measures.append(
                    AbatementMeasure(
                        region: region.name, pollutant: "co2", name: "s\(1000 + step)", cost: cost(start),
                        slope: (cost(start + 5) - cost(start)) / 5, maximum: 5))
            }
        }
        let (market, _, statement) = try #require(try Self.settled(records))
        #expect(abs(market.solution.multipliers.zonePrice[0] - 126.83575514) <= 0.05)
        let gains = try statement.regions.map { try #require($0.gain) / 1000 }
        for (gain, published) in zip(gains, [3.01, 19.42, 7.40, 2.14, 0.03, 33.82]) {
            #expect(abs(gain - published) <= 0.01)
        }
        #expect(abs(gains.reduce(0, +) - 65.82) <= 0.02)
        let imports = zip(market.solution.bought, market.solution.sold).map { $0 - $1 }
        for (amount, published) in zip(imports, [105.6, 94.8, 107.3, 42.9, -5.7, -344.9]) {
            #expect(abs(amount - published) <= 0.1)
        }
        #expect(abs(imports.reduce(0, +)) <= 1e-6)
    }

    /// Half the air at one receptor belongs to each of two equal regions; one emits three times the other. The
    /// charges add to price x limit, as do the endowments.
    @Test func receptorRentsAddToPriceTimesLimit() throws {
        var records = TextbookTests.records(slopes: [1, 1, 4], baseline: 100, quota: 100)
        TextbookTests.add([[1, 0, 0.5], [0, 1, 0.5]], limits: [90, 90], to: &records)
        let problem = try QuotaProblem(records)
        let market = try QuotaMarket(solving: problem)
        let rents = problem.receptorRents(market.solution)
        for receptor in ["r0", "r1"] {
            let own = rents.filter { $0.receptor == receptor }
            #expect(TextbookTests.close(own.reduce(0) { $0 + $1.charge }, 90 * 160 / 3, 1e-6))
        }
        // 140 / 3 t of the first region at 160 / 3 yuan; its quota of 100 t would add 100.
        let first = try #require(rents.first { $0.receptor == "r0" && $0.region == "140100" })
        #expect(TextbookTests.close(first.charge, 160.0 / 3 * 140 / 3, 1e-6))
        #expect(TextbookTests.close(first.endowment, 160.0 / 3 * 100, 1e-6))
    }
}
