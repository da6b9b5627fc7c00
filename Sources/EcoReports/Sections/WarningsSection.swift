import EcoParameters
import EcoRuns
import EcoUnits

/// What a reader must know before using a figure: findings, assumptions, facts nobody has checked.
struct WarningsSection: ReportSection {
    static let id = "warnings"
    static let title = ReportText.warnings
    let body: [Markup]

    init(_ context: ReportContext) throws(DiagnosticFailure) {
        let document = try context.run.document("diagnostics.json")
        let diagnostics = document?["diagnostics"]?.elements ?? document?.elements ?? []
        var parts: [Markup] =
            diagnostics.isEmpty
            ? [.paragraph(context(ReportText.noWarnings))] : [Self.findings(diagnostics, context).markup]
        if let table = context.table("assumptions.csv"), table.rowCount > 0 {
            parts.append(Self.assumptions(table, context).markup)
        }
        if let table = context.table("parameters.csv"), table.rowCount > 0 {
            parts += Self.parameters(table, context)
        }
        body = parts
    }

    private static func findings(_ diagnostics: [JSON], _ context: ReportContext) -> DataTable {
        let heads = [ReportText.severity, ReportText.place, ReportText.finding, ReportText.remedy]
        let rows = diagnostics.map { finding -> [String] in
            let file = finding["file"]?.stringValue ?? ""
            let place = [file, finding["line"]?.scalarText, finding["path"]?.stringValue]
            return [
                context(ReportText.status(finding["severity"]?.stringValue ?? "")),
                place.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ":"),
                finding["message"]?.stringValue ?? "", finding["hint"]?.stringValue ?? "",
            ]
        }
        return DataTable(
            caption: context(ReportText.diagnostics), columns: heads.map { .text(context($0)) }, rows: rows)
    }

    private static func assumptions(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        let heads = [ReportText.topic, ReportText.statement, ReportText.formula, ReportText.affects]
        let rows = table.rows.map { row -> [String] in
            let statements = [
                row["statement_" + context.language.rawValue], row["statement_zh"], row["statement_en"],
            ]
            return [row["topic"], statements.first { !$0.isEmpty } ?? "", row["formula"], row["affects"]]
        }
        return DataTable(
            caption: context(ReportText.assumptions), columns: heads.map { .text(context($0)) }, rows: rows)
    }

    /// How many parameters stand on which ground, and those on none by name.
    private static func parameters(_ table: StoredTable, _ context: ReportContext) -> [Markup] {
        let counts = Dictionary(grouping: table.rows.map { $0["status"] }, by: { $0 }).mapValues(\.count)
        let summary = DataTable(
            caption: context(ReportText.parameterStatuses),
            columns: [.text(context(ReportText.status)), .number(context(ReportText.count))],
            rows: counts.keys.sorted().map { [context(ReportText.status($0)), "\(counts[$0] ?? 0)"] })
        let provisional = table.rows.filter { $0["status"] == "provisional" }
        let heads = [
            ReportText.parameter, ReportText.value, ReportText.unit, ReportText.source, ReportText.origin,
        ]
        let list = DataTable(
            caption: context(ReportText.provisional), columns: heads.map { .text(context($0)) },
            rows: provisional.map { [$0["path"], $0["value"], $0["unit"], $0["source"], $0["origin"]] })
        return provisional.isEmpty ? [summary.markup] : [summary.markup, list.markup]
    }
}
