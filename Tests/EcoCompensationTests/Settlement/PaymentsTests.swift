import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoTestSupport
import EcoUnits
import Testing

/// Payments without explanations against settlements with them: every party, to the fen.
@Suite struct PaymentsTests {
    static let seeds = Array(UInt64(1)...60)

    /// Every balance of both, by scheme and party.
    private func expectEqual(
        _ payments: SettlementPayments, _ result: SettlementResult, _ regions: RegionTable,
        _ comment: @autoclosure () -> String
    ) throws {
        let whole = try SettlementPayments(
            ledger: result.ledger, scores: result.scores, allocated: result.allocated, regions: regions)
        let moved = payments.balances.filter { $0.moves }
        #expect(
            Set(moved.map(\.scheme)) == Set(whole.balances.map(\.scheme)), "\(comment())")
        for balances in whole.balances {
            let own = try #require(moved.first { $0.scheme == balances.scheme })
            #expect(own.regions == balances.regions, "\(comment())")
            let others = Dictionary(uniqueKeysWithValues: own.others.map { ($0.party, $0.sums) })
            #expect(
                others == Dictionary(uniqueKeysWithValues: balances.others.map { ($0.party, $0.sums) }),
                "\(comment())")
        }
        // What explains them is left out.
        #expect(payments.scores.map(\.value) == result.scores.map(\.value))
        #expect(payments.scores.map(\.subject) == result.scores.map(\.subject))
        #expect(payments.allocated.map(\.amount) == result.allocated.map(\.amount))
        #expect(payments.allocated.map(\.recipient) == result.allocated.map(\.recipient))
    }

    @Test(arguments: WorkedCasesTests.cases) func workedCasesPayTheSame(_ worked: WorkedCase) throws {
        let inputs = try worked.inputs()
        let basis = try SettlementBasis(
            parameters: inputs.parameters, indicators: inputs.indicators, accounts: inputs.accounts,
            regions: inputs.regions)
        // Twice, so that what is kept from the first serves the second.
        for _ in 0..<2 {
            let payments = try CompensationEvaluation.payments(parameters: inputs.parameters, on: basis)
            try expectEqual(payments, worked.settle(), inputs.regions, worked.testDescription)
        }
    }

    /// Months of a few regions in which steps, ties, caps, debts and empty pools occur.
    private struct Draw {
        let text: String
        let figures: [Figure]

        init(_ random: inout SeededGenerator) throws {
            func one(_ options: [String]) -> String { options.randomElement(using: &random) ?? "" }
            let isPool = Bool.random(using: &random)
            let lines = [
                "tier_mode: \(one(["marginal", "whole"]))",
                "baselines: \(one(["[mean_of_area]", "[mean_of_area, previous_year]", "[previous_year, fixed]"]))",
                "fine_combination: \(one(["sum", "largest"]))",
                "reward_condition: \(one(["all", "any"]))",
                "previous_year_weight: \(one(["1", "0.5", "0.333", "0"]))",
                "rounding_step: \(one(["0.01 CNY", "0.01 万元", "1 万元"]))",
                "rounding: \(one(["half_even", "half_up", "up", "down"]))",
                isPool
                    ? "pool_share: \(one(["0.8", "1", "0", "0.6543"]))" : "rewards: tiers",
                one(["payment_cap: 12.345 万元", "payment_cap: 0 万元", ""]),
                isPool ? "" : one(["budget: 20.5 万元", "budget: 0 万元", ""]),
                isPool ? "" : one(["surplus: retained", "surplus: carried", ""]),
            ].filter { !$0.isEmpty }
            let rate = Int.random(in: 1...9, using: &random)
            let tiers = one([
                "[{rate: \(rate).07 万元/(ug/m3)}]",
                "[{up_to: 5 ug/m3, rate: \(rate) 万元/(ug/m3)}, {rate: \(2 * rate) 万元/(ug/m3)}]",
                "[{up_to: 2.3 ug/m3, rate: \(rate) 万元/(ug/m3)}, {up_to: 7.7 ug/m3, rate: 3.3 万元/(ug/m3)}, {rate: 0.7 万元/(ug/m3)}]",
                "[{up_to: 3 ug/m3, amount: \(rate) 万元}, {amount: 31.7 万元}]",
            ])
            let money =
                isPool ? "weight: \(rate).5, tiers: \(tiers)" : "tiers: \(tiers), reward_tiers: \(tiers)"
            let more = one(["", ", exemption_limit: 45 ug/m3", ", direction: both"])
            text = """
                schemes:
                  - scheme: benchmark_tiers
                    id: plan
                    periods: [2019-04, 2019-05, 2019-06]
                \(lines.map { "    \($0)" }.joined(separator: "\n"))
                    indicators:
                      - {indicator: pm25, fixed_baseline: 50 ug/m3, \(money)\(more)}
                      - {indicator: pm10, fixed_baseline: 50 ug/m3, \(money)}
                """
            var figures: [Figure] = []
            let count = Int.random(in: 1...9, using: &random)
            for indicator in [AssessedIndicator.pm25, .pm10] {
                for month in 4...6 {
                    for index in 0..<count {
                        let value = "\(Int.random(in: 30...70, using: &random) / 2 * 2).\(month)"
                        figures.append(try figure(140_100 + index, "2019-0\(month)", indicator, value))
                        figures.append(
                            try figure(
                                140_100 + index, "2018-0\(month)", indicator, one(["50", "47.3", "61"])))
                    }
                }
            }
            self.figures = figures
        }
    }

    @Test(arguments: seeds) func wholeNumbersGiveTheFenOfFractions(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let draw = try Draw(&random)
        let parameters = try parameters(draw.text)
        let regions = regionTable(draw.figures.map(\.region))
        let basis = try SettlementBasis(
            parameters: parameters, indicators: draw.figures.map(\.evaluated), regions: regions)
        var evidence = basis.evidence
        evidence.memo = basis.memo
        let scheme = parameters.schemes[0]
        #expect(scheme.balances(from: Assessment(evidence, scope: scheme.scope)) != nil, "\(draw.text)")
        let payments = try CompensationEvaluation.payments(parameters: parameters, on: basis)
        let result = try CompensationEvaluation.settle(
            parameters: parameters, indicators: draw.figures.map(\.evaluated), regions: regions)
        try expectEqual(payments, result, regions, draw.text)
    }

    /// Numbers beyond the bounds of whole arithmetic go by fractions, not wrong.
    @Test func largeNumbersGoByFractions() throws {
        let text = """
            schemes:
              - scheme: benchmark_tiers
                id: plan
                periods: [2019-04]
                baselines: [mean_of_area]
                indicators:
                  - {indicator: pm25, weight: 1, tiers: [{rate: 123456789.123456789 万元/(ug/m3)}]}
            """
        let parameters = try parameters(text)
        let figures = try [figure(140_100, "2019-04", .pm25, "41"), figure(140_101, "2019-04", .pm25, "44")]
        let regions = regionTable(figures.map(\.region))
        let basis = try SettlementBasis(
            parameters: parameters, indicators: figures.map(\.evaluated), regions: regions)
        let payments = try CompensationEvaluation.payments(parameters: parameters, on: basis)
        let result = try CompensationEvaluation.settle(
            parameters: parameters, indicators: figures.map(\.evaluated), regions: regions)
        try expectEqual(payments, result, regions, text)
    }

    /// A change of one scheme leaves the other where it was, and gives what a settlement anew gives.
    @Test(arguments: seeds.prefix(10)) func untouchedSchemesAreKept(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let draw = try Draw(&random)
        func two(_ rate: Int) -> String {
            draw.text + """

                  - scheme: weighted_linear
                    id: second
                    period: month
                    periods: [2019-04]
                    baseline: previous_year
                    money_per_point: \(rate) 万元
                    indicators: [{indicator: pm25, weight: 1}]
                """
        }
        let (before, after) = (try parameters(two(3)), try parameters(two(4)))
        let regions = regionTable(draw.figures.map(\.region))
        let basis = try SettlementBasis(
            parameters: before, indicators: draw.figures.map(\.evaluated), regions: regions)
        let kept = try CompensationEvaluation.payments(parameters: before, on: basis)
        let changes = SettlementChanges(schemes: [1], reachesAppraisals: false, reachesAllocations: false)
        let payments = try CompensationEvaluation.payments(
            parameters: after, on: basis, keeping: kept, besides: changes)
        let result = try CompensationEvaluation.settle(
            parameters: after, indicators: draw.figures.map(\.evaluated), regions: regions)
        try expectEqual(payments, result, regions, draw.text)
    }
}

extension PartyBalances {
    fileprivate var moves: Bool { !others.isEmpty || regions.contains { $0 != Sums() } }
}
