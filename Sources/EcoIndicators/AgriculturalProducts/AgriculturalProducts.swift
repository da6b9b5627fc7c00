import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Products of agriculture, forestry, husbandry and fishery, from the statistics.
public struct AgriculturalProducts: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "agricultural_products", account: .provisioning,
        title: LocalizedText(en: "agricultural products", zh: "农林牧渔产品"),
        meaning: LocalizedText(en: "yield of the year at its price", zh: "当年产量乘以单价"), unit: .one,
        components: [],
        isByEcosystem: false, parameters: AgriculturalProductsParameters.declaration)

    private let products: [RegionCode: [ProductYield]]
    private let basis: ProvisioningBasis
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: AgriculturalProductsParameters, context: IndicatorContext,
        diagnostics: inout [Diagnostic]
    ) {
        basis = parameters.basis
        constants = parameters.register
        products = parameters.yields(context, &diagnostics)
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = RegionFlows()
        guard let own = products[region.region] else {
            flows.missing = [LocalizedText(en: "the table of provisioning has no row", zh: "物质产品表中无该县")]
            return flows
        }
        flows.components = own.map {
            PhysicalFlow(component: $0.product, ecosystem: nil, quantity: $0.quantity, unit: $0.unit)
        }
        // Products in different units have no common quantity.
        if own.count == 1 { flows.headline = flows.components }
        for product in own where product.unitPrice == nil {
            flows.missing.append(
                LocalizedText(
                    en: "'\(product.product)' has no price", zh: "“\(product.product)”没有单价"))
        }
        flows.isProvisional = own.contains { $0.status.isProvisional }
        flows.notes = [basis.meaning]
        return flows
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        products[region]?.first { $0.product == component }?.unitPrice
    }
}
