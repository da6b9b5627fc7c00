import EcoParameters
import EcoRuns
import EcoUnits

/// The years of a simulation: targets, paths with bands, maps of the first and last year, who wins and loses.
struct SimulationSection: ReportSection {
    static let id = "simulation"
    static let title = SimulationText.simulation
    let body: [Markup]

    init?(_ context: ReportContext) {
        guard let years = context.table("simulation_years.csv"),
            let list = context.table("simulation_figures.csv")
        else { return nil }
        let missing =
            years.missingColumns([
                "year", "region", "figure", "unit", "mean", "p05", "p25", "p75", "p95", "draws",
            ]) + list.missingColumns(["figure", "title_en", "title_zh"])
        guard missing.isEmpty else {
            body = [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
            return
        }
        let figures = SimulationFigures(years, list, context)
        guard !figures.years.isEmpty else {
            body = [.warning(context(SimulationText.noYear))]
            return
        }
        let targets = context.table("simulation_targets.csv").map { SimulationTargets($0, context) }
        body =
            [.paragraph(figures.span)]
            + (targets.map { [.subheading(context(SimulationText.targets)), $0.table(context).markup] } ?? [])
            + (context.table("simulation_hooks.csv").map { SimulationHooks($0, figures, context).markup }
                ?? [])
            + SimulationPaths(figures, targets?.aims ?? [:], context).markup
            + SimulationAlerts(figures, context).markup
            + SimulationMaps(figures, context).markup
            + (SimulationResponses(context)?.markup ?? [])
            + (context.table("simulation_market.csv").map { Self.market($0, context) } ?? [])
            + (context.table("simulation_funds.csv").map { Self.fund($0, context) } ?? [])
    }

    // MARK: Market

    private static func market(_ table: StoredTable, _ context: ReportContext) -> [Markup] {
        let needed = ["year", "pollutant", "quota_t", "emission_t", "traded_t", "price_yuan_per_t"]
        if let warning = table.warning(lacking: needed + ["activity_t", "shortfall_t"], context) {
            return warning
        }
        let heads = [
            SimulationText.activity, SimulationText.quota, SimulationText.emission, SimulationText.traded,
        ]
        let columns =
            [DataTable.Column.text(context(ReportText.year)), .text(context(ReportText.pollutant))]
            + heads.map { .number(context($0), context.unit("t")) }
            + [
                .number(context(SimulationText.price), context.unit("CNY/t")),
                .number(context(ReportText.shortfall), context.unit("t")),
            ]
        let stored = table.rows.filter { row in row.number("emission_t") != nil }
        let rows = stored.map { row in
            [row["year"], AirSection.pollutantName(row["pollutant"], context)]
                + ["activity_t", "quota_t", "emission_t", "traded_t", "price_yuan_per_t"].map {
                    context.style.number(row.number($0), digits: 0)
                } + [context.style.number(row.number("shortfall_t"), digits: 0)]
        }
        guard !rows.isEmpty else { return [] }
        return [
            .subheading(context(SimulationText.market)),
            DataTable(
                caption: context(SimulationText.marketTable), columns: columns, rows: Array(rows),
                note: context(SimulationText.marketNote)
            ).addressed("simulation_market", stored, context).markup,
        ]
    }

    // MARK: Fund

    private static func fund(_ table: StoredTable, _ context: ReportContext) -> [Markup] {
        let items: [(String, LocalizedText)] = [
            ("budget_yuan", SimulationText.budget), ("from_schemes_yuan", SimulationText.fromSchemes),
            ("restoration_yuan", SimulationText.restoration), ("returned_yuan", SimulationText.returned),
            ("balance_yuan", SimulationText.balance), ("balance_p05_yuan", SimulationText.low),
            ("balance_p95_yuan", SimulationText.high),
        ]
        if let warning = table.warning(lacking: ["year", "score"] + items.map(\.0), context) {
            return warning
        }
        let scale = AmountScale(
            forBudgets: table.rows.flatMap { row in items.compactMap { row.number($0.0) } }, context.language)
        let (unit, digits) = (context(scale.name), scale.digits(asTenThousand: 0))
        let rows = table.rows.map { row in
            [row["year"]]
                + items.map { scale.text(yuan: row.number($0.0), context.style, digits: digits) }
                + [context.style.number(row.number("score"), digits: 1)]
        }
        return [
            .subheading(context(SimulationText.fund)),
            DataTable(
                caption: context(SimulationText.fundTable),
                columns: [.text(context(ReportText.year))] + items.map { .number(context($0.1), unit) }
                    + [.number(context(SimulationText.score))], rows: Array(rows)
            ).addressed("simulation_funds", table.rows, context).markup,
        ]
    }
}
