import EcoParameters
import EcoRuns
import EcoUnits

/// How payments fall on counties, what an effort pays, and what the funds risk.
struct FairnessSection: ReportSection {
    static let id = "fairness"
    static let title = ReportText.fairness
    let body: [Markup]
    private static let shownRows = 20

    init?(_ context: ReportContext) {
        guard let burdens = context.table("fairness.csv") else { return nil }
        var tables = [Self.burdens(burdens, context)].filter { table in
            !table.rows.isEmpty && table.columns.contains(where: \.isNumber)
        }
        tables += context.table("inequality.csv").flatMap { Self.inequality($0, context) }.map { [$0] } ?? []
        tables += context.table("marginal_payments.csv").map { Self.marginal($0, context) } ?? []
        tables += context.table("payment_jumps.csv").map { [Self.jumps($0, context)] } ?? []
        tables += context.table("dead_zones.csv").map { [Self.deadZones($0, context)] } ?? []
        tables += context.table("fund_risk.csv").map { [Self.risk($0, context)] } ?? []
        tables += context.table("corrections.csv").map { [Self.corrections($0, context)] } ?? []
        guard !tables.isEmpty else { return nil }
        body = tables.map { $0.rows.isEmpty ? Self.nothingFound($0, context) : $0.markup }
    }

    private static func burdens(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        let order = Dictionary(
            context.ordered(table.rows.map { $0["region"] }).enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first })
        let rows = table.rows.filter { $0["paid_fen"] != "0" || $0["received_fen"] != "0" }
            .sorted { (order[$0["region"]] ?? 0, $0["year"]) < (order[$1["region"]] ?? 0, $1["year"]) }
        let yuan = context(AmountScale.yuan.name)
        return DataTable(
            caption: context(ReportText.burdenTable),
            columns: [
                .text(context(ReportText.county)), .text(context(ReportText.period)),
                .number(context(ReportText.netPerHead), yuan), .number(context(ReportText.netPerArea), yuan),
                .number(context(ReportText.burden)),
            ],
            rows: rows.map { row in
                [
                    context.regionName(row["region"]), row["year"],
                    context.style.number(row.number("net_per_head_yuan"), digits: 2),
                    context.style.number(row.number("net_per_km2_yuan"), digits: 0),
                    context.style.percent(row.number("burden_of_revenue"), digits: 2),
                ]
            }
        ).withoutEmptyColumns.addressed("fairness", rows, context)
    }

    /// Nil where no population or revenue is known to measure it by.
    private static func inequality(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        let columns = ["gini_of_paid", "gini_of_received", "heaviest_region"]
        guard table.rows.contains(where: { row in columns.contains { !row[$0].isEmpty } }) else { return nil }
        return DataTable(
            caption: context(ReportText.inequalityTable),
            columns: [
                .text(context(ReportText.period)), .number(context(ReportText.giniOfPaid)),
                .number(context(ReportText.giniOfReceived)), .text(context(ReportText.heaviestBurden)),
            ],
            rows: table.rows.map { row in
                let heaviest =
                    row["heaviest_region"].isEmpty
                    ? NumberStyle.absent
                    : context.regionName(row["heaviest_region"]) + " "
                        + context.style.percent(row.number("heaviest_burden_of_revenue"), digits: 2)
                return [
                    row["year"], context.style.number(row.number("gini_of_paid"), digits: 3),
                    context.style.number(row.number("gini_of_received"), digits: 3), heaviest,
                ]
            }, note: context(ReportText.inequalityNote)
        ).addressed("inequality", table.rows, context)
    }

    private static func marginal(_ table: StoredTable, _ context: ReportContext) -> [DataTable] {
        guard table.rowCount > 0 else {
            return [DataTable(caption: context(ReportText.marginalTable), columns: [], rows: [])]
        }
        let bySchemes = Dictionary(grouping: table.rows.map { $0 }) { $0["scheme"] }
        return bySchemes.sorted { $0.key < $1.key }.map { scheme, rows in
            let largest = rows.sorted {
                let sizes = [$0, $1].map { abs($0.number("gain_if_better_yuan") ?? 0) }
                return sizes[0] > sizes[1]
            }.prefix(shownRows)
            let scale = AmountScale(
                forYuan: largest.compactMap { $0.number("gain_if_better_yuan") }, context.language)
            let unit = scale.name(context.language)
            return DataTable(
                caption: context.titled(ReportText.marginalTable, context.label(.scheme, scheme)),
                columns: [
                    .text(context(ReportText.county)), .text(context(ReportText.period)),
                    .text(context(ReportText.indicator)), .number(context(ReportText.step)),
                    .number(context(ReportText.gainIfBetter), unit),
                    .number(context(ReportText.gainIfWorse), unit),
                ],
                rows: largest.map { row in
                    [
                        context.regionName(row["region"]), row["year"],
                        indicator(row["indicator"], context), measure(row["step"], row, context),
                        scale.text(yuan: row.number("gain_if_better_yuan"), context.style),
                        scale.text(yuan: row.number("gain_if_worse_yuan"), context.style),
                    ]
                }, note: context(ReportText.marginalNote)
            ).addressed("marginal_payments", largest, context)
        }
    }

    private static func jumps(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        let scale = AmountScale(
            forYuan: table.rows.compactMap { $0.number("payment_at_upper_yuan") }, context.language)
        let unit = scale.name(context.language)
        return DataTable(
            caption: context(ReportText.jumpTable),
            columns: [
                .text(context(ReportText.scheme)), .text(context(ReportText.county)),
                .text(context(ReportText.period)), .text(context(ReportText.indicator)),
                .text(context(ReportText.between)), .number(context(ReportText.paymentBelow), unit),
                .number(context(ReportText.paymentAbove), unit),
            ],
            rows: table.rows.map { row in
                place(row, context) + [
                    span(row, context), scale.text(yuan: row.number("payment_at_lower_yuan"), context.style),
                    scale.text(yuan: row.number("payment_at_upper_yuan"), context.style),
                ]
            }
        ).addressed("payment_jumps", table.rows, context)
    }

    private static func deadZones(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        let scale = AmountScale(
            forYuan: table.rows.compactMap { $0.number("payment_yuan") }, context.language)
        return DataTable(
            caption: context(ReportText.deadZoneTable),
            columns: [
                .text(context(ReportText.scheme)), .text(context(ReportText.county)),
                .text(context(ReportText.period)), .text(context(ReportText.indicator)),
                .text(context(ReportText.between)),
                .number(context(ReportText.payment), scale.name(context.language)),
                .mark(context(ReportText.holdsPresent)),
            ],
            rows: table.rows.map { row in
                place(row, context) + [
                    span(row, context), scale.text(yuan: row.number("payment_yuan"), context.style),
                    row["holds_present_value"] == "yes" ? "✓" : "",
                ]
            }
        ).addressed("dead_zones", table.rows, context)
    }

    private static func risk(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        let scale = AmountScale(forYuan: table.rows.compactMap { $0.number("q95_yuan") }, context.language)
        let unit = scale.name(context.language)
        let columns = [
            (ReportText.fundMean, "mean_yuan"), (ReportText.quantile05, "q05_yuan"),
            (ReportText.fundMedian, "median_yuan"), (ReportText.quantile95, "q95_yuan"),
        ]
        return DataTable(
            caption: context(ReportText.riskTable),
            columns: [
                .text(context(ReportText.scheme)), .text(context(ReportText.period)),
                .text(context(ReportText.kind)),
            ] + columns.map { .number(context($0.0), unit) },
            rows: table.rows.map { row in
                [
                    context.label(.scheme, row["scheme"]), row["year"],
                    context(ReportText.fundItem(row["item"])),
                ]
                    + columns.map { scale.text(yuan: row.number($0.1), context.style) }
            }
        ).addressed("fund_risk", table.rows, context)
    }

    private static func corrections(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        let columns = [
            (ReportText.settledBefore, "settled_fen"), (ReportText.fromRevisedData, "recomputed_fen"),
            (ReportText.difference, "difference_fen"),
        ]
        let yuan = context(AmountScale.yuan.name)
        return DataTable(
            caption: context(ReportText.correctionTable),
            columns: [
                .text(context(ReportText.scheme)), .text(context(ReportText.period)),
                .text(context(ReportText.party)), .text(context(ReportText.party)),
                .text(context(ReportText.kind)),
            ] + columns.map { .number(context($0.0), yuan) },
            rows: table.rows.map { row in
                [
                    context.label(.scheme, row["scheme"]), row["period"], context.partyName(row["payer"]),
                    context.partyName(row["payee"]), context.label(.basis, row["basis"]),
                ] + columns.map { AmountScale.yuan.text(fen: row.integer($0.1) ?? 0, context.style) }
            }
        ).addressed("corrections", table.rows, context)
    }

    /// A question that was asked and found nothing is answered; it does not pass in silence.
    private static func nothingFound(_ table: DataTable, _ context: ReportContext) -> Markup {
        .paragraph(table.caption + (context.language == .zh ? "：" : ": ") + context(ReportText.nothingFound))
    }

    // MARK: Cells

    private static func place(_ row: StoredRow, _ context: ReportContext) -> [String] {
        [
            context.label(.scheme, row["scheme"]), context.regionName(row["region"]), row["period"],
            indicator(row["indicator"], context),
        ]
    }

    private static func indicator(_ id: String, _ context: ReportContext) -> String {
        context.subject(id)
    }

    private static func span(_ row: StoredRow, _ context: ReportContext) -> String {
        let ends = [row.number("lower"), row.number("upper")].map { context.style.number($0, digits: 3) }
        return measure(ends.joined(separator: " … "), row, context)
    }

    private static func measure(
        _ value: String, _ row: StoredRow, _ context: ReportContext
    ) -> String {
        value + (row["unit"] == "1" ? "" : " " + context.unit(row["unit"]))
    }
}
