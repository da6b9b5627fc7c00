@testable import EcoQuota
import Testing

/// The shares of a market's saving by prices: whole, and stable.
@Suite("Shares by prices")
struct MarketSharingTests {
    private func sharing(_ records: QuotaRecords) throws -> MarketSharing? {
        guard let (market, _, statement) = try SettlementTests.settled(records) else { return nil }
        return try MarketSharing(
            market.problem, MarketProgram(market.problem), statement, playerOfRegion: { $0 },
            asksShapley: true,
            samples: 2, seed: 1, solver: ReferenceSolver())
    }

    /// Of the three counties of `SharingTests`: the price is 600 / 0.175 = 24,000 / 7; each saves k need² / 2 alone
    /// and pays for what it does not abate.
    @Test func owenSharesOfThreeCounties() throws {
        let sharing = try #require(try sharing(SharingTests.threeCounties))
        let price = 600 / 0.175
        for (player, (slope, need)) in zip(sharing.players, [(10.0, 100.0), (40, 300), (20, 200)]) {
            let abated = price / slope
            let expected = slope * need * need / 2 - slope * abated * abated / 2 - price * (need - abated)
            #expect(abs(player.owen - expected) <= 1e-3 * expected)
        }
        #expect(abs(sharing.saving - (2_250_000 - 360_000 / 0.35)) <= 1)
        #expect(abs(sharing.players.reduce(0) { $0 + ($1.shapley ?? 0) } - sharing.saving) <= 1)
    }

    /// No coalition does better by itself (Owen 1975): every one is valued, up to five players.
    @Test(arguments: 0..<6)
    func owenSharesLieInTheCore(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(seed) + 77, isSloped: seed.isMultiple(of: 2))
        var records = generator.records(counties: 4)
        (records.receptors, records.coefficients, records.nonDegradation) = ([], [], false)
        for index in records.rules.indices {
            let rule = records.rules[index]
            records.rules[index] = PollutantRule(
                pollutant: rule.pollutant, buyFee: rule.buyFee, sellFee: rule.sellFee)
        }
        guard let sharing = try sharing(records), let objection = sharing.objection else { return }
        #expect(objection.gain <= 1e-5 * max(1, sharing.saving))
    }
}
