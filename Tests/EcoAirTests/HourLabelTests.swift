import EcoAccounts
import EcoUnits
import Testing

@testable import EcoAir

@Suite("Labels and time of hourly tables")
struct HourLabelTests {
    @Test("an hour later, over the ends of day, year and leap year")
    func moved() throws {
        let later = { (text: String, hours: Int) in try #require(MonitoringHour(text)).moved(by: hours) }
        #expect(try later("2019-01-01T00:00", 1) == #require(MonitoringHour("2019-01-01T01:00")))
        #expect(try later("2019-12-31T17:00", 8) == #require(MonitoringHour("2020-01-01T01:00")))
        #expect(try later("2020-02-29T20:00", 8) == #require(MonitoringHour("2020-03-01T04:00")))
        #expect(try later("2020-02-29T16:00", 8) == #require(MonitoringHour("2020-03-01T00:00")))
        #expect(try later("2019-05-05T05:00", 0) == #require(MonitoringHour("2019-05-05T05:00")))
    }

    /// The hours of 1 and 2 January 2019 in Beijing time, written with another label.
    private func result(_ shift: Int, _ values: [String: [String]]) throws -> AirResult {
        var text = "time,station,pm25_ug_m3,pm10_ug_m3,so2_ug_m3,no2_ug_m3,o3_ug_m3,co_mg_m3\n"
        for hour in 1...48 {
            // Hours since the first midnight, written `shift` hours earlier.
            let written = hour - shift
            let day = written >= 0 ? written / 24 : -1
            let clock = written - day * 24
            let date = day < 0 ? "2018-12-31" : "2019-01-0\(day + 1)"
            text += "\(date)T\(clock < 10 ? "0" : "")\(clock):00,S1,\(hour <= 24 ? 10 : 40),50,10,20,50,0.5\n"
        }
        let base = ["hourly": ["h.csv"], "stations": ["s.csv"], "periods": ["2019-01"], "reports": ["daily"]]
        return try AirScenario(
            base.merging(values) { $1 }, files: ["h.csv": text, "s.csv": "station,region\nS1,140121\n"],
            codes: ["140121"]
        ).evaluate()
    }

    @Test("the same hours labelled by start, or in UTC, make the same days")
    func sameDays() throws {
        let end = try result(0, [:])
        let start = try result(1, ["hour_label": ["start_of_hour"]])
        let utc = try result(8, ["time_zone": ["utc"]])
        let both = try result(9, ["time_zone": ["utc"], "hour_label": ["start_of_hour"]])
        let rows = try end.report("air_index_daily")
        #expect(
            rows[0]["pm25_ug_m3"] == "10" && rows[1]["pm25_ug_m3"] == "40" && rows[2]["pm25_ug_m3"] == "NA")
        for other in [start, utc, both] {
            #expect(try other.report("air_index_daily") == rows)
            #expect(other.rows == end.rows)
        }
    }

    @Test("start labels read as end labels move an hour into the day before")
    func wrongLabel() throws {
        let rows = try result(1, [:]).report("air_index_daily")
        // 2 January then holds the hours 1...23 of 40 and loses the last.
        #expect(rows[0]["pm25_ug_m3"] != "10")
    }
}
