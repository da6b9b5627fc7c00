import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.water_retention`.
public struct WaterRetentionParameters: ParameterGroup {
    enum Columns {
        static let region = RegionTable.Columns.region
        static let use = Column<Double>.quantity(
            "use_m3", unit: .named("m3"), range: .nonNegative,
            LocalizedText(en: "water used in the county over the year", zh: "区域用水量"))
        static let outflow = Column<Double>.quantity(
            "outflow_m3", unit: .named("m3"), range: .nonNegative,
            LocalizedText(en: "water that leaves the county", zh: "出境水量"))
        static let inflow = Column<Double>.quantity(
            "inflow_m3", unit: .named("m3"), range: .nonNegative,
            LocalizedText(en: "water that enters the county", zh: "入境水量"))
        static let status = FigureStatus.column
        static let note = RegionTable.Columns.note
    }

    public static let supplyTable = TableDeclaration(
        id: "water_balance_supply",
        meaning: LocalizedText(en: "Water use and flow across borders, by county", zh: "各县用水量与出入境水量"),
        columns: [
            Columns.region.declaration, Columns.use.declaration, Columns.outflow.declaration,
            Columns.inflow.declaration, Columns.status.declaration, Columns.note.declaration,
        ], uniqueBy: ["region"])

    static let method = Parameter<WaterRetentionMethod>.choice(
        "method", default: .balance, LocalizedText(en: "how the retained water is found", zh: "核算方法"))
    static let table = Parameter<RunoffTable>.choice(
        "runoff_table",
        LocalizedText(
            en: "published table of surface-runoff coefficients; they differ by a factor of two",
            zh: "地表径流系数表")
    ).optional
    static let stands = Parameter<[String: String]>(
        ParameterDeclaration(
            key: "runoff_classes",
            shape: .map(key: .identifier, value: .text(.oneOf(RunoffTable.rowIds))), presence: .optional,
            meaning: LocalizedText(
                en: "rows of the table that stand for subtypes of the legend that it does not name",
                zh: "图例子类型对应的系数行"))
    ) { bound in
        guard case .map(let entries) = bound else { return [:] }
        return entries.compactMapValues { $0.value.text }
    }
    static let ownTable = Parameter<Table>.table(
        "runoff_coefficients", RunoffCoefficients.declaration,
        LocalizedText(en: "the scenario's own coefficients, over the table", zh: "自带径流系数，优先")
    ).optional
    static let evapotranspiration = Parameter<EvapotranspirationSource>.choice(
        "evapotranspiration", default: .layer,
        LocalizedText(en: "where evapotranspiration comes from", zh: "蒸散发来源"))
    static let budyko = Parameter<BudykoBlock>.group(
        "budyko", LocalizedText(en: "the Budyko curve, where it gives evapotranspiration", zh: "布迪科曲线参数")
    ).optional
    static let excludedStorms = Parameter<StormDayBlock>.group(
        "excluded_storm_days",
        LocalizedText(en: "storm days whose rain is left to flood mitigation", zh: "归入洪水调蓄、不计入的暴雨日")
    ).optional
    static let clampedSum = Parameter<ClampedSum>.choice(
        "clamped_sum", default: .wherePriced,
        LocalizedText(en: "whether negative cells are also summed as zero", zh: "是否另计负值按零的合计"))
    static let supply = Parameter<Table>.table(
        "supply", supplyTable, LocalizedText(en: "use and flow by county", zh: "各县水量")
    ).optional
    static let reservoirCost = Price.parameter(
        "reservoir_cost", unit: .named("CNY/m3"),
        LocalizedText(en: "cost of one cubic metre of reservoir capacity", zh: "单位库容造价"),
        source: "published values: 0.67 to 10.24 CNY/m3"
    ).optional
    static let waterPrice = Price.parameter(
        "water_price", unit: .named("CNY/m3"),
        LocalizedText(en: "price of one cubic metre in water trade", zh: "水权交易价格"),
        source: "published value: 0.5 CNY/m3 (engineering water)"
    ).optional
    static let qualityPrice = Price.parameter(
        "quality_price", unit: .named("CNY/m3"),
        LocalizedText(
            en: "cost of purifying one cubic metre; accounts of forests only", zh: "水质净化单价，仅森林评估"),
        source: "GB/T 38582-2020, from secondary sources"
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "water_retention", title: LocalizedText(en: "water retention", zh: "水源涵养"),
            meaning: LocalizedText(
                en: "Water balance by ecosystem type, or regional supply", zh: "水量平衡法或水量供给法"),
            parameters: [
                method.declaration, table.declaration, stands.declaration, ownTable.declaration,
                evapotranspiration.declaration, budyko.declaration, excludedStorms.declaration,
                clampedSum.declaration,
                supply.declaration, reservoirCost.declaration, waterPrice.declaration,
                qualityPrice.declaration,
            ], rules: [checkMethod, checkPrices])
    }

    private static func checkMethod(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        func report(_ path: String, _ message: String, _ hint: String) {
            diagnostics.append(
                Diagnostic(code: "missing_value", at: bound.location, path: path, message, hint: hint))
        }
        if bound[method] == .supply {
            guard bound[supply] == nil else { return }
            return report(
                bound.path(of: supply), "the method 'supply' needs water use and flows",
                "give a table with region, use_m3, outflow_m3, inflow_m3, status")
        }
        if bound[table] == nil, bound[ownTable] == nil {
            report(
                bound.path(of: table), "there are no runoff coefficients",
                "name a `runoff_table` or give `runoff_coefficients`")
        }
        if bound[evapotranspiration] == .budyko, bound[budyko] == nil {
            report(
                bound.path(of: budyko), "evapotranspiration is to follow the Budyko curve",
                "give `budyko: {seasonality: ..., classes: ...}`")
        }
    }

    private static func checkPrices(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        let (cost, price) = (bound[reservoirCost], bound[waterPrice])
        guard (cost == nil) == (price == nil) else { return }
        diagnostics.append(
            Diagnostic(
                code: cost == nil ? "missing_value" : "conflicting_values", at: bound.location,
                path: bound.path(of: reservoirCost),
                cost == nil ? "the water has no price" : "the water has two prices",
                hint: "give `reservoir_cost` or `water_price`, not both"))
    }

    public let method: WaterRetentionMethod
    let runoff: RunoffCoefficients
    let evapotranspiration: EvapotranspirationSource
    let budyko: BudykoBlock?
    let stormThreshold: Double?
    let clampedSum: ClampedSum
    let supply: Table?
    /// Reservoir cost or water price.
    let price: Price?
    let qualityPrice: Price?
    let location: SourceLocation
    let path: String
    private let standsLocation: SourceLocation
    private let standsPath: String

    public init(_ bound: BoundGroup) {
        method = bound[Self.method]
        runoff = RunoffCoefficients(
            table: bound[Self.table], stands: bound[Self.stands], own: bound[Self.ownTable])
        evapotranspiration = bound[Self.evapotranspiration]
        budyko = bound[Self.budyko]
        stormThreshold = bound[Self.excludedStorms]?.threshold
        clampedSum = bound[Self.clampedSum]
        supply = bound[Self.supply]
        price = bound[Self.reservoirCost] ?? bound[Self.waterPrice]
        qualityPrice = bound[Self.qualityPrice]
        location = bound.location
        path = bound.path
        standsLocation = bound.location(of: Self.stands)
        standsPath = bound.path(of: Self.stands)
    }

    func findings(_ legend: LandCoverLegend) -> [Diagnostic] {
        runoff.findings(legend, at: standsLocation, path: standsPath)
    }
}

/// The block `budyko`: evapotranspiration as the water yield model has it.
struct BudykoBlock: ParameterGroup {
    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "budyko", title: LocalizedText(en: "Budyko curve", zh: "布迪科曲线"),
            meaning: LocalizedText(
                en: "Evapotranspiration from rain, demand and soil, as in the indicator water_yield",
                zh: "由降水、潜在蒸散与土壤推求蒸散发，同产水量指标"),
            parameters: BudykoParameters.declarations)
    }

    let curve: BudykoCurve
    let classes: Table

    init(_ bound: BoundGroup) {
        curve = BudykoParameters.curve(bound)
        classes = bound[BudykoParameters.classes]
    }
}

/// The block `excluded_storm_days`.
struct StormDayBlock: ParameterGroup {
    static let threshold = Parameter<Double>.quantity(
        "storm_threshold", unit: .named("mm"), range: .positive, default: "50 mm",
        LocalizedText(en: "rain of a day from which it is a storm", zh: "暴雨日雨量下限"),
        source: "GB/T 28592-2012: rainstorm, 50 mm in 24 hours; from secondary sources", status: .provisional)

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "excluded_storm_days", title: LocalizedText(en: "excluded storm days", zh: "不计入的暴雨日"),
            meaning: LocalizedText(
                en: "Their rain is left to flood mitigation, which may count it", zh: "其降水归入洪水调蓄"),
            parameters: [threshold.declaration])
    }

    let threshold: Double

    init(_ bound: BoundGroup) { threshold = bound[Self.threshold] }
}
