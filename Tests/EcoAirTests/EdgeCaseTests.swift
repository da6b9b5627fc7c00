import EcoAccounts
import EcoParameters
import EcoTestSupport
import EcoUnits
import Testing

@testable import EcoAir

/// Cases at the edge of the rules, one name each.
@Suite("Edge cases of air evaluation")
struct EdgeCaseTests {
    @Test(
        "GB/T 8170: ties go to the even digit, once, from the exact value",
        arguments: [
            ("2.5", 0, "2"), ("3.5", 0, "4"), ("0.125", 2, "0.12"), ("0.135", 2, "0.14"), ("2.51", 0, "3"),
            ("2.500001", 0, "3"), ("113.5", 0, "114"), ("112.5", 0, "112"), ("100", 0, "100"),
            ("0.05", 1, "0.0"),
            // Twice rounded it would be 7: 6.4747 to 6.475, 6.48, 6.5, 7.
            ("6.4747", 0, "6"), ("-2.5", 0, "-2"), ("-3.5", 0, "-4"),
        ])
    func roundingTies(value: String, digits: Int, expected: String) throws {
        #expect(try exact(value).rounded(toDigits: digits).text(digits: digits) == expected)
    }

    @Test("whole-number rounding of the hourly report agrees with the exact one, ties included")
    func wholeRounding() throws {
        var generator = SeededGenerator(seed: 8170)
        for _ in 0..<2000 {
            let divisor = Int64.random(in: 1...48, using: &generator) * 2
            let dividend = Int64.random(in: 0...20_000, using: &generator)
            let expected = try #require(Rational(Int128(dividend), over: Int128(divisor)))
            #expect(Int128(roundedHalfEven(dividend, over: divisor)) == expected.roundedToInteger(.halfEven))
        }
        #expect(roundedHalfEven(5, over: 2) == 2 && roundedHalfEven(7, over: 2) == 4)
    }

    @Test("an exact 100 stays 100, and 113.5 becomes 114")
    func exactHundred() throws {
        for version in AirStandard.Version.allCases {
            let table = AirStandard(version).breakpoints
            for column in table.columns {
                let hundred = column.concentrations[2].rational
                #expect(try table.subIndex(of: hundred, item: column.item) == 100)
            }
        }
        // 2026, PM2.5: 100 + 50/55 * 14.85 = 113.5.
        let table = AirStandard(.gb3095Of2026Final).breakpoints
        #expect(try table.subIndex(of: exact("74.85"), item: .pm25Day) == 114)
    }

    @Test("versions have their dates: 2026-03-01 and 2031-01-01 are the first days of new limits")
    func datesInForce() throws {
        let version = { (text: String) in try #require(CalendarDate(text)) }
        #expect(try AirStandard.Version.inForce(on: version("2026-02-28")) == .gb3095Of2012)
        #expect(try AirStandard.Version.inForce(on: version("2026-03-01")) == .gb3095Of2026Transitional)
        #expect(try AirStandard.Version.inForce(on: version("2030-12-31")) == .gb3095Of2026Transitional)
        #expect(try AirStandard.Version.inForce(on: version("2031-01-01")) == .gb3095Of2026Final)
        #expect(try AirStandard.Version.inForce(on: version("2010-01-01")) == nil)
    }

    @Test("a settlement standard that is in force in no period is told, not refused")
    func standardNotInForce() throws {
        let text = AirScenario.dailyHeading + AirScenario.days("140121", 2019) { _ in "30" }
        let scenario = try AirScenario(
            [
                "daily": ["d.csv"], "standards": ["gb3095_2026_final"],
                "settlement_standard": ["gb3095_2026_final"],
            ], files: ["d.csv": text], codes: ["140121"])
        let found = try scenario.evaluate().diagnostics
        #expect(found.map(\.code) == ["standard_not_in_force"])
        // The version of that time is named.
        #expect(
            found.first?.hint.contains("gb3095_2012") == true && found.first?.message.contains("2019") == true
        )
    }

    @Test("February with 25 of 28 and of 29 days is valid, with 24 not; a month with 26 of 31 is not")
    func months() {
        let rules = ValidityRules()
        let valid = { (period: Period, days: Int) in
            rules.isComplete(period) { period.days.prefix(days).contains($0) }
        }
        #expect(valid(.month(2, year: 2019), 25) && !valid(.month(2, year: 2019), 24))
        #expect(valid(.month(2, year: 2020), 25) && !valid(.month(2, year: 2020), 24))
        #expect(valid(.month(1, year: 2019), 27) && !valid(.month(1, year: 2019), 26))
        #expect(valid(.month(4, year: 2019), 27) && !valid(.month(4, year: 2019), 26))
    }

    @Test("a half-year is valid where each of its months is")
    func halfYear() throws {
        let half = Period.half(1, year: 2020)
        let days = constantDays(2020) { $0 != 0 }
        let evaluator = AirEvaluator(standard: AirStandard(.gb3095Of2012))
        let found = try evaluator.evaluate(days, over: [half, .half(2, year: 2020)])
        #expect(found.map { $0[.pm25]?.validDays } == [181, 184])
        #expect(found.allSatisfy { $0.isComplete })
        let gap = constantDays(2020) { !(31..<36).contains($0) }
        #expect(try evaluator.evaluate(gap, over: [half]).first?.isComplete == false)
    }

    @Test("29 February counts in its year, and the year before has none")
    func leapDay() throws {
        var days = constantDays(2020)
        days[0, .pm25, 59] = Rational(367)
        let evaluator = AirEvaluator(standard: AirStandard(.gb3095Of2012))
        let february = try #require(try evaluator.evaluate(days, over: [.month(2, year: 2020)]).first)
        // (28 + 367) / 29; the day 59 of 2020 is 29 February.
        #expect(february[.pm25]?.mean == Rational(395, over: 29))
        #expect(february[.pm25]?.validDays == 29)
    }

    @Test("CO in ug for mg, a share above 1, a percent above 100: refused with place")
    func units() throws {
        let text = AirScenario.dailyHeading + "140121,2019-01-01,12,20,800,80,70,30\n"
        let daily = try AirScenario(["daily": ["d.csv"]], files: ["d.csv": text], codes: ["140121"])
        #expect(
            try daily.refusal().first?.hasPrefix("d.csv:2:25: error: co_mg_m3: 800.0 mg/m3 of co") == true)
        let share = try AirScenario(
            ["daily": ["d.csv"], "minimum_station_share": ["75"]], files: ["d.csv": AirScenario.dailyHeading])
        #expect(try share.refusal().first?.contains("minimum_station_share") == true)
        let base = """
            region,period,indicator,value,standard,excludes_sand_dust,source
            140121,2018,good_day_ratio,104,gb3095_2012,no,bulletin

            """
        let good = AirScenario.dailyHeading + AirScenario.days("140121", 2019) { _ in "30" }
        let percent = try AirScenario(
            ["daily": ["d.csv"], "comparison": ["previous_year"], "base_figures": ["b.csv"]],
            files: ["d.csv": good, "b.csv": base], codes: ["140121"])
        #expect(
            try percent.refusal() == [
                """
                b.csv:2:28: error: value: 104 % of good days is more than all days
                  hint: give percent, 0 to 100
                """
            ])
    }

    @Test("negative and not-a-number values, and a day that stands twice, are refused with place")
    func impossibleValues() throws {
        let rows = ["140121,2019-01-01,-1,20,0.8,80,70,30\n", "140121,2019-01-02,12,NaN,0.8,80,70,30\n"]
        let scenario = try AirScenario(
            ["daily": ["d.csv"]], files: ["d.csv": AirScenario.dailyHeading + rows.joined()],
            codes: ["140121"])
        let found = try scenario.refusal()
        #expect(found.count == 2)
        #expect(found[0].hasPrefix("d.csv:2:19: error: ") && found[1].hasPrefix("d.csv:3:22: error: "))
        let day = "140121,2019-01-01,12,20,0.8,80,70,30\n"
        let twice = try AirScenario(
            ["daily": ["d.csv"]], files: ["d.csv": AirScenario.dailyHeading + day + day], codes: ["140121"])
        #expect(try twice.refusal().first?.contains("already stands on line 2") == true)
    }

    @Test("zero is a concentration, an empty cell is none")
    func zeroAndMissing() throws {
        let text =
            AirScenario.dailyHeading
            + "140121,2019-01-01,12,20,0.8,80,70,0\n140121,2019-01-02,12,20,0.8,80,70,\n"
        let result = try AirScenario(
            ["daily": ["d.csv"], "periods": ["2019-01"]], files: ["d.csv": text], codes: ["140121"]
        ).evaluate()
        let pm25 = try #require(result.evaluations.first?[.pm25])
        #expect(pm25.mean == .zero && pm25.validDays == 1)
    }

    @Test("exceedance multiple and compliance rate of a worked year")
    func exceedance() throws {
        var days = constantDays(2019)
        for day in 0..<365 { days[0, .pm25, day] = Rational(day < 73 ? 105 : 35) }
        let evaluator = AirEvaluator(standard: AirStandard(.gb3095Of2012))
        let found = try #require(try evaluator.evaluate(days, over: [.year(2019)]).first)
        let pm25 = try #require(found[.pm25])
        // Mean 35 + 70/5 = 49: (49 - 35)/35 = 0.4; the percentile is 105: (105 - 75)/75 = 0.4; 292 of 365 days.
        #expect(pm25.meanExceedance == Rational(2, over: 5))
        #expect(pm25.percentileExceedance == Rational(2, over: 5))
        #expect(pm25.compliantDays == 292 && pm25.complianceRate == Rational(80))
        #expect(found.attains == false)
        let rate = found.rows.first { $0.statistic == "compliance_rate" && $0.pollutant == "pm25" }
        #expect(rate?.value == Rational(80) && rate?.unit.symbol == "%")
    }
}

@Suite("Laws of air evaluation over random data")
struct AirLawTests {
    /// Random days of some regions, with gaps; tenths of the unit.
    private func randomDays(_ generator: inout SeededGenerator, codes: [String], year: Int) throws
        -> RegionDays
    {
        var days = RegionDays(year: year, regions: codes.compactMap { RegionCode($0) })
        for region in days.regions.indices {
            for item in DailyItem.allCases {
                let top = item == .co ? 60 : 3000
                for day in 0..<days.dayCount where Int.random(in: 0..<40, using: &generator) > 0 {
                    days[region, item, day] = Rational(
                        Int128(Int.random(in: 0...top, using: &generator)), over: 10)
                }
            }
        }
        return days
    }

    private let codes = ["140105", "140106", "140107", "140121"]

    @Test("regions in another order: the same figures and ranks")
    func permutation() throws {
        var generator = SeededGenerator(seed: 41)
        let days = try randomDays(&generator, codes: codes, year: 2020)
        let order = [2, 0, 3, 1]
        var shuffled = RegionDays(year: 2020, regions: order.map { days.regions[$0] })
        for (position, old) in order.enumerated() {
            for item in DailyItem.allCases {
                for day in 0..<days.dayCount { shuffled[position, item, day] = days[old, item, day] }
            }
        }
        for version in AirStandard.Version.allCases {
            let evaluator = AirEvaluator(standard: AirStandard(version))
            let periods: [Period] = [.year(2020), .half(1, year: 2020), .month(2, year: 2020)]
            let key = { (list: [PeriodEvaluation]) in
                list.sorted { ($0.region, $0.period) < ($1.region, $1.period) }
            }
            let straight = try evaluator.evaluate(days, over: periods).ranked()
            let turned = try evaluator.evaluate(shuffled, over: periods).ranked()
            #expect(key(straight) == key(turned))
        }
    }

    @Test("more of a pollutant never lowers index, AQI days beyond 100 or exceedance")
    func monotony() throws {
        var generator = SeededGenerator(seed: 42)
        let days = try randomDays(&generator, codes: ["140105"], year: 2019)
        for item in DailyItem.basic {
            var more = days
            for day in 0..<365 where Int.random(in: 0..<3, using: &generator) == 0 {
                more[0, item, day] = try days[0, item, day].map { try $0 * Rational(2) }
            }
            for version in AirStandard.Version.allCases {
                let evaluator = AirEvaluator(standard: AirStandard(version))
                let low = try #require(try evaluator.evaluate(days, over: [.year(2019)]).first)
                let high = try #require(try evaluator.evaluate(more, over: [.year(2019)]).first)
                #expect(try #require(low.compositeIndex).value <= #require(high.compositeIndex).value)
                #expect(try #require(low.annexIndex).value <= #require(high.annexIndex).value)
                #expect(low.goodDays.good >= high.goodDays.good)
                #expect(high.attains == nil || !(low.attains == false && high.attains == true))
                let (a, b) = (low[item.pollutant], high[item.pollutant])
                #expect(try #require(a?.percentileExceedance) <= #require(b?.percentileExceedance))
                #expect(try #require(a?.compliantDays) >= #require(b?.compliantDays))
            }
        }
    }

    @Test("the sum of parts is the index, and the same data under a tighter version give no smaller one")
    func partsAndVersions() throws {
        var generator = SeededGenerator(seed: 43)
        let days = try randomDays(&generator, codes: codes, year: 2019)
        let byVersion = try AirStandard.Version.allCases.map {
            try AirEvaluator(standard: AirStandard($0)).evaluate(days, over: Period.quarters(of: 2019))
        }
        for list in byVersion {
            for evaluation in list {
                let index = try #require(evaluation.compositeIndex)
                #expect(try index.parts.reduce(Rational.zero) { try $0 + $1 } == index.value)
                #expect(index.largest.allSatisfy { index.parts[$0.rawValue] == index.parts.max() })
            }
        }
        for ((a, b), c) in zip(zip(byVersion[0], byVersion[1]), byVersion[2]) {
            let values = [a, b, c].compactMap { $0.compositeIndex?.value }
            #expect(values.count == 3 && values == values.sorted())
        }
    }

    @Test("quarters hold the days of the year: valid and good days, levels and compliant days add up")
    func additivity() throws {
        var generator = SeededGenerator(seed: 44)
        let days = try randomDays(&generator, codes: ["140105"], year: 2020)
        let evaluator = AirEvaluator(standard: AirStandard(.gb3095Of2026Transitional))
        let year = try #require(try evaluator.evaluate(days, over: [.year(2020)]).first)
        for parts in [Period.halves(of: 2020), Period.quarters(of: 2020), Period.months(of: 2020)] {
            let found = try evaluator.evaluate(days, over: parts)
            #expect(found.map(\.goodDays.good).reduce(0, +) == year.goodDays.good)
            #expect(found.map(\.goodDays.valid).reduce(0, +) == year.goodDays.valid)
            for level in AirLevel.allCases {
                #expect(found.map { $0.levelDays[level] }.reduce(0, +) == year.levelDays[level])
            }
            for pollutant in Pollutant.basic {
                #expect(
                    found.compactMap { $0[pollutant]?.compliantDays }.reduce(0, +)
                        == year[pollutant]?.compliantDays)
            }
        }
    }

    @Test("AQI of an hour lies between its end points and rises with each concentration")
    func hourlyMonotony() throws {
        var generator = SeededGenerator(seed: 45)
        for version in AirStandard.Version.allCases {
            let indexer = try HourlyIndexer(AirStandard(version))
            for _ in 0..<300 {
                var steps: [Int?] = HourlyItem.allCases.map { item in
                    Int.random(in: 0...(item == .so2 ? 800 : 700), using: &generator)
                }
                let low = try #require(indexer.index(steps: steps).value)
                let item = try #require(HourlyItem.allCases.randomElement(using: &generator))
                // SO2 1 h stays within its column: above it another averaging time decides.
                let top = item == .so2 || item == .o3EightHour ? 800 : 5000
                steps[item.rawValue] = Int.random(in: (steps[item.rawValue] ?? 0)...top, using: &generator)
                let high = try #require(indexer.index(steps: steps).value)
                #expect(low >= 0 && high <= 500 && high >= low)
            }
        }
    }
}
