import EcoParameters
import EcoRuns
import EcoUnits

/// T9 and the indices of GEP beside area, people and GDP.
struct GEEPSection: ReportSection {
    static let id = "geep"
    static let title = ReportText.geep
    let body: [Markup]

    /// Absent where the scenario gives no GDP: GEP by area and head stands in the account tables.
    init?(_ context: ReportContext) {
        guard let table = context.table("account_geep.csv"), table.rowCount > 0 else { return nil }
        let indices = context.table("account_indices.csv").map { Self.indices($0, context).markup }
        body = [Self.bridge(table, context).markup] + (indices.map { [$0] } ?? [])
    }

    private static func bridge(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        let scope = AccountScope(table, context)
        let rows = scope.ordered(Array(table.rows))
        let scale = AmountScale(
            forYuan: rows.flatMap { [$0.number("gdp_yuan"), $0.number("geep_yuan")] }.compactMap { $0 },
            context.language)
        let figures = [
            (ReportText.gdp, "gdp_yuan"), (ReportText.pollutionDamage, "pollution_damage_yuan"),
            (ReportText.ecologicalDamage, "ecological_damage_yuan"),
            (ReportText.regulatingServices, "regulating_services_yuan"),
            (ReportText.both("GEEP", "GEEP"), "geep_yuan"),
        ]
        let methods = Set(rows.map { $0["damage_method"] }).filter { !$0.isEmpty }.sorted()
        let method = methods.map { context(ReportText.damageMethod($0)) }
        return DataTable(
            caption: context(ReportText.geepTable),
            columns: [.text(context(ReportText.county))]
                + figures.map { .number(context($0.0), scale.name(context.language)) } + [
                    .number("GEEP/GDP"), .text(context(ReportText.status)),
                ],
            rows: rows.map { row in
                [scope.name(row["region"], context)]
                    + figures.map { scale.text(yuan: row.number($0.1), context.style) } + [
                        context.style.number(row.number("geep_to_gdp"), digits: 3),
                        context(ReportText.status(row["status"])),
                    ]
            },
            note: context(ReportText.geepNote) + " "
                + context.titled(ReportText.damageMethod, method.joined(separator: ", "))
        ).addressed("account_geep", rows, context)
    }

    private static func indices(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        let scope = AccountScope(table, context)
        return DataTable(
            caption: context(ReportText.indexTable),
            columns: [
                .text(context(ReportText.county)), .number(context(ReportText.ggi)),
                .number(context(ReportText.marketLinked)), .number(context(ReportText.gepGrowth)),
                .number(context(ReportText.gdpGrowth)), .number(context(ReportText.elasticity)),
                .text(context(ReportText.growthClass)),
            ],
            rows: scope.ordered(Array(table.rows)).map { row in
                [
                    scope.name(row["region"], context), context.style.number(row.number("ggi"), digits: 4),
                    context.style.percent(row.number("market_linked_share"), digits: 2),
                    context.style.percent(row.number("total_growth"), digits: 2),
                    context.style.percent(row.number("gdp_growth"), digits: 2),
                    context.style.number(row.number("elasticity"), digits: 3),
                    context(ReportText.growthClass(row["class"])),
                ]
            }, note: context(ReportText.indexNote)
        ).addressed("account_indices", scope.ordered(Array(table.rows)), context)
    }
}
