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
        components: ProductGroup.allCases.map {
            ComponentDeclaration(groupId($0), $0.meaning, unit: .named("CNY"))
        },
        isByEcosystem: false, parameters: AgriculturalProductsParameters.declaration)

    private let products: [RegionCode: [AgriculturalProductsParameters.Product]]
    private let basis: LocalizedText
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: AgriculturalProductsParameters, context: IndicatorContext,
        diagnostics: inout [Diagnostic]
    ) {
        basis = parameters.method?.meaning ?? parameters.basis.meaning
        constants = parameters.register
        products = parameters.products(context, &diagnostics)
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        let own = products[region.region]
        var flows = RegionFlows(
            own?.map(\.yield), table: LocalizedText(en: "provisioning", zh: "物质产品"), hasSum: false)
        guard let own else { return flows }
        flows.components += groupValues(own)
        flows.notes = [basis]
        for product in own {
            guard let value = product.yield.value, value < 0 else { continue }
            let name = product.yield.product
            flows.notes.append(
                LocalizedText(en: "the residual of '\(name)' is negative", zh: "“\(name)”的残值为负"))
        }
        return flows
    }

    /// Values by section of agriculture, in yuan; they are inside the values of the products.
    private func groupValues(_ products: [AgriculturalProductsParameters.Product]) -> [PhysicalFlow] {
        ProductGroup.allCases.compactMap { group in
            let values = products.filter { $0.group == group }.compactMap(\.yield.value)
            guard !values.isEmpty else { return nil }
            return PhysicalFlow(
                component: Self.groupId(group), ecosystem: nil, quantity: values.reduce(0, +),
                unit: .named("CNY"))
        }
    }

    private static func groupId(_ group: ProductGroup) -> String { "value_of_\(group.rawValue)" }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        products[region]?.first { $0.yield.product == component }?.yield.unitPrice
    }
}
