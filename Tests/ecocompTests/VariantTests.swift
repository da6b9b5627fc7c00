import Foundation
import Testing

/// The reference scenario read another way: hours in place of days, and a scenario that extends it.
@Suite struct VariantTests {
    /// Hours that are all alike give the days of the reference, so the same statistics.
    private func hourly(_ change: (inout [String]) -> Void = { _ in }) throws -> ScenarioCopy {
        let copy = try ScenarioCopy([
            .replace(
                "scenario.yaml", "  daily: air_daily.csv", "  hourly: hours.csv\n  stations: stations.csv"),
            .write("stations.csv", Array("station,region\nW,140122\nE,140981\n".utf8)),
        ])
        var lines = ["time,station,so2_ug_m3,no2_ug_m3,co_mg_m3,o3_ug_m3,pm10_ug_m3,pm25_ug_m3"]
        for (station, values) in [("W", "30,20,1,80,70,35"), ("E", "30,40,2,120,105,55")] {
            for (month, days) in [(1, 31), (2, 28), (3, 31)] {
                for day in 1...days {
                    for hour in 1...24 {
                        lines.append("\(time(month, day, hour, days)),\(station),\(values)")
                    }
                }
            }
        }
        change(&lines)
        try copy.write("hours.csv", Array((lines.joined(separator: "\n") + "\n").utf8))
        return copy
    }

    /// The end of the hour; the last hour of a day ends at 00:00 of the next.
    private func time(_ month: Int, _ day: Int, _ hour: Int, _ days: Int) -> String {
        let (nextMonth, nextDay) = day == days ? (month + 1, 1) : (month, day + 1)
        let (shownMonth, shownDay, shownHour) = hour == 24 ? (nextMonth, nextDay, 0) : (month, day, hour)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "2019-\(two(shownMonth))-\(two(shownDay))T\(two(shownHour)):00"
    }

    @Test func hoursGiveTheStatisticsOfTheirDays() throws {
        let days = try ScenarioCopy()
        let hours = try hourly()
        #expect(try days.run("r1").code == 0)
        let outcome = try hours.run("r1")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try hours.folder.data("r1/air.csv") == days.folder.data("r1/air.csv"))
        #expect(try hours.folder.data("r1/transfers.csv") == days.folder.data("r1/transfers.csv"))
        // 24 lines a day behind the heading, W before E: the same days, each with its rows of the input.
        let own = try hours.table("r1/air_days.csv")
        let place = try own.cell("rows", ["region": "140122", "date": "2019-01-02"])
        #expect(place == "hours.csv:26-49 (W)")
        let daily = try days.table("r1/air_days.csv")
        #expect(try daily.cell("rows", ["region": "140122", "date": "2019-01-02"]) == "air_daily.csv:3")
        for column in ["date", "so2", "pm25", "aqi"] { #expect(own[column] == daily[column], "\(column)") }
    }

    @Test func hoursOutsideTheYearTwiceOrOfNoStation() throws {
        let copy = try hourly { lines in
            lines[1] = lines[1].replacingOccurrences(of: "2019-", with: "2021-")
            lines[3] = lines[2]
            lines[5] = lines[5].replacingOccurrences(of: ":00,", with: ":30,")
            lines[6] = lines[6].replacingOccurrences(of: ",W,", with: ",X,")
        }
        for command in ["check", "run"] {
            let outcome = try Command.run([command, copy.path], in: copy.folder.path)
            #expect(outcome.code == 2 && outcome.output.isEmpty)
            let found = outcome.lines.filter { $0.contains(": error: ") }
                .map { $0.replacingOccurrences(of: copy.path + "/", with: "") }
            let expected = [
                ("hours.csv:2:1: ", "2021-01-01T01:00"), ("hours.csv:4:1: ", "2019-01-01T02:00"),
                ("hours.csv:6:1: ", "2019-01-01T05:30"), ("hours.csv:7:18: ", "'X'"),
            ]
            #expect(found.count == expected.count, "\(outcome.errors)")
            for (line, (place, cause)) in zip(found, expected) {
                #expect(line.hasPrefix(place + "error: ") && line.contains(cause), "\(line)")
            }
            #expect(try copy.folder.names("") == ["two_counties"])
        }
    }

    @Test func aScenarioThatExtendsAnotherHoldsOnlyWhatDiffers() throws {
        let copy = try ScenarioCopy()
        let other = copy.folder.path + "/dearer"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        let text = """
            extends: ../two_counties
            name: dearer
            accounts: {indicators: {carbon_fixation: {carbon_price: {amount: 100 CNY/t}}}}

            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: other + "/scenario.yaml"))
        let outcome = try Command.run(["run", "dearer", "--out", "r1"], in: copy.folder.path)
        #expect(outcome.code == 0, "\(outcome.errors)")
        let value = try copy.table("r1/accounts.csv")
            .number("value_yuan", ["region": "140981", "indicator": "carbon_fixation", "ecosystem": ""])
        // 440 t of CO2 at 100 yuan.
        #expect(abs(value - 44_000) < 1e-4)
    }

    @Test func aStatedResamplingMendsAnotherGrid() throws {
        let coarse = """
            ncols 2
            nrows 2
            xllcorner 10854000
            yllcorner 4507000
            cellsize 2000
            NODATA_value -9999
            500 500
            500 500

            """
        let copy = try ScenarioCopy([.write("rasters/precipitation_mm.asc", Array(coarse.utf8))])
        #expect(try copy.run("r1").code == 2)
        let stated = "accounts.layers.precipitation.resampling=nearest"
        #expect(try copy.run("r1", "--set", stated).code == 0)
        let value = try copy.table("r1/accounts.csv")
            .number("quantity", ["region": "140981", "indicator": "water_retention", "ecosystem": ""])
        // The rain is the same everywhere: 2 km2 of grassland keep 80.3 mm.
        #expect(abs(value - 160_600) < 1e-3)
    }
}
