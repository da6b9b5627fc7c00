import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Visits that nature draws, at what they are worth to visitors.
public struct Tourism: Indicator {
    private static let visits = ComponentDeclaration(
        "visits", LocalizedText(en: "visits", zh: "游客人次"), unit: .named("visits"))

    public static let declaration = IndicatorDeclaration(
        id: "tourism", account: .cultural, title: LocalizedText(en: "tourism", zh: "旅游康养"),
        meaning: LocalizedText(
            en: "visits of the year at their value, as far as ecosystems draw them", zh: "生态旅游人次价值"),
        unit: .named("visits"), components: [visits], isByEcosystem: false,
        parameters: TourismParameters.declaration)

    private let figures: [RegionCode: RegionFigure]
    private let method: TourismMethod
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: TourismParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        method = parameters.method
        constants = parameters.register
        figures = parameters.figures(context, &diagnostics)
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = RegionFlows(
            figures[region.region], component: Self.visits,
            table: LocalizedText(en: "the table of tourism", zh: "旅游表"))
        if flows.missing.isEmpty { flows.notes.insert(method.meaning, at: 0) }
        return flows
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        figures[region]?.unitPrice
    }
}
