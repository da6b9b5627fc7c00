/// The cells of one sheet of a spreadsheet as text, from its first row and column on.
public struct SheetRows: Sendable {
    /// The sheet's name.
    public let name: String
    /// Rows may differ in length; an empty text is an empty cell.
    public let rows: [[String]]

    public init(name: String, rows: [[String]]) {
        self.name = name
        self.rows = rows
    }
}

/// Reads spreadsheets: the edge of the program provides it.
public protocol SpreadsheetReader: Sendable {
    /// The cells of a sheet; of the first one where `sheet` is nil.
    /// - Throws: a finding at `location` where the file or the sheet cannot be read.
    func rows(
        of file: String, sheet: String?, namedAt location: SourceLocation
    ) throws(DiagnosticFailure) -> SheetRows
}

/// What a table's records come from.
protocol RecordSource {
    mutating func next() -> RecordScanner.Record?
}

extension RecordScanner: RecordSource {}

/// The rows of a sheet as records: the first is the heading; rows that begin with `#` are notes.
struct SheetRecords: RecordSource {
    private let rows: [[String]]
    private let width: Int
    private var position = 0

    init(_ sheet: SheetRows) {
        rows = sheet.rows
        width = sheet.rows.first.map { 1 + ($0.lastIndex { !$0.isEmpty } ?? -1) } ?? 0
    }

    mutating func next() -> RecordScanner.Record? {
        while position < rows.count {
            let row = rows[position]
            position += 1
            guard let first = row.first(where: { !$0.isEmpty }), !first.hasPrefix("#") else { continue }
            let filled = 1 + (row.lastIndex { !$0.isEmpty } ?? -1)
            let fields = (0..<max(width, filled)).map { column in
                RecordScanner.Field(
                    bytes: Array(column < row.count ? row[column].utf8 : "".utf8)[...], column: column + 1)
            }
            return RecordScanner.Record(line: position, fields: fields)
        }
        return nil
    }
}
