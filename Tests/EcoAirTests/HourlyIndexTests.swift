import EcoUnits
import Testing

@testable import EcoAir

@Suite("Real-time reports of HJ 633-2012 and HJ 633-2026")
struct HourlyIndexTests {
    private static let clean: [HourlyItem: Int] = [
        .so2: 10, .no2: 20, .co: 5, .o3: 50, .pm10: 50, .pm25: 35, .o3EightHour: 50, .pm10Day: 50,
        .pm25Day: 35,
        .so2Day: 50,
    ]

    private func index(
        _ version: AirStandard.Version, _ changes: [HourlyItem: Int?] = [:],
        notMonitored: Set<Pollutant> = []
    ) throws -> HourlyIndex {
        var values = Self.clean.mapValues { Optional($0) }
        for (item, value) in changes { values[item] = .some(value) }
        let steps: [Int?] = HourlyItem.allCases.map { values[$0] ?? nil }
        return try HourlyIndexer(AirStandard(version)).index(steps: steps, notMonitored: notMonitored)
    }

    @Test("2012 lists nine items and 2026 six")
    func items() {
        let old = AirStandard(.gb3095Of2012).realTimeReport
        #expect(old.listed.count == 9)
        #expect(Set(old.listed.map(\.hours)) == [1, 8, 24])
        let new = AirStandard(.gb3095Of2026Transitional).realTimeReport
        #expect(new.listed == [.so2, .no2, .co, .o3, .pm10, .pm25])
        #expect(new.listed.allSatisfy { $0.hours == 1 })
        #expect(AirStandard(.gb3095Of2012).dailyReport.items.count == 7)
        #expect(AirStandard(.gb3095Of2026Final).dailyReport.items.count == 6)
    }

    @Test("particulates: 2012 takes the mean of 24 hours, 2026 the hour on the points of the day")
    func particulates() throws {
        // An hour of 115: 150 by the points of both editions; the mean of 24 hours stays at 35: 50.
        #expect(try index(.gb3095Of2012, [.pm25: 115]).value == 50)
        #expect(try index(.gb3095Of2026Transitional, [.pm25: 115]).value == 150)
        // 76 of 24 hours: 101.25, up to 102 in 2012; 2026 does not look at it.
        #expect(try index(.gb3095Of2012, [.pm25Day: 76]).value == 102)
        #expect(try index(.gb3095Of2026Transitional, [.pm25Day: 76]).value == 50)
    }

    @Test("SO2 1 h above 800: the mean of 24 hours in 2012, exactly 200 in 2026")
    func sulphurDioxide() throws {
        #expect(try index(.gb3095Of2012, [.so2: 800]).value == 200)
        // The mean of 24 hours is 800: 200; of 475: 150.
        #expect(try index(.gb3095Of2012, [.so2: 801, .so2Day: 475]).value == 150)
        #expect(try index(.gb3095Of2012, [.so2: 801, .so2Day: nil]).value == nil)
        #expect(try index(.gb3095Of2026Transitional, [.so2: 801, .so2Day: 475]).value == 200)
        #expect(try index(.gb3095Of2026Transitional, [.so2: 5000]).value == 200)
    }

    @Test("O3: 2012 takes the larger of hour and 8 hours, above 800 the hour; 2026 the hour alone")
    func ozone() throws {
        #expect(try index(.gb3095Of2012, [.o3EightHour: 215]).value == 150)
        #expect(try index(.gb3095Of2012, [.o3EightHour: 801, .o3: 1000]).value == 400)
        #expect(try index(.gb3095Of2026Final, [.o3EightHour: 215]).value == 50)
        #expect(try index(.gb3095Of2026Final, [.o3: 300]).value == 150)
    }

    @Test("primary pollutants: ties joint, none at 50 and below; exceeding ones in 2012 alone")
    func pollutants() throws {
        let tie: [HourlyItem: Int?] = [.no2: 200, .co: 100, .so2: 501]
        // NO2 1 h 200 and CO 1 h 10.0 are 100; SO2 1 h 501 is 100 + 50/150, up to 101.
        let old = try index(.gb3095Of2012, tie)
        #expect(old.value == 101 && old.primaryPollutants == [.so2] && old.exceedingPollutants == [.so2])
        let joint = try index(.gb3095Of2012, [.no2: 200, .co: 100])
        #expect(joint.primaryPollutants == [.no2, .co] && joint.exceedingPollutants.isEmpty)
        #expect(try index(.gb3095Of2026Final, tie).exceedingPollutants.isEmpty)
        #expect(try index(.gb3095Of2012).primaryPollutants.isEmpty)
    }

    @Test("a missing pollutant hinders AQI up to 100, one that is not monitored by plan does not")
    func missing() throws {
        let gap: [HourlyItem: Int?] = [.co: nil]
        #expect(try index(.gb3095Of2026Final, gap).value == nil)
        #expect(try index(.gb3095Of2026Final, gap, notMonitored: [.co]).value == 50)
        // 61 ug/m3 of PM2.5 in 2026: 100.909, up to 101: published without CO.
        #expect(try index(.gb3095Of2026Final, [.co: nil, .pm25: 61]).value == 101)
        #expect(try index(.gb3095Of2026Final, [.co: nil, .pm25: 60]).value == nil)
    }

    @Test("looked-up sub-indices are those of the formula, for every step and item")
    func scales() throws {
        for version in AirStandard.Version.allCases {
            let standard = AirStandard(version)
            let scales = try IndexScales(standard)
            for item in IndexItem.allCases {
                let step = EvaluationRules.step(item.pollutant == .co ? 1 : 0)
                for steps in stride(from: 0, through: 4000, by: 13) {
                    let value = try Rational(steps) * step
                    let exact = try standard.breakpoints.subIndex(of: value, item: item)
                    if scales.subIndex(steps: steps, item: item) != exact {
                        Issue.record("\(version) \(item) \(steps)")
                    }
                }
                #expect(scales.subIndex(steps: -1, item: item) == nil)
            }
        }
    }

    @Test(
        "levels: 50 excellent, 51 good, 100 good, 301 severe",
        arguments: [
            (0, 1), (50, 1), (51, 2), (100, 2), (101, 3), (150, 3), (151, 4), (200, 4), (201, 5), (300, 5),
            (301, 6),
            (500, 6),
        ])
    func levels(index: Int, level: Int) { #expect(AirLevel(index: index).rawValue == level) }
}

@Suite("Reports as tables")
struct ReportTableTests {
    private static let stations =
        "station,region,background\nS1,140121,no\nS2,140121,no\nS3,140121,yes\n"
    private static let heading = "time,station,pm25_ug_m3,pm10_ug_m3,so2_ug_m3,no2_ug_m3,o3_ug_m3,co_mg_m3\n"

    /// Two stations of one county over the given number of hours of 2019.
    private func hours(_ count: Int, row: (Int, String) -> String?) -> String {
        var text = Self.heading
        for hour in 0..<count {
            let (day, clock) = (hour / 24, hour % 24 + 1)
            guard let date = CalendarDateText.day(2019, day) else { continue }
            for station in ["S1", "S2", "S3"] {
                guard let values = row(hour, station) else { continue }
                text += "\(date)T\(clock < 10 ? "0" : "")\(clock):00,\(station),\(values)\n"
            }
        }
        return text
    }

    private func result(
        _ hours: String, _ standards: [String], _ more: [String: [String]] = [:],
        files: [String: String] = [:]
    )
        throws -> AirResult
    {
        let values = [
            "standards": standards, "settlement_standard": [standards[0]], "hourly": ["h.csv"],
            "stations": ["s.csv"], "reports": ["daily", "hourly"],
        ].merging(more) { $1 }
        let tables = ["h.csv": hours, "s.csv": Self.stations].merging(files) { $1 }
        return try AirScenario(values, files: tables, codes: ["140121"]).evaluate()
    }

    @Test("hourly: mean of the stations, background out, rounded once, half to even")
    func hourlyRows() throws {
        // PM2.5 of the two stations: 60 and 61, mean 60.5, to the even 60: AQI 100 in 2026. Background 900.
        let text = hours(2) { _, station in
            station == "S1"
                ? "60,50,10,20,50,0.5" : station == "S2" ? "61,50,10,20,50,0.5" : "900,900,1,1,1,1"
        }
        let rows = try result(text, ["gb3095_2026_transitional"]).report("air_index_hourly")
        #expect(rows.count == 2)
        #expect(rows[0]["time"] == "2019-01-01T01:00")
        #expect(rows[0]["pm25_ug_m3"] == "60" && rows[0]["pm25_iaqi"] == "100")
        #expect(rows[0]["co_mg_m3"] == "0.5")
        #expect(rows[0]["aqi"] == "100" && rows[0]["level"] == "2" && rows[0]["primary_pollutants"] == "pm25")
        #expect(rows[0]["pm25_24h_ug_m3"] == nil)
    }

    @Test("hourly, 2012: a mean of 24 hours needs 20 of them, a mean of 8 hours 6")
    func runningMeans() throws {
        let text = hours(26) { hour, station in
            station == "S3" ? nil : "\(hour < 24 ? 35 : 155),50,10,20,50,0.5"
        }
        let rows = try result(text, ["gb3095_2012"]).report("air_index_hourly")
        #expect(rows[18]["pm25_24h_ug_m3"] == "NA" && rows[18]["aqi"] == "NA")
        #expect(rows[18]["primary_pollutants"] == "NA")
        #expect(rows[19]["pm25_24h_ug_m3"] == "35" && rows[19]["aqi"] == "50")
        #expect(rows[19]["primary_pollutants"] == "-")
        #expect(rows[4]["o3_8h_ug_m3"] == "NA" && rows[5]["o3_8h_ug_m3"] == "50")
        // Hours 3 to 26: (22 * 35 + 2 * 155) / 24 = 45; 50 + 50/40 * 10 = 62.5, up to 63.
        #expect(rows[25]["pm25_24h_ug_m3"] == "45" && rows[25]["pm25_24h_iaqi"] == "63")
        #expect(rows[25]["pm25_ug_m3"] == "155" && rows[25]["pm25_iaqi"] == nil)
    }

    @Test("daily: NA for missing, a slash for not monitored by plan, AQI only above 100 with a gap")
    func dailyRows() throws {
        let text = hours(72) { hour, station in
            guard station != "S3" else { return nil }
            let pm25 = hour < 24 ? "35" : hour < 48 ? "61" : "35"
            return "\(pm25),50,10,20,50,\(hour < 48 ? "" : "0.5")"
        }
        let rows = try result(text, ["gb3095_2026_transitional"]).report("air_index_daily")
        #expect(rows.count == 365)
        #expect(rows[0]["co_mg_m3"] == "NA" && rows[0]["co_iaqi"] == "NA" && rows[0]["aqi"] == "NA")
        #expect(rows[1]["aqi"] == "101" && rows[1]["primary_pollutants"] == "pm25" && rows[1]["level"] == "3")
        #expect(rows[2]["aqi"] == "50" && rows[2]["co_mg_m3"] == "0.5")
        #expect(rows[3]["pm25_ug_m3"] == "NA" && rows[3]["level"] == "NA")
        let plan = "region,pollutant,last_day,reason\n140100,co,2019-01-01,\"plan of 2018, never primary\"\n"
        let planned = try result(
            text, ["gb3095_2026_transitional"], ["not_monitored": ["n.csv"]], files: ["n.csv": plan]
        ).report("air_index_daily")
        #expect(planned[0]["co_mg_m3"] == "/" && planned[0]["co_iaqi"] == "/" && planned[0]["aqi"] == "50")
        #expect(planned[1]["co_mg_m3"] == "NA")
    }

    @Test("daily: the hour maximum of O3 has a sub-index in 2012 alone, exceeding pollutants too")
    func editions() throws {
        let text = hours(24) { hour, station in
            station == "S3" ? nil : "76,50,10,20,\(hour == 12 ? 300 : 20),0.5"
        }
        let rows = try result(text, ["gb3095_2012", "gb3095_2026_final"]).report("air_index_daily")
        #expect(rows[0]["o3_max1h_ug_m3"] == "300" && rows[0]["o3_max1h_iaqi"] == "150")
        #expect(rows[0]["aqi"] == "150" && rows[0]["exceeding_pollutants"] == "o3;pm25")
        let new = rows[365]
        #expect(new["standard"] == "gb3095_2026_final" && new["o3_max1h_iaqi"] == nil)
        // PM2.5 76 in 2026: 100 + 50/55 * 16 = 114.5, up to 115.
        #expect(new["aqi"] == "115" && new["exceeding_pollutants"] == "")
    }

    @Test("hourly reports need hours")
    func withoutHours() throws {
        let scenario = try AirScenario(
            ["daily": ["d.csv"], "reports": ["hourly"]],
            files: ["d.csv": AirScenario.dailyHeading + "140121,2019-01-01,12,20,0.8,80,70,30\n"])
        #expect(
            try scenario.refusal() == [
                """
                scenario.yaml:1:1: error: reports: the hourly report needs an hourly table
                  hint: give `hourly` and `stations`, or ask for `daily`
                """
            ])
    }
}

enum CalendarDateText {
    /// `2019-01-31`, by days after 1 January.
    static func day(_ year: Int, _ offset: Int) -> String? {
        offset < 31 ? "\(year)-01-\(offset < 9 ? "0" : "")\(offset + 1)" : nil
    }
}
