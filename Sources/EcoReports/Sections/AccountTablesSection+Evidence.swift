import EcoRuns
import EcoUnits

/// What the account rests on (T8), and printed figures held against it.
extension AccountTablesSection {
    static func layers(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        DataTable(
            caption: context(ReportText.layerTable),
            columns: [
                .text(context(ReportText.layer)), .text(context(ReportText.reference)),
                .text(context(ReportText.cellSize)), .text(context(ReportText.nodata)),
                .text(context(ReportText.year)), .number(context(ReportText.validShare)),
                .text(context(ReportText.resampling)), .text(context(ReportText.status)),
            ],
            rows: table.rows.map { row in
                let size = ["cell_width", "cell_height"].map {
                    row[$0].count > 8 ? context.style.figure(row.number($0)) : row[$0]
                }
                return [
                    context.label(.layer, row["layer"]), row["crs"],
                    size.joined(separator: " × "), row["nodata"], context.dataYear(row["year"]),
                    context.style.percent(row.number("valid_cell_share"), digits: 2),
                    row["resampling"].isEmpty ? context(ReportText.notResampled) : row["resampling"],
                    context(ReportText.status(row["status"])),
                ]
            }
        ).addressed("layers", table.rows, context)
    }

    static func published(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        DataTable(
            caption: context(ReportText.publishedFigures),
            columns: [
                .text(context(ReportText.figure)), .number(context(ReportText.printed)),
                .number(context(ReportText.recomputed)), .text(context(ReportText.unit)),
                .text(context(ReportText.against)), .number(context(ReportText.room)),
                .mark(context(ReportText.agrees)), .text(context(ReportText.source)),
            ],
            rows: table.rows.map { row in
                [
                    row["id"], row["printed"], recomputed(row, context),
                    context.unit(row["unit"]), context(ReportText.against(row["against"])),
                    context.style.scientific(row.number("tolerance")),
                    row.boolean("agrees") == true ? "✓" : "✗",
                    row["source"],
                ]
            }
        ).addressed("account_published", table.rows, context)
    }

    /// With the decimals of the printed figure.
    private static func recomputed(_ row: StoredRow, _ context: ReportContext) -> String {
        let printed = row["printed"]
        let decimals = printed.firstIndex(of: ".").map {
            printed.distance(from: $0, to: printed.endIndex) - 1
        }
        return context.style.number(row.number("recomputed"), digits: max(decimals ?? 0, 2))
    }
}
