import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Energy that ecosystems give: hydropower, straw, firewood, from the statistics.
public struct EcologicalEnergy: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "ecological_energy", account: .provisioning,
        title: LocalizedText(en: "ecological energy", zh: "生态能源"),
        meaning: LocalizedText(
            en: "energy from water and plants over the year, at its price", zh: "当年水电与生物质能乘以单价"),
        unit: .one,
        components: EnergyCarrier.usual.map { ComponentDeclaration($0.id, $0.name, unit: $0.unit) },
        isByEcosystem: false, parameters: EcologicalEnergyParameters.declaration)

    private let carriers: [RegionCode: [ProductYield]]
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: EcologicalEnergyParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        constants = parameters.register
        let rows = parameters.energy.productRows(context, &diagnostics)
        carriers = Dictionary(grouping: rows, by: \.region).mapValues { $0.map(\.yield) }
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        RegionFlows(
            carriers[region.region], table: LocalizedText(en: "ecological energy", zh: "生态能源"),
            hasSum: false)
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        carriers[region]?.first { $0.product == component }?.unitPrice
    }
}
