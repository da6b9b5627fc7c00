import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// What views of nature add to the prices of hotels and housing.
public struct LandscapePremium: Indicator {
    private static let revenue = ComponentDeclaration(
        "revenue", LocalizedText(en: "revenue near green space", zh: "绿地周边收入"), unit: .named("CNY"))

    public static let declaration = IndicatorDeclaration(
        id: "landscape_premium", account: .cultural,
        title: LocalizedText(en: "landscape premium", zh: "景观增值"),
        meaning: LocalizedText(
            en: "what views add to the revenue of hotels and housing", zh: "景观带来的酒店与住房溢价"),
        unit: .named("CNY"), components: [revenue], isByEcosystem: false,
        parameters: LandscapePremiumParameters.declaration)

    private let figures: [RegionCode: RegionFigure]
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: LandscapePremiumParameters, context: IndicatorContext,
        diagnostics: inout [Diagnostic]
    ) {
        constants = parameters.register
        figures = parameters.figures(context, &diagnostics)
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        RegionFlows(
            figures[region.region], component: Self.revenue,
            table: LocalizedText(en: "the table of revenue", zh: "收入表"))
    }

    /// The mean share of premium in the county's revenue.
    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        figures[region]?.unitPrice
    }
}
