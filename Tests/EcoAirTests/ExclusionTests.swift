import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoAir

@Suite("Sand-dust and other events")
struct ExclusionTests {
    /// Two counties, PM10 of the first 500 on 1 to 6 January 2019 and 70 on all other days.
    private static func daily(_ years: [Int] = [2019]) -> String {
        var text = AirScenario.dailyHeading
        for region in ["140121", "140122"] {
            for year in years {
                for offset in 0..<CalendarDate.dayCount(ofYear: year) {
                    guard let date = CalendarDate(year: year, dayOfYear: offset) else { continue }
                    let pm10 = region == "140121" && year == 2019 && offset < 6 ? 500 : 70
                    text += "\(region),\(date),12,20,0.8,80,\(pm10),30\n"
                }
            }
        }
        return text
    }

    private static let heading = "region,date,pollutant\n"

    private static func dust(_ area: String, _ days: ClosedRange<Int>, year: Int = 2019) -> String {
        days.map { "\(area),\(year)-01-0\($0),pm10\n" }.joined()
    }

    private func january(_ list: String, _ more: [String: [String]] = [:]) throws -> PeriodEvaluation {
        let values = ["daily": ["d.csv"], "sand_dust": ["x.csv"], "periods": ["2019-01"]].merging(more) { $1 }
        let result = try AirScenario(values, files: ["d.csv": Self.daily(), "x.csv": list]).evaluate()
        return try #require(result.evaluations.first)
    }

    @Test("an area may be a county, a city or a province; a day named twice is left out once")
    func areas() throws {
        for area in ["140121", "140100", "140000"] {
            let found = try january(Self.heading + Self.dust(area, 1...6))
            #expect(found[.pm10]?.mean == Rational(70) && found[.pm10]?.validDays == 25)
        }
        let twice = try january(
            Self.heading + Self.dust("140121", 1...6) + Self.dust("140100", 1...6)
                + Self.dust("140000", 3...4))
        #expect(twice[.pm10]?.mean == Rational(70) && twice[.pm10]?.validDays == 25)
        let other = try january(Self.heading + Self.dust("140122", 1...6))
        #expect(other[.pm10]?.mean == Rational(3000 + 25 * 70, over: 31))
    }

    @Test("an area that covers no region is refused with its place")
    func unknownArea() throws {
        let scenario = try AirScenario(
            ["daily": ["d.csv"], "sand_dust": ["x.csv"]],
            files: ["d.csv": Self.daily(), "x.csv": Self.heading + "150100,2019-01-01,pm10\n"])
        let found = try scenario.refusal()
        #expect(found.count == 1 && found[0].hasPrefix("x.csv:2:1: error: region: "))
    }

    @Test("one switch for each statistic: concentration, index, good days")
    func switches() throws {
        let list = Self.heading + Self.dust("140121", 1...6)
        let clean = Rational(70)
        let dusty = try #require(Rational(3000 + 25 * 70, over: 31))
        // 12/60 + 20/40 + 0.8/4 + 80/160 = 1.4; + 30/35; PM10 adds its mean over 70.
        let others = try exact("1.4") + (try #require(Rational(6, over: 7)))
        for concentration in [true, false] {
            for index in [true, false] {
                for goodDays in [true, false] {
                    let found = try january(
                        list,
                        [
                            "sand_dust_out_of_concentration": ["\(concentration)"],
                            "sand_dust_out_of_index": ["\(index)"],
                            "sand_dust_out_of_good_days": ["\(goodDays)"],
                        ])
                    #expect(found[.pm10]?.mean == (concentration ? clean : dusty))
                    let pm10 = try (index ? clean : dusty) / Rational(70)
                    #expect(try found.compositeIndex?.value == others + pm10)
                    #expect(found.goodDays.good == 25 && found.goodDays.valid == (goodDays ? 25 : 31))
                    #expect(found.levelDays.counts.reduce(0, +) == (goodDays ? 25 : 31))
                }
            }
        }
    }

    @Test("exceptional events are left out by HJ 663-2026 alone")
    func exceptionalEvents() throws {
        let list =
            "region,date,hour,pollutant,cause,source\n"
            + (1...6).map { "140121,2019-01-0\($0),,pm10,exceptional_event,letter 7\n" }.joined()
        let values = [
            "daily": ["d.csv"], "sand_dust": ["x.csv"], "periods": ["2019-01"],
            "standards": ["gb3095_2012", "gb3095_2026_transitional"],
        ]
        let result = try AirScenario(values, files: ["d.csv": Self.daily(), "x.csv": list]).evaluate()
        let days = result.evaluations.filter { $0.region == RegionCode("140121") }.map {
            $0[.pm10]?.validDays
        }
        #expect(days == [31, 25])
        let audit = try result.report("air_exclusions")
        #expect(audit.count == 6)
        #expect(audit[0]["measured"] == "500" && audit[0]["remaining"] == nil)
        #expect(audit[0]["source"] == "letter 7" && audit[0]["cause"] == "exceptional_event")
    }

    @Test("sand-dust of one of two years compared is refused; a year without dust is declared")
    func alikeInBothYears() throws {
        let files = ["d.csv": Self.daily([2018, 2019]), "x.csv": Self.heading + Self.dust("140121", 1...6)]
        let values = ["daily": ["d.csv"], "sand_dust": ["x.csv"], "comparison": ["previous_year"]]
        #expect(
            try AirScenario(values, files: files).refusal() == [
                """
                x.csv:1:1: error: air.sand_dust: sand-dust is listed for 2019 and not for 2018, which is compared with it
                  hint: list the days of both years; if 2018 had none, name both in `sand_dust_years`
                """
            ])
        let declared = values.merging(["sand_dust_years": ["2018", "2019"]]) { $1 }
        let result = try AirScenario(declared, files: files).evaluate()
        let change = try #require(result.changes.first { $0.indicator == .pollutant(.pm10) })
        #expect(change.base == Rational(70) && change.current == Rational(70) && change.percent == .zero)
        let both = files.merging([
            "x.csv": Self.heading + Self.dust("140121", 1...6) + Self.dust("140121", 1...2, year: 2018)
        ]) { $1 }
        #expect(try AirScenario(values, files: both).evaluate().changes.count == 16)
    }

    // MARK: Hours

    private static func hours(pm10: (Int) -> Int) -> String {
        var text = "time,station,pm25_ug_m3,pm10_ug_m3,so2_ug_m3,no2_ug_m3,o3_ug_m3,co_mg_m3\n"
        for day in 1...2 {
            for hour in 1...24 {
                let clock = "2019-01-0\(day)T\(hour < 10 ? "0" : "")\(hour):00"
                text += "\(clock),S1,30,\(day == 1 ? pm10(hour) : 70),12,20,80,0.8\n"
                text += "\(clock),S2,30,\(day == 1 ? pm10(hour) : 70),12,20,80,0.8\n"
            }
        }
        return text
    }

    private func hourly(_ list: String) throws -> PeriodEvaluation {
        let values = [
            "hourly": ["h.csv"], "stations": ["s.csv"], "sand_dust": ["x.csv"], "periods": ["2019-01"],
        ]
        let files = [
            "h.csv": Self.hours { $0 <= 4 ? 1000 : 60 }, "x.csv": list,
            "s.csv": "station,region,background\nS1,140121,no\nS2,140121,no\n",
        ]
        return try #require(
            try AirScenario(values, files: files, codes: ["140121"]).evaluate().evaluations.first)
    }

    private static func listed(_ hours: ClosedRange<Int>) -> String {
        "region,date,hour,pollutant,source\n"
            + hours.map { "140100,2019-01-01,\($0),pm10,bulletin 3\n" }.joined()
    }

    @Test("four hours left out: the day is the mean of the other twenty; AQI keeps all")
    func fourHours() throws {
        let found = try hourly(Self.listed(1...4))
        // (60 + 70) / 2; the day itself is (4 * 1000 + 20 * 60) / 24 = 216.7, not good.
        #expect(found[.pm10]?.mean == Rational(65) && found[.pm10]?.validDays == 2)
        #expect(found.goodDays == GoodDays(good: 1, valid: 2, isComplete: false))
    }

    @Test("five hours left out: nineteen remain, too few, and the day leaves the statistic")
    func fiveHours() throws {
        let found = try hourly(Self.listed(1...5))
        #expect(found[.pm10]?.mean == Rational(70) && found[.pm10]?.validDays == 1)
    }

    @Test("an hour listed for daily data is refused with its place")
    func hourOfDailyData() throws {
        let scenario = try AirScenario(
            ["daily": ["d.csv"], "sand_dust": ["x.csv"]],
            files: ["d.csv": Self.daily(), "x.csv": Self.listed(3...3)])
        #expect(
            try scenario.refusal() == [
                """
                x.csv:2:19: error: hour: an hour cannot be left out of daily values
                  hint: leave the cell empty to leave out the day, or give hourly data
                """
            ])
    }
}
