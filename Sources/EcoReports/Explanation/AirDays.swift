import EcoParameters

/// Days behind a figure of the air.
enum AirDays {
    struct Day: Sendable {
        let date: String
        let value: String
        /// The value as it is stored.
        let exact: String
        /// `days.csv:92`, or lines of hours by station.
        let rows: String

        var json: JSON {
            .object([("date", .string(date)), ("value", .string(value)), ("rows", .string(rows))])
        }
    }

    private static let width = 100

    /// As many days a line as fit.
    static func wrapped(_ days: [Day]) -> [String] {
        var lines: [String] = []
        for day in days {
            let text = "\(day.date) \(day.value)" + (day.rows.isEmpty ? "" : " [\(day.rows)]")
            if let last = lines.last, last.count + text.count + 2 <= width {
                lines[lines.count - 1] = last + ", " + text
            } else {
                lines.append(text)
            }
        }
        return lines
    }

    /// `days.csv:2-32` where the rows of all days follow each other in one file; else the first and the last.
    static func span(_ days: [Day]) -> String {
        let places = days.map(\.rows).filter { !$0.isEmpty }
        guard let first = places.first, let last = places.last else { return "" }
        guard first != last else { return first }
        let (start, end) = (first.split(separator: ":"), last.split(separator: ":"))
        guard start.count == 2, end.count == 2, start[0] == end[0], Int(start[1]) != nil,
            Int(end[1]) != nil
        else { return "\(first) … \(last)" }
        return "\(start[0]):\(start[1])-\(end[1])"
    }
}
