import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoAir

/// Tables held in memory, by name.
struct MemoryFiles: InputFiles {
    let texts: [String: String]

    func reference(_ name: String, at location: EcoParameters.SourceLocation, path: String)
        throws(DiagnosticFailure)
        -> FileReference
    {
        guard texts[name] != nil else {
            throw DiagnosticFailure([Diagnostic(code: "missing_file", at: location, path: path, name)])
        }
        return FileReference(name: name, path: name, location: location)
    }

    func table(_ file: FileReference, as declaration: TableDeclaration) throws(DiagnosticFailure) -> Table {
        try TableReader.read(Array((texts[file.name] ?? "").utf8), file: file.name, as: declaration)
    }

    func bytes(of file: FileReference) -> any InputBytes {
        BytesInMemory(Array((texts[file.name] ?? "").utf8))
    }
}

@Suite("The air block of a scenario")
struct ParameterTests {
    private let regions: RegionTable

    init() throws {
        regions = RegionTable(
            try ["140121", "140122"].map { text in
                Region(
                    code: try #require(RegionCode(text)), name: LocalizedText(en: "A", zh: "县"),
                    city: LocalizedText(en: "Taiyuan", zh: "太原市"))
            })
    }

    private static let place = EcoParameters.SourceLocation(file: "scenario.yaml", line: 1, column: 1)

    private func scalar(_ text: String) -> DocumentNode { DocumentNode(.scalar(.init(text)), at: Self.place) }

    private func list(_ texts: [String]) -> DocumentNode {
        DocumentNode(.sequence(texts.map(scalar)), at: Self.place)
    }

    private func bind(
        _ entries: [String: DocumentNode], files: [String: String] = [:]
    ) throws -> AirParameters {
        let node = DocumentNode(
            .mapping(
                entries.map { DocumentNode.Entry(key: $0.key, keyLocation: Self.place, value: $0.value) }),
            at: Self.place)
        return AirParameters(
            try Binder.bind(node, to: AirParameters.declaration, files: MemoryFiles(texts: files)))
    }

    private var base: [String: DocumentNode] {
        [
            "standards": list(["gb3095_2012", "gb3095_2026_final"]),
            "settlement_standard": scalar("gb3095_2012"), "periods": list(["2019"]),
            "split": list(["month", "quarter"]), "daily": scalar("days.csv"),
        ]
    }

    /// PM2.5 30 in the first county and 20 in the second, whose rows are the mean of the city.
    private var dailyText: String {
        var text = "region,date,so2_ug_m3,no2_ug_m3,co_mg_m3,o3_mda8_ug_m3,pm10_ug_m3,pm25_ug_m3,basis\n"
        for offset in 0..<365 {
            guard let date = CalendarDate(year: 2019, dayOfYear: offset) else { continue }
            text += "140121,\(date),12,20,0.8,80,70,30,measured\n"
            text += "140122,\(date),12,20,0.8,80,70,20,city_mean\n"
        }
        return text
    }

    @Test("a daily table, two standards, the year with its quarters and months")
    func evaluation() throws {
        let parameters = try bind(base, files: ["days.csv": dailyText])
        #expect(parameters.periods.count == 17)
        let result = try parameters.evaluate(regions: regions)
        #expect(result.evaluations.count == 2 * 2 * 17)
        let year = result.rows.filter { $0.period == .year(2019) && $0.statistic == "composite_index" }
        // 12/60 + 20/40 + 0.8/4 + 80/160 + 70/70 + 30/35 = 2.4 + 6/7 = 114/35 under 2012 and
        // 12/20 + 20/30 + 0.2 + 0.5 + 70/50 + 30/25 = 137/30 under the final limits.
        let expected = [
            Rational(114, over: 35), Rational(104, over: 35), Rational(137, over: 30),
            Rational(125, over: 30),
        ]
        #expect(year.map { Optional($0.value) } == expected)
        #expect(year.map(\.validDays) == [365, 365, 365, 365])
        let ranks = result.rows.filter { $0.period == .month(7, year: 2019) && $0.statistic == "rank" }
        #expect(ranks.map(\.value) == [2, 1, 2, 1].map { Rational($0) })
        #expect(result.rows.allSatisfy { $0.isValid })
    }

    @Test("schemes read the settlement standard's figures; a proxy county is named in a warning")
    func indicators() throws {
        let result = try bind(base, files: ["days.csv": dailyText]).evaluate(regions: regions)
        #expect(result.indicators.allSatisfy { $0.standard == "gb3095_2012" && $0.isValid })
        let pm25 = result.indicators.filter { $0.indicator == "pm25" && $0.period == .year(2019) }
        #expect(pm25.map(\.value) == [Rational(30), Rational(20)])
        #expect(pm25.map(\.basis) == ["measured", "city_mean"])
        #expect(result.indicators(under: .gb3095Of2026Final).count == result.indicators.count)
        #expect(
            result.diagnostics.map(\.description) == [
                """
                warning: air.daily: without an own station, the mean of the city stands for A (140122)
                  hint: replace it by measured daily values of the county
                """
            ])
    }

    @Test("regions without data and incomplete periods are warned of")
    func warnings() throws {
        let lines = dailyText.split(separator: "\n").filter {
            !$0.hasPrefix("140122") && !$0.hasPrefix("140121,2019-02-0")
        }
        let text = lines.joined(separator: "\n") + "\n"
        let result = try bind(base, files: ["days.csv": text]).evaluate(regions: regions)
        #expect(
            result.diagnostics.map(\.description) == [
                """
                warning: air: no air data for A (140122)
                  hint: their figures stay missing; add rows or stations
                """,
                """
                warning: air: A (140121): too few valid days in 2019-02, 2019-Q1, 2019
                  hint: the figures stand and are marked as not valid
                """,
            ])
        #expect(
            result.diagnostics.map(\.messageZh) == [
                "没有空气数据：县（140122）", "县（140121）：2019-02、2019-Q1、2019 有效天数不足",
            ])
    }

    @Test("open rules can be set: rounding of daily values, weights, decimals")
    func openRules() throws {
        var entries = base
        entries["round_daily_values"] = scalar("true")
        entries["index_part_digits"] = scalar("2")
        let weight = DocumentNode.Entry(key: "pm25", keyLocation: Self.place, value: scalar("3"))
        entries["index_weights"] = DocumentNode(.mapping([weight]), at: Self.place)
        let digits = DocumentNode.Entry(key: "pm25", keyLocation: Self.place, value: scalar("1"))
        entries["comparison_digits"] = DocumentNode(.mapping([digits]), at: Self.place)
        // 30.5 goes to the even 30 and 35.5 to 36; 1.25 mg/m3 of CO goes to 1.2.
        let text = dailyText.split(separator: "\n").map { line in
            line.hasPrefix("140122")
                ? line.replacing(",0.8,", with: ",1.25,").replacing(",20,city_mean", with: ",35.5,city_mean")
                : line.replacing(",30,measured", with: ",30.5,measured")
        }
        let files = ["days.csv": text.joined(separator: "\n") + "\n"]
        let result = try bind(entries, files: files).evaluate(regions: regions)
        let years = result.evaluations.filter {
            $0.period == .year(2019) && $0.standard == .gb3095Of2012
        }
        #expect(years.map { $0[.pm25]?.mean } == [Rational(30), Rational(36)])
        #expect(years[1][.co]?.percentile == Rational(6, over: 5))
        // 0.2 + 0.5 + 0.2 + 0.5 + 1 + 2.57 and 0.2 + 0.5 + 0.3 + 0.5 + 1 + 3.09, where 3 * 36/35 = 3.0857.
        #expect(years.map { $0.compositeIndex?.value.text(digits: 2) } == ["4.97", "5.59"])
        #expect(years.allSatisfy { $0.basis.roundsDailyValues })
    }

    @Test("hourly source with sand-dust: the same figures as the daily table of its means")
    func hourlySource() throws {
        var hours = "time,station,pm25_ug_m3,pm10_ug_m3,so2_ug_m3,no2_ug_m3,o3_ug_m3,co_mg_m3\n"
        for day in 1...2 {
            for hour in 1...24 {
                let clock =
                    hour == 24
                    ? "2019-01-0\(day + 1)T00:00" : "2019-01-0\(day)T\(hour < 10 ? "0" : "")\(hour):00"
                hours += "\(clock),S1,30,\(day == 1 ? 400 : 70),12,20,80,0.8\n"
            }
        }
        var entries = base
        entries["daily"] = nil
        entries["hourly"] = scalar("hours.csv")
        entries["stations"] = scalar("stations.csv")
        entries["sand_dust"] = scalar("dust.csv")
        let files = [
            "hours.csv": hours, "stations.csv": "station,region,background\nS1,140121,no\n",
            "dust.csv": "region,date,pollutant\n140121,2019-01-01,pm10\n",
        ]
        let result = try bind(entries, files: files).evaluate(regions: regions)
        let january = try #require(
            result.evaluations.first { $0.period == .month(1, year: 2019) && $0.standard == .gb3095Of2012 })
        #expect(january[.pm10]?.mean == Rational(70))
        #expect(january[.pm10]?.validDays == 1)
        // 400 ug/m3 of PM10 keeps the first day from being good.
        #expect(january.goodDays == GoodDays(good: 1, valid: 2, isComplete: false))
        #expect(january.compositeIndex?.value == Rational(114, over: 35))
        #expect(january.basis.excludesSandDust)
    }

    @Test("the settlement standard must be evaluated, and there must be one source")
    func refusals() throws {
        var entries = base
        entries["settlement_standard"] = scalar("gb3095_2026_transitional")
        entries["daily"] = nil
        let error = #expect(throws: DiagnosticFailure.self) { try bind(entries) }
        #expect(
            try #require(error).diagnostics.map(\.description) == [
                """
                scenario.yaml:1:1: error: settlement_standard: gb3095_2026_transitional is not among the evaluated standards
                  hint: add it to `standards`
                """,
                """
                scenario.yaml:1:1: error: there is neither a daily nor an hourly table
                  hint: give either `daily`, or `hourly` together with `stations`
                """,
            ])
    }

    @Test("all open rules show their status and source")
    func provisionalRules() {
        let open = AirRuleParameters.parameters.filter { $0.status == .provisional }.map(\.key)
        #expect(
            open == [
                "minimum_windows_per_day", "minimum_station_share", "round_daily_values", "index_part_digits",
                "ranked_index_digits", "index_weights", "comparison_digits",
            ])
        #expect(AirRuleParameters.parameters.allSatisfy { !$0.source.isEmpty })
    }
}
