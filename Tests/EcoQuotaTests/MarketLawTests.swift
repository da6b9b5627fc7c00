import EcoTestSupport
import Testing

@testable import EcoQuota

/// Laws of scale, of splitting and of changing prices, on seeded random markets.
@Suite("Further laws of the market")
struct MarketLawTests {
    private func market(_ seed: Int) throws -> (records: QuotaRecords, market: QuotaMarket)? {
        guard let (records, market) = try MarketPropertyTests.market(seed) else { return nil }
        return (records, market)
    }

    private func cost(_ records: QuotaRecords) throws -> Double { try MarketPropertyTests.cost(records) }

    /// P5: all money times a number, the cost and every price times that number; the plan stays.
    @Test(arguments: 1...10)
    func moneyIsHomogeneous(_ seed: Int) throws {
        guard let (records, given) = try market(seed) else { return }
        let factor = 7.3
        var dearer = records
        for index in dearer.measures.indices {
            dearer.measures[index].cost *= factor
            dearer.measures[index].slope *= factor
        }
        for index in dearer.projects.indices { dearer.projects[index].value *= factor }
        for index in dearer.arcs.indices { dearer.arcs[index].fee *= factor }
        for index in dearer.rules.indices {
            dearer.rules[index].buyFee *= factor
            dearer.rules[index].sellFee *= factor
            dearer.rules[index].floorPrice *= factor
            dearer.rules[index].reservePrice *= factor
        }
        dearer.shortfallPenalty *= factor
        let other = try QuotaMarket(solving: QuotaProblem(dearer))
        let (cost, scaled) = (
            given.certificate.primalObjective, other.certificate.primalObjective
        )
        #expect(abs(scaled - factor * cost) <= 3e-8 * max(1, abs(factor * cost)))
        guard seed.isMultiple(of: 2) else { return }
        // Where costs slope the plan is one, and its prices are.
        let largest = given.solution.emitted.max() ?? 1
        for (one, two) in zip(given.solution.emitted, other.solution.emitted) {
            #expect(abs(one - two) <= 1e-3 * max(1, largest))
        }
    }

    /// P6: as the reserve gets dearer the cost rises, and ever more slowly, for less of it is drawn.
    @Test(arguments: 1...8)
    func costIsConcaveInPrices(_ seed: Int) throws {
        guard let (records, _) = try market(seed) else { return }
        let costs = try [0.0, 1000, 2000, 3000, 4000].map { price in
            var changed = records
            for index in changed.rules.indices {
                changed.rules[index].buyBack = 0
                changed.rules[index].reserve = 50
                changed.rules[index].reservePrice = price
            }
            return try cost(changed)
        }
        let tolerance = 1e-7 * max(1, abs(costs[0]))
        let rises = zip(costs.dropFirst(), costs).map { $0 - $1 }
        #expect(rises.allSatisfy { $0 >= -tolerance })
        for (later, earlier) in zip(rises.dropFirst(), rises) { #expect(later <= earlier + 2 * tolerance) }
    }

    /// P9: with flat steps as the slope goes to 0. The flat plan costs at most slope x maximum^2 / 2 more of each
    /// measure under the slope, and no plan gets cheaper by one.
    @Test(arguments: [1, 3, 5, 7])
    func flatStepsAreTheLimitOfSlopes(_ seed: Int) throws {
        guard let (records, given) = try market(seed) else { return }
        let flat = given.certificate.primalObjective
        let tolerance = 3e-8 * max(1, abs(flat))
        for slope in [1.0, 1e-2, 1e-4] {
            var sloped = records
            for index in sloped.measures.indices { sloped.measures[index].slope = slope }
            let room = sloped.measures.reduce(0) { $0 + slope * $1.maximum * $1.maximum / 2 }
            let cost = try cost(sloped)
            #expect(flat - tolerance <= cost && cost <= flat + room + tolerance, "\(slope)")
        }
    }

    /// P11: a county cut into two equal halves: the same cost, and each half does half of what the county did.
    @Test(arguments: [2, 4, 6, 8])
    func halvesOfACountyDoHalf(_ seed: Int) throws {
        let generator = InstanceGenerator(
            counties: 6, receptors: 3, zones: 2, seed: UInt64(seed), isSloped: true)
        let records = generator.records()
        let whole = try QuotaMarket(solving: QuotaProblem(records))
        let (county, twin) = (records.sources[0].region, "999999")
        var halves = records
        for index in halves.sources.indices where halves.sources[index].region == county {
            halves.sources[index].baseline /= 2
            halves.sources[index].quota /= 2
            halves.sources[index].emissionCap = halves.sources[index].emissionCap.map { $0 / 2 }
        }
        for index in halves.measures.indices where halves.measures[index].region == county {
            halves.measures[index].maximum /= 2
            halves.measures[index].slope *= 2
        }
        for index in halves.projects.indices where halves.projects[index].region == county {
            halves.projects[index].maximum /= 2
        }
        func twins<T>(_ rows: [T], _ region: WritableKeyPath<T, String>) -> [T] {
            rows.filter { $0[keyPath: region] == county }.map {
                var row = $0
                row[keyPath: region] = twin
                return row
            }
        }
        halves.sources += twins(halves.sources, \.region)
        halves.measures += twins(halves.measures, \.region)
        halves.projects += twins(halves.projects, \.region)
        halves.zones += twins(halves.zones, \.region)
        halves.coefficients += twins(halves.coefficients, \.region)
        let cut = try QuotaMarket(solving: QuotaProblem(halves))
        let cost = whole.certificate.primalObjective
        #expect(abs(cut.certificate.primalObjective - cost) <= 3e-9 * abs(cost))
        let emitted = { (market: QuotaMarket, region: String) in
            zip(market.problem.sources, market.solution.emitted).reduce(0) {
                $0 + ($1.0.region == region ? $1.1 : 0)
            }
        }
        let own = emitted(whole, county)
        #expect(abs(emitted(cut, county) - own / 2) <= 1e-4 * own)
        #expect(abs(emitted(cut, twin) - own / 2) <= 1e-4 * own)
    }

    /// P4: prices are at least 0; no way round through zones gains; nobody both buys and sells where a deal costs
    /// something.
    @Test(arguments: 1...15)
    func nothingForNothing(_ seed: Int) throws {
        guard let (_, given) = try market(seed) else { return }
        let (problem, plan) = (given.problem, given.solution)
        let prices = plan.multipliers
        let least = -1e-6 * max(1, prices.zonePrice.max() ?? 0)
        for list in [prices.zonePrice, prices.scarcity, prices.receptor, prices.reserve, prices.buyBack] {
            #expect(list.allSatisfy { $0 >= least })
        }
        // Bought at one end, sent on and sold at the other: never more than the fee of the way.
        for arc in problem.poolArcs {
            #expect(prices.zonePrice[arc.to] - prices.zonePrice[arc.from] <= arc.fee - least)
        }
        for (bought, sold) in zip(plan.bought, plan.sold) { #expect(min(bought, sold) == 0) }
    }
}
