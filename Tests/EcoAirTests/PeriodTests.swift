import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoAir

/// One region whose six items hold `value` on the days for which `isPresent` is true.
func constantDays(
    _ year: Int, value: Rational = .one, regions: [String] = ["140122"],
    isPresent: (Int) -> Bool = { _ in true }
) -> RegionDays {
    var days = RegionDays(year: year, regions: regions.compactMap { RegionCode($0) })
    for region in days.regions.indices {
        for item in DailyItem.basic {
            for day in 0..<days.dayCount where isPresent(day) { days[region, item, day] = value }
        }
    }
    return days
}

@Suite("From days to months, quarters and years")
struct PeriodTests {
    private func evaluate(
        _ days: RegionDays, _ period: Period, _ version: AirStandard.Version = .gb3095Of2012,
        completeness: CompletenessPolicy = .flag, dust: Bool = false
    ) throws -> PeriodEvaluation {
        let evaluator = AirEvaluator(
            standard: AirStandard(version), completeness: completeness, excludesSandDust: dust)
        return try #require(try evaluator.evaluate(days, over: [period]).first)
    }

    /// Days to take out so that `valid` remain while every month keeps its 27 (February 25) days.
    private func gaps(_ year: Int, leaving valid: Int) -> Set<Int> {
        var gaps: Set<Int> = []
        let total = CalendarDate.dayCount(ofYear: year)
        for month in Period.months(of: year) {
            let needed = month.months.lowerBound == 2 ? 25 : 27
            for day in month.days.prefix(month.days.count - needed) where gaps.count < total - valid {
                gaps.insert(day)
            }
        }
        return gaps
    }

    @Test("a year needs 324 days, leap year or not", arguments: [(2019, 365), (2020, 366)])
    func daysPerYear(year: Int, length: Int) throws {
        for (valid, expected) in [(324, true), (323, false)] {
            let missing = gaps(year, leaving: valid)
            #expect(missing.count == length - valid)
            let days = constantDays(year) { !missing.contains($0) }
            let evaluation = try evaluate(days, .year(year))
            #expect(evaluation[.pm25]?.validDays == valid)
            #expect(evaluation[.pm25]?.isComplete == expected)
            #expect(evaluation.isComplete == expected)
        }
    }

    @Test(
        "a month needs 27 days, February 25, whatever its length",
        arguments: [
            (2019, 1, 31, 27), (2019, 4, 30, 27), (2019, 2, 28, 25), (2020, 2, 29, 25), (2019, 12, 31, 27),
        ])
    func daysPerMonth(year: Int, month: Int, length: Int, needed: Int) throws {
        let period = Period.month(month, year: year)
        #expect(period.days.count == length)
        for (valid, expected) in [(needed, true), (needed - 1, false)] {
            let days = constantDays(year) {
                period.days.prefix(valid).contains($0) || !period.days.contains($0)
            }
            let evaluation = try evaluate(days, period)
            #expect(evaluation[.so2]?.validDays == valid)
            #expect(evaluation[.so2]?.isComplete == expected)
            // One bad month spoils its quarter and its year.
            #expect(try evaluate(days, .quarter((month + 2) / 3, year: year)).isComplete == expected)
            #expect(try evaluate(days, .year(year)).isComplete == expected)
        }
    }

    @Test("strict policy: an incomplete pollutant makes no index and takes no rank")
    func strictPolicy() throws {
        let days = constantDays(2019) { $0 >= 5 }
        #expect(try evaluate(days, .month(1, year: 2019)).compositeIndex != nil)
        let strict = try evaluate(days, .month(1, year: 2019), completeness: .strict)
        #expect(strict.compositeIndex == nil)
        #expect([strict].ranked().first?.rank == nil)
    }

    @Test("a region without data has missing figures, never zero")
    func noData() throws {
        let evaluation = try evaluate(constantDays(2019) { _ in false }, .year(2019))
        #expect(evaluation[.pm25]?.mean == nil)
        #expect(evaluation.compositeIndex == nil)
        #expect(evaluation.goodDays.ratio == nil)
        #expect(evaluation.attains == nil)
        #expect(evaluation.rows.isEmpty)
        #expect(evaluation.indicators.count == 14)
        #expect(evaluation.indicators.allSatisfy { $0.value == nil && !$0.isValid })
    }

    @Test("means, percentiles and good days of a worked month")
    func workedMonth() throws {
        // PM2.5 of January runs 60...90; good under 2012 up to 75 (16 days), under 2026 at 60 alone.
        var days = constantDays(2019)
        for day in 0..<31 { days[0, .pm25, day] = Rational(60 + day) }
        let evaluation = try evaluate(days, .month(1, year: 2019))
        #expect(evaluation[.pm25]?.mean == Rational(75))
        // k = 1 + 30 * 0.95 = 29.5: midway between 88 and 89.
        #expect(evaluation[.pm25]?.percentile == Rational(177, over: 2))
        #expect(evaluation.goodDays == GoodDays(good: 16, valid: 31, isComplete: true))
        #expect(evaluation.goodDays.ratio == Rational(1600, over: 31))
        // Sub-indices 1/60 + 1/40 + 1/4 + 1/160 + 1/70 + 75/35.
        let expected = 1.0 / 60 + 1.0 / 40 + 0.25 + 1.0 / 160 + 1.0 / 70 + 75.0 / 35
        let index = try #require(evaluation.compositeIndex)
        #expect(abs(index.value.doubleValue - expected) < 1e-12)
        #expect(index.largest == [.pm25])
        let transitional = try evaluate(days, .month(1, year: 2019), .gb3095Of2026Transitional)
        #expect(transitional.goodDays.good == 1)
        #expect(transitional.standard == .gb3095Of2026Transitional)
    }

    @Test("a year attains only with mean and percentile of all six items within grade II")
    func attainment() throws {
        var days = constantDays(2019)
        for day in 0..<365 { days[0, .pm25, day] = Rational(35) }
        #expect(try evaluate(days, .year(2019)).attains == true)
        #expect(try evaluate(days, .month(1, year: 2019)).attains == nil)
        // 30 days of 76: k = 346.8 lies among them, so the percentile exceeds 75 while the mean is
        // (335 * 30 + 30 * 76) / 365 = 33.8.
        for day in 0..<365 { days[0, .pm25, day] = Rational(day < 30 ? 76 : 30) }
        let evaluation = try evaluate(days, .year(2019))
        #expect(evaluation[.pm25]?.attains == false)
        #expect(evaluation.attains == false)
        // The mean is compared after rounding: 35.49 counts as 35, 35.51 as 36.
        for (mean, expected) in [("35.49", true), ("35.51", false)] {
            for day in 0..<365 { days[0, .pm25, day] = try exact(mean) }
            #expect(try evaluate(days, .year(2019))[.pm25]?.attains == expected)
        }
        // 25.04 is 25.0 with the one decimal of 2026, 25.06 is 25.1.
        for (mean, expected) in [("25.04", true), ("25.06", false)] {
            for day in 0..<365 { days[0, .pm25, day] = try exact(mean) }
            #expect(try evaluate(days, .year(2019), .gb3095Of2026Final)[.pm25]?.attains == expected)
        }
    }

    @Test("sand-dust days leave the concentration, and stay in good days and completeness")
    func sandDust() throws {
        var days = constantDays(2019, value: Rational(20))
        for day in 0..<31 { days[0, .co, day] = .one }
        for day in 0..<6 { days[0, .pm10, day] = Rational(500) }
        let period = Period.month(1, year: 2019)
        let kept = try evaluate(days, period)
        // (6 * 500 + 25 * 20) / 31 = 3500 / 31.
        #expect(kept[.pm10]?.mean == Rational(3500, over: 31))
        for day in 0..<6 { days.exclude(region: 0, item: .pm10, day: day) }
        let excluded = try evaluate(days, period, dust: true)
        #expect(try evaluate(days, period)[.pm10]?.mean == kept[.pm10]?.mean)
        #expect(excluded[.pm10]?.mean == Rational(20))
        #expect(excluded[.pm10]?.validDays == 25)
        #expect(excluded[.pm10]?.isComplete == true)
        #expect(excluded.goodDays == GoodDays(good: 25, valid: 31, isComplete: true))
        #expect(excluded.goodDays == kept.goodDays)
    }

    @Test("figures that leave 128 bits are refused with the region's name")
    func overflow() throws {
        var days = constantDays(2019)
        // Denominators that share no factor: their common denominator is their product.
        let primes: [Int128] = [
            1_000_000_007, 1_000_000_009, 1_000_000_021, 1_000_000_033, 1_000_000_087, 1_000_000_093,
        ]
        for (day, prime) in primes.enumerated() { days[0, .pm25, day] = Rational(1, over: prime) }
        #expect(
            throws: Diagnostic(
                code: "overflow", path: "140122 2019", "the exact figure needs more than 128 bits",
                hint: "form means of cities first where one region holds more than some 80 stations")
        ) { try evaluate(days, .year(2019)) }
    }

    @Test("ranks by period and standard; ties share, order of regions changes nothing")
    func ranking() throws {
        var days = constantDays(2019, regions: ["140105", "140106", "140107", "140108"])
        for (region, value) in [3, 1, 2, 2].enumerated() {
            for day in 0..<365 { days[region, .pm25, day] = Rational(value) }
        }
        let periods: [Period] = [.year(2019), .month(3, year: 2019)]
        let evaluations = try AirEvaluator(standard: AirStandard(.gb3095Of2012)).evaluate(days, over: periods)
        let ranked = evaluations.ranked()
        for period in periods {
            #expect(ranked.filter { $0.period == period }.map(\.rank) == [4, 1, 2, 2])
        }
        #expect(Array(evaluations.reversed()).ranked() == Array(ranked.reversed()))
    }
}

@Suite("Comparison of two years")
struct ComparisonTests {
    private func evaluation(
        _ year: Int, _ value: Int, _ version: AirStandard.Version = .gb3095Of2012, dust: Bool = false,
        rounds: Bool = false
    ) throws -> PeriodEvaluation {
        let evaluator = AirEvaluator(
            standard: AirStandard(version), excludesSandDust: dust, roundsDailyValues: rounds)
        let days = constantDays(year, value: Rational(value))
        return try #require(try evaluator.evaluate(days, over: [.year(year)]).first)
    }

    @Test("change and rate under one standard, across 29 February")
    func change() throws {
        let change = try evaluation(2020, 15).change(of: .pm25, from: evaluation(2019, 20))
        #expect(change.difference == Rational(-5))
        #expect(change.percent == Rational(-25))
        #expect(change.basis.standard == .gb3095Of2012)
        let index = try evaluation(2020, 15).indexChange(from: evaluation(2019, 20))
        #expect(index.percent == Rational(-25))
    }

    @Test("a base of zero has no rate")
    func zeroBase() throws {
        let change = try evaluation(2020, 15).change(of: .pm25, from: evaluation(2019, 0))
        #expect(change.percent == nil)
        #expect(change.difference == Rational(15))
    }

    @Test("two versions of the standard are refused")
    func mixedStandards() throws {
        let base = try evaluation(2025, 20)
        let current = try evaluation(2026, 15, .gb3095Of2026Transitional)
        #expect(
            throws: Diagnostic(
                code: "mixed_standards", path: "140122 2026 pm25",
                "2026 is evaluated under gb3095_2026_transitional, 2025 under gb3095_2012",
                hint: "evaluate both periods under one standard")
        ) { try current.change(of: .pm25, from: base) }
    }

    @Test("sand-dust or rounding in one year only is refused")
    func mixedTreatment() throws {
        let base = try evaluation(2019, 20)
        #expect(
            throws: Diagnostic(
                code: "mixed_sand_dust", path: "140122 2020 composite_index",
                "sand-dust days are left out in only one of 2020 and 2019",
                hint: "treat sand-dust alike in both periods")
        ) { try evaluation(2020, 15, dust: true).indexChange(from: base) }
        #expect(
            throws: Diagnostic(
                code: "mixed_rounding", path: "140122 2020 pm10",
                "daily values are rounded in only one of 2020 and 2019",
                hint: "round daily values in both periods or in none")
        ) { try evaluation(2020, 15, rounds: true).change(of: .pm10, from: base) }
    }

    @Test("a missing figure is refused")
    func missingFigure() throws {
        let evaluator = AirEvaluator(standard: AirStandard(.gb3095Of2012))
        let empty = try #require(
            try evaluator.evaluate(constantDays(2019) { _ in false }, over: [.year(2019)]).first)
        #expect(
            throws: Diagnostic(
                code: "missing_value", path: "140122 2020 pm25", "pm25 is missing in 2020 or 2019",
                hint: "a change needs both figures")
        ) { try evaluation(2020, 15).change(of: .pm25, from: empty) }
    }
}
