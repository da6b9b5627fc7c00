import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Nutrients that growing forests bind: of the forest sector's assessment only.
public struct NutrientAccumulation: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "nutrient_accumulation", account: .regulating,
        title: LocalizedText(en: "nutrient accumulation", zh: "林木养分固持"),
        meaning: LocalizedText(en: "nutrients that growing forests bind", zh: "林木生长固持的养分"),
        unit: .named("t"),
        components: StandNutrient.allCases.map {
            ComponentDeclaration($0.rawValue, $0.name, unit: .named("t"))
        },
        isByEcosystem: true, parameters: NutrientAccumulationParameters.declaration,
        layers: .always(.landCover))

    private let legend: LandCoverLegend
    private let figures: [StandNutrient: ClassFigures]
    private let prices: [String: Double]
    private let isProvisional: Bool
    public let constants: [RegisterEntry] = []
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: NutrientAccumulationParameters, context: IndicatorContext,
        diagnostics: inout [Diagnostic]
    ) {
        legend = context.legend
        figures = Dictionary(
            uniqueKeysWithValues: StandNutrient.allCases.map { ($0, parameters.figures($0)) })
        var prices: [String: Double] = [:]
        for nutrient in StandNutrient.allCases {
            prices[nutrient.rawValue] = parameters.prices[nutrient].map {
                context.prices.level($0, &diagnostics)
            }
        }
        self.prices = prices
        isProvisional = parameters.table.holdsProvisionalRows
        diagnostics += parameters.table.unknownClasses(context.legend)
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = RegionFlows(
            region.extent, legend: legend, components: Self.declaration.components,
            rule: { figures[.nitrogen]?.value(of: $0) == nil ? .excluded : .counted },
            quantities: { sum, land in
                StandNutrient.allCases.map { (figures[$0]?.value(of: land) ?? 0) * sum.area / 10_000 }
            })
        flows.sumHeadline("total", unit: .named("t"))
        flows.isProvisional = isProvisional
        return flows
    }

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard figures[.nitrogen]?.value(of: land) != nil else { return [:] }
        return Dictionary(
            StandNutrient.allCases.map {
                ($0.rawValue, "\(figures[$0]?.value(of: land) ?? 0) * area_m2 / 10000")
            }, uniquingKeysWith: { first, _ in first })
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { prices[component] }
}
