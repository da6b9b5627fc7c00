import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// What is refused, and what is warned of.
@Suite struct InputFindingsTests {
    static func linear(_ extra: String = "", baseline: String = "previous_year") -> String {
        """
        schemes:
          - scheme: weighted_linear
            id: linear
            period: month
            baseline: \(baseline)
            money_per_point: 20 万元
            \(extra)
            indicators: [{indicator: pm25, weight: 1}]
        """
    }

    static let meanPlan = """
        schemes:
          - scheme: benchmark_tiers
            id: plan
            baselines: [mean_of_area]
            missing_data: MISSING
            indicators: [{indicator: pm25, weight: 1, tiers: [{rate: 10 万元/(ug/m3)}]}]
        """

    static func plan(missing: String) -> String {
        meanPlan.split(separator: "\n").map {
            $0.hasSuffix("MISSING") ? "    missing_data: \(missing)" : String($0)
        }
        .joined(separator: "\n")
    }

    /// 40, 60 and none: by the rules of missing data.
    private func gap() throws -> [Figure] {
        [
            try figure(140100, "2019-04", .pm25, "40"), try figure(140200, "2019-04", .pm25, "60"),
            try figure(140300, "2019-04", .pm25, nil),
        ]
    }

    @Test func missingDataBlocksByDefault() throws {
        let found = findings { _ = try settle(Self.plan(missing: "block_settlement"), gap()) }
        #expect(found.map(\.code) == ["missing_data"])
        #expect(found.first?.message.contains("140300") == true)
        #expect(found.first?.location?.file == "scenario.yaml")
    }

    /// Mean 50 of two: 60 pays 100, 40 receives 80; the third is out. With the mean in its place it pays nothing.
    @Test(arguments: ["not_assessed", "use_area_mean"])
    func missingDataByRule(_ rule: String) throws {
        let result = try settle(Self.plan(missing: rule), gap())
        #expect(result.warnings.map(\.code) == ["missing_data"])
        #expect(try result.netFen(.region(code(140200))) == -100_000_000)
        #expect(try result.netFen(.region(code(140100))) == 80_000_000)
        #expect(try result.netFen(.region(code(140300))) == 0)
        #expect(
            result.claims.contains { $0.claim.region == RegionCode("140300") } == (rule == "use_area_mean"))
    }

    @Test func invalidDataCountAsMissing() throws {
        var figures = try gap().prefix(2).map { $0 }
        figures[1].isValid = false
        let found = findings { _ = try settle(Self.plan(missing: "block_settlement"), figures) }
        #expect(found.map(\.code) == ["missing_data"])
    }

    @Test func aRegionWithoutAnyFigureIsMissing() throws {
        let figures = try gap().prefix(2).map { $0 }
        let regions = try [code(140100), code(140200), code(140300)]
        let found = findings {
            _ = try settle(Self.plan(missing: "block_settlement"), figures, regions: regions)
        }
        #expect(found.map(\.code) == ["missing_data"])
    }

    @Test func monthsWithoutAnyFigureAreWarnedOf() throws {
        let figures = try ["2019-03", "2019-05"].map { try figure(140100, $0, .pm25, "40") }
        let result = try settle(Self.linear(baseline: "mean_of_area"), figures)
        #expect(result.warnings.map(\.code) == ["period_without_data"])
        #expect(result.warnings.first?.message.contains("2019-04") == true)
    }

    @Test func mixedStandardsAreRefused() throws {
        var figures = [
            try figure(140100, "2026-04", .pm25, "40"), try figure(140100, "2025-04", .pm25, "50"),
        ]
        figures[0].standard = "gb3095_2026_transitional"
        let block = Self.linear("periods: [2026-04]")
        #expect(findings { _ = try settle(block, figures) }.map(\.code) == ["mixed_standards"])
        figures.append(try figure(140100, "2026-04", .pm25, "41"))
        let chosen = Self.linear("periods: [2026-04]\n    standard: gb3095_2012")
        // 50 - 41 = 9 points of 20 万元.
        #expect(try settle(chosen, figures).netFen(.region(code(140100))) == 180_000_000)
    }

    @Test func duplicatesNegativesAndWrongUnitsAreRefusedTogether() throws {
        var wrong = try figure(140100, "2019-05", .pm25, "40")
        wrong.unit = .named("t")
        let figures = [
            try figure(140100, "2019-04", .pm25, "40"), try figure(140100, "2019-04", .pm25, "41"), wrong,
            try figure(140100, "2019-06", .pm25, "-1"),
        ]
        let found = findings { _ = try settle(Self.linear(baseline: "mean_of_area"), figures) }
        #expect(found.map(\.code) == ["duplicate_indicator", "wrong_unit", "out_of_range"])
    }

    @Test func nothingToSettleIsSaid() throws {
        let found = findings { _ = try settle(Self.linear(), [figure(140100, "2019-Q1", .pm25, "40")]) }
        #expect(found.map(\.code) == ["nothing_to_settle"])
    }

    /// 10^15 ug/m3 x 20 万元 = 2 x 10^20 yuan, past the fen of Int64; and a value whose mean has too many digits.
    @Test func overflowGivesAFindingAndPaysNothing() throws {
        let figures = [
            try figure(140100, "2019-04", .pm25, "1000000000000000"),
            try figure(140200, "2019-04", .pm25, "0"),
        ]
        let found = findings { _ = try settle(Self.linear(baseline: "mean_of_area"), figures) }
        #expect(found.map(\.code) == ["arithmetic_overflow"])
        let fine = try figure(140100, "2019-04", .pm25, nil)
        let fractions = [1_000_000_007, 998_244_353, 1_000_000_009, 999_999_937].enumerated().map {
            index, prime in
            var digits = fine
            digits = Figure(
                region: RegionCode("14\(index + 1)100") ?? fine.region, period: fine.period, indicator: .pm25,
                value: Rational(Int128(prime - 1), over: Int128(prime) * 1_000_003))
            return digits
        }
        #expect(
            findings { _ = try settle(Self.linear(baseline: "mean_of_area"), fractions) }.map(\.code)
                .contains(
                    "arithmetic_overflow"))
    }

    @Test func referenceTableFindingsHavePlaces() throws {
        let table = """
            region,period,pollutant,value,unit
            140999,2018-04,pm25,50,ug/m3
            140100,2018-04-01,pm25,50,ug/m3
            140100,2018-05,pm25,50,t
            140100,2018-06,pm25,50,ug/m9z
            """
        let block = Self.linear() + "\nreference: air_reference.csv"
        let found = findings {
            _ = try settle(
                block, [figure(140100, "2019-04", .pm25, "40")], files: ["air_reference.csv": table])
        }
        #expect(found.map(\.code) == ["unknown_region", "wrong_type", "wrong_unit", "unknown_unit"])
        #expect(found.map { $0.location?.line } == [2, 3, 4, 5])
    }

    @Test func assumedReferencesAreWarnedOf() throws {
        let table = "region,period,pollutant,value,unit,status\n140100,2018-04,pm25,50,ug/m3,assumed\n"
        let result = try settle(
            Self.linear() + "\nreference: r.csv", [figure(140100, "2019-04", .pm25, "40")],
            files: ["r.csv": table])
        #expect(result.warnings.map(\.code) == ["reference_assumed"])
        #expect(try result.netFen(.region(code(140100))) == 200_000_000)
    }

    @Test func targetsOfTheYearServeItsMonths() throws {
        let table = "region,period,pollutant,value,unit\n140100,2019,pm25,38.5,ug/m3\n"
        let result = try settle(
            Self.linear(baseline: "target") + "\ntargets: t.csv", [figure(140100, "2019-04", .pm25, "40")],
            files: ["t.csv": table])
        #expect(try result.netFen(.region(code(140100))) == -30_000_000)
    }

    @Test func publishedPaymentsStandBesideTheResult() throws {
        let table =
            "period,unit,kind,amount_wan_yuan,note,source\n2018-06,太原市,fine,1263.64,largest fine,news\n"
        let result = try settle(
            Self.linear(baseline: "mean_of_area") + "\npublished: p.csv",
            [figure(140100, "2019-04", .pm25, "40")],
            files: ["p.csv": table])
        #expect(result.clauses["linear"]?.en == "declared in the scenario")
        #expect(result.published.map(\.amount) == [try wanYuan("1263.64")])
        #expect(result.ledger.transfers.isEmpty)
    }

    // MARK: Declarations

    @Test func everyMissingParameterIsNamedAtOnce() throws {
        let found = findings {
            _ = try parameters(
                """
                schemes:
                  - scheme: benchmark_tiers
                    id: plan
                    preset: shanxi_2019
                """)
        }
        let paths = Set(found.map(\.path))
        for path in [
            "fine_combination", "reward_condition", "indicators.composite_index.tiers",
            "indicators.composite_index.weight", "indicators.pm25.weight",
        ] {
            #expect(paths.contains("schemes[0].\(path)"), "\(path)")
        }
        #expect(found.allSatisfy { $0.code == "missing_value" })
    }

    @Test func explicitValuesWinOverThePreset() throws {
        let own = try parameters(
            """
            schemes:
              - scheme: weighted_linear
                id: own
                preset: shandong_2014
                money_per_point: 30 万元
                coefficients: {370100: 2}
                indicators: [{indicator: pm25, weight: 0.5}]
            """)
        let scheme = try #require(own.schemes.first as? WeightedLinear)
        #expect(scheme.moneyPerPoint == Rational(300_000))
        #expect(try scheme.coefficient(code(370100)) == Rational(2))
        #expect(try scheme.coefficient(code(370200)) == Rational(1))
        #expect(
            try scheme.indicators.map(\.weight) == [exact("0.5"), exact("0.15"), exact("0.15"), exact("0.1")])
        let filled = scheme.scope.presetValues.map(\.path)
        #expect(filled.contains("indicators.no2.weight") && filled.contains("baseline"))
        #expect(!filled.contains("money_per_point") && !filled.contains("indicators.pm25.weight"))
    }

    @Test func mistakesInTheBlockAreFound() throws {
        let found = findings {
            _ = try parameters(
                """
                schemes:
                  - scheme: weighted_linear
                    id: a
                    preset: shandong_2041
                    baseline: previous_year
                    money_per_point: 20 万元
                    rounding_step: 0.001 CNY
                    fund: province
                    indicators: [{indicator: pm25, weight: 1}, {indicator: pm25, weight: 1}]
                """)
        }
        #expect(Set(found.map(\.code)) == ["unknown_choice", "duplicate_id", "out_of_range"])
        #expect(found.contains { $0.hint.contains("shandong_2014") })
        let same = findings {
            let line = "  - {scheme: weighted_linear, id: a, preset: shandong_2014}\n"
            _ = try parameters("schemes:\n" + line + line)
        }
        #expect(same.map(\.code) == ["duplicate_id"])
    }

    @Test func wrongTiersAreFound() throws {
        let found = findings {
            _ = try parameters(
                """
                schemes:
                  - scheme: benchmark_tiers
                    id: plan
                    baselines: [mean_of_area]
                    indicators: [{indicator: pm25, weight: 1, tiers: [{up_to: 5 ug/m3, rate: 10 万元/(ug/m3)}]}]
                """)
        }
        #expect(found.map(\.code) == ["tiers"])
    }

    @Test func unknownAssessedRegionIsFound() throws {
        let block = Self.linear("regions: [140100, 140999]", baseline: "mean_of_area")
        let found = findings { _ = try settle(block, [figure(140100, "2019-04", .pm25, "40")]) }
        #expect(found.map(\.code) == ["unknown_region"])
    }
}
