import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

@Suite struct IncentiveTests {
    /// Tiers of 10 万元 up to 5 ug/m3 above a target of the scheme's own, then 20.
    private func scheme(_ mode: String, _ analysis: String) -> String {
        """
        analysis: \(analysis)
        schemes:
          - scheme: benchmark_tiers
            id: plan
            tier_mode: \(mode)
            baselines: [previous_year]
            fine_combination: sum
            reward_condition: all
            pool_share: 0
            indicators:
              - indicator: pm25
                weight: 1
                tiers: [{up_to: 5 ug/m3, rate: 10 万元/(ug/m3)}, {rate: 20 万元/(ug/m3)}]
        reference: reference.csv
        """
    }

    private static let reference = """
        region,period,pollutant,value,unit
        140100,2019-01,pm25,40,ug/m3
        140200,2019-01,pm25,40,ug/m3
        """

    private func settled(_ mode: String, _ analysis: String, _ values: (String, String)) throws
        -> SettlementResult
    {
        try settle(
            scheme(mode, analysis),
            [
                figure(140100, "2020-01", .pm25, values.0), figure(140200, "2020-01", .pm25, values.1),
            ],
            files: ["reference.csv": Self.reference])
    }

    /// A at 48 stands 8 above: 5 x 10 + 3 x 20 = 110. One less saves 20 万元, one more costs 20.
    /// B at 36 is below its baseline: no fine, and nothing to gain or lose by one step.
    @Test func marginalPaymentsOfWorkedRegions() throws {
        let result = try settled("marginal", "{marginal_payments: true}", ("48", "36"))
        let payments = try #require(result.analysis.marginalPayments)
        #expect(payments.map(\.region) == [try code(140100)])
        #expect(payments.first?.gainIfBetter == Rational(200_000))
        #expect(payments.first?.gainIfWorse == Rational(-200_000))
        #expect(payments.first?.step == .one)
    }

    /// With the whole distance at the rate reached, 45 costs 50 and anything above it 20 a ug/m3: a jump of
    /// 50 万元 at 45. Below 40 nothing is gained.
    @Test func aWholeTierJumpsAndAFineHasADeadZone() throws {
        let analysis = "{jumps: {period: 2020-01, regions: [140100], range: 0.5, steps: 40}}"
        let result = try settled("whole", analysis, ("48", "36"))
        let jump = try #require(result.analysis.jumps?.first)
        #expect(result.analysis.jumps?.count == 1)
        #expect(jump.lower <= Rational(45) && Rational(45) < jump.upper)
        let width = try jump.upper - jump.lower
        #expect(try width < exact("0.01"))
        let drop = try (jump.paymentAtLower - jump.paymentAtUpper).doubleValue
        #expect(abs(drop - 500_000) < 2_000)
        let zone = try #require(result.analysis.deadZones?.first)
        #expect(result.analysis.deadZones?.count == 1)
        #expect(zone.payment == .zero && !zone.holdsPresentValue)
        // Steps of 1.2 from 24: the last value without a fine is 39.6.
        #expect(zone.lower == Rational(24))
        #expect(try zone.upper == exact("39.6"))
    }

    @Test func marginalTiersDoNotJump() throws {
        let analysis = "{jumps: {period: 2020-01, range: 0.5, steps: 40}}"
        let result = try settled("marginal", analysis, ("48", "46"))
        // Asked for and not found is told apart from not asked for.
        #expect(result.analysis.jumps == [] && result.analysis.marginalPayments == nil)
        #expect(Set((result.analysis.deadZones ?? []).map(\.region)).count == 2)
    }

    /// Two years of history, 48 and 44 for A: fines of 110 and 40 万元, each drawn about half of the time.
    @Test func fundRiskOverTwoYearsOfHistory() throws {
        let history = """
            region,period,pollutant,value,unit
            140100,2017-01,pm25,48,ug/m3
            140200,2017-01,pm25,36,ug/m3
            140100,2018-01,pm25,44,ug/m3
            140200,2018-01,pm25,36,ug/m3
            """
        let result = try settle(
            scheme("marginal", "{fund_risk: {history: history.csv, replicates: 400, seed: 7}}"),
            [figure(140100, "2020-01", .pm25, "48"), figure(140200, "2020-01", .pm25, "36")],
            files: ["reference.csv": Self.reference, "history.csv": history])
        let risk = try #require(result.analysis.fundRisk.first { $0.item == .paidIn })
        #expect(risk.quantile05 == 400_000 && risk.quantile95 == 1_100_000)
        // Mean of 400 draws of a fair coin: 750,000 with a standard error of 350,000 / 20 = 17,500.
        #expect(abs(risk.mean - 750_000) < 4 * 17_500)
    }

    /// A history of PM2.5 alone varies PM2.5 and leaves the other indicators, which no scheme reads, as they are.
    @Test func theHistoryNeedsOnlyItsOwnIndicators() throws {
        let history = """
            region,period,pollutant,value,unit
            140100,2017-01,pm25,44,ug/m3
            140200,2017-01,pm25,36,ug/m3
            """
        let result = try settle(
            scheme("marginal", "{fund_risk: {history: history.csv, replicates: 3, seed: 1}}"),
            [
                figure(140100, "2020-01", .pm25, "48"), figure(140200, "2020-01", .pm25, "36"),
                figure(140100, "2020-01", .so2, "20"), figure(140100, "2020", .pm25, "41"),
            ],
            files: ["reference.csv": Self.reference, "history.csv": history])
        let risk = try #require(result.analysis.fundRisk.first { $0.item == .paidIn })
        // 4 ug/m3 above 40: 40 万元 in every replicate.
        #expect(risk.mean == 400_000 && risk.quantile05 == 400_000)
    }

    @Test func anIncompleteHistoryIsFound() throws {
        let history = """
            region,period,pollutant,value,unit
            140100,2017-01,pm25,48,ug/m3
            """
        let found = findings {
            _ = try settle(
                scheme("marginal", "{fund_risk: {history: history.csv, replicates: 4}}"),
                [figure(140100, "2020-01", .pm25, "48"), figure(140200, "2020-01", .pm25, "36")],
                files: ["reference.csv": Self.reference, "history.csv": history])
        }
        #expect(found.map(\.code) == ["incomplete_history"])
        #expect(found.first?.location?.file == "history.csv")
    }

    /// A pool by figures of its own reads no air, but the fines that feed it do: B, the only one that improved, gets 110,
    /// and 20 less where A's air is one step better. SO2, which nobody reads, is worth nothing.
    @Test func aPoolFedByFinesMovesWithTheAir() throws {
        let pool = """
              - {scheme: pool_share, id: pool, period: month, fines_of: plan, figures: gep.csv}
            reference: reference.csv
            """
        let yaml = scheme("marginal", "{marginal_payments: true}").replacing("reference: reference.csv", pool)
        let figures = try [
            figure(140100, "2020-01", .pm25, "48"), figure(140200, "2020-01", .pm25, "36"),
            figure(140100, "2020-01", .so2, "20"),
        ]
        let files = [
            "reference.csv": Self.reference,
            "gep.csv": "region,period,value,base\n140100,2020-01,1,1\n140200,2020-01,2,1\n",
        ]
        let result = try settle(yaml, figures, files: files)
        #expect(try result.ledger.net(of: .region(code(140200))) == wanYuan("110"))
        let payments = try #require(result.analysis.marginalPayments)
        #expect(payments.map(\.scheme) == ["plan"] && payments.map(\.indicator) == [.pm25])
        let zones = try settle(
            yaml.replacing("marginal_payments: true", "jumps: {period: 2020-01, range: 0.5, steps: 40}"),
            figures,
            files: files)
        // B's own air moves no payment of the pool; A's does, but A receives none of it.
        #expect(zones.analysis.jumps == [])
    }

    @Test func nothingIsAnalysedUnasked() throws {
        let result = try settled("marginal", "{marginal_payments: false}", ("48", "36"))
        #expect(result.analysis.marginalPayments == nil && result.analysis.jumps == nil)
        #expect(result.analysis.deadZones == nil && result.analysis.fundRisk.isEmpty)
    }
}

extension String {
    fileprivate func replacing(_ part: String, _ other: String) -> String {
        var text = self
        if let range = text.firstRange(of: part) { text.replaceSubrange(range, with: other) }
        return text
    }
}
