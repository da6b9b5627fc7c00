import EcoUnits

/// Reads CSV (RFC 4180, UTF-8) into a ``Table``: every finding at once, each with file, line and column.
public struct TableReader {
    private let file: String
    private let declaration: TableDeclaration
    private var diagnostics: [Diagnostic] = []
    /// Past this many findings the rest are counted, not listed.
    private static let maximumFindings = 50
    private var suppressed = 0

    /// - Throws: ``DiagnosticFailure`` with all findings.
    public static func read(
        _ bytes: [UInt8], file: String, as declaration: TableDeclaration
    ) throws(DiagnosticFailure) -> Table {
        var reader = TableReader(file: file, declaration: declaration)
        let table = reader.read(bytes)
        guard let table, reader.diagnostics.isEmpty else { throw DiagnosticFailure(reader.closing()) }
        return table
    }

    private init(file: String, declaration: TableDeclaration) {
        self.file = file
        self.declaration = declaration
    }

    private mutating func read(_ bytes: [UInt8]) -> Table? {
        guard isValidUTF8(bytes) else { return nil }
        var scanner = RecordScanner(bytes: bytes)
        guard let heading = scanner.next(), heading.fields.contains(where: { !$0.bytes.isEmpty }) else {
            report(
                1, 1, code: "empty_table", "the table has no heading line",
                hint:
                    "the first line names the columns: \(declaration.columns.map(\.key).joined(separator: ","))"
            )
            return nil
        }
        guard let builders = columnBuilders(heading) else { return nil }
        return readRows(&scanner, builders, width: heading.fields.count)
    }

    private mutating func isValidUTF8(_ bytes: [UInt8]) -> Bool {
        guard String(validating: bytes, as: UTF8.self) == nil else { return true }
        report(
            firstInvalidLine(bytes), 1, code: "encoding", "the file is neither UTF-8 nor GB18030",
            hint: "save it as CSV UTF-8")
        return false
    }

    private func firstInvalidLine(_ bytes: [UInt8]) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return 1
    }

    // MARK: Heading

    private mutating func columnBuilders(_ heading: RecordScanner.Record) -> [ColumnBuilder?]? {
        let names = heading.fields.map { $0.text.trimmingBlanks() }
        var builders = [ColumnBuilder?](repeating: nil, count: names.count)
        var seen: Set<String> = []
        for (index, name) in names.enumerated() {
            let column = heading.fields[index].column
            guard seen.insert(name).inserted else {
                report(
                    1, column, code: "duplicate_column", "the heading '\(name)' stands twice",
                    hint: "keep one")
                continue
            }
            if let declared = declaration.columns.first(where: { $0.key == name }) {
                builders[index] = ColumnBuilder(declared)
            } else if let near = Suggestion.nearest(to: name, in: declaration.columns.map(\.key)) {
                report(
                    1, column, code: "unknown_column", "unknown column '\(name)'",
                    hint: "did you mean `\(near)`?")
            } else {
                report(
                    1, column, code: "unknown_column", "unknown column '\(name)'",
                    hint: "the table takes \(declaration.columns.map(\.key).joined(separator: ", "))")
            }
        }
        for declared in declaration.columns where !names.contains(declared.key) {
            if case .optional = declared.presence { continue }
            report(
                1, 1, code: "missing_column", path: declared.key, "the column '\(declared.key)' is missing",
                hint: declared.meaning.en)
        }
        return diagnostics.isEmpty ? builders : nil
    }

    // MARK: Rows

    private mutating func readRows(
        _ scanner: inout RecordScanner, _ initial: [ColumnBuilder?], width: Int
    ) -> Table {
        var builders = initial
        var lines: [Int] = []
        var soundRows: [Int] = []
        while let record = scanner.next() {
            if record.isBlank { continue }
            guard record.fields.count == width else {
                report(
                    record.line, 1, code: "ragged_row",
                    "the row has \(record.fields.count) cells, the heading \(width)",
                    hint: "put cells that hold a comma in double quotes")
                continue
            }
            let before = diagnostics.count + suppressed
            for index in builders.indices where builders[index] != nil {
                if let finding = builders[index]?.append(record.fields[index]) {
                    report(
                        record.line, record.fields[index].column, code: finding.code,
                        path: builders[index]?.declaration.key ?? "", finding.message, hint: finding.hint)
                }
            }
            if diagnostics.count + suppressed == before { soundRows.append(lines.count) }
            lines.append(record.line)
        }
        for place in scanner.strayTexts {
            report(
                place.line, place.column, code: "stray_text", "text follows the closing quote of a cell",
                hint: "put the whole cell in quotes, and write a quote inside a cell as two")
        }
        if let line = scanner.unterminatedQuoteLine {
            report(
                line, 1, code: "unterminated_quote", "a double quote opened here is never closed",
                hint: "close it, or write a quote inside a cell as two")
        }
        var columns: [String: ColumnStorage] = [:]
        for builder in builders { if let builder { columns[builder.declaration.key] = builder.storage } }
        let table = Table(file: file, declaration: declaration, lines: lines, columns: columns)
        checkUnique(table, soundRows)
        return table
    }

    private mutating func checkUnique(_ table: Table, _ rows: [Int]) {
        guard !declaration.uniqueBy.isEmpty else { return }
        var first: [[String]: Int] = [:]
        let keyColumns = declaration.uniqueBy.compactMap { table.columns[$0] }
        for row in rows {
            let key = keyColumns.map { $0.keyText(row) }
            guard let earlier = first.updateValue(row, forKey: key) else { continue }
            first[key] = earlier
            report(
                table.lines[row], 1, code: "duplicate_row",
                "the row for \(key.joined(separator: ", ")) already stands on line \(table.lines[earlier])",
                hint: "keep one of them")
        }
    }

    // MARK: Findings

    private mutating func report(
        _ line: Int, _ column: Int, code: String, path: String = "", _ message: String, hint: String
    ) {
        guard diagnostics.count < Self.maximumFindings else {
            suppressed += 1
            return
        }
        diagnostics.append(
            Diagnostic(
                code: code, at: SourceLocation(file: file, line: line, column: column), path: path, message,
                hint: hint))
    }

    private func closing() -> [Diagnostic] {
        guard suppressed > 0, let last = diagnostics.last?.location else { return diagnostics }
        let rest = Diagnostic(
            code: "more_findings", at: last, "\(suppressed) more findings in this table are not listed",
            hint: "mend those above first")
        return diagnostics + [rest]
    }
}

extension ColumnStorage {
    func keyText(_ row: Int) -> String {
        if !texts.isEmpty { return texts[row] }
        if !counts.isEmpty { return "\(counts[row])" }
        return NumberText.shortest(doubles[row])
    }
}
