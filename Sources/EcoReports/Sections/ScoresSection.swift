import EcoRuns
import EcoUnits

/// Scores, grades and gaps to targets, a table for each appraisal.
struct ScoresSection: ReportSection {
    static let id = "scores"
    static let title = ReportText.scores
    let body: [Markup]
    private static let neededColumns = [
        "appraisal", "subject", "period", "indicator", "value", "unit", "grade",
    ]
    static let maximumRows = 120

    init?(_ context: ReportContext) {
        guard let table = context.table("scores.csv") else { return nil }
        let missing = table.missingColumns(Self.neededColumns)
        guard missing.isEmpty else {
            body = [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
            return
        }
        let rows = Dictionary(grouping: table.rows, by: { $0["appraisal"] })
        body =
            rows.keys.sorted().map { Self.table($0, rows[$0] ?? [], context).markup }
            + [.note(context(ReportText.scoreNote))]
    }

    private static func table(
        _ appraisal: String, _ rows: [StoredRow], _ context: ReportContext
    ) -> DataTable {
        let lines = rows.prefix(maximumRows).map { row in
            [
                context.holder(row["subject"]), context.period(row["period"]),
                context.subject(row["indicator"]),
                written(row.number("value"), context), context.unit(plain(row["unit"])),
                context(ReportText.grade(row["grade"])),
            ]
        }
        return DataTable(
            caption: context.titled(ReportText.scoreTable, context.label(.scheme, appraisal)),
            columns: [
                .text(context(ReportText.subject)), .text(context(ReportText.period)),
                .text(context(ReportText.scoredIndicator)), .number(context(ReportText.scoreValue)),
                .text(context(ReportText.unit)), .text(context(ReportText.grade)),
            ], rows: lines,
            note: rows.count > maximumRows ? context(ReportText.rowsLeftOut) + "scores.csv" : ""
        ).addressed("scores", rows.prefix(maximumRows), context)
    }

    /// As many decimals as the value has, at most four.
    private static func written(_ value: Double?, _ context: ReportContext) -> String {
        let exact = value.flatMap { Rational(shortestDecimalOf: $0) }
        let digits = (0...4).first { digits in exact.map { try? $0.rounded(toDigits: digits) } == exact }
        return context.style.number(value, digits: digits ?? 4)
    }

    /// A bare number has no unit to show.
    private static func plain(_ unit: String) -> String { unit == "1" ? "" : unit }
}
