import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoAir

/// An air block made in a test, with its tables in memory.
struct AirScenario {
    var values: [String: [String]]
    var files: [String: String]
    var regions: RegionTable

    private static let place = EcoParameters.SourceLocation(file: "scenario.yaml", line: 1, column: 1)
    private static let lists: Set<String> = ["standards", "periods", "split", "reports", "sand_dust_years"]

    /// - Parameters:
    ///   - values: values of the block; keys of lists take several.
    ///   - codes: regions, each with its centroid at 112 + position degrees east and 38 north.
    init(
        _ values: [String: [String]], files: [String: String], codes: [String] = ["140121", "140122"]
    ) throws {
        let base = [
            "standards": ["gb3095_2012"], "settlement_standard": ["gb3095_2012"], "periods": ["2019"],
        ]
        self.values = base.merging(values) { $1 }
        self.files = files
        regions = RegionTable(
            try codes.enumerated().map { position, text in
                Region(
                    code: try #require(RegionCode(text)), name: LocalizedText(en: "A\(text)", zh: "县\(text)"),
                    city: LocalizedText(en: "Taiyuan", zh: "太原市"), longitude: 112 + Double(position),
                    latitude: 38)
            })
    }

    func parameters() throws -> AirParameters {
        let scalar = { DocumentNode(.scalar(.init($0)), at: Self.place) }
        let entries = values.map { key, values in
            DocumentNode.Entry(
                key: key, keyLocation: Self.place,
                value: Self.lists.contains(key)
                    ? DocumentNode(.sequence(values.map(scalar)), at: Self.place) : scalar(values[0]))
        }
        let node = DocumentNode(.mapping(entries), at: Self.place)
        return AirParameters(
            try Binder.bind(node, to: AirParameters.declaration, files: MemoryFiles(texts: files)))
    }

    func evaluate() throws -> AirResult { try parameters().evaluate(regions: regions) }

    /// The findings of a scenario that is refused, as they are printed.
    func refusal() throws -> [String] {
        let error = #expect(throws: DiagnosticFailure.self) { try evaluate() }
        return try #require(error).diagnostics.map(\.description)
    }

    static let dailyHeading =
        "region,date,so2_ug_m3,no2_ug_m3,co_mg_m3,o3_mda8_ug_m3,pm10_ug_m3,pm25_ug_m3\n"

    /// Rows of one region over the days of `year`: all items but PM2.5 stay the same.
    static func days(_ region: String, _ year: Int, pm25: (CalendarDate) -> String) -> String {
        (0..<CalendarDate.dayCount(ofYear: year)).compactMap { CalendarDate(year: year, dayOfYear: $0) }
            .map { "\(region),\($0),12,20,0.8,80,70,\(pm25($0))\n" }.joined()
    }
}

extension AirReport {
    /// Rows as dictionaries by column; empty cells are absent.
    func table() throws -> [[String: String]] {
        var rows: [[String: String]] = []
        try forEachRow { cells in
            var row: [String: String] = [:]
            for (column, cell) in zip(columns, cells) { row[column] = cell }
            rows.append(row)
        }
        return rows
    }
}

extension AirResult {
    func report(_ id: String) throws -> [[String: String]] {
        try #require(reports.first { $0.id == id }).table()
    }
}
