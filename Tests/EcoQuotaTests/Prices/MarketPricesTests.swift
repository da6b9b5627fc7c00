@testable import EcoQuota
import Testing

/// Named prices: their parts add up, and what they say holds.
@Suite("Named prices")
struct MarketPricesTests {
    private func prices(_ records: QuotaRecords, ranges: PriceRangeScope = .none) throws -> [QuotaPrice] {
        let (problem, program, solution) = try PriceTests.solved(records)
        return MarketPrices(
            problem, program, solution, ranges: ranges, tolerance: 0.01, solver: ReferenceSolver()
        ).prices
    }

    /// Trilateral optimum: both receptors at 160 / 3. The first two sources pay that for one tonne each, the third
    /// half of both; quota is free.
    @Test func placeChargesOfTheTrilateralOptimum() throws {
        var records = TextbookTests.records(slopes: [1, 1, 4], baseline: 100, quota: 100)
        TextbookTests.add([[1, 0, 0.5], [0, 1, 0.5]], limits: [90, 90], to: &records)
        let all = try prices(records)
        let regions = all.filter { $0.kind == .region }
        #expect(regions.count == 3)
        for region in regions {
            #expect(TextbookTests.close(try #require(region.placeCharge), 160.0 / 3, 1e-6))
            #expect(region.scarcity == 0 && TextbookTests.close(region.price, 160.0 / 3, 1e-6))
            #expect(try #require(region.interval).contains(160.0 / 3))
        }
        #expect(all.filter { $0.kind == .receptor }.map(\.name) == ["r0", "r1"])
    }

    /// Three sources of slope 1 weigh 0.1 and 1 (stacks and stoves of one county) and 0.5 (the other county): at 50
    /// yuan for each ug/m3 they abate 5, 50 and 25 t, which takes 0.5 + 50 + 12.5 = 63 off. The first county's price is
    /// that of its stoves. A cap of 90 t on the stacks takes 1 off, so that 1.25 mu = 62; the cap is worth
    /// 10 - 0.1 mu.
    @Test func placeChargesByClassOfRelease() throws {
        let rows = [
            ("140121", "power", "high_stack", 0.1), ("140121", "stoves", "low_stack", 1),
            ("140222", "stoves", "low_stack", 0.5),
        ]
        var records = QuotaRecords(
            sources: rows.map {
                EmissionSource(
                    region: $0.0, pollutant: "so2", sector: $0.1, baseline: 100, quota: 200, release: $0.2)
            },
            measures: rows.map {
                AbatementMeasure(
                    region: $0.0, pollutant: "so2", sector: $0.1, name: "m", cost: 0, slope: 1, maximum: 100)
            }, zones: ["140121", "140222"].map { ZoneMembership(region: $0, zone: "all") },
            receptors: [Receptor(id: "r", limit: 160 - 63)],
            coefficients: rows.map {
                SourceReceptorCoefficient(
                    receptor: "r", region: $0.0, pollutant: "so2", release: $0.2, concentrationPerTonne: $0.3)
            }, shortfallPenalty: 1e6)
        let market = try QuotaMarket(solving: QuotaProblem(records))
        let charges = market.problem.accountPrices(market.solution).map(\.placeCharge)
        #expect(zip(charges, [50, 25]).allSatisfy { TextbookTests.close($0, $1, 1e-6) })
        let named = try prices(records).filter { $0.kind == .region }
        #expect(zip(named, [50, 25]).allSatisfy { TextbookTests.close($0.placeCharge ?? 0, $1, 1e-6) })
        let words = named[1].meaning { .init($0) }
        #expect(words.en.contains("emitted in 140222 costs 25 yuan: 0 for the quota and 25"))
        #expect(words.zh.contains("代价为 25 元"))

        records.sources[0].emissionCap = 90
        let capped = try QuotaMarket(solving: QuotaProblem(records))
        let cap = try #require(
            capped.problem.limitPrices(capped.solution).first { $0.kind == .emissionCap })
        #expect(TextbookTests.close(cap.shadowPrice, 10 - 0.1 * 62 / 1.25, 1e-6))
    }

    /// The county of `PriceTests` at its kink, in words: 100 to 500, 10 t more and 20 t less.
    @Test func meaningNamesIntervalAndRange() throws {
        let price = try #require(try prices(PriceTests.twoSteps, ranges: .all).first { $0.kind == .region })
        let meaning = price.meaning { .init($0) }
        #expect(meaning.en.contains("100 to 500 yuan") && meaning.zh.contains("100 至 500 元"))
        #expect(abs(try #require(price.range).looser - 10) <= 1e-4)
        #expect(abs(try #require(price.range).tighter - 20) <= 1e-4)
        #expect(price.priceUnit == "CNY/t" && price.limitUnit == "t")
    }

    /// A county that needs nothing: every price is 0, not a rounding of it.
    @Test func pricesOfNothingAreZero() throws {
        let records = TextbookTests.records(slopes: [1, 1], baseline: 100, quota: 150)
        for price in try prices(records, ranges: .limits) {
            #expect(price.price == 0 && price.range == nil)
        }
    }
}
