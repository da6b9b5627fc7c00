import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Fresh water that people take, at its tariff.
public struct WaterSupply: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "water_supply", account: .provisioning,
        title: LocalizedText(en: "water supply", zh: "水资源供给"),
        meaning: LocalizedText(en: "water used in the year, at its tariff", zh: "当年用水量乘以水价"),
        unit: .named("m3"),
        components: WaterUser.allCases.map {
            ComponentDeclaration($0.rawValue, $0.meaning, unit: .named("m3"))
        },
        isByEcosystem: false, parameters: WaterSupplyParameters.declaration)

    private let uses: [RegionCode: [ProductYield]]
    public let constants: [RegisterEntry] = []
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: WaterSupplyParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        var prices: [WaterUser: Double] = [:]
        for user in WaterUser.allCases {
            if let price = parameters.tariffs[user] {
                prices[user] = context.prices.level(price, &diagnostics)
            }
        }
        uses = parameters.uses(context, prices, &diagnostics)
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        RegionFlows(
            uses[region.region], table: LocalizedText(en: "water use", zh: "用水量"), hasSum: true)
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        uses[region]?.first { $0.product == component }?.unitPrice
    }
}
