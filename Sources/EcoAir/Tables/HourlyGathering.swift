import EcoAccounts
import EcoParameters

/// Takes the rows of an hourly table in the order of the file and keeps what they come to.
///
/// Findings: a record that is no row, a time that is no full hour, an hour outside the years, a station that
/// the stations table does not name, a duplicated hour, a value beyond ambient air, a column in another unit.
struct HourlyGathering {
    private(set) var blocks: [HourlyBlock]
    private(set) var findings = FindingList()
    private let records: RecordReader
    private let labels: HourLabels
    private let positions: [String: Int]
    private var unknown: Set<String> = []
    private var largest = StationDay.Lanes.zero
    /// Line on which the next piece begins.
    private var line: Int

    /// - Parameter line: of the first record behind the heading.
    init(
        _ records: RecordReader, line: Int, years: [Int], shift: Int, stations: [MonitoringStation],
        keeping: [Pollutant]
    ) {
        self.records = records
        self.line = line
        labels = HourLabels(years: years, shift: shift)
        blocks = years.map { HourlyBlock(year: $0, stationCount: stations.count, keeping: keeping) }
        positions = Dictionary(
            stations.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Takes the rows that a parser found in `piece`.
    mutating func take(_ rows: HourlyRows, of piece: RecordPieces.Piece) {
        var index = 0
        while index < rows.count {
            let place = rows.places[index]
            let block = Int(place.block)
            let next =
                block < 0 ? index : blocks[block].take(rows, from: index, block: block, largest: &largest)
            if next == index {
                takeCarefully(piece, at: place)
                index += 1
            } else {
                index = next
            }
        }
        line += rows.lineCount
    }

    /// Adds the findings about whole columns; `firstRow` is the first row of the table.
    mutating func finish(firstRow: () -> Table?) {
        let counts = Pollutant.basic.map { pollutant in
            blocks.reduce(0) { $0 + $1.stationDays.reduce(0) { $0 + Int($1.number(pollutant)) } }
        }
        let suspicion = UnitSuspicion(counts: counts, largest: Pollutant.basic.map { largest[$0.rawValue] })
        guard suspicion.hasTinyColumns, let row = firstRow() else { return }
        suspicion.tinyColumns(in: row) { AirTables.Hourly.pollutants[$0.rawValue] }
            .forEach { findings.add($0) }
    }

    // MARK: Rows that need care

    private mutating func takeCarefully(_ piece: RecordPieces.Piece, at place: HourlyRows.Place) {
        var scanner = RecordScanner(piece, from: place.offset, line: line + Int(place.line))
        guard let reading = records.next(&scanner) else { return }
        reading.findings.forEach { findings.add($0) }
        guard let row = reading.row, let (block, slot) = slot(of: row), let station = station(of: row),
            reading.findings.isEmpty
        else { return }
        guard blocks[block].claim(station: station, slot: slot) else {
            findings.add(duplicatedHour(row))
            return
        }
        for pollutant in Pollutant.basic {
            let column = AirTables.Hourly.pollutants[pollutant.rawValue]
            guard let cell = row.optional(0, column) else { continue }
            let value = Concentration(millionths: cell.count)
            blocks[block].add(value, station: station, pollutant, slot: slot)
            largest[pollutant.rawValue] = max(largest[pollutant.rawValue], value.millionths)
            if let finding = UnitSuspicion.finding(value, pollutant, in: row, row: 0, column: column) {
                findings.add(finding)
            }
        }
    }

    /// Block and position of a row's hour; nil, mostly with a finding, where it has none.
    private mutating func slot(of row: Table) -> (block: Int, slot: Int)? {
        let text = row.value(0, AirTables.Hourly.time)
        // The reader has found the empty cell.
        guard !text.isEmpty else { return nil }
        guard let hour = MonitoringHour(text) else {
            findings.add(
                finding(
                    "wrong_type", row, AirTables.Hourly.time, "'\(text)' is not a full hour",
                    hint: "write the end of the hour in Beijing time, such as 2019-04-08T13:00"))
            return nil
        }
        switch labels.meaning(of: hour) {
        case .hour(let block, let day, let hour): return (block, day * 24 + hour - 1)
        case .passedOver: return nil
        case .finding:
            let years = labels.years.map { "\($0)" }.joined(separator: ", ")
            findings.add(
                finding(
                    "outside_years", row, AirTables.Hourly.time,
                    "the hour \(text) lies outside the evaluated years \(years)",
                    hint: "name its year in `periods`, or take the row out"))
            return nil
        }
    }

    /// Position of a row's station; the first row of an unknown one is a finding.
    private mutating func station(of row: Table) -> Int? {
        let code = row.value(0, AirTables.Hourly.station)
        guard !code.isEmpty else { return nil }
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

    private func duplicatedHour(_ row: Table) -> Diagnostic {
        let time = row.value(0, AirTables.Hourly.time)
        let code = row.value(0, AirTables.Hourly.station)
        return finding(
            "duplicate_row", row, AirTables.Hourly.time, "the hour \(time) of station \(code) stands twice",
            hint: "keep one of them")
    }

    private func finding(
        _ code: String, _ row: Table, _ column: Column<String>, _ message: String, hint: String
    ) -> Diagnostic {
        Diagnostic(code: code, at: row.location(0, column), path: row.path(column), message, hint: hint)
    }
}
