import EcoAccounts
import EcoParameters
import EcoUnits

@testable import EcoAir

/// The hourly table once more: whole in memory, record by record, in strings.
struct PlainHours {
    struct Key: Hashable {
        let block: Int
        let station: Int
        let slot: Int
    }

    private(set) var rows: [Key: [Concentration]] = [:]
    /// `line:column:code`
    private(set) var findings: [String] = []
    private let codes: [String]
    private let years: [Int]
    private var unknown: Set<String> = []

    /// What tells the codes of findings apart in their texts.
    static let words: [(words: String, code: String)] = [
        ("cells, the heading", "ragged_row"), ("the cell is empty", "missing_value"),
        ("is not a number", "wrong_type"), ("is not a full hour", "wrong_type"),
        ("has more than 6 decimals", "too_precise"), ("is out of range", "out_of_range"),
        ("lies outside the evaluated years", "outside_years"), ("belongs to no region", "unknown_station"),
        ("stands twice", "duplicate_row"), ("is beyond ambient air", "suspect_unit"),
        ("follows the closing quote", "stray_text"), ("is never closed", "unterminated_quote"),
    ]

    init(_ bytes: [UInt8], codes: [String], years: [Int]) {
        self.codes = codes
        self.years = years
        var scanner = RecordScanner(bytes: bytes)
        let columns = scanner.next()?.fields.map(\.text) ?? []
        var strays = 0
        while let record = scanner.next() {
            if record.isBlank { continue }
            let isSound = scanner.strayTexts.count == strays && scanner.unterminatedQuoteLine == nil
            strays = scanner.strayTexts.count
            read(record, columns, isSound: isSound)
        }
        findings += scanner.strayTexts.map { "\($0.line):\($0.column):stray_text" }
        if let line = scanner.unterminatedQuoteLine { findings.append("\(line):1:unterminated_quote") }
    }

    private mutating func read(_ record: RecordScanner.Record, _ columns: [String], isSound: Bool) {
        guard record.fields.count == columns.count else {
            findings.append("\(record.line):1:ragged_row")
            return
        }
        let before = findings.count
        var cells: [String: String] = [:]
        var places: [String: String] = [:]
        for (column, field) in zip(columns, record.fields) {
            cells[column] = Self.trimmed(field.text)
            places[column] = "\(record.line):\(field.column):"
        }
        let values = Pollutant.basic.map { pollutant in
            let column = "\(pollutant.id)_\(pollutant == .co ? "mg" : "ug")_m3"
            return value(cells[column] ?? "", at: places[column] ?? "")
        }
        for column in ["time", "station"] where cells[column] == "" {
            findings.append("\(places[column] ?? "")missing_value")
        }
        let isWhole = findings.count == before && isSound
        guard let key = key(cells, places) else { return }
        guard isWhole else { return }
        guard rows[key] == nil else {
            findings.append("\(places["time"] ?? "")duplicate_row")
            return
        }
        rows[key] = values
        for pollutant in Pollutant.basic {
            let limit = pollutant == .co ? 200 : 20_000
            guard values[pollutant.rawValue].millionths > limit * 1_000_000 else { continue }
            let column = "\(pollutant.id)_\(pollutant == .co ? "mg" : "ug")_m3"
            findings.append("\(places[column] ?? "")suspect_unit")
        }
    }

    private static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first == " " || first == "\t" { scalars.removeFirst() }
        while let last = scalars.last, last == " " || last == "\t" { scalars.removeLast() }
        return String(scalars)
    }

    private mutating func value(_ text: String, at place: String) -> Concentration {
        guard !text.isEmpty else { return .missing }
        guard let number = DecimalNumber(text) else {
            findings.append(place + "wrong_type")
            return .missing
        }
        guard let count = number.count(ofFractionDigits: 6) else {
            findings.append(place + "too_precise")
            return .missing
        }
        if count < 0 || count > 1_000_000_000_000 { findings.append(place + "out_of_range") }
        return Concentration(millionths: count)
    }

    private mutating func key(_ cells: [String: String], _ places: [String: String]) -> Key? {
        guard let time = cells["time"], !time.isEmpty else { return nil }
        guard let hour = MonitoringHour(time) else {
            findings.append("\(places["time"] ?? "")wrong_type")
            return nil
        }
        guard let block = years.firstIndex(of: hour.year) else {
            let isLastOfYearBefore = hour.hour == 24 && time.contains("-01-01") && hour.year + 1 == years[0]
            if !isLastOfYearBefore { findings.append("\(places["time"] ?? "")outside_years") }
            return nil
        }
        guard let code = cells["station"], !code.isEmpty else { return nil }
        guard let station = codes.firstIndex(of: code) else {
            if unknown.insert(code).inserted { findings.append("\(places["station"] ?? "")unknown_station") }
            return nil
        }
        return Key(block: block, station: station, slot: hour.dayOfYear * 24 + hour.hour - 1)
    }
}
