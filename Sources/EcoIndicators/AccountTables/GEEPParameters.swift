import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.geep`: what leads from GDP to the gross economic-ecological product.
public struct GEEPParameters: ParameterGroup {
    enum Columns {
        static let region = RegionTable.Columns.region
        static let year = Column<Int>.integer(
            "year", range: 1950...2100,
            LocalizedText(en: "the account's year, or for gdp also the opening year", zh: "年份（GDP 可含期初年）"))
        static let item = Column<String>.choice(
            "item", GEEPItem.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "what the value is", zh: "项目"))
        static let part = Column<String>.text(
            "part", kind: .identifier, presence: .optional,
            LocalizedText(en: "part of a damage, such as air or subsidence; parts add up", zh: "分项，相加"))
        static let value = Column<Double>.quantity(
            "value_wan_yuan", unit: .named("万元"), range: .nonNegative, presence: .nullable,
            LocalizedText(en: "the value; empty where it is not known", zh: "数值，未知则留空"))
        static let priceYear = ServiceColumns.priceYear
        static let index = ServiceColumns.index
        static let status = ServiceColumns.status
        static let note = ServiceColumns.note
    }

    static let geepTable = TableDeclaration(
        id: "geep_values",
        meaning: LocalizedText(
            en: "GDP, pollution damage and ecological damage, a row for each county and item",
            zh: "各县 GDP、污染损失与生态破坏损失"),
        columns: [
            Columns.region.declaration, Columns.year.declaration, Columns.item.declaration,
            Columns.part.declaration, Columns.value.declaration, Columns.priceYear.declaration,
            Columns.index.declaration, Columns.status.declaration, Columns.note.declaration,
        ], uniqueBy: ["region", "year", "item", "part"])

    static let table = Parameter<Table>.table(
        "table", geepTable, LocalizedText(en: "GDP and damages by county", zh: "各县 GDP 与损失"))
    static let method = Parameter<DamageMethod>.choice(
        "damage_method",
        LocalizedText(en: "how pollution damage was valued; the two are different accounts", zh: "污染损失核算方法"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "geep", title: LocalizedText(en: "gross economic-ecological product", zh: "经济生态生产总值（GEEP）"),
            meaning: LocalizedText(
                en: "GEEP = GDP - pollution damage - ecological damage + regulating services",
                zh: "GEEP = GDP − 污染损失成本 − 生态破坏成本 + 调节服务价值"),
            parameters: [table.declaration, method.declaration])
    }

    let table: Table
    public let method: DamageMethod

    public init(_ bound: BoundGroup) {
        table = bound[Self.table]
        method = bound[Self.method]
    }
}

/// What a row of the table `geep` holds.
public enum GEEPItem: String, ParameterChoice {
    case gdp
    case pollutionDamage = "pollution_damage"
    case ecologicalDamage = "ecological_damage"

    public var meaning: LocalizedText {
        switch self {
        case .gdp: LocalizedText(en: "gross regional product", zh: "地区生产总值")
        case .pollutionDamage: LocalizedText(en: "cost of pollution damage (PDC)", zh: "污染损失成本（PDC）")
        case .ecologicalDamage:
            LocalizedText(en: "cost of ecological destruction (EDC)", zh: "生态破坏成本（EDC）")
        }
    }
}

/// How the cost of pollution was valued.
public enum DamageMethod: String, ParameterChoice {
    case damageCost = "damage_cost"
    case abatementCost = "abatement_cost"

    public var meaning: LocalizedText {
        switch self {
        case .damageCost:
            LocalizedText(en: "damage to health, crops, materials and water", zh: "健康、农作物、材料与水的损失")
        case .abatementCost:
            LocalizedText(en: "imputed abatement: emissions at treatment price", zh: "虚拟治理成本：排放量×治理单价")
        }
    }
}

/// The values of a table `geep` at the account's price level.
struct GEEPFigures: Sendable {
    private struct Key: Hashable, Sendable {
        let region: RegionCode
        let year: Int
        let item: GEEPItem
    }

    /// nil where one of the parts is not known.
    private var values: [Key: Double?] = [:]
    private var provisional: Set<Key> = []
    let method: DamageMethod

    init(
        _ parameters: GEEPParameters, _ context: IndicatorContext, year accountYear: Int,
        _ diagnostics: inout [Diagnostic]
    ) {
        typealias Columns = GEEPParameters.Columns
        method = parameters.method
        let table = parameters.table
        for row in table.rows {
            let region = context.regions.code(
                table.value(row, Columns.region), at: table.location(row, Columns.region),
                path: table.path(Columns.region), &diagnostics)
            let factor = context.prices.factor(
                from: table.optional(row, Columns.priceYear) ?? 0, index: table.optional(row, Columns.index),
                at: table.location(row, Columns.priceYear), path: table.path(Columns.priceYear), &diagnostics)
            guard let region, let factor, let year = table.optional(row, Columns.year),
                let item = GEEPItem(rawValue: table.value(row, Columns.item))
            else { continue }
            let key = Key(region: region, year: year, item: item)
            let own = table.optional(row, Columns.value).map { $0 * 10_000 * factor }
            values[key] = .some(EcoIndicators.sum([values[key] ?? 0, own]))
            let status = FigureStatus(rawValue: table.value(row, Columns.status)) ?? .provisional
            if status.isProvisional { provisional.insert(key) }
        }
        diagnostics += gdpFindings(table, context.regions, accountYear)
    }

    /// Warnings where GDP of the account's year is missing, 0, or far from what people earn.
    private func gdpFindings(_ table: Table, _ regions: RegionTable, _ year: Int) -> [Diagnostic] {
        typealias Columns = GEEPParameters.Columns
        return regions.regions.compactMap { region in
            let row = table.rows.first {
                table.value($0, Columns.region) == region.code.description
                    && table.optional($0, Columns.year) == year
                    && table.value($0, Columns.item) == GEEPItem.gdp.rawValue
            }
            let place = row.map { table.location($0, Columns.value) }
            let path = table.path(Columns.value)
            guard let gdp = yuan(.gdp, year, region.code), gdp != 0 else {
                let isZero = yuan(.gdp, year, region.code) == 0
                return Diagnostic(
                    .warning, code: isZero ? "gdp_zero" : "gdp_missing", at: place, path: path,
                    LocalizedText(
                        en:
                            "\(region.name.en): GDP of \(year) is \(isZero ? "0" : "missing"), so that GEEP, GEP "
                            + "over GDP and growth have no value",
                        zh:
                            "\(region.name.zh)：\(year) 年 GDP \(isZero ? "为 0" : "缺失")，GEEP、GEP 与 GDP 之比及增长指标无值"
                    ),
                    hint: LocalizedText(en: "give GDP in 万元", zh: "请补充 GDP（万元）"))
            }
            return ServiceAnchor.gdp.finding(
                gdp, GEEPItem.gdp.meaning, LocalizedText(en: "yuan", zh: "元"), region, area: nil, at: place,
                path: path)
        }
    }

    /// Yuan; nil where the table says nothing or leaves a part open.
    func yuan(_ item: GEEPItem, _ year: Int, _ region: RegionCode) -> Double? {
        values[Key(region: region, year: year, item: item)] ?? nil
    }

    func isProvisional(_ year: Int, _ region: RegionCode) -> Bool {
        GEEPItem.allCases.contains { provisional.contains(Key(region: region, year: year, item: $0)) }
    }
}
