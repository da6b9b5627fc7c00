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
    /// Of each station, the largest value of each pollutant.
    private var largest: [StationDay.Lanes]
    private let codes: [String]
    /// Line on which the next piece begins.
    private var line: Int

    /// - Parameter line: of the first record behind the heading.
    init(
        _ records: RecordReader, line: Int, years: [Int], shift: Int, stations: [MonitoringStation],
        keeping: [Pollutant], tracesLines: Bool = false
    ) {
        codes = stations.map(\.code)
        largest = Array(repeating: .zero, count: stations.count)
        self.records = records
        self.line = line
        labels = HourLabels(years: years, shift: shift)
        blocks = years.map { HourlyBlock(year: $0, stationCount: stations.count, keeping: keeping) }
        if tracesLines {
            for block in blocks.indices {
                blocks[block].lines = Array(
                    repeating: DayOrigins.Lines(), count: blocks[block].stationDays.count)
            }
        }
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
                trace(rows, index..<next, block)
                index = next
            }
        }
        line += rows.lineCount
    }

    private mutating func trace(_ rows: HourlyRows, _ taken: Range<Int>, _ block: Int) {
        guard block >= 0, !blocks[block].lines.isEmpty else { return }
        for index in taken {
            let place = rows.places[index]
            note(line + Int(place.line), block, station: Int(place.station), day: Int(place.day))
        }
    }

    private mutating func note(_ line: Int, _ block: Int, station: Int, day: Int) {
        guard !blocks[block].lines.isEmpty else { return }
        blocks[block].lines[day * blocks[block].stationCount + station].take(line)
    }

    // MARK: Whole columns

    /// Adds the findings about columns in another unit: of the whole table, else of single stations.
    ///
    /// - Parameter firstRows: the first row of the table, under the empty code, and of each station named.
    mutating func finish(firstRows: (Set<String>) -> [String: Table]) {
        let suspicions = codes.indices.map { suspicion(ofStation: $0) }
        let whole = UnitSuspicion(suspicions)
        let suspects = suspicions.indices.filter { suspicions[$0].hasTinyColumns(of: .station) }
        guard whole.hasTinyColumns(of: .table) || !suspects.isEmpty else { return }
        let rows = firstRows(Set(suspects.map { codes[$0] }))
        let column = { (pollutant: Pollutant) in AirTables.Hourly.pollutants[pollutant.rawValue] }
        if let row = rows[""] { whole.tinyColumns(in: row, column: column).forEach { findings.add($0) } }
        for station in suspects {
            guard let row = rows[codes[station]] else { continue }
            suspicions[station].tinyColumns(
                .station, in: row, of: "station \(codes[station])", but: whole, column: column
            ).forEach { findings.add($0) }
        }
    }

    private func suspicion(ofStation station: Int) -> UnitSuspicion {
        var counts = Array(repeating: 0, count: Pollutant.basic.count)
        for block in blocks {
            for index in stride(from: station, to: block.stationDays.count, by: block.stationCount) {
                for pollutant in Pollutant.basic {
                    counts[pollutant.rawValue] += Int(block.stationDays[index].number(pollutant))
                }
            }
        }
        return UnitSuspicion(
            counts: counts, largest: Pollutant.basic.map { largest[station][$0.rawValue] })
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
        note(line + Int(place.line), block, station: station, day: slot / 24)
        for pollutant in Pollutant.basic {
            let column = AirTables.Hourly.pollutants[pollutant.rawValue]
            guard let cell = row.optional(0, column) else { continue }
            let value = Concentration(millionths: cell.count)
            blocks[block].add(value, station: station, pollutant, slot: slot)
            largest[station][pollutant.rawValue] = max(largest[station][pollutant.rawValue], value.millionths)
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
