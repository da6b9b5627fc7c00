import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Visits that nature draws, at what they are worth to visitors.
public struct Tourism: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "tourism", account: .cultural, title: LocalizedText(en: "tourism", zh: "旅游康养"),
        meaning: LocalizedText(
            en: "visits of the year at their value, as far as ecosystems draw them", zh: "生态旅游人次价值"),
        unit: .named("visits"),
        components: [
            ComponentDeclaration("visits", LocalizedText(en: "visits", zh: "游客人次"), unit: .named("visits"))
        ],
        isByEcosystem: false, parameters: TourismParameters.declaration)

    private let visits: [RegionCode: RegionVisits]
    private let method: TourismMethod
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: TourismParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        method = parameters.method
        constants = parameters.register
        visits = parameters.visits(context, &diagnostics)
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = RegionFlows()
        guard let own = visits[region.region] else {
            flows.missing = [LocalizedText(en: "the table of tourism has no row", zh: "旅游表中无该县")]
            return flows
        }
        flows.headline = [
            PhysicalFlow(component: "visits", ecosystem: nil, quantity: own.visits, unit: .named("visits"))
        ]
        flows.components = flows.headline
        flows.isProvisional = own.status.isProvisional
        let share = NumberText.shortest(own.ecosystemShare)
        flows.notes = [
            method.meaning, LocalizedText(en: "share of ecosystems \(share)", zh: "生态系统贡献占比 \(share)"),
        ]
        return flows
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        visits[region].map { Self.unitValue($0.valuePerVisit, ecosystemShare: $0.ecosystemShare) }
    }
}
