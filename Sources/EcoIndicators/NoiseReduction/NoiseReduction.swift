import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Noise that green belts along roads take off.
public struct NoiseReduction: Indicator {
    private static let belts = ComponentDeclaration(
        "green_belts", LocalizedText(en: "green belts", zh: "绿化带"), unit: .named("km"))

    public static let declaration = IndicatorDeclaration(
        id: "noise_reduction", account: .regulating,
        title: LocalizedText(en: "noise reduction", zh: "噪声消减"),
        meaning: LocalizedText(en: "noise that green belts along roads take off", zh: "道路绿化带降低的噪声"),
        unit: .named("km"), components: [belts], isByEcosystem: false,
        parameters: NoiseReductionParameters.declaration)

    private let figures: [RegionCode: RegionFigure]
    public let constants: [RegisterEntry] = []
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: NoiseReductionParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        figures = parameters.figures(context, &diagnostics)
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        RegionFlows(
            figures[region.region], component: Self.belts,
            table: LocalizedText(en: "the table of green belts", zh: "绿化带表"))
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        figures[region]?.unitPrice
    }
}
