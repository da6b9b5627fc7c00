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
