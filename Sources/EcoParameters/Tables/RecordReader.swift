/// Reads single records of a long table: every finding about a record, and its cells.
public struct RecordReader: Sendable {
    private let file: String
    private let declaration: TableDeclaration
    /// What each column of the file holds, in the file's order.
    public let columns: [ColumnDeclaration]

    /// One record.
    public struct Reading {
        /// The cells as a table of one row, cells with a finding as missing; nil for a row of another width.
        public let row: Table?
        public let findings: [Diagnostic]
    }

    /// Takes the heading from `scanner`, which stands at the beginning of the file.
    ///
    /// - Throws: every finding about the heading.
    public init(
        _ scanner: inout RecordScanner, file: String, as declaration: TableDeclaration
    ) throws(DiagnosticFailure) {
        self.file = file
        self.declaration = declaration
        columns = try TableHeading(scanner.next(), file: file, declaration).columns
    }

    /// The next record; nil for a blank line and at the end.
    public func next(_ scanner: inout RecordScanner) -> Reading? {
        let earlierTexts = scanner.strayTexts.count
        let earlierQuote = scanner.unterminatedQuoteLine
        guard let record = scanner.next(), !record.isBlank else { return nil }
        var findings: [Diagnostic] = []
        let row = row(record, &findings)
        for place in scanner.strayTexts[earlierTexts...] {
            findings.append(.strayText(SourceLocation(file: file, line: place.line, column: place.column)))
        }
        if earlierQuote == nil, let line = scanner.unterminatedQuoteLine {
            findings.append(.unterminatedQuote(SourceLocation(file: file, line: line, column: 1)))
        }
        return Reading(row: row, findings: findings)
    }

    private func row(_ record: RecordScanner.Record, _ findings: inout [Diagnostic]) -> Table? {
        guard record.fields.count == columns.count else {
            findings.append(
                .raggedRow(
                    SourceLocation(file: file, line: record.line, column: 1), cells: record.fields.count,
                    width: columns.count))
            return nil
        }
        var storage: [String: ColumnStorage] = [:]
        for (field, column) in zip(record.fields, columns) {
            var builder = ColumnBuilder(column)
            if let finding = builder.append(field) {
                let place = SourceLocation(file: file, line: record.line, column: field.column)
                findings.append(
                    Diagnostic(
                        code: finding.code, at: place, path: column.key, finding.message, hint: finding.hint))
            }
            storage[column.key] = builder.storage
        }
        return Table(file: file, sheet: nil, declaration: declaration, lines: [record.line], columns: storage)
    }
}

extension Diagnostic {
    static func raggedRow(_ place: SourceLocation, cells: Int, width: Int) -> Diagnostic {
        Diagnostic(
            code: "ragged_row", at: place, "the row has \(cells) cells, the heading \(width)",
            hint: "put cells that hold a comma in double quotes")
    }

    static func strayText(_ place: SourceLocation) -> Diagnostic {
        Diagnostic(
            code: "stray_text", at: place, "text follows the closing quote of a cell",
            hint: "put the whole cell in quotes, and write a quote inside a cell as two")
    }

    static func unterminatedQuote(_ place: SourceLocation) -> Diagnostic {
        Diagnostic(
            code: "unterminated_quote", at: place, "a double quote opened here is never closed",
            hint: "close it, or write a quote inside a cell as two")
    }
}
