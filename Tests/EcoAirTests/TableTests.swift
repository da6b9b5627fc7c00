import EcoAccounts
import EcoParameters
import EcoUnits
import EcoTestSupport
import Testing

@testable import EcoAir

@Suite("Input tables and their findings")
struct TableTests {
    private let regions: RegionTable

    init() throws {
        regions = RegionTable(
            try ["140122", "140105"].map { text in
                Region(
                    code: try #require(RegionCode(text)), name: LocalizedText(en: "A", zh: "阳曲县"),
                    city: LocalizedText(en: "Taiyuan", zh: "太原市"))
            })
    }

    private static let stations =
        "station,region,background\n1081A,140122,no\n1083A,140122,yes\n1085A,140105,no\n"
    private static let hourlyHeading =
        "time,station,pm25_ug_m3,pm10_ug_m3,so2_ug_m3,no2_ug_m3,o3_ug_m3,co_mg_m3\n"
    private static let dailyHeading =
        "region,date,so2_ug_m3,no2_ug_m3,co_mg_m3,o3_mda8_ug_m3,pm10_ug_m3,pm25_ug_m3,basis,stations\n"

    private func table(_ text: String, _ file: String, _ declaration: TableDeclaration) throws -> Table {
        try TableReader.read(Array(text.utf8), file: file, as: declaration)
    }

    private func longTable(_ rows: String) -> LongTable {
        LongTable(
            file: "hours.csv", declaration: AirTables.Hourly.declaration,
            bytes: BytesInMemory(Array((Self.hourlyHeading + rows).utf8)))
    }

    private func hourlyFindings(_ rows: String) throws -> [String] {
        let stationTable = try table(Self.stations, "stations.csv", AirTables.Stations.declaration)
        var findings: [Diagnostic] = []
        let stations = MonitoringStation.stations(stationTable, regions: regions, &findings)
        #expect(findings.isEmpty)
        let reader = HourlyReader(table: longTable(rows), years: [2019], stations: stations)
        var list = FindingList()
        _ = try reader.read(into: &list)
        return list.all.map(\.description)
    }

    private func dailyFindings(_ rows: String, years: [Int] = [2019]) throws -> [String] {
        let daily = try table(Self.dailyHeading + rows, "days.csv", AirTables.Daily.declaration)
        var reader = DailyReader(daily, years: years, regions: regions)
        var list = FindingList()
        reader.read(into: &list)
        return list.all.map(\.description)
    }

    @Test("hours: all findings of a file at once, each with place, cause and remedy")
    func hourlyFindings() throws {
        let findings = try hourlyFindings(
            """
            2019-01-01T00:00,1081A,35,60,10,20,30,0.8
            2019-01-01T01:00,1081A,35,60,10,20,30,0.8
            2019-01-01T01:00,1081A,36,60,10,20,30,0.8
            2020-01-01T01:00,1081A,35,60,10,20,30,0.8
            2019-01-01T02:30,1081A,35,60,10,20,30,0.8
            2019-01-01T03:00,9999A,35,60,10,20,30,0.8
            2019-01-01T04:00,9999A,35,60,10,20,30,0.8
            2019-01-01T05:00,1085A,35,60,10,20,30,800
            2019-01-01T06:00,1085A,35,20001,10,20,30,

            """)
        #expect(
            findings == [
                """
                hours.csv:4:1: error: time: the hour 2019-01-01T01:00 of station 1081A stands twice
                  hint: keep one of them
                """,
                """
                hours.csv:5:1: error: time: the hour 2020-01-01T01:00 lies outside the evaluated years 2019
                  hint: name its year in `periods`, or take the row out
                """,
                """
                hours.csv:6:1: error: time: '2019-01-01T02:30' is not a full hour
                  hint: write the end of the hour in Beijing time, such as 2019-04-08T13:00
                """,
                """
                hours.csv:7:18: error: station: the station '9999A' belongs to no region
                  hint: give it a row in the stations table, or take its rows out
                """,
                """
                hours.csv:9:39: error: co_mg_m3: 800.0 mg/m3 of co is beyond ambient air
                  hint: the column takes mg/m3; divide values in ug/m3 by 1000, or leave a faulty value empty
                """,
                """
                hours.csv:10:27: error: pm10_ug_m3: 20001.0 ug/m3 of pm10 is beyond ambient air
                  hint: leave a faulty value empty
                """,
            ])
    }

    @Test(
        "hours: 00:00 of the next year belongs to the year, the last hour of the year before is passed over")
    func yearEdges() throws {
        let rows = """
            2019-01-01T00:00,1081A,35,60,10,20,30,0.8
            2019-12-31T23:00,1081A,35,60,10,20,30,0.8
            2020-01-01T00:00,1081A,35,60,10,20,30,0.8

            """
        #expect(try hourlyFindings(rows).isEmpty)
    }

    @Test("days: one region in mg/m3 among others in ug/m3 is recognised, at its own first row")
    func oneRegionInOtherUnits() throws {
        let codes = regions.codes.prefix(2).map(\.description)
        let days = (1...30).map { $0 < 10 ? "2019-01-0\($0)" : "2019-01-\($0)" }
        let own = days.map { "\(codes[0]),\($0),10,40,0.8,60,90,45,," }
        let other = days.map { "\(codes[1]),\($0),10,0.04,0.8,0.06,0.09,0.045,," }
        let findings = try dailyFindings((own + other).joined(separator: "\n") + "\n")
        #expect(findings.count == 4)
        #expect(findings.allSatisfy { $0.hasPrefix("days.csv:32:") && $0.contains(codes[1]) })
    }

    @Test("days: a table without rows is no clean air")
    func emptyDailyTable() throws {
        #expect(try dailyFindings("").map { $0.prefix(30) }.count == 1)
    }

    @Test("hours: a particulate column in mg/m3 is recognised")
    func particulatesInMilligrams() throws {
        let rows = (1...24).map { hour in
            "2019-01-01T\(hour < 10 ? "0" : "")\(hour):00,1081A,0.035,60,0.5,20,30,0.8\n"
        }
        #expect(
            try hourlyFindings(rows.joined()) == [
                """
                hours.csv:2:24: error: pm25_ug_m3: no value of pm25 in 24 is above 1 ug/m3
                  hint: the column takes ug/m3; multiply values in mg/m3 by 1000
                """
            ])
    }

    @Test("negative, NaN and infinite concentrations are refused by the reader")
    func impossibleNumbers() throws {
        let rows = """
            2019-01-01T01:00,1081A,-1,60,10,20,30,0.8
            2019-01-01T02:00,1081A,NaN,60,10,20,30,0.8
            2019-01-01T03:00,1081A,35,inf,10,20,30,0.8

            """
        #expect(
            try hourlyFindings(rows) == [
                """
                hours.csv:2:24: error: pm25_ug_m3: -1 ug/m3 is out of range
                  hint: hourly mean of pm25, empty where missing: 0 to 1000000 ug/m3
                """,
                """
                hours.csv:3:24: error: pm25_ug_m3: 'NaN' is not a number
                  hint: leave the cell empty where a value is missing
                """,
                """
                hours.csv:4:27: error: pm10_ug_m3: 'inf' is not a number
                  hint: leave the cell empty where a value is missing
                """,
            ])
    }

    @Test("days: unknown region, another year, a value beyond ambient air")
    func dailyFindings() throws {
        let findings = try dailyFindings(
            """
            140122,2019-01-01,10,20,0.8,60,80,40,measured,2
            140199,2019-01-01,10,20,0.8,60,80,40,measured,2
            140122,2018-12-31,10,20,0.8,60,80,40,measured,2
            140105,2019-01-01,10,20,350,60,80,40,measured,2

            """)
        #expect(findings.count == 3)
        #expect(findings[0].hasPrefix("days.csv:3:1: error: "))
        #expect(findings[0].contains("the scenario has no county '140199'"))
        #expect(
            findings[1] == """
                days.csv:4:8: error: date: the day 2018-12-31 lies outside the evaluated years 2019
                  hint: name its year in `periods`, or take the row out
                """)
        #expect(
            findings[2] == """
                days.csv:5:25: error: co_mg_m3: 350.0 mg/m3 of co is beyond ambient air
                  hint: the column takes mg/m3; divide values in ug/m3 by 1000, or leave a faulty value empty
                """)
    }

    @Test("days: a region and day may stand once")
    func duplicatedDay() throws {
        let rows =
            "140122,2019-01-01,10,20,0.8,60,80,40,measured,2\n140122,2019-01-01,10,20,0.8,60,80,41,measured,2\n"
        let error = #expect(throws: DiagnosticFailure.self) { try dailyFindings(rows) }
        #expect(try #require(error).diagnostics.map(\.code) == ["duplicate_row"])
    }

    @Test("past fifty findings the rest are counted")
    func manyFindings() throws {
        let rows = (0..<60).map { _ in "2018-05-01T01:00,1081A,35,60,10,20,30,0.8\n" }
        let findings = try hourlyFindings(rows.joined())
        #expect(findings.count == 51)
        #expect(findings.last?.contains("10 more findings in this table are not listed") == true)
    }

    @Test("the order of rows changes nothing")
    func permutation() throws {
        var generator = SeededGenerator(seed: 79)
        var rows: [String] = []
        for station in ["1081A", "1083A", "1085A"] {
            for day in 1...3 {
                for hour in 1...24 where Int.random(in: 0..<10, using: &generator) > 0 {
                    let values = (0..<6).map { _ in "\(Int.random(in: 1...1500, using: &generator))" }
                    let carbonMonoxide = "\(Int.random(in: 0...40, using: &generator)).5"
                    rows.append(
                        "2019-06-0\(day)T\(hour < 10 ? "0" : "")\(hour):00,\(station),"
                            + values.dropLast().joined(separator: ",") + ",\(carbonMonoxide)\n")
                }
            }
        }
        let regional = { (rows: [String]) throws -> [Rational?] in
            let stationTable = try self.table(Self.stations, "s.csv", AirTables.Stations.declaration)
            var findings: [Diagnostic] = []
            let stations = MonitoringStation.stations(stationTable, regions: self.regions, &findings)
            let reader = HourlyReader(
                table: self.longTable(rows.joined()), years: [2019], stations: stations)
            var list = FindingList()
            let blocks = try reader.read(into: &list)
            #expect(list.isEmpty)
            let days = try #require(blocks.first).dailyValues(
                limits: AirStandard(.gb3095Of2012).limits, validity: ValidityRules())
            let regionDays = try days.regionDays(
                stations: stations, regions: self.regions.codes, stationShare: .one)
            return (0..<2).flatMap { region in
                // 1 to 3 June are the days 151 to 153.
                (151...153).flatMap { regionDays.items(region: region, day: $0) }
            }
        }
        let ordered = try regional(rows)
        #expect(ordered.count { $0 != nil } > 20)
        #expect(try regional(rows.shuffled(using: &generator)) == ordered)
    }
}
