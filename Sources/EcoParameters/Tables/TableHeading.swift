/// The heading line of a table, checked against its declaration.
struct TableHeading: Sendable {
    /// What each column of the file holds, in the file's order.
    let columns: [ColumnDeclaration]

    /// - Throws: every finding about the heading.
    init(
        _ record: RecordScanner.Record?, file: String, sheet: String? = nil, _ declaration: TableDeclaration
    ) throws(DiagnosticFailure) {
        guard let record, record.fields.contains(where: { !$0.bytes.isEmpty }) else {
            let keys = declaration.columns.map(\.key).joined(separator: ",")
            throw DiagnosticFailure([
                Diagnostic(
                    code: "empty_table", at: SourceLocation(file: file, line: 1, column: 1, sheet: sheet),
                    "the table has no heading line", hint: "the first line names the columns: \(keys)")
            ])
        }
        var check = HeadingCheck(file: file, sheet: sheet, declaration: declaration)
        columns = record.fields.compactMap { check.column($0) }
        check.missingColumns()
        guard check.findings.isEmpty else { throw DiagnosticFailure(check.findings) }
    }
}

private struct HeadingCheck {
    let file: String
    let sheet: String?
    let declaration: TableDeclaration
    var findings: [Diagnostic] = []
    var seen: Set<String> = []

    mutating func column(_ field: RecordScanner.Field) -> ColumnDeclaration? {
        let name = field.text.trimmingBlanks()
        guard seen.insert(name).inserted else {
            report(
                field.column, code: "duplicate_column", "the heading '\(name)' stands twice", hint: "keep one"
            )
            return nil
        }
        if let declared = declaration.columns.first(where: { $0.key == name }) { return declared }
        let keys = declaration.columns.map(\.key)
        report(
            field.column, code: "unknown_column", "unknown column '\(name)'",
            hint: Suggestion.nearest(to: name, in: keys).map { "did you mean `\($0)`?" }
                ?? "the table takes \(keys.joined(separator: ", "))")
        return nil
    }

    mutating func missingColumns() {
        for declared in declaration.columns where !seen.contains(declared.key) {
            if case .optional = declared.presence { continue }
            report(
                1, code: "missing_column", path: declared.key, "the column '\(declared.key)' is missing",
                hint: declared.meaning.en)
        }
    }

    private mutating func report(
        _ column: Int, code: String, path: String = "", _ message: String, hint: String
    ) {
        findings.append(
            Diagnostic(
                code: code, at: SourceLocation(file: file, line: 1, column: column, sheet: sheet),
                path: path, message, hint: hint))
    }
}
