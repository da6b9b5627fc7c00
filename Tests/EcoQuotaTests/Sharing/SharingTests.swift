@testable import EcoQuota
import EcoTestSupport
import EcoUnits
import Testing

/// Shares of what trade saves: figures by hand, and the laws that mark the Shapley value and the core.
@Suite("Sharing the gain")
struct SharingTests {
    /// Values of coalitions as they stand, by mask.
    struct TableGame: CoalitionGame {
        let playerCount: Int
        let values: [Double]

        func value(_ members: [Bool]) -> Double {
            values[members.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) }]
        }
    }

    /// Marginal cost k a, k = (10, 40, 20), need (100, 300, 200): alone 50,000 + 1,800,000 + 400,000; together
    /// a need A costs A² / (2 Σ 1/k), so AB saves 1,850,000 - 400² / 0.25 = 1,210,000, AC 450,000 - 300² / 0.3
    /// = 150,000, BC 2,200,000 - 500² / 0.15 = 533,333.33, all 2,250,000 - 600² / 0.35 = 1,221,428.57.
    static var threeCounties: QuotaRecords {
        var records = TextbookTests.records(slopes: [10, 40, 20], baseline: 1000, quota: 1000)
        for (index, need) in [100.0, 300, 200].enumerated() { records.sources[index].quota -= need }
        return records
    }

    private func game() throws -> MarketGame {
        let problem = try QuotaProblem(Self.threeCounties)
        return try MarketGame(
            problem, MarketProgram(problem), playerOfAccount: [0, 1, 2], solver: ReferenceSolver())
    }

    @Test func savingsOfCoalitions() throws {
        let values = try CoalitionValues(game()).all
        let expected = [
            0, 0, 0, 1_210_000, 0, 450_000 - 90_000 / 0.3, 2_200_000 - 250_000 / 0.15,
            2_250_000 - 360_000 / 0.35,
        ]
        for (value, expected) in zip(values, expected) { #expect(abs(value - expected) <= 0.01) }
    }

    /// Each share is a third of what a player adds to the pair of the others plus a sixth of what it adds to
    /// each of them alone.
    @Test func shapleyValueOfThreeCounties() throws {
        let shares = try ShapleyValue(exact: game()).shares
        let (all, ab, ac, bc) = (
            2_250_000 - 360_000 / 0.35, 1_210_000.0, 150_000.0, 2_200_000 - 250_000 / 0.15
        )
        let expected = [
            (all - bc) / 3 + ab / 6 + ac / 6, (all - ac) / 3 + ab / 6 + bc / 6,
            (all - ab) / 3 + ac / 6 + bc / 6,
        ]
        for (share, expected) in zip(shares, expected) { #expect(abs(share - expected) <= 0.01) }
        #expect(abs(shares[0] - 456_031.746) <= 0.01 && abs(shares[2] - 117_698.413) <= 0.01)
    }

    /// A dummy gets what it adds, equal players get the same, and the shares add to the whole.
    @Test func lawsOfTheShapleyValue() throws {
        // Players 0 and 1 make 6 together; player 2 adds 1 to every coalition.
        let values = (0..<8).map { mask in (mask & 3 == 3 ? 6.0 : 0) + (mask & 4 != 0 ? 1.0 : 0) }
        let exact = try ShapleyValue(exact: TableGame(playerCount: 3, values: values))
        for (share, expected) in zip(exact.shares, [3, 3, 1.0]) { #expect(abs(share - expected) <= 1e-12) }
        #expect(exact.standardErrors == [0, 0, 0])
    }

    /// Drawn orders: the shares still add to the whole, lie within four standard errors of the exact ones, and
    /// the same seed gives the same.
    @Test func sampledSharesAgreeWithinTheirError() throws {
        var random = SeededGenerator(seed: 4)
        let weights = (0..<7).map { _ in random.uniform(1, 10) }
        let values = (0..<128).map { mask -> Double in
            let sum = (0..<7).reduce(0.0) { $0 + (mask & (1 << $1) != 0 ? weights[$1] : 0) }
            return sum * sum
        }
        let game = TableGame(playerCount: 7, values: values)
        let exact = try ShapleyValue(exact: game)
        let sampled = try ShapleyValue(sampled: game, samples: 50, seed: 7)
        #expect(abs(sampled.shares.reduce(0, +) - values[127]) <= 1e-9 * values[127])
        for player in 0..<7 {
            let error = abs(sampled.shares[player] - exact.shares[player])
            #expect(error <= 4 * sampled.standardErrors[player] + 1e-9 * values[127])
        }
        #expect(try ShapleyValue(sampled: game, samples: 50, seed: 7) == sampled)
        #expect(sampled.samples == 100)
    }

    /// Of a game in which two of three share 1, nobody can be content; the worst pair lacks a third.
    @Test func anEmptyCoreIsFound() throws {
        let values = (0..<8).map { ($0 as Int).nonzeroBitCount >= 2 ? 1.0 : 0 }
        let all = try CoalitionValues(TableGame(playerCount: 3, values: values))
        let objection = all.worstObjection(to: [1.0 / 3, 1.0 / 3, 1.0 / 3])
        #expect(abs(objection.gain - 1.0 / 3) <= 1e-12 && objection.members.count == 2)
    }
}
