import EcoParameters
import EcoRuns
import EcoUnits

/// What a reader must know before using a figure: findings, assumptions, facts nobody has checked.
struct WarningsSection: ReportSection {
    static let id = "warnings"
    static let title = ReportText.warnings
    let body: [Markup]

    init(_ context: ReportContext) throws(DiagnosticFailure) {
        let diagnostics = try Self.diagnostics(context.run)
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

    /// What the run found, in its order.
    static func diagnostics(_ run: StoredRun) throws(DiagnosticFailure) -> [JSON] {
        let document = try run.document("diagnostics.json")
        return document?["diagnostics"]?.elements ?? document?.elements ?? []
    }

    /// A text of a finding in the language of the report.
    static func text(_ finding: JSON, _ key: String, _ context: ReportContext) -> String {
        let chinese = context.language == .zh ? finding[key + "_zh"]?.stringValue : nil
        return chinese ?? finding[key]?.stringValue ?? ""
    }

    /// Parameters that nobody has checked; sources and statuses that a scenario states have columns of their own.
    static func provisional(_ table: StoredTable) -> [StoredRow] {
        table.rows.filter { row in
            row["status"] == "provisional" && ![".source", ".status"].contains { row["path"].hasSuffix($0) }
        }
    }

    private static func findings(_ diagnostics: [JSON], _ context: ReportContext) -> DataTable {
        let rows = diagnostics.map { finding -> [String] in
            let file = finding["file"]?.stringValue ?? ""
            let place = [file, finding["line"]?.scalarText, finding["path"]?.stringValue]
            return [
                context(ReportText.status(finding["severity"]?.stringValue ?? "")),
                place.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ":"),
                text(finding, "message", context), text(finding, "hint", context),
            ]
        }
        return DataTable(
            caption: context(ReportText.diagnostics),
            columns: [
                .text(context(ReportText.severity)), .path(context(ReportText.place)),
                .text(context(ReportText.finding)), .text(context(ReportText.remedy)),
            ], rows: rows)
    }

    private static func assumptions(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        let rows = table.rows.map { row -> [String] in
            let statements = [
                row["statement_" + context.language.rawValue], row["statement_zh"], row["statement_en"],
            ]
            return [
                context.label(.topic, row["topic"]), statements.first { !$0.isEmpty } ?? "", row["formula"],
                row["affects"],
            ]
        }
        return DataTable(
            caption: context(ReportText.assumptions),
            columns: [
                .text(context(ReportText.topic)), .text(context(ReportText.statement)),
                .text(context(ReportText.formula)), .path(context(ReportText.affects)),
            ], rows: rows)
    }

    /// How many parameters stand on which ground, and those on none by name.
    private static func parameters(_ table: StoredTable, _ context: ReportContext) -> [Markup] {
        let counts = Dictionary(grouping: table.rows.map { $0["status"] }, by: { $0 }).mapValues(\.count)
        let summary = DataTable(
            caption: context(ReportText.parameterStatuses),
            columns: [.text(context(ReportText.status)), .count(context(ReportText.count))],
            rows: counts.keys.sorted().map { [context(ReportText.status($0)), "\(counts[$0] ?? 0)"] })
        let provisional = provisional(table)
        let list = DataTable(
            caption: context(ReportText.provisional),
            columns: [
                .path(context(ReportText.parameter)), .text(context(ReportText.value)),
                .text(context(ReportText.unit)), .text(context(ReportText.source)),
                .path(context(ReportText.origin)),
            ],
            rows: provisional.map { row in
                [
                    row["path"], context.quantity(row["value"]), context.unit(row["unit"]),
                    context.source(row),
                    context(ReportText.origin(row["origin"])),
                ]
            })
        return provisional.isEmpty ? [summary.markup] : [summary.markup, list.markup]
    }
}
