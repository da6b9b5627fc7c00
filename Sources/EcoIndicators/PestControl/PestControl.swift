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
        components: EcosystemType.allCases.map {
            ComponentDeclaration($0.rawValue, $0.name, unit: .named("ha"))
        },
        isByEcosystem: true, parameters: PestControlParameters.declaration)

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
        classFlows(region, legend, figures, unit: .named("ha"), reason: Self.noCost) { sum, _ in
            Self.hectares(sum.area)
        }
    }

    private static let noCost = LocalizedText(en: "no cost of control", zh: "缺防治成本")

    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        ClassComponent.code(component).flatMap { legend[$0] }.flatMap(figures.value(of:)).map { $0 * level }
    }
}
