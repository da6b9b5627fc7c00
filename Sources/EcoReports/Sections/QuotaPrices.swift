import EcoRuns
import EcoUnits

/// Prices by county and the prices of binding limits.
struct QuotaPrices: Sendable {
    private let table: StoredTable
    private static let maximumBars = 40

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        let missing = table.missingColumns(["pollutant", "region", "shadow_price_yuan_per_t"])
        guard missing.isEmpty else {
            return [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
        }
        let pollutants = Set(table.rows.filter { !$0["region"].isEmpty }.map { $0["pollutant"] }).sorted()
        return pollutants.map { bars($0, context).markup } + [limits(context)?.markup].compactMap { $0 }
    }

    /// Rows of a county without a limit are its price; rows with one are the parts of it.
    private func bars(_ pollutant: String, _ context: ReportContext) -> Picture {
        let rows = table.rows.filter { $0["pollutant"] == pollutant && !$0["region"].isEmpty }
        let whole = rows.filter { $0["limit"].isEmpty }
        let parts = rows.filter { !$0["limit"].isEmpty }
        let names = Set(parts.map { $0["limit"] }).sorted()
        let splits = !names.isEmpty
        let series = splits ? names : [context(ReportText.price)]
        let totals = Dictionary(
            whole.compactMap { row in row.number("shadow_price_yuan_per_t").map { (row["region"], $0) } },
            uniquingKeysWith: { first, _ in first })
        let regions = context.ordered(rows.map { $0["region"] })
            .sorted { (-(totals[$0] ?? 0), $0) < (-(totals[$1] ?? 0), $1) }
        let bars = regions.prefix(Self.maximumBars).map { region in
            let values = splits ? names.map { name in price(parts, region, name) } : [totals[region]]
            return StackedBarChart.Bar(
                name: context.regionName(region), parts: values,
                total: context.style.number(totals[region], digits: 0))
        }
        return StackedBarChart(
            title: "\(context(ReportText.priceChart)): \(AirSection.pollutantName(pollutant, context))",
            description: context(ReportText.priceAlternative),
            series: series.enumerated().map { .init(name: $1, colour: Palette.category($0)) }, bars: bars,
            unit: context(ReportText.yuanPerTonne), style: context.style,
            note: regions.count > Self.maximumBars ? context(ReportText.largestShown) : ""
        ).picture
    }

    private func price(_ rows: [StoredRow], _ region: String, _ limit: String) -> Double? {
        rows.first { $0["region"] == region && $0["limit"] == limit }?.number("shadow_price_yuan_per_t")
    }

    private func limits(_ context: ReportContext) -> DataTable? {
        let rows = table.rows.filter { $0["region"].isEmpty && !$0["limit"].isEmpty }
        guard !rows.isEmpty else { return nil }
        let heads = [ReportText.limit, ReportText.pollutant].map { DataTable.Column.text(context($0)) }
        return DataTable(
            caption: context(ReportText.limitTable),
            columns: heads + [
                .number(context(ReportText.price)), .text(context(ReportText.unit)),
                .text(context(ReportText.note)),
            ],
            rows: rows.map { row in
                [
                    row["limit"],
                    row["pollutant"].isEmpty ? "" : AirSection.pollutantName(row["pollutant"], context),
                    context.style.figure(row.number("shadow_price_yuan_per_t")), row["unit"], row["note"],
                ]
            })
    }
}
