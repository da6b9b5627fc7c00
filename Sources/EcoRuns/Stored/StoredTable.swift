import EcoParameters

/// A CSV table of a run folder: columns by heading, cells as text with typed accessors.
public struct StoredTable: Sendable {
    /// Name of the file.
    public let file: String
    /// The headings, in the order of the file.
    public let headings: [String]
    public let rowCount: Int
    private let positions: [String: Int]
    /// Row by row.
    private let cells: [String]

    /// - Throws: ``DiagnosticFailure`` with every line that has another width than the heading.
    public init(_ bytes: [UInt8], file: String) throws(DiagnosticFailure) {
        var scanner = RecordScanner(bytes: bytes)
        let headings = scanner.next()?.fields.map(\.text) ?? []
        var cells: [String] = []
        var damages: [Diagnostic] = []
        while let record = scanner.next() {
            if record.isBlank, headings.count != 1 { continue }
            if record.fields.count == headings.count {
                for field in record.fields { cells.append(field.text) }
            } else {
                damages.append(
                    Self.damage(
                        file, record.line, "has \(record.fields.count) cells, the heading \(headings.count)"))
            }
        }
        if let line = scanner.unterminatedQuoteLine {
            damages.append(Self.damage(file, line, "opens a quote that is never closed"))
        }
        guard damages.isEmpty else { throw DiagnosticFailure(damages) }
        self.file = file
        self.headings = headings
        self.cells = cells
        rowCount = headings.isEmpty ? 0 : cells.count / headings.count
        positions = Dictionary(
            headings.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func damage(_ file: String, _ line: Int, _ cause: String) -> Diagnostic {
        Diagnostic(
            code: "damaged_table", at: SourceLocation(file: file, line: line, column: 1), "the line \(cause)",
            hint: "run the scenario again; a run folder is not meant to be edited")
    }

    public var rows: some Sequence<StoredRow> {
        (0..<rowCount).lazy.map { StoredRow(table: self, index: $0) }
    }

    public func hasColumn(_ heading: String) -> Bool { positions[heading] != nil }

    /// Those of `wanted` that the table lacks.
    public func missingColumns(_ wanted: [String]) -> [String] { wanted.filter { !hasColumn($0) } }

    /// The text of a cell; empty where the value or the column is absent.
    public func text(_ row: Int, _ heading: String) -> String {
        guard let position = positions[heading] else { return "" }
        return cells[row * headings.count + position]
    }
}

/// One row of a ``StoredTable``.
public struct StoredRow: Sendable {
    let table: StoredTable
    public let index: Int
    /// Those of its table.
    public var headings: [String] { table.headings }

    /// The text of a cell; empty where the value or the column is absent.
    public subscript(heading: String) -> String { table.text(index, heading) }

    /// A finite number; `nil` where the cell is empty or no number.
    public func number(_ heading: String) -> Double? {
        guard let value = Double(self[heading]), value.isFinite else { return nil }
        return value
    }

    public func integer(_ heading: String) -> Int64? { Int64(self[heading]) }

    /// `true`, `yes` or `1`; `false`, `no` or `0`; else `nil`.
    public func boolean(_ heading: String) -> Bool? {
        switch self[heading] {
        case "true", "yes", "1": true
        case "false", "no", "0": false
        default: nil
        }
    }
}
