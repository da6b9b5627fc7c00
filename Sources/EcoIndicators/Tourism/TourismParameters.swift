import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.tourism`.
public struct TourismParameters: ParameterGroup {
    enum Columns {
        static let region = RegionTable.Columns.region
        static let visits = Column<Double>.quantity(
            "visits", unit: .one, range: .nonNegative,
            LocalizedText(en: "visits of the year, in the unit of the next column", zh: "年游客人次"))
        static let unit = Column<String>.text(
            "unit", LocalizedText(en: "visits, or a multiple such as 万人次", zh: "人次单位"))
        static let value = Column<Double>.quantity(
            "value_yuan_per_visit", unit: .one, range: .nonNegative,
            LocalizedText(en: "travel expense, time and surplus of one visit", zh: "每人次价值"))
        static let share = Column<Double>.quantity(
            "ecosystem_share", unit: .one, range: .fraction,
            LocalizedText(en: "share of the value that ecosystems draw", zh: "生态系统贡献份额"))
        static let priceYear = Column<Int>.integer(
            "price_year", range: 1950...2100, LocalizedText(en: "year of the value", zh: "价格年份"))
        static let index = Column<String>.text(
            PriceLevel.tableIndexKey, kind: .identifier, presence: .optional,
            LocalizedText(en: "index that lifts the value to the account's year", zh: "价格指数"))
        static let status = FigureStatus.column
        static let note = RegionTable.Columns.note
    }

    public static let tourismTable = TableDeclaration(
        id: "tourism",
        meaning: LocalizedText(en: "Visits of the year, a row for each county", zh: "各县生态旅游人次"),
        columns: [
            Columns.region.declaration, Columns.visits.declaration, Columns.unit.declaration,
            Columns.value.declaration, Columns.share.declaration, Columns.priceYear.declaration,
            Columns.index.declaration, Columns.status.declaration, Columns.note.declaration,
        ], uniqueBy: ["region"])

    static let table = Parameter<Table>.table(
        "tourism", tourismTable, LocalizedText(en: "visits by county", zh: "各县人次"))
    static let method = Parameter<TourismMethod>.choice(
        "method", LocalizedText(en: "what the value of a visit consists of", zh: "价值构成"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "tourism", title: LocalizedText(en: "tourism", zh: "旅游康养"),
            meaning: LocalizedText(en: "Visits at their value to visitors", zh: "旅行费用法"),
            parameters: [table.declaration, method.declaration])
    }

    public let table: Table
    public let method: TourismMethod

    public init(_ bound: BoundGroup) {
        table = bound[Self.table]
        method = bound[Self.method]
    }

    var register: [RegisterEntry] {
        PriceLevel.indices(of: table, Columns.index, path: "accounts.indicators.tourism.tourism")
    }

    func visits(
        _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: RegionVisits] {
        var visits: [RegionCode: RegionVisits] = [:]
        for row in table.rows {
            let region = context.regions.code(
                table.value(row, Columns.region), at: table.location(row, Columns.region),
                path: table.path(Columns.region), &diagnostics)
            let factor = context.prices.factor(
                from: table.optional(row, Columns.priceYear) ?? 0, index: table.optional(row, Columns.index),
                at: table.location(row, Columns.priceYear), path: table.path(Columns.priceYear), &diagnostics)
            guard let region, let count = count(row, &diagnostics) else { continue }
            visits[region] = RegionVisits(
                visits: count, valuePerVisit: table.value(row, Columns.value) * (factor ?? .nan),
                ecosystemShare: table.value(row, Columns.share),
                status: FigureStatus(rawValue: table.value(row, Columns.status)) ?? .provisional)
        }
        return visits
    }

    private func count(_ row: Int, _ diagnostics: inout [Diagnostic]) -> Double? {
        let written = table.value(row, Columns.unit)
        if let unit = try? Unit(written),
            let count = unit.convert(table.value(row, Columns.visits), to: .named("visits"))
        {
            return count
        }
        diagnostics.append(
            Diagnostic(
                code: "wrong_unit", at: table.location(row, Columns.unit), path: table.path(Columns.unit),
                "'\(written)' does not count visits", hint: "use visits, 人次 or 万人次"))
        return nil
    }
}

/// What the value of a visit consists of.
public enum TourismMethod: String, ParameterChoice {
    case travelCost = "travel_cost"
    case valuePerVisit = "value_per_visit"

    public var meaning: LocalizedText {
        switch self {
        case .travelCost:
            LocalizedText(en: "travel cost: expense, time and consumer surplus", zh: "旅行费用法")
        case .valuePerVisit: LocalizedText(en: "value per visit from another study", zh: "单位人次价值转移")
        }
    }
}
