import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoAir

@Suite("Changes against the year before")
struct ChangeTests {
    /// PM2.5 by county and year; counties without a number have no rows.
    private func scenario(
        _ pm25: [(String, now: Int?, base: Int?)], _ more: [String: [String]] = [:],
        files: [String: String] = [:]
    ) throws -> AirScenario {
        var text = AirScenario.dailyHeading
        for (region, now, base) in pm25 {
            if let base { text += AirScenario.days(region, 2019) { _ in "\(base)" } }
            if let now { text += AirScenario.days(region, 2020) { _ in "\(now)" } }
        }
        let values = ["daily": ["d.csv"], "periods": ["2020"], "comparison": ["previous_year"]]
        return try AirScenario(
            values.merging(more) { $1 }, files: ["d.csv": text].merging(files) { $1 }, codes: pm25.map(\.0))
    }

    private func index(_ result: AirResult, _ standard: AirStandard.Version = .gb3095Of2012) -> [AirChange] {
        result.changes.filter { $0.indicator == .compositeIndex && $0.standard == standard }
    }

    @Test("leap year against common year: rates of means, and the base year computed under each standard")
    func rates() throws {
        let result = try scenario(
            [("140121", 30, 40)],
            ["standards": ["gb3095_2012", "gb3095_2026_final"]]
        ).evaluate()
        let pm25 = result.changes.filter { $0.indicator == .pollutant(.pm25) }
        #expect(pm25.map(\.percent) == [Rational(-25), Rational(-25)])
        #expect(pm25.map(\.isValid) == [true, true])
        // 2.4 + 30/35 against 2.4 + 40/35; under final limits 12/20 + 20/30 + 0.2 + 0.5 + 70/50 + 30/25 and 40/25.
        let bases = [index(result), index(result, .gb3095Of2026Final)].map { $0[0].base }
        #expect(bases == [Rational(124, over: 35), Rational(149, over: 30)])
        let row = try #require(result.report("air_changes").first { $0["indicator"] == "pm25" })
        #expect(row["difference"] == "-10" && row["percent"] == "-25" && row["base_period"] == "2019")
    }

    @Test("a published base under another version is refused with its place")
    func mixedStandards() throws {
        let text = """
            region,period,indicator,value,standard,excludes_sand_dust,source
            140121,2019,composite_index,3.5,gb3095_2026_final,no,bulletin

            """
        let scenario = try scenario(
            [("140121", 30, nil)], ["base_figures": ["b.csv"]], files: ["b.csv": text])
        #expect(
            try scenario.refusal() == [
                """
                b.csv:2:33: error: standard: composite_index of 2019 stands under gb3095_2026_final, and the change is counted under gb3095_2012
                  hint: give daily values of 2019, or a figure made under gb3095_2012
                """
            ])
    }

    @Test("a published base with sand-dust left out of it alone is refused")
    func mixedSandDust() throws {
        let text = """
            region,period,indicator,value,standard,excludes_sand_dust,source
            140121,2019,pm25,40,gb3095_2012,yes,bulletin

            """
        let scenario = try scenario(
            [("140121", 30, nil)], ["base_figures": ["b.csv"]], files: ["b.csv": text])
        let found = try scenario.refusal()
        #expect(found.count == 1 && found[0].hasPrefix("b.csv:2:33: error: excludes_sand_dust: "))
    }

    @Test("a published base of the same version stands in for missing days, with its source")
    func publishedBase() throws {
        let text = """
            region,period,indicator,value,standard,excludes_sand_dust,source
            140121,2019,pm25,40,gb3095_2012,no,bulletin 12

            """
        let result = try scenario(
            [("140121", 30, nil)], ["base_figures": ["b.csv"]], files: ["b.csv": text]
        ).evaluate()
        let pm25 = try #require(result.changes.first { $0.indicator == .pollutant(.pm25) })
        #expect(pm25.percent == Rational(-25) && pm25.baseSource == "bulletin 12" && pm25.flag == .none)
        #expect(index(result)[0].flag == .missingBase && index(result)[0].percent == nil)
    }

    @Test("a base of zero has no rate, a tiny one is flagged, neither is ranked")
    func zeroAndTinyBase() throws {
        let flags = { (base: String) throws -> AirChange in
            let text =
                AirScenario.dailyHeading + AirScenario.days("140121", 2019) { _ in base }
                + AirScenario.days("140121", 2020) { _ in "3" }
            let values = ["daily": ["d.csv"], "periods": ["2020"], "comparison": ["previous_year"]]
            let result = try AirScenario(values, files: ["d.csv": text], codes: ["140121"]).evaluate()
            return try #require(result.changes.first { $0.indicator == .pollutant(.pm25) })
        }
        let zero = try flags("0")
        #expect(zero.flag == .zeroBase && zero.percent == nil && zero.difference == Rational(3))
        let tiny = try flags("0.9")
        #expect(tiny.flag == .tinyBase && tiny.percent == Rational(700, over: 3))
        #expect(try flags("1").flag == .none)
    }

    @Test("good days change in percentage points, without a rate")
    func goodDays() throws {
        let result = try scenario([("140121", 80, 30)]).evaluate()
        let change = try #require(result.changes.first { $0.indicator == .goodDayRatio })
        #expect(change.difference == Rational(-100) && change.percent == nil && change.flag == .none)
    }

    @Test("ranks of improvement: ties equal; whoever meets grade II is not ranked for deterioration")
    func ranks() throws {
        let result = try scenario([
            ("140121", 50, 60), ("140122", 50, 60), ("140123", 80, 60), ("140105", 34, 30),
            ("140106", nil, 40),
            ("140107", 60, 60),
        ]).evaluate()
        let changes = index(result)
        #expect(changes.map(\.improvementRank) == [1, 1, 5, 4, nil, 3])
        // 140105 worsened to 34 and meets grade II: no rank, and takes no place.
        #expect(changes.map(\.deteriorationRank) == [3, 3, 1, nil, nil, 2])
        #expect(changes.map(\.meetsGradeII) == [false, false, false, true, false, false])
    }

    @Test("the order of rows and regions changes nothing")
    func permutation() throws {
        let counties: [(String, now: Int?, base: Int?)] = [
            ("140121", 50, 60), ("140122", 44, 41), ("140123", 80, 60),
        ]
        let sorted = { (result: AirResult) in
            result.changes.sorted { "\($0.region) \($0.indicator.id)" < "\($1.region) \($1.indicator.id)" }
        }
        let (forward, backward) = (
            try scenario(counties).evaluate(), try scenario(counties.reversed()).evaluate()
        )
        #expect(sorted(forward) == sorted(backward))
    }

    @Test("half-years, quarters and months of a year are split and compared each with its own")
    func splits() throws {
        let result = try scenario([("140121", 30, 40)], ["split": ["half", "quarter", "month"]]).evaluate()
        #expect(Set(result.changes.map(\.period)).count == 19)
        #expect(result.changes.allSatisfy { $0.basePeriod == $0.period.inYear(2019) })
        let february = try #require(
            result.changes.first { $0.period == .month(2, year: 2020) && $0.indicator == .pollutant(.pm25) })
        #expect(february.percent == Rational(-25) && february.isValid)
    }
}
