import EcoAccounts
@testable import EcoCompensation
import EcoTestSupport
import EcoUnits
import Testing

/// Laws of every air family, over seeded random fields with ties.
@Suite struct AirFamilyLawsTests {
    static let seeds = Array(UInt64(1)...15)

    private func nets(_ result: SettlementResult, _ field: AirField) throws -> [Int64] {
        try (0..<field.count).map { try result.netFen(.region(AirField.region($0))) }
    }

    /// What each region claims before settlement, by index.
    private func claims(_ result: SettlementResult, _ field: AirField) throws -> [Rational] {
        try (0..<field.count).map { index in
            let region = try AirField.region(index)
            return try result.claims.map(\.claim).filter { $0.region == region }.map(\.amount).total()
        }
    }

    /// Property 1: what comes in and is topped up equals what goes out, stays and is carried, from the
    /// transfers alone; and all parties together gain nothing.
    @Test(arguments: AirFamily.allCases, seeds) func moneyIsKept(_ family: AirFamily, _ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = AirField(&random)
        let extra = Bool.random(using: &random) ? "payment_cap: 45 万元" : ""
        let result = try family.settled(field, extra: extra)
        #expect(try result.ledger.parties.map { try result.netFen($0) }.reduce(0, +) == 0)
        let fund = Party.fund(family.fund)
        #expect(try result.netFen(fund) == 0, "the working fund keeps money")
        #expect(try result.balances.allSatisfy { try $0.isBalanced() })
    }

    /// Property 4: cleaner air of one region never lowers what it gets. A step of a shared remainder may move.
    @Test(arguments: AirFamily.allCases, seeds)
    func cleanerAirNeverCosts(_ family: AirFamily, _ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = AirField(&random)
        var cleaner = field
        let chosen = Int.random(in: 0..<field.count, using: &random)
        cleaner.values[chosen] -= Int.random(in: 1...20, using: &random)
        let (before, after) = try (family.settled(field), family.settled(cleaner))
        // With the pool of fines the whole pool may shrink; there the law is for fines and shares.
        guard family != .poolOfFines else {
            #expect(
                try after.ledger.paid(by: AirField.region(chosen))
                    <= before.ledger.paid(by: AirField.region(chosen)))
            return
        }
        #expect(try nets(after, cleaner)[chosen] >= nets(before, field)[chosen] - 1)
    }

    /// Property 5: twice the rates, twice the exact claims. Where whole steps are split by remainder, a doubled sum
    /// is split anew: two steps at most; a pool of rounded fines doubles only where rounding does, so there the law
    /// is for the fines.
    @Test(arguments: AirFamily.allCases, seeds) func moneyScales(_ family: AirFamily, _ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = AirField(&random)
        let (one, two) = try (family.settled(field), family.settled(field, rate: 20))
        if [.rankLadder, .poolShare].contains(family) {
            for (single, double) in zip(try nets(one, field), try nets(two, field)) {
                #expect(abs(double - 2 * single) <= 2)
            }
            return
        }
        #expect(one.claims.count == two.claims.count)
        for (single, double) in zip(one.claims.map(\.claim), two.claims.map(\.claim))
        where family != .poolOfFines || single.amount.isNegative {
            #expect(try double.amount == single.amount * Rational(2))
        }
    }

    /// Property 6: the order of the input changes nothing; two regions that trade their air trade their money
    /// (equal places may trade the odd fen).
    @Test(arguments: AirFamily.allCases, seeds)
    func orderDoesNotMatter(_ family: AirFamily, _ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = AirField(&random)
        let plain = try family.settled(field)
        let shuffled = try family.settled(field, order: Array(0..<field.count).shuffled(using: &random))
        #expect(shuffled.ledger.transfers == plain.ledger.transfers)
        var swapped = field
        swapped.swap(0, 1)
        let (own, traded) = try (nets(plain, field), nets(family.settled(swapped), swapped))
        let tolerance: Int64 = family.splitsByRemainder ? 1 : 0
        #expect(abs(traded[0] - own[1]) <= tolerance && abs(traded[1] - own[0]) <= tolerance)
        #expect(zip(traded.dropFirst(2), own.dropFirst(2)).allSatisfy { abs($0 - $1) <= tolerance })
    }

    /// Property 7: air equal to base, mean and target moves no money; fixed awards are no distance and are
    /// left out here.
    @Test(arguments: AirFamily.allCases.filter { ![.bandBeyond, .thresholdAward].contains($0) })
    func equalAirPaysNothing(_ family: AirFamily) throws {
        var random = SeededGenerator(seed: 3)
        var field = AirField(&random)
        field.values = field.values.map { _ in 50 }
        field.before = field.values
        field.targets = field.values
        #expect(try family.settled(field).ledger.transfers.isEmpty)
    }

    /// Property 12: every payment is a whole number of the scheme's steps.
    @Test(arguments: AirFamily.allCases, ["1 万元", "0.5 万元", "0.1 万元", "0.01 万元", "1 CNY"])
    func everyPaymentIsWholeSteps(_ family: AirFamily, _ step: String) throws {
        let fen: [String: Int64] = [
            "1 万元": 1_000_000, "0.5 万元": 500_000, "0.1 万元": 100_000, "0.01 万元": 10_000, "1 CNY": 100,
        ]
        let size = try #require(fen[step])
        for seed in Self.seeds.prefix(5) {
            var random = SeededGenerator(seed: seed)
            let result = try family.settled(AirField(&random), step: step)
            #expect(result.ledger.transfers.allSatisfy { $0.amount.fen % size == 0 })
        }
    }

    /// Property 8: adjusters come before the cap: doubled claims under a cap are the smaller of both.
    @Test(arguments: seeds) func capsComeAfterAdjusters(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = AirField(&random)
        let plain = try claims(AirFamily.targetLinear.settled(field), field)
        let capped = try AirFamily.targetLinear.settled(
            field,
            extra: "payment_cap: 200 万元\n    adjusters: [{adjuster: factor, default_factor: 2}]")
        for (net, claim) in zip(try nets(capped, field), plain) {
            let fen = try claim * Rational(200)
            let expected = fen.isNegative ? max(fen, Rational(-200_000_000)) : fen
            #expect(Rational(net) == expected)
        }
    }

    /// Property 10: what the districts get is exactly what the city got, for any ranks and ties.
    @Test(arguments: seeds) func splitsAddUp(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let districts = (0..<4).map { 340_801 + $0 }
        var figures = [
            try figure(340800, "2018-Q3", .pm25, "\(Int.random(in: 100...900, using: &random))"),
            try figure(340800, "2018-Q3", .pm10, "50"), try figure(340800, "2017-Q3", .pm25, "500.01"),
            try figure(340800, "2017-Q3", .pm10, "50"),
        ]
        for district in districts {
            let value = Int.random(in: 1...3, using: &random)
            figures.append(try figure(district, "2018-Q3", .pm25, "\(value)"))
        }
        let result = try settle(
            """
            schemes:
              - {scheme: weighted_linear, id: anhui, preset: anhui_2018, regions: [340800], periods: [2018-Q3]}
              - scheme: rank_split
                id: split
                preset: anqing_2018
                of_scheme: anhui
                city: 340800
                regions: [340801, 340802, 340803, 340804]
                indicators: [{indicator: pm25, level_weight: 1}]
            """, figures)
        #expect(try result.netFen(.region(code(340800))) == 0)
        let parts = try districts.map { try result.netFen(.region(code($0))) }
        let total = result.claims.filter { $0.claim.scheme == "anhui" }.map(\.amount.fen).reduce(0, +)
        #expect(parts.reduce(0, +) == total && total != 0)
    }
}

extension AirFamily {
    var fund: String {
        [.tiersOfLevel, .tiersOfRate, .poolOfFines].contains(self) ? "reward_pool" : "compensation_fund"
    }

    /// Whether claims are split into whole steps by largest remainder.
    var splitsByRemainder: Bool { [.rankLadder, .poolShare, .poolOfFines].contains(self) }
}

extension Ledger {
    func paid(by region: RegionCode) throws -> Int64 {
        transfers.filter { $0.payer == .region(region) }.reduce(0) { $0 + $1.amount.fen }
    }
}
