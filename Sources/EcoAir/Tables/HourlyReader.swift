import EcoAccounts
import EcoParameters

/// Reads an hourly table into one block for each evaluated year.
///
/// Findings: a time that is no full hour, an hour outside the years, a station that the stations table does
/// not name, a duplicated hour, a value beyond ambient air, a column in another unit. The hour 00:00 of
/// 1 January closes the last day of the year before and is passed over where that year is not evaluated.
struct HourlyReader {
    private(set) var blocks: [HourlyBlock]
    private let table: Table
    private let positions: [String: Int]
    private var suspicion = UnitSuspicion()
    private var unknown: Set<String> = []

    init(_ table: Table, years: [Int], stations: [MonitoringStation]) {
        self.table = table
        blocks = years.map { HourlyBlock(year: $0, stationCount: stations.count) }
        positions = Dictionary(
            stations.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func read(into findings: inout FindingList) {
        let columns = AirTables.Hourly.pollutants.map { table.counts($0) }
        for row in table.rows {
            guard let (block, slot) = place(of: row, &findings), let station = station(of: row, &findings)
            else { continue }
            guard blocks[block].claim(station: station, slot: slot) else {
                findings.add(duplicatedHour(row))
                continue
            }
            for pollutant in Pollutant.basic {
                guard let count = columns[pollutant.rawValue]?[row], count != .min else { continue }
                let value = Concentration(millionths: count)
                blocks[block][station, pollutant, slot] = value
                let column = AirTables.Hourly.pollutants[pollutant.rawValue]
                if let finding = suspicion.check(value, pollutant, in: table, row: row, column: column) {
                    findings.add(finding)
                }
            }
        }
        suspicion.tinyColumns(in: table) { AirTables.Hourly.pollutants[$0.rawValue] }
            .forEach { findings.add($0) }
    }

    /// Block and position of a row's hour; nil, with a finding, where it has none.
    private func place(of row: Int, _ findings: inout FindingList) -> (block: Int, slot: Int)? {
        let text = table.value(row, AirTables.Hourly.time)
        guard let hour = MonitoringHour(text) else {
            findings.add(
                finding(
                    "wrong_type", row, AirTables.Hourly.time, "'\(text)' is not a full hour",
                    hint: "write the end of the hour in Beijing time, such as 2019-04-08T13:00"))
            return nil
        }
        if let block = blocks.firstIndex(where: { $0.year == hour.year }) {
            return blocks[block].slot(of: hour).map { (block, $0) }
        }
        let closesYearBefore =
            hour.hour == 24 && hour.dayOfYear == CalendarDate.dayCount(ofYear: hour.year) - 1
            && blocks.contains { $0.year == hour.year + 1 }
        if !closesYearBefore {
            let years = blocks.map { "\($0.year)" }.joined(separator: ", ")
            findings.add(
                finding(
                    "outside_years", row, AirTables.Hourly.time,
                    "the hour \(text) lies outside the evaluated years \(years)",
                    hint: "name its year in `periods`, or take the row out"))
        }
        return nil
    }

    /// Position of a row's station; the first row of an unknown one is a finding.
    private mutating func station(of row: Int, _ findings: inout FindingList) -> Int? {
        let code = table.value(row, AirTables.Hourly.station)
        if let position = positions[code] { return position }
        if unknown.insert(code).inserted {
            findings.add(
                finding(
                    "unknown_station", row, AirTables.Hourly.station,
                    "the station '\(code)' belongs to no region",
                    hint: "give it a row in the stations table, or take its rows out"))
        }
        return nil
    }

    private func duplicatedHour(_ row: Int) -> Diagnostic {
        let time = table.value(row, AirTables.Hourly.time)
        let code = table.value(row, AirTables.Hourly.station)
        return finding(
            "duplicate_row", row, AirTables.Hourly.time, "the hour \(time) of station \(code) stands twice",
            hint: "keep one of them")
    }

    private func finding(
        _ code: String, _ row: Int, _ column: Column<String>, _ message: String, hint: String
    ) -> Diagnostic {
        Diagnostic(
            code: code, at: table.location(row, column), path: table.path(column), message, hint: hint)
    }
}
