import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Visits to green space that is free, at what a substitute costs.
public struct Recreation: Indicator {
    private static let visits = ComponentDeclaration(
        "visits", LocalizedText(en: "visits", zh: "游憩人次"), unit: .named("visits"))

    public static let declaration = IndicatorDeclaration(
        id: "recreation", account: .cultural, title: LocalizedText(en: "free recreation", zh: "休闲游憩"),
        meaning: LocalizedText(en: "visits to free green space at substitute cost", zh: "免费绿地游憩价值"),
        unit: .named("visits"), components: [visits], isByEcosystem: false,
        parameters: RecreationParameters.declaration)

    private let figures: [RegionCode: RegionFigure]
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: RecreationParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        constants = parameters.register
        figures = parameters.figures(context, &diagnostics)
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        RegionFlows(
            figures[region.region], component: Self.visits,
            table: LocalizedText(en: "the table of recreation", zh: "游憩表"))
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        figures[region]?.unitPrice
    }
}
