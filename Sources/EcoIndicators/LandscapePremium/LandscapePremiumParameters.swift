import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.landscape_premium`.
public struct LandscapePremiumParameters: ParameterGroup {
    enum Columns {
        static let market = Column<String>.choice(
            "market",
            [
                ChoiceOption("hotel", LocalizedText(en: "hotel rooms", zh: "酒店")),
                ChoiceOption("housing", LocalizedText(en: "housing sold or let", zh: "住房")),
            ], LocalizedText(en: "what the view makes dearer", zh: "市场"))
        static let revenue = TourismColumns.yuan(
            "revenue_yuan", "revenue of the year near green space", "绿地周边年收入")
        static let share = Column<Double>.quantity(
            "premium_share", unit: .one, range: .fraction,
            LocalizedText(en: "share of the price that a hedonic study lays to the view", zh: "景观溢价比例"))
    }

    public static let revenueTable = TableDeclaration(
        id: "landscape_premium",
        meaning: LocalizedText(en: "Revenue near green space by county and market", zh: "各县绿地周边酒店与住房收入"),
        columns: [
            ServiceColumns.region.declaration, Columns.market.declaration, Columns.revenue.declaration,
            Columns.share.declaration,
        ] + TourismColumns.last, uniqueBy: ["region", "market"])

    static let table = Parameter<Table>.table(
        "landscape_premium", revenueTable, LocalizedText(en: "revenue by county", zh: "各县收入"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "landscape_premium", title: LocalizedText(en: "landscape premium", zh: "景观增值"),
            meaning: LocalizedText(
                en: "What views add to hotel and housing prices; off by default, as it needs a hedonic study",
                zh: "景观带来的酒店与住房溢价，默认不计"),
            parameters: [table.declaration])
    }

    public let table: Table

    public init(_ bound: BoundGroup) { table = bound[Self.table] }

    var register: [RegisterEntry] {
        PriceLevel.indices(
            of: table, ServiceColumns.index,
            path: "accounts.indicators.landscape_premium.landscape_premium")
    }

    /// Revenue, and what of it is premium.
    func figures(
        _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: RegionFigure] {
        table.regionRows(context, priced: true, &diagnostics).reduce(into: [:]) { figures, row in
            let revenue = table.value(row.index, Columns.revenue) * row.level
            figures[row.region, default: RegionFigure()].add(
                revenue,
                yuan: LandscapePremium.premium(
                    revenue: revenue, share: table.value(row.index, Columns.share)), row)
        }
    }
}
