import EcoParameters
import EcoRuns
import EcoUnits

/// The rule pack that the account followed, with what nobody has checked in print.
struct RulesSection: ReportSection {
    static let id = "rules"
    static let title = ReportText.rules
    let body: [Markup]

    init?(_ context: ReportContext) {
        guard let table = context.table("account_rules.csv"), table.rowCount > 0 else { return nil }
        let rows = Array(table.rows)
        let packs = context.table("accounts.csv").map { Set($0.rows.map { $0["rule_pack"] }).sorted() } ?? []
        let notes = rows.filter { $0["kind"] == "note" }
        let isProvisional = rows.contains { $0["status"] == "provisional" }
        let parts: [Markup?] = [
            .paragraph(packs.filter { !$0.isEmpty }.map(context.rulePack).joined(separator: "; ")),
            isProvisional ? .warning(context(ReportText.provisionalPack)) : nil,
            notes.isEmpty
                ? nil
                : .note(
                    notes.map { Self.text($0, context) }.joined(
                        separator: context(ReportText.clauseSeparator))),
            Self.services(rows.filter { $0["kind"] == "indicator" }, context).markup,
            Self.rules(rows.filter { $0["kind"] == "rule" }, context).markup,
            Self.overlaps(rows.filter { $0["kind"] == "overlap" }, context)?.markup,
        ]
        body = parts.compactMap { $0 }
    }

    private static func title(_ row: StoredRow, _ context: ReportContext) -> String {
        row["title_" + context.language.rawValue]
    }

    private static func text(_ row: StoredRow, _ context: ReportContext) -> String {
        row["text_" + context.language.rawValue]
    }

    private static func services(_ rows: [StoredRow], _ context: ReportContext) -> DataTable {
        DataTable(
            caption: context(ReportText.ruleServices),
            columns: [
                .text(context(ReportText.service)), .text(context(ReportText.standing)),
                .mark(context(ReportText.accounted)), .text(context(ReportText.priceRule)),
                .text(context(ReportText.source)), .text(context(ReportText.status)),
            ],
            rows: rows.map { row in
                [
                    title(row, context), context(ReportText.standing(row["standing"])),
                    row.boolean("accounted") == true ? "✓" : "–", text(row, context), row["source"],
                    context(ReportText.status(row["status"])),
                ]
            })
    }

    private static func rules(_ rows: [StoredRow], _ context: ReportContext) -> DataTable {
        DataTable(
            caption: context(ReportText.ruleTable),
            columns: [
                .text(context(ReportText.rule)), .text(context(ReportText.standing)),
                .text(context(ReportText.statement)), .text(context(ReportText.status)),
            ],
            rows: rows.map { row in
                [
                    title(row, context), context(ReportText.standing(row["standing"])), text(row, context),
                    context(ReportText.status(row["status"])),
                ]
            }, note: context(ReportText.silentNote))
    }

    private static func overlaps(_ rows: [StoredRow], _ context: ReportContext) -> DataTable? {
        guard !rows.isEmpty else { return nil }
        return DataTable(
            caption: context(ReportText.overlapTable),
            columns: [
                .text(context(ReportText.service)), .text(context(ReportText.standing)),
                .text(context(ReportText.statement)),
            ],
            rows: rows.map { row in
                [title(row, context), context(ReportText.standing(row["standing"])), text(row, context)]
            })
    }
}
