import EcoAccounts
import EcoTestSupport

/// Makes hourly files that hold, beside sound rows, everything that spreadsheets and networks do to them.
struct RandomHours {
    private var generator: SeededGenerator
    private let codes: [String]
    private var columns = [
        "time", "station", "so2_ug_m3", "no2_ug_m3", "co_mg_m3", "o3_ug_m3", "pm10_ug_m3", "pm25_ug_m3",
    ]
    /// Per thousand rows.
    var faults = 50

    init(seed: UInt64, codes: [String]) {
        generator = SeededGenerator(seed: seed)
        self.codes = codes
        columns.shuffle(using: &generator)
    }

    mutating func text(rows: Int = 400) -> String {
        let lineEnd = ["\n", "\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
        let quoting = Int.random(in: 0..<3, using: &generator)
        var text = chance(200) ? "\u{FEFF}" : ""
        text += columns.joined(separator: ",") + lineEnd
        var slot = 0
        for _ in 0..<rows {
            slot += faults > 0 && chance(100) ? 0 : 1
            text += row(slot % 17_544, quoting: quoting)
            if chance(20) { text += ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "" }
            text += lineEnd
        }
        if chance(300) { text = String(text.dropLast()) }
        if chance(100), faults > 0 { text += "2019-01-01T01:00,\"never closed\n1,2\n" }
        return text
    }

    private mutating func chance(_ perThousand: Int) -> Bool {
        Int.random(in: 0..<1000, using: &generator) < perThousand
    }

    private mutating func one(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }

    private mutating func row(_ slot: Int, quoting: Int) -> String {
        var cells = columns.map { column in
            switch column {
            case "time": time(slot)
            case "station": codes.randomElement(using: &generator) ?? ""
            default: chance(50) ? "" : number(column)
            }
        }
        if chance(faults) { spoil(&cells) }
        for index in cells.indices {
            let mustQuote =
                cells[index].contains { ",\"\n\r".contains($0) } && !cells[index].hasPrefix("\u{1}")
            if mustQuote || quoting == 2 || (quoting == 1 && chance(100)) {
                cells[index] = "\"" + cells[index].replacing("\"", with: "\"\"") + "\""
            } else if chance(15) {
                cells[index] = " \(cells[index])\t"
            }
            if cells[index].hasPrefix("\u{1}") { cells[index].removeFirst() }
        }
        return cells.joined(separator: ",")
    }

    private mutating func time(_ slot: Int) -> String {
        let day = slot / 24
        let (year, dayOfYear) = day < 365 ? (2019, day) : (2020, day - 365)
        let date = CalendarDate(year: year, dayOfYear: dayOfYear).map { "\($0)" } ?? ""
        let hour = slot % 24
        let separator = chance(100) ? " " : "T"
        return "\(date)\(separator)\(hour < 10 ? "0" : "")\(hour):00" + (chance(50) ? ":00" : "")
    }

    private mutating func number(_ column: String) -> String {
        let value = Int.random(in: 0...(column == "co_mg_m3" ? 20 : 400), using: &generator)
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: return "\(value).\(Int.random(in: 0..<1_000_000, using: &generator))"
        case 1: return "\(value).\(Int.random(in: 0..<10, using: &generator))"
        case 2: return "\(value).250000"
        case 3: return "+\(value)"
        case 4: return "\(value)e0"
        case 5: return "\(value).5000000"
        default: return "\(value)"
        }
    }

    private mutating func spoil(_ cells: inout [String]) {
        let time = columns.firstIndex(of: "time") ?? 0
        let station = columns.firstIndex(of: "station") ?? 0
        let number = columns.firstIndex(of: one(Array(columns.filter { $0.contains("_m3") }))) ?? 0
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: cells[time] = one(["2018-05-01T01:00", "2021-01-01T01:00", "2021-07-01 24:00"])
        case 1:
            cells[time] = one([
                "2019-02-29T01:00", "2019-01-01T01:30", "2019-01-01", "x", "", "2019-01-01T25:00",
            ])
        case 2:
            cells[time] = one([
                "2019-01-01T00:00", "2021-01-01T00:00", "2020-01-01T00:00", "2019-12-31T24:00",
            ])
        case 3: cells[station] = one(["nowhere", "", "1081a", "1081A\u{0}", "10\n81A", "ABCDEFGHIJKLMNOPQ"])
        case 4:
            cells[number] = one([
                "-1", "007", "12.", ".5", "1.2345678", "NaN", "inf", "1000001", "99999999", "123456789",
                "1,5", "--",
            ])
        case 5: cells[number] = one(["800", "20000", "20001", "25000.5", "1000000"])
        case 6: cells.removeLast()
        case 7: cells.append("7")
        default: cells[number] = one(["\u{1}\"12\"3", "\u{1}\"12\" ", "\u{1}1\"2"])
        }
    }
}
