import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Negative ions that forests give to their air: of the forest sector's assessment only.
public struct NegativeAirIons: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "negative_air_ions", account: .regulating,
        title: LocalizedText(en: "negative air ions", zh: "提供负离子"),
        meaning: LocalizedText(en: "negative ions that forests give to their air", zh: "森林释放的负离子"),
        unit: .one,
        components: [ComponentDeclaration("ions", LocalizedText(en: "ions", zh: "负离子"), unit: .one)],
        isByEcosystem: true, parameters: NegativeAirIonsParameters.declaration,
        layers: .always(.landCover))

    private let legend: LandCoverLegend
    private let figures: ClassFigures
    private let price: Double
    private let isProvisional: Bool
    public let constants: [RegisterEntry] = []
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: NegativeAirIonsParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        legend = context.legend
        figures = parameters.figures
        price = context.prices.level(parameters.price, &diagnostics)
        isProvisional = parameters.isProvisional
        diagnostics += parameters.table.unknownClasses(context.legend)
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = RegionFlows(
            region.extent, legend: legend, components: Self.declaration.components,
            rule: { figures.value(of: $0) == nil ? .excluded : .counted },
            quantities: { sum, land in [(figures.value(of: land) ?? 0) * sum.area / 10_000] })
        flows.isProvisional = isProvisional
        return flows
    }

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        figures.value(of: land).map { ["ions": "\($0) * area_m2 / 10000"] } ?? [:]
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { price }
}
