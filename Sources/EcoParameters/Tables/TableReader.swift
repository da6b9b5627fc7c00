import EcoUnits

/// Reads CSV (RFC 4180, UTF-8) or a sheet into a ``Table``: every finding at once, each with its place.
public struct TableReader {
    private let file: String
    private let sheet: String?
    private let declaration: TableDeclaration
    private var diagnostics: [Diagnostic] = []
    /// Past this many findings the rest are counted, not listed.
    private static let maximumFindings = 50
    private var suppressed = 0

    /// - Throws: ``DiagnosticFailure`` with all findings.
    public static func read(
        _ bytes: [UInt8], file: String, as declaration: TableDeclaration
    ) throws(DiagnosticFailure) -> Table {
        var reader = TableReader(file: file, sheet: nil, declaration: declaration)
        let table = reader.read(bytes)
        return try reader.finished(table)
    }

    /// - Throws: ``DiagnosticFailure`` with all findings, placed by `sheet!cell`.
    public static func read(
        _ sheet: SheetRows, file: String, as declaration: TableDeclaration
    ) throws(DiagnosticFailure) -> Table {
        var reader = TableReader(file: file, sheet: sheet.name, declaration: declaration)
        var records = SheetRecords(sheet)
        let table = reader.read(&records)
        return try reader.finished(table)
    }

    private init(file: String, sheet: String?, declaration: TableDeclaration) {
        self.file = file
        self.sheet = sheet
        self.declaration = declaration
    }

    private func finished(_ table: Table?) throws(DiagnosticFailure) -> Table {
        guard let table, diagnostics.isEmpty else { throw DiagnosticFailure(closing()) }
        return table
    }

    private mutating func read(_ bytes: [UInt8]) -> Table? {
        guard isValidUTF8(bytes) else { return nil }
        var scanner = RecordScanner(bytes: bytes)
        let table = read(&scanner)
        guard table != nil else { return nil }
        for stray in scanner.strayTexts { report(.strayText(place(stray.line, stray.column))) }
        if let line = scanner.unterminatedQuoteLine { report(.unterminatedQuote(place(line, 1))) }
        return table
    }

    private mutating func read(_ records: inout some RecordSource) -> Table? {
        do throws(DiagnosticFailure) {
            let heading = try TableHeading(records.next(), file: file, sheet: sheet, declaration)
            return readRows(&records, heading.columns.map { ColumnBuilder($0) })
        } catch {
            diagnostics += error.diagnostics
            return nil
        }
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

    // MARK: Rows

    private mutating func readRows(
        _ records: inout some RecordSource, _ initial: [ColumnBuilder]
    ) -> Table {
        var builders = initial
        var lines: [Int] = []
        var soundRows: [Int] = []
        while let record = records.next() {
            if record.isBlank { continue }
            guard record.fields.count == builders.count else {
                report(
                    .raggedRow(
                        place(record.line, 1), cells: record.fields.count, width: builders.count))
                continue
            }
            let before = diagnostics.count + suppressed
            for index in builders.indices {
                if let finding = builders[index].append(record.fields[index]) {
                    report(
                        record.line, record.fields[index].column, code: finding.code,
                        path: builders[index].declaration.key, finding.message, hint: finding.hint)
                }
            }
            if diagnostics.count + suppressed == before { soundRows.append(lines.count) }
            lines.append(record.line)
        }
        var columns: [String: ColumnStorage] = [:]
        for builder in builders { columns[builder.declaration.key] = builder.storage }
        let table = Table(
            file: file, sheet: sheet, declaration: declaration, lines: lines, columns: columns)
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

    private func place(_ line: Int, _ column: Int) -> SourceLocation {
        SourceLocation(file: file, line: line, column: column, sheet: sheet)
    }

    private mutating func report(_ finding: Diagnostic) {
        guard diagnostics.count < Self.maximumFindings else {
            suppressed += 1
            return
        }
        diagnostics.append(finding)
    }

    private mutating func report(
        _ line: Int, _ column: Int, code: String, path: String = "", _ message: String, hint: String
    ) {
        report(Diagnostic(code: code, at: place(line, column), path: path, message, hint: hint))
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
        if !counts.isEmpty { return counts[row] == Self.missingCount ? "" : "\(counts[row])" }
        return NumberText.shortest(doubles[row])
    }
}
