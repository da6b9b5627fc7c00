@testable import EcoQuota
import Testing

/// What regions pay and get does not hang on who deals with whom.
@Suite("Statements without deals")
struct RegionTotalsTests {
    /// Against the sum over all deals, region by region: fees of both sides, replacement ratios, flows between zones
    /// at a fee, reserve and buy-back.
    @Test(arguments: 0..<30)
    func totalsAreThoseOfAllDeals(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(seed) + 900, isSloped: seed.isMultiple(of: 2))
        guard let (market, alone, statement) = try SettlementTests.settled(generator.records(counties: 6))
        else { return }
        let totals = market.problem.regionStatements(
            market.solution, alone: (alone.problem, alone.solution))
        #expect(totals.map(\.region) == statement.regions.map(\.region))
        let size = statement.regions.reduce(1) {
            max($0, $1.quotaPaid, $1.quotaReceived, abs($1.netCost))
        }
        for (total, region) in zip(totals, statement.regions) {
            #expect(abs(total.netCost - region.netCost) <= 1e-8 * size, "\(total) \(region)")
            #expect(abs(total.quotaReceived - region.quotaReceived) <= 1e-8 * size)
            #expect(abs(total.feesPaid - region.feesPaid) <= 1e-8 * size)
            #expect(total.costAlone == region.costAlone && total.tax == region.tax)
        }
    }

    /// Markets that differ in fees, floors and arcs only are the same market without trade.
    @Test func termsOfTradeAreNoPartOfTheMarketWithoutIt() throws {
        var generator = RandomMarket(seed: 12, isSloped: true)
        let records = generator.records(counties: 5)
        var other = records
        for index in other.rules.indices {
            other.rules[index].buyFee += 10
            other.rules[index].floorPrice *= 2
        }
        other.arcs = []
        #expect(other != records && other.withoutTrade() == records.withoutTrade())
    }
}
