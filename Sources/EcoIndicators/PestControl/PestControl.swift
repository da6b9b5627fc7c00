import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Pest control that natural enemies spare.
public struct PestControl: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "pest_control", account: .regulating,
        title: LocalizedText(en: "pest control", zh: "病虫害控制"),
        meaning: LocalizedText(en: "pest control that natural enemies spare", zh: "天敌节省的病虫害防治"),
        unit: .named("ha"),
        components: [
            ComponentDeclaration("area", LocalizedText(en: "area", zh: "面积"), unit: .named("ha")),
            ComponentDeclaration(
                "cost", LocalizedText(en: "cost of control at the table's prices", zh: "防治成本（表内价格）"),
                unit: .named("CNY")),
        ],
        isByEcosystem: true, parameters: PestControlParameters.declaration,
        layers: .always(.landCover))

    private let legend: LandCoverLegend
    private let figures: ClassFigures
    /// What lifts the costs to the account's price year.
    private let level: Double
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: PestControlParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        legend = context.legend
        figures = ClassFigures(parameters.costs, over: parameters.table.costs)
        level =
            context.prices.factor(
                from: parameters.year, index: parameters.index, at: parameters.yearLocation,
                path: "\(parameters.path).price_year", &diagnostics) ?? .nan
        constants = parameters.register
        diagnostics += ClassFigures.findings(
            parameters.costs.keys, in: legend, at: parameters.costsLocation, path: "\(parameters.path).costs")
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        RegionFlows(
            region.extent, legend: legend, components: Self.declaration.components,
            rule: { figures.value(of: $0) == nil ? .notCounted(reason: Self.noCost) : .counted },
            quantities: { sum, land in
                let area = Self.hectares(sum.area)
                return [area, area * (figures.value(of: land) ?? 0)]
            })
    }

    private static let noCost = LocalizedText(en: "no cost of control", zh: "缺防治成本")

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard let cost = figures.value(of: land) else { return [:] }
        return ["area": "area_m2 / 10000", "cost": "area_m2 / 10000 * \(cost)"]
    }

    /// What lifts the cost to the account's price year; the area itself has no price.
    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        component == "cost" ? level : nil
    }
}
