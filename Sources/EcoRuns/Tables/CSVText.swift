import EcoParameters

/// A CSV table in the making (RFC 4180, `\n` line ends): cells are quoted where they must be.
public struct CSVText: Sendable {
    public private(set) var text = ""
    private let width: Int

    public init(columns: [String]) {
        width = columns.count
        append(columns)
    }

    /// Adds a row. `nil` makes an empty cell: absent, never 0.
    ///
    /// - Precondition: as many cells as columns.
    public mutating func append(_ cells: [String?]) {
        precondition(cells.count == width, "a row has as many cells as the heading")
        for (index, cell) in cells.enumerated() {
            if index > 0 { text += "," }
            if let cell { appendCell(cell) }
        }
        text += "\n"
    }

    /// The text so far, which is then forgotten: for tables written piece by piece.
    mutating func takeText() -> String {
        defer { text.removeAll(keepingCapacity: true) }
        return text
    }

    private mutating func appendCell(_ cell: String) {
        guard cell.utf8.contains(where: Self.asksForQuotes) else {
            text += cell
            return
        }
        text += "\""
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { text += "\"" }
            text.unicodeScalars.append(scalar)
        }
        text += "\""
    }

    private static func asksForQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }
}

/// A number as a cell in full precision; not-a-number is absent.
func cell(_ value: Double?) -> String? {
    guard let value, value.isFinite else { return nil }
    return NumberText.shortest(value)
}
