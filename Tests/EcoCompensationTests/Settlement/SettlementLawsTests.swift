import EcoAccounts
@testable import EcoCompensation
import EcoUnits
import EcoTestSupport
import Testing

/// Laws that hold for every settlement, on seeded random cases.
@Suite struct SettlementLawsTests {
    /// A random field of regions with two months and two indicators; some equal values, for ties.
    struct Field {
        var values: [AssessedIndicator: [[Int]]] = [:]
        let count: Int

        init(_ random: inout SeededGenerator) {
            count = Int.random(in: 1...9, using: &random)
            for indicator in [AssessedIndicator.pm25, .pm10] {
                let months = (0..<2).map { _ in
                    (0..<count).map { _ in Int.random(in: 300...900, using: &random) / 20 * 20 }
                }
                values[indicator] = months
            }
        }

        func region(_ index: Int) -> Int { 140_100 + 100 * index }

        /// Values are in tenths of ug/m3; the year before was 50 everywhere.
        func figures(order: [Int]? = nil) throws -> [Figure] {
            var figures: [Figure] = []
            for (indicator, months) in values {
                for (month, row) in months.enumerated() {
                    for index in order ?? Array(0..<count) {
                        let value = try #require(Rational(Int128(row[index]), over: 10)).text(digits: 1)
                        figures.append(try figure(region(index), "2019-0\(month + 4)", indicator, value))
                        figures.append(try figure(region(index), "2018-0\(month + 4)", indicator, "50"))
                    }
                }
            }
            return figures
        }
    }

    static func shanxi(rate: Int = 10, mode: String = "marginal", extra: String = "") -> String {
        """
        schemes:
          - scheme: benchmark_tiers
            id: plan
            tier_mode: \(mode)
            periods: [2019-04, 2019-05]
            baselines: [mean_of_area, previous_year]
            fine_combination: sum
            reward_condition: any
            \(extra)
            indicators:
              - indicator: pm25
                weight: 2
                tiers: [{up_to: 5 ug/m3, rate: \(rate) 万元/(ug/m3)}, {rate: \(2 * rate) 万元/(ug/m3)}]
              - indicator: pm10
                weight: 1
                tiers: [{rate: \(rate) 万元/(ug/m3)}]
        """
    }

    static func linear(money: Int = 20, extra: String = "rounding_step: 0.01 CNY") -> String {
        """
        schemes:
          - scheme: weighted_linear
            id: linear
            period: month
            baseline: previous_year
            periods: [2019-04, 2019-05]
            money_per_point: \(money) 万元
            \(extra)
            indicators: [{indicator: pm25, weight: 0.7}, {indicator: pm10, weight: 0.3}]
        """
    }

    static let seeds = Array(UInt64(1)...30)

    /// Property 1, for both families, with caps and budgets: sums from the transfers, not from the balances.
    @Test(arguments: seeds) func accountsBalanceToTheFen(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = Field(&random)
        let cap = "payment_cap: \(Int.random(in: 10...300, using: &random)) 万元"
        let blocks = [
            Self.shanxi(), Self.shanxi(mode: "whole", extra: cap), Self.linear(),
            Self.linear(extra: "\(cap)\n    budget: \(Int.random(in: 0...200, using: &random)) 万元"),
        ]
        for block in blocks {
            let result = try settle(block, field.figures())
            var byPeriod: [Period: Int64] = [:]
            for transfer in result.ledger.transfers {
                let fund = try #require(
                    [transfer.payer, transfer.payee].first { $0.region == nil && $0 != .fund("province") })
                if fund == .fund("carried_forward") { continue }
                byPeriod[transfer.period, default: 0] +=
                    (transfer.payee == fund ? 1 : -1) * transfer.amount.fen
            }
            #expect(byPeriod.values.allSatisfy { $0 == 0 }, "the working fund keeps money")
            #expect(try result.ledger.parties.map { try result.netFen($0) }.reduce(0, +) == 0)
            #expect(try result.balances.allSatisfy { try $0.isBalanced() })
            #expect(
                result.claims.allSatisfy {
                    $0.amount.fen == 0 || ($0.amount.fen < 0) == $0.claim.amount.isNegative
                })
        }
    }

    /// Property 3: rewards are 0.8 of the rounded fines, rounded, to the fen; none is negative.
    @Test(arguments: seeds) func poolIsExact(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let result = try settle(Self.shanxi(), Field(&random).figures())
        for balance in result.balances {
            // 0.01 万元 = 10000 fen; 0.8 of a whole number of steps, rounded half up, in integers.
            let fines = balance.paidIn.fen / 10_000
            #expect(balance.paidIn.fen % 10_000 == 0)
            let pool = (fines * 8 + 5) / 10 * 10_000
            #expect(balance.paidOut.fen + balance.carried.fen == pool)
            #expect(balance.paidOut == .zero || balance.carried == .zero)
        }
        let hasRewards = result.claims.contains { $0.amount > .zero }
        #expect(hasRewards == result.balances.contains { $0.paidOut > .zero })
    }

    /// Property 4: cleaner air of one region never costs it money.
    @Test(arguments: seeds) func cleanerAirNeverCosts(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = Field(&random)
        var cleaner = field
        let chosen = Int.random(in: 0..<field.count, using: &random)
        let fall = Int.random(in: 1...200, using: &random)
        cleaner.values[.pm25]?[0][chosen] -= fall
        let party = Party.region(try code(field.region(chosen)))
        let linear = try (settle(Self.linear(), field.figures()), settle(Self.linear(), cleaner.figures()))
        #expect(try linear.1.netFen(party) >= linear.0.netFen(party))
        let pool = try (settle(Self.shanxi(), field.figures()), settle(Self.shanxi(), cleaner.figures()))
        #expect(try fines(pool.1, party) <= fines(pool.0, party))
        #expect(try pm25Share(pool.1, party) >= pm25Share(pool.0, party))
    }

    private func fines(_ result: SettlementResult, _ party: Party) throws -> Int64 {
        result.ledger.transfers.filter { $0.payer == party }.reduce(0) { $0 + $1.amount.fen }
    }

    /// The region's exact share of the PM2.5 pool of 2019-04, from the claims.
    private func pm25Share(_ result: SettlementResult, _ party: Party) throws -> Rational {
        let claims = result.claims.map(\.claim).filter {
            $0.basis == "pm25_reward" && $0.period == Period("2019-04")
        }
        var total = Rational.zero
        for claim in claims { total = try total + claim.amount }
        guard let own = claims.first(where: { .region($0.region) == party }), total > .zero else {
            return .zero
        }
        return try own.amount / total
    }

    /// Property 5: twice the coefficients, twice the money; rounding to the fen leaves no trace, since every
    /// claim is a whole number of fen.
    @Test(arguments: seeds) func moneyScalesWithCoefficients(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = Field(&random)
        let (one, two) = try (
            settle(Self.linear(), field.figures()), settle(Self.linear(money: 40), field.figures())
        )
        for party in one.ledger.parties { #expect(try two.netFen(party) == 2 * one.netFen(party)) }
        let (fine, double) = try (
            settle(Self.shanxi(), field.figures()), settle(Self.shanxi(rate: 20), field.figures())
        )
        // The pool is a share of rounded fines, so rewards double only where rounding does.
        for (a, b) in zip(fine.claims, double.claims) where a.claim.basis.hasSuffix("_fine") {
            #expect(try b.claim.amount == a.claim.amount * Rational(2))
        }
    }

    /// Property 5: the same figures in mg/m3 give the same money.
    @Test(arguments: seeds.prefix(20)) func unitsOfFiguresDoNotMatter(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let figures = try Field(&random).figures()
        let milligrams = try figures.map { figure in
            var changed = Figure(
                region: figure.region, period: figure.period, indicator: figure.indicator,
                value: try figure.value.map { try $0 / Rational(1000) })
            changed.unit = .named("mg/m3")
            return changed
        }
        #expect(
            try settle(Self.shanxi(), figures).ledger.sorted()
                == settle(Self.shanxi(), milligrams).ledger.sorted())
    }

    /// Property 6: the order of the input changes nothing; regions that trade their values trade their money
    /// (exact claims; a tied last step goes to the smaller code).
    @Test(arguments: seeds) func orderDoesNotMatterAndRegionsAreAlike(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let field = Field(&random)
        let plain = try settle(Self.shanxi(), field.figures())
        let shuffled = try settle(
            Self.shanxi(), field.figures(order: Array(0..<field.count).reversed()).reversed())
        #expect(shuffled.ledger.transfers == plain.ledger.transfers)
        guard field.count > 1 else { return }
        var swapped = field
        for indicator in field.values.keys {
            for month in 0..<2 { swapped.values[indicator]?[month].swapAt(0, 1) }
        }
        let traded = try settle(Self.shanxi(), swapped.figures())
        let (first, second) = (try code(field.region(0)), try code(field.region(1)))
        #expect(amounts(traded, of: second) == amounts(plain, of: first))
        #expect(amounts(traded, of: first) == amounts(plain, of: second))
    }

    private func amounts(_ result: SettlementResult, of region: RegionCode) -> [String: Rational] {
        let own = result.claims.map(\.claim).filter { $0.region == region }
        return Dictionary(
            own.map { ("\($0.period) \($0.basis)", $0.amount) }, uniquingKeysWith: { first, _ in first })
    }

    /// Property 7: equal to the base pays exactly nothing; better and then equally worse nets to nothing.
    @Test func equalValuesPayNothingAndOppositeChangesCancel() throws {
        var same: [Figure] = []
        for region in [140100, 140200, 140300] {
            for indicator in [AssessedIndicator.pm25, .pm10] {
                for month in ["2018-04", "2019-04", "2018-05", "2019-05"] {
                    same.append(try figure(region, month, indicator, "50"))
                }
            }
        }
        for block in [Self.shanxi(), Self.linear()] {
            let result = try settle(block, same)
            #expect(result.ledger.transfers.isEmpty)
            #expect(!result.claims.isEmpty)
            #expect(result.claims.allSatisfy { $0.amount == .zero })
        }
        var random = SeededGenerator(seed: 7)
        for _ in 0..<50 {
            let change = try #require(Rational(Int128.random(in: 1...400, using: &random), over: 10))
            var figures: [Figure] = []
            for indicator in [AssessedIndicator.pm25, .pm10] {
                for (month, value) in [("04", try Rational(50) - change), ("05", try Rational(50) + change)] {
                    figures.append(try figure(140100, "2018-\(month)", indicator, "50"))
                    figures.append(
                        Figure(
                            region: try code(140100), period: try period("2019-\(month)"),
                            indicator: indicator, value: value))
                }
            }
            #expect(try settle(Self.linear(), figures).netFen(.region(code(140100))) == 0)
        }
    }

    /// Property 8: settling settled amounts again changes nothing.
    @Test(arguments: seeds.prefix(20)) func roundingIsIdempotent(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let scheme = try #require(try parameters(Self.linear(extra: "rounding_step: 1 万元")).schemes.first)
        let first = try settle(Self.linear(extra: "rounding_step: 1 万元"), Field(&random).figures())
        var again = Settlement(scheme: "linear", rules: scheme.settlement)
        try again.settle(
            first.claims.map {
                Claim(
                    scheme: $0.claim.scheme, region: $0.claim.region, period: $0.claim.period,
                    amount: $0.amount.yuan,
                    basis: $0.claim.basis, calculation: $0.calculation)
            })
        #expect(again.ledger.sorted() == first.ledger.sorted())
    }

    /// Exact means of a month of 20 to 31 valid days for 12 and for 117 regions, and sums of six of them as the
    /// composite index: the arithmetic stays exact, and the pool adds up.
    @Test(arguments: [12, 117]) func realFieldsStayInRange(_ count: Int) throws {
        var random = SeededGenerator(seed: UInt64(count))
        var figures: [Figure] = []
        for index in 0..<count {
            let region = 140_000 + index
            for indicator in [AssessedIndicator.pm25, .pm10, .so2] {
                figures.append(try monthlyMean(region, indicator, &random))
                figures.append(
                    try figure(region, "2018-04", indicator, "\(Int.random(in: 20...120, using: &random)).5"))
            }
            var composite = Rational.zero
            for limit in [60, 40, 70, 35] {
                let mean = try #require(monthlyMean(region, .pm25, &random).value)
                composite = try composite + mean / Rational(limit)
            }
            figures.append(
                Figure(
                    region: try code(region), period: try period("2019-04"), indicator: .compositeIndex,
                    value: composite))
            figures.append(try figure(region, "2018-04", .compositeIndex, "6.543"))
        }
        let block = """
            schemes:
              - scheme: benchmark_tiers
                id: plan
                preset: shanxi_2017
                reward_condition: any
                fine_combination: sum
                periods: [2019-04]
                indicators:
                  - {indicator: composite_index, weight: 1}
                  - {indicator: pm25, weight: 1}
                  - {indicator: pm10, weight: 1}
                  - {indicator: so2, season: all_year, weight: 1}
            """
        let result = try settle(block, figures)
        let balance = try #require(result.balances.first)
        #expect(balance.paidOut.fen == (balance.paidIn.fen / 10_000 * 8 + 5) / 10 * 10_000)
        #expect(balance.paidOut.fen > 0)
    }

    private func monthlyMean(
        _ region: Int, _ indicator: AssessedIndicator, _ random: inout SeededGenerator
    ) throws -> Figure {
        let days = Int128.random(in: 20...31, using: &random)
        let sum = (0..<days).reduce(Int128(0)) { total, _ in
            total + Int128.random(in: 5_000...200_000, using: &random)
        }
        return Figure(
            region: try code(region), period: try period("2019-04"), indicator: indicator,
            value: Rational(sum, over: days * 1000))
    }

    /// The trail ends in the money that moved, and every part of it is exact.
    @Test(arguments: seeds.prefix(20)) func trailEndsInTheAmount(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for block in [Self.shanxi(), Self.linear()] {
            for settled in try settle(block, Field(&random).figures()).claims {
                #expect(
                    settled.calculation.value == settled.amount.yuan.magnitude
                        || settled.calculation.value == settled.amount.yuan)
                #expect(settled.calculation.allSteps.contains { $0.step == .observation })
                #expect(settled.calculation.allSteps.contains { $0.step == .baseline })
            }
        }
    }
}
