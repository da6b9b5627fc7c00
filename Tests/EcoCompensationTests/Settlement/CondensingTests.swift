import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// What is told once, with a count, and what is told of money that is gone.
@Suite struct CondensingTests {
    private func warning(_ message: String, path: String, line: Int = 2) -> Diagnostic {
        Diagnostic(
            .warning, code: "payment_deferred", at: .init(file: "s.yaml", line: line, column: 1), path: path,
            LocalizedText(en: message, zh: message))
    }

    @Test func theSameWordsOfSeveralSchemesAreToldOnce() throws {
        let found = ["a", "b", "c"].enumerated().map { warning("under ice", path: $1, line: $0 + 2) }
            .condensed()
        #expect(found.count == 1)
        #expect(found.first?.path == "a; b; c" && found.first?.location?.line == 2)
    }

    @Test func manyOfOneKindAtOnePlaceAreCounted() throws {
        let found = (1...325).map { warning("payment \($0)", path: "monthly") }.condensed()
        #expect(found.map(\.message) == ["payment 1; 324 more findings of this kind"])
        #expect(found.first?.messageZh == "payment 1；另有 324 条同类")
        // Three may stand as they are, and what stands at another place is another finding.
        #expect((1...3).map { warning("payment \($0)", path: "monthly") }.condensed().count == 3)
        #expect((1...9).map { warning("payment \($0)", path: "monthly", line: $0) }.condensed().count == 9)
    }

    @Test func errorsAreAllTold() throws {
        let errors = (1...9).map { number in
            Diagnostic(code: "wrong_unit", at: .init(file: "s.yaml", line: 2, column: 1), "error \(number)")
        }
        #expect(errors.condensed().count == 9)
    }

    /// 100 of fines, 80 of them paid out by their own scheme: a pool of all 100 lacks 80.
    @Test func finesThatArePaidOutCannotFeedAnotherPool() throws {
        let result = try settle(
            """
            schemes:
              - scheme: benchmark_tiers
                id: plan
                baselines: [previous_year]
                pool_share: 0.8
                fine_combination: sum
                reward_condition: all
                indicators: [{indicator: pm25, weight: 1, tiers: [{rate: 10 万元/(ug/m3)}]}]
              - {scheme: pool_share, id: pool, period: month, fines_of: plan, figures: gep.csv}
            reference: r.csv
            """,
            [figure(140100, "2020-01", .pm25, "60"), figure(140200, "2020-01", .pm25, "40")],
            files: [
                "r.csv": "region,period,pollutant,value,unit\n140100,2019-01,pm25,50,ug/m3\n"
                    + "140200,2019-01,pm25,50,ug/m3\n",
                "gep.csv": "region,period,value,base\n140200,2020-01,2,1\n",
            ])
        let found = try #require(result.warnings.first { $0.code == "fines_paid_twice" })
        #expect(found.message.contains("800000") && found.message.contains("1000000"))
        #expect(found.location?.file == "scenario.yaml" && !found.messageZh.isEmpty)
    }

    /// A misspelt preset is the finding; the numbers that the right one gives are not called missing.
    @Test func anUnknownPresetInventsNothing() throws {
        let found = findings {
            _ = try parameters(
                "schemes:\n  - {scheme: index_gate, id: x, preset: xinanjiang_7, sections: s.csv, observations: o.csv}",
                files: ["s.csv": "section,region\n", "o.csv": "section,period,item,value,unit\n"])
        }
        #expect(found.map(\.code) == ["unknown_choice"])
        let nested = findings {
            _ = try parameters(
                "schemes:\n  - {scheme: weighted_linear, id: x, preset: shandong_2041, indicators: [{indicator: pm25}]}"
            )
        }
        #expect(nested.map(\.code) == ["unknown_choice"])
        let required = findings {
            _ = try parameters(
                "schemes:\n  - {scheme: index_gate, id: x, preset: xinanjiang_4, sections: s.csv, observations: o.csv}",
                files: ["s.csv": "section,region\n", "o.csv": "section,period,item,value,unit\n"])
        }
        #expect(required.contains { $0.path.hasSuffix("development") && $0.code == "missing_value" })
    }

    /// The share of days is wrong, not its unit.
    @Test func aPercentAbove100PointsAtItsValue() throws {
        let heading = "region,period,pollutant,value,unit\n"
        let found = findings {
            _ = try settle(
                BadInputPlacesTests.reference, [figure(140100, "2019-04", .pm25, "40")],
                files: ["r.csv": heading + "140100,2018-04,good_day_ratio,104,%\n"])
        }
        #expect(found.first?.location?.column == 31 && found.first?.path == "value")
        let unit = findings {
            _ = try settle(
                BadInputPlacesTests.reference, [figure(140100, "2019-04", .pm25, "40")],
                files: ["r.csv": heading + "140100,2018-04,pm25,50,t\n"])
        }
        #expect(unit.first?.location?.column == 24 && unit.first?.path == "unit")
    }

    /// The mean of the area keeps the value of each region behind it, with its figure.
    @Test func aMeanKeepsTheValuesBehindIt() throws {
        let result = try settle(
            """
            schemes:
              - scheme: weighted_linear
                id: w
                period: month
                baseline: mean_of_area
                money_per_point: 10 万元
                indicators: [{indicator: pm25, weight: 1}]
            """, [figure(140100, "2019-04", .pm25, "60"), figure(140200, "2019-04", .pm25, "40")])
        let mean = try #require(
            result.claims.first?.calculation.allSteps.first { $0.step == .baseline })
        #expect(mean.value == Rational(50) && mean.inputs.map(\.value) == [Rational(60), Rational(40)])
        #expect(
            mean.inputs.map { $0.origin?.description } == [
                "air:140100:2019-04:pm25", "air:140200:2019-04:pm25",
            ])
        #expect(mean.inputs[1].note.zh.contains("140200") && mean.inputs[1].note.zh.contains("实测"))
    }
}
