import EcoAccounts
@testable import EcoCompensation
import EcoTestSupport
import EcoUnits
import Testing

/// Ladders, pools and cumulative quarters: sums that hold for every field.
@Suite struct LadderLawsTests {
    private func ladder(_ values: [Int], _ rungs: String, _ extra: String = "") throws -> SettlementResult {
        let figures = try values.enumerated().map {
            try figure(140_100 + $0, "2019-04", .compositeIndex, "\($1)")
        }
        return try settle(
            """
            schemes:
              - scheme: rank_ladder
                id: ladder
                rewards: \(rungs)
                fines: \(rungs)
                short_field: drop_inner_rungs
                \(extra)
                indicators: [{indicator: composite_index, level_weight: 1}]
            """, figures)
    }

    /// Property 2: every tie pattern of every field of two to seven regions adds up to nothing, and nobody but the
    /// regions gains or loses. All patterns: each value is one of as many as there are regions.
    @Test(arguments: 2...5) func everyTiePatternOfASmallField(_ count: Int) throws {
        var patterns: [[Int]] = [[]]
        for _ in 0..<count { patterns = patterns.flatMap { row in (1...count).map { row + [$0] } } }
        // Order does not matter: one of each multiset.
        for pattern in patterns where pattern == pattern.sorted() {
            try expectZeroSum(ladder(pattern, "[70 万元, 31 万元]"))
        }
    }

    @Test(arguments: UInt64(1)...40) func randomTiesOfLargeFields(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let values = (0..<Int.random(in: 6...40, using: &random)).map { _ in
            Int.random(in: 1...6, using: &random)
        }
        try expectZeroSum(ladder(values, "[140 万元, 120 万元, 100 万元, 80 万元, 60 万元, 40 万元, 20 万元]"))
    }

    private func expectZeroSum(_ result: SettlementResult) throws {
        #expect(result.balances.allSatisfy { $0.paidIn == $0.paidOut })
        #expect(
            result.balances.allSatisfy { [$0.retained, $0.carried, $0.toppedUp].allSatisfy { $0 == .zero } })
        let exact = try result.claims.map(\.claim.amount).total()
        #expect(exact == .zero)
    }

    /// Equal places differ by at most the one step that cannot be divided.
    @Test func equalPlacesGetTheSame() throws {
        let result = try ladder([3, 5, 5, 5, 7, 9], "[30 万元, 20 万元]", "rounding_step: 0.01 CNY")
        let tied = try (1...3).map { try result.netFen(.region(code(140_100 + $0))) }
        #expect(try #require(tied.max()) - #require(tied.min()) <= 1)
        // 20 + 0 + 0 of the second to fourth place.
        #expect(tied.reduce(0, +) == 20_000_000)
    }

    /// Property 3: a fixed pool is paid out to the step, and nobody gets less than nothing.
    @Test(arguments: UInt64(1)...30) func poolsArePaidOut(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = AirField(&random)
        let result = try AirFamily.poolShare.settled(field)
        let nets = try (0..<field.count).map { try result.netFen(.region(AirField.region($0))) }
        let improved = zip(field.values, field.before).contains { $0 < $1 }
        #expect(nets.allSatisfy { $0 >= 0 })
        #expect(nets.reduce(0, +) == (improved ? 600_000_000 : 0))
        #expect(zip(zip(field.values, field.before), nets).allSatisfy { $0.0 < $0.1 || $1 == 0 })
    }

    /// Property 7: the quarters of a year add up to what the mean of the year comes to, with bands and fixed
    /// amounts too. 2019: quarters of 90, 91, 92 and 92 days.
    @Test(arguments: UInt64(1)...30, ["", "dead_band: 3 ug/m3, met_amount: 5 万元, missed_amount: 7 万元, "])
    func cumulativeQuartersTelescope(_ seed: UInt64, _ extra: String) throws {
        var random = SeededGenerator(seed: seed)
        let quarters = (0..<4).map { _ in Int.random(in: 300...700, using: &random) }
        let figures = try quarters.enumerated().map {
            try figure(410100, "2019-Q\($0 + 1)", .pm25, Rational(Int128($1), over: 10)?.text(digits: 1))
        }
        let block = """
            schemes:
              - scheme: target_linear
                id: henan
                period: quarter
                baseline: fixed
                cumulative: true
                reward_distance: whole
                indicators:
                  - {indicator: pm25, fixed_baseline: 50 ug/m3, \(extra)reward_rate: 10 万元/(ug/m3), fine_rate: 10 万元/(ug/m3)}
            """
        let result = try settle(block, figures)
        let sum = try result.claims.map(\.claim.amount).total()
        let days = zip(quarters, [90, 91, 92, 92]).reduce(0) { $0 + $1.0 * $1.1 }
        let mean = try #require(Rational(Int128(days), over: 3650))
        let better = try Rational(50) - mean
        var expected = try better * Rational(100_000)
        if !extra.isEmpty {
            if better.isNegative {
                expected = try expected - Rational(70_000)
            } else {
                expected = try (better < Rational(3) ? .zero : expected) + Rational(50_000)
            }
        }
        #expect(sum == expected)
    }

    /// Better by some and then worse by as much nets to nothing, year on year.
    @Test(arguments: 1...20) func oppositeChangesCancel(_ change: Int) throws {
        let figures = [
            try figure(410100, "2018-04", .pm25, "50"), try figure(410100, "2018-05", .pm25, "50"),
            try figure(410100, "2019-04", .pm25, "\(50 - change)"),
            try figure(410100, "2019-05", .pm25, "\(50 + change)"),
        ]
        let result = try settle(
            """
            schemes:
              - scheme: target_linear
                id: t
                period: month
                baseline: previous_year
                periods: [2019-04, 2019-05]
                indicators: [{indicator: pm25, reward_rate: 10 万元/(ug/m3), fine_rate: 10 万元/(ug/m3)}]
            """, figures)
        #expect(try result.netFen(.region(code(410100))) == 0)
        #expect(result.ledger.transfers.count == 4)
    }
}
