import EcoAccounts
import EcoUnits
import Testing

@testable import EcoAir

@Suite("Ranks among regions and cities")
struct RankingTests {
    private func evaluations(
        _ values: [(pm25: Int, badDays: Int)], indexDigits: Int? = nil
    ) throws -> [PeriodEvaluation] {
        let codes = values.indices.map { "14010\($0)" }
        var days = constantDays(2019, regions: codes)
        for (region, value) in values.enumerated() {
            for day in 0..<365 {
                days[region, .pm25, day] = Rational(value.pm25)
                if day < value.badDays { days[region, .pm10, day] = Rational(200) }
            }
        }
        return try AirEvaluator(standard: AirStandard(.gb3095Of2012)).evaluate(days, over: [.year(2019)])
            .ranked(indexDigits: indexDigits)
    }

    @Test("equal good-day ratios are ordered by lower PM2.5, then shared")
    func goodDays() throws {
        let found = try evaluations([(30, 10), (20, 10), (20, 10), (40, 0), (10, 20)])
        #expect(found.map(\.goodDayRank) == [4, 2, 2, 1, 5])
        #expect(found.map(\.goodDays.good) == [355, 355, 355, 365, 345])
        let rows = found.flatMap(\.rows).filter { $0.statistic == "good_day_rank" }
        #expect(rows.map(\.value) == [4, 2, 2, 1, 5].map { Rational($0) })
    }

    @Test("an index rounded before ranking shares ranks that exact values do not")
    func roundedIndex() throws {
        // Constant ones but PM2.5: 20/35 = 0.571 and 0.571 + 0.0027 from one day of PM10 200.
        let values = [(20, 0), (20, 1), (30, 0)]
        #expect(try evaluations(values.map { (pm25: $0.0, badDays: $0.1) }).map(\.rank) == [1, 2, 3])
        #expect(
            try evaluations(values.map { (pm25: $0.0, badDays: $0.1) }, indexDigits: 1).map(\.rank) == [
                1, 1, 3,
            ])
    }

    @Test("level counts add up to the days with AQI")
    func levels() throws {
        let found = try evaluations([(30, 10), (36, 0), (151, 3)])
        #expect(
            found.map { $0.levelDays.counts } == [
                [355, 0, 10, 0, 0, 0], [0, 365, 0, 0, 0, 0], [0, 0, 0, 0, 365, 0],
            ])
        #expect(found[2].levelDays.heavy == 365)
        #expect(found.allSatisfy { $0.levelDays.counts.reduce(0, +) == $0.goodDays.valid })
    }

    @Test("the index of Annex C takes the larger of two ratios and is another number")
    func annexIndex() throws {
        let found = try evaluations([(30, 10)])[0]
        // PM10: mean (355 + 2000)/365 = 6.45 over 70; its 95th percentile is 1 over 150. PM2.5 30/35 and 30/75.
        let expected = 1.0 / 60 + 1.0 / 40 + 0.25 + 1.0 / 160 + 2355.0 / 365 / 70 + 30.0 / 35
        #expect(abs(try #require(found.annexIndex).value.doubleValue - expected) < 1e-12)
        var days = constantDays(2019)
        for day in 0..<20 { days[0, .pm25, day] = Rational(300) }
        // 20 of 365 days at 300: k = 346.8 lies among them, 300/75 = 4 exceeds the mean over 35.
        let evaluator = AirEvaluator(standard: AirStandard(.gb3095Of2012))
        let dusty = try #require(try evaluator.evaluate(days, over: [.year(2019)]).first)
        #expect(dusty.annexIndex?.parts[5] == Rational(4))
        #expect(dusty.compositeIndex?.parts[5] == Rational(20 * 300 + 345, over: 365 * 35))
    }

    // MARK: Gap to a rank

    private func gaps(_ list: String, target: Int) throws -> [[String: String]] {
        let text = AirScenario.dailyHeading + AirScenario.days("140100", 2019) { _ in "30" }
        let values = [
            "daily": ["d.csv"], "city_indices": ["c.csv"], "target_rank": ["\(target)"],
        ]
        let heading = "period,city,region,composite_index,standard\n"
        return try AirScenario(values, files: ["d.csv": text, "c.csv": heading + list], codes: ["140100"])
            .evaluate().report("air_rank_gaps")
    }

    @Test("gap to a rank: the index must fall to that of the city there; ties share a rank")
    func gap() throws {
        // The region: 2.4 + 30/35 = 3.26. Others 3.00, 3.20, 3.26, 4.00.
        let list = [("A", "3.00"), ("B", "3.20"), ("C", "3.26"), ("D", "4.00")]
            .map { "2019,\($0.0),,\($0.1),gb3095_2012\n" }.joined()
        let own = "2019,Taiyuan,140100,3.25,gb3095_2012\n"
        let second = try gaps(list + own, target: 2)[0]
        #expect(second["rank"] == "3" && second["cities"] == "5" && second["composite_index"] == "3.26")
        #expect(second["gap"] == "0.06")
        #expect(try gaps(list + own, target: 3)[0]["gap"] == "0")
        #expect(try gaps(list, target: 4)[0]["gap"] == "-0.74")
        #expect(try gaps(list, target: 158)[0]["gap"] == nil)
    }

    @Test("a list made under another version is refused")
    func otherVersion() throws {
        let text = AirScenario.dailyHeading + AirScenario.days("140100", 2019) { _ in "30" }
        let list = "period,city,composite_index,standard\n2019,A,3.0,gb3095_2026_final\n"
        let scenario = try AirScenario(
            ["daily": ["d.csv"], "city_indices": ["c.csv"]], files: ["d.csv": text, "c.csv": list],
            codes: ["140100"])
        let found = try scenario.refusal()
        #expect(found.count == 1 && found[0].hasPrefix("c.csv:2:12: error: standard: the index stands under"))
    }
}

@Suite("Dustfall")
struct DustfallTests {
    private func rows(
        _ table: String, _ more: [String: [String]] = [:], codes: [String] = ["140121", "140122"]
    )
        throws -> [[String: String]]
    {
        let text = AirScenario.dailyHeading + AirScenario.days(codes[0], 2020) { _ in "30" }
        let values = ["daily": ["d.csv"], "dustfall": ["f.csv"], "periods": ["2020-03"]].merging(more) { $1 }
        let heading = "region,month,site,dustfall_t_km2,without_sand_dust_t_km2\n"
        return try AirScenario(values, files: ["d.csv": text, "f.csv": heading + table], codes: codes)
            .evaluate()
            .report("air_dustfall")
    }

    @Test("mean, largest and smallest of the sites; the limit itself complies, more needs a clean-up")
    func limits() throws {
        let found = try rows(
            "140121,2020-03,a,10,\n140121,2020-03,b,8,\n140122,2020-03,c,7.04,\n140122,2020-03,d,,\n")
        #expect(found[0]["mean_t_km2_month"] == "9" && found[0]["complies"] == "yes")
        #expect(found[0]["largest_t_km2_month"] == "10" && found[0]["smallest_t_km2_month"] == "8")
        #expect(found[0]["special_clean_up"] == "yes" && found[0]["rank"] == "2")
        // 7.04 is printed 7.0: no clean-up. A site without value is counted as missing, not as 0.
        #expect(found[1]["special_clean_up"] == "no" && found[1]["rank"] == "1")
        #expect(found[1]["sites"] == "1" && found[1]["missing"] == "1")
        let above = try rows("140121,2020-03,a,9.06,\n")
        #expect(above[0]["complies"] == "no")
        let even = try rows("140121,2020-03,a,9.05,\n")
        #expect(even[0]["complies"] == "yes", "9.05 rounds to the even 9.0")
    }

    @Test("after removing sand-dust: a second set of rows")
    func sandDust() throws {
        let found = try rows("140121,2020-03,a,12,8.5\n140121,2020-03,b,8,\n")
        #expect(found.map { $0["sand_dust_removed"] } == ["no", "yes"])
        #expect(found.map { $0["mean_t_km2_month"] } == ["10", "8.25"])
        #expect(found.map { $0["complies"] } == ["no", "yes"])
    }

    @Test(
        "a quarter needs every month of a site; the year before gives the rate; a city takes its counties' sites"
    )
    func periods() throws {
        var table = ""
        for (month, value) in [("01", "6"), ("02", "7"), ("03", "8")] {
            table +=
                "140121,2020-\(month),a,\(value),\n140121,2019-\(month),a,\(value == "6" ? "21" : value),\n"
        }
        table += "140122,2020-03,b,40,\n"
        let found = try rows(table, ["periods": ["2020-Q1"]], codes: ["140121", "140100"])
        #expect(found.map { $0["region"] } == ["140121", "140100"])
        // (6 + 7 + 8) / 3 = 7 against (21 + 7 + 8) / 3 = 12.
        #expect(found[0]["mean_t_km2_month"] == "7")
        #expect(found[0]["percent"]?.hasPrefix("-41.6666") == true)
        #expect(found[1]["mean_t_km2_month"] == "7" && found[1]["sites"] == "1" && found[1]["missing"] == "2")
    }
}
