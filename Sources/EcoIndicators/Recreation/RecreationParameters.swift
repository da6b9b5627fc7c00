import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.recreation`.
public struct RecreationParameters: ParameterGroup {
    static let cost = TourismColumns.yuan(
        "substitute_yuan_per_visit", "what a visit to a like place with a ticket costs", "每人次替代成本")

    public static let visitTable = TableDeclaration(
        id: "recreation",
        meaning: LocalizedText(
            en: "Visits to free green space; a county may have several rows", zh: "各县免费绿地游憩人次"),
        columns: [
            ServiceColumns.region.declaration, TourismColumns.visits.declaration,
            TourismColumns.unit.declaration, cost.declaration, TourismColumns.share.declaration,
        ] + TourismColumns.last)

    static let table = Parameter<Table>.table(
        "recreation", visitTable, LocalizedText(en: "visits by county", zh: "各县人次"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "recreation", title: LocalizedText(en: "free recreation", zh: "休闲游憩"),
            meaning: LocalizedText(
                en:
                    "Visits to free green space at substitute cost; off by default, as visits are seldom counted",
                zh: "免费绿地游憩人次乘以替代成本，默认不计"),
            parameters: [table.declaration])
    }

    public let table: Table

    public init(_ bound: BoundGroup) { table = bound[Self.table] }

    var register: [RegisterEntry] {
        PriceLevel.indices(
            of: table, ServiceColumns.index, path: "accounts.indicators.recreation.recreation")
    }

    func figures(
        _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: RegionFigure] {
        table.regionRows(context, priced: true, &diagnostics).reduce(into: [:]) { figures, row in
            guard
                let visits = table.visits(
                    row.index, TourismColumns.visits, TourismColumns.unit, &diagnostics)
            else { return }
            figures[row.region, default: RegionFigure()].add(
                visits,
                at: Recreation.substituteValue(
                    table.value(row.index, Self.cost) * row.level,
                    ecosystemShare: table.value(row.index, TourismColumns.share)), row)
        }
    }
}
