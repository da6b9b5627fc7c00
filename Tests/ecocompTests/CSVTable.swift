/// A CSV file read by the letter of RFC 4180, apart from the program's own reader.
struct CSVTable {
    struct Malformed: Error {
        let what: String
    }

    let columns: [String]
    let rows: [[String]]

    init(_ text: String) throws {
        let records = try Self.records(Array(text.unicodeScalars))
        guard let first = records.first else { throw Malformed(what: "no heading") }
        for record in records where record.count != first.count { throw Malformed(what: "\(record)") }
        columns = first
        rows = Array(records.dropFirst())
    }

    /// The cells of a column.
    subscript(column: String) -> [String] {
        columns.firstIndex(of: column).map { index in rows.map { $0[index] } } ?? []
    }

    /// The cell of the one row that holds these values.
    func cell(_ column: String, _ wanted: KeyValuePairs<String, String>) throws -> String {
        let found = rows.indices.filter { row in wanted.allSatisfy { self[$0.key][row] == $0.value } }
        guard found.count == 1 else { throw Malformed(what: "\(found.count) rows of \(wanted)") }
        return self[column][found[0]]
    }

    func number(_ column: String, _ wanted: KeyValuePairs<String, String>) throws -> Double {
        let text = try cell(column, wanted)
        guard let number = Double(text) else { throw Malformed(what: "'\(text)' in \(column)") }
        return number
    }

    private static func records(_ text: [Unicode.Scalar]) throws -> [[String]] {
        var (records, record, cell) = ([[String]](), [String](), "")
        var isQuoted = false
        var index = 0
        func isQuote(_ at: Int) -> Bool { at < text.count && text[at] == "\"" }
        while index < text.count {
            let scalar = text[index]
            index += 1
            if isQuoted {
                if scalar != "\"" {
                    cell.unicodeScalars.append(scalar)
                } else if isQuote(index) {
                    cell += "\""
                    index += 1
                } else {
                    isQuoted = false
                }
                continue
            }
            switch scalar {
            case "\"":
                guard cell.isEmpty else { throw Malformed(what: "a quote inside '\(cell)'") }
                isQuoted = true
            case ",":
                record.append(cell)
                cell = ""
            case "\r": continue
            case "\n":
                records.append(record + [cell])
                (record, cell) = ([], "")
            default: cell.unicodeScalars.append(scalar)
            }
        }
        guard cell.isEmpty, record.isEmpty, !isQuoted else { throw Malformed(what: "no last line end") }
        return records
    }
}
