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

    private mutating func appendCell(_ cell: String) {
        guard cell.contains(where: { ",\"\n\r\r\n".contains($0) }) else {
            text += cell
            return
        }
        text += "\""
        for character in cell {
            if character == "\"" { text += "\"" }
            text.append(character)
        }
        text += "\""
    }
}

/// A number as a cell in full precision; not-a-number is absent.
func cell(_ value: Double?) -> String? {
    guard let value, value.isFinite else { return nil }
    return NumberText.shortest(value)
}
