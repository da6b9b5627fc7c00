import EcoRuns
import EcoUnits

/// Concentrations at the receptors before and after, against their limits.
struct QuotaReceptors: Sendable {
    private let table: StoredTable
    private static let maximumRows = 40
    private static let columns = ["baseline_ug_m3", "after_ug_m3", "limit_ug_m3"]

    init(_ table: StoredTable) { self.table = table }

    /// The receptors at their limit, in one period at least, and all of them.
    static func binding(_ table: StoredTable) -> (count: Int, all: Int) {
        let rows = table.rows.filter { $0.boolean("binding") == true }
        return (Set(rows.map { $0["receptor"] }).count, Set(table.rows.map { $0["receptor"] }).count)
    }

    func markup(_ context: ReportContext) -> [Markup] {
        let missing = table.missingColumns(["receptor"] + Self.columns)
        guard missing.isEmpty else {
            return [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
        }
        return [picture(context).markup, numbers(context).markup, years(context)?.markup].compactMap { $0 }
            + means(context)
    }

    /// What people breathe on average, where the receptors tell for how many they stand.
    private func means(_ context: ReportContext) -> [Markup] {
        guard let means = context.table("receptor_means.csv"), means.missingColumns(Self.columns).isEmpty
        else {
            return []
        }
        return means.rows.map { row in
            let figures = Self.columns.map { context.style.number(row.number($0), digits: 3) }
            let mean = ReportText.populationMean(figures[0], figures[1], figures[2])
            let period = row["period"].isEmpty ? "" : row["period"] + (context.language == .zh ? "：" : ": ")
            return .paragraph(period + context(mean))
        }
    }

    /// Concentrations in each year of weather, where the market has several.
    private func years(_ context: ReportContext) -> DataTable? {
        guard let table = context.table("receptor_years.csv"),
            table.missingColumns(["receptor", "weather", "held"] + Self.columns).isEmpty
        else { return nil }
        let heads = [ReportText.before, ReportText.after, ReportText.limit]
        return DataTable(
            caption: context(ReportText.receptorYears),
            columns: [
                .text(context(ReportText.receptor)), .text(context(ReportText.weatherYear)),
                .number(context(ReportText.weight), "%"),
            ] + heads.map { .number(context($0), "µg/m³") } + [.text(context(ReportText.held))],
            rows: table.rows.map { row in
                let held = row.boolean("held").map { context($0 ? ReportText.yes : ReportText.no) }
                return [
                    row.inPeriod(context.label(.receptor, row["receptor"])), row["weather"],
                    context.style.number(row.number("weight").map { 100 * $0 }, digits: 1),
                ] + Self.columns.map { context.style.number(row.number($0), digits: 3) } + [held ?? ""]
            }, note: context(ReportText.receptorYearsNote)
        ).addressed("receptor_years", table.rows, context)
    }

    private func picture(_ context: ReportContext) -> Picture {
        let heads = [ReportText.before, ReportText.after, ReportText.limit]
        let rows = table.rows.prefix(Self.maximumRows).map { row in
            DotChart.Row(
                name: row.inPeriod(context.label(.receptor, row["receptor"])),
                values: Self.columns.map { row.number($0) })
        }
        return DotChart(
            title: context(ReportText.receptorChart), description: context(ReportText.receptorAlternative),
            series: heads.map { context($0) }, rows: Array(rows), unit: "µg/m³", style: context.style,
            includingZero: false
        ).picture
    }

    private func numbers(_ context: ReportContext) -> DataTable {
        let heads = [ReportText.before, ReportText.after, ReportText.limit]
        return DataTable(
            caption: context(ReportText.receptorTable),
            columns: [.text(context(ReportText.receptor))] + heads.map { .number(context($0), "µg/m³") }
                + [.text(context(ReportText.binding))],
            rows: table.rows.map { row in
                let binding = row.boolean("binding").map { context($0 ? ReportText.yes : ReportText.no) }
                return [row.inPeriod(context.label(.receptor, row["receptor"]))]
                    + Self.columns.map { context.style.number(row.number($0), digits: 3) } + [binding ?? ""]
            }
        ).addressed("receptors", table.rows, context)
    }
}
