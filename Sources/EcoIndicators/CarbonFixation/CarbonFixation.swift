import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Carbon dioxide that ecosystems take out of the air and keep, over the year.
public struct CarbonFixation: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "carbon_fixation", account: .regulating,
        title: LocalizedText(en: "carbon fixation", zh: "固碳"),
        meaning: LocalizedText(en: "net uptake of carbon dioxide by ecosystems", zh: "生态系统净固定二氧化碳量"),
        unit: .named("t"),
        components: [
            ComponentDeclaration(
                "carbon_dioxide", LocalizedText(en: "carbon dioxide", zh: "二氧化碳"), unit: .named("t"))
        ],
        isByEcosystem: true, parameters: CarbonFixationParameters.declaration)

    private let parameters: CarbonFixationParameters
    private let legend: LandCoverLegend
    private let price: Double
    public let measurement: Measurement?
    public let constants: [RegisterEntry]

    public init(
        _ parameters: CarbonFixationParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        self.parameters = parameters
        legend = context.legend
        price = context.prices.level(parameters.price, &diagnostics)
        if !context.pack.carbonMethods.contains(parameters.method) {
            diagnostics.append(
                Diagnostic(
                    code: "method_not_in_pack", at: parameters.methodLocation,
                    path: "accounts.indicators.carbon_fixation.method",
                    "rule pack \(context.pack.id) does not admit '\(parameters.method.rawValue)'",
                    hint: "use \(context.pack.carbonMethods.map(\.rawValue).joined(separator: " or "))"))
        }
        measurement =
            parameters.method == .netEcosystemProduction
            ? Measurement(
                layers: [.netPrimaryProduction],
                measures: [
                    Measure(
                        "net_primary_production_g_per_m2", LayerRole.netPrimaryProduction.meaning,
                        unit: .named("g/m2"), ceiling: 8_192)
                ],
                kernel: CarbonFixationKernel())
            : nil
        constants = parameters.register
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        let isMeasured = measurement != nil
        return RegionFlows(
            isMeasured ? region.sums : region.extent, legend: legend,
            components: Self.declaration.components,
            rule: { land in
                // The ratio of wetlands is that of marshes; production of lakes is another figure.
                if isMeasured, land.surface == .water { return .notCounted(reason: Self.openWater) }
                if parameters.factor(of: land.ecosystem) != nil { return .counted }
                return .notCounted(reason: isMeasured ? Self.noRatio : Self.noRate)
            },
            quantities: { sum, land in
                let factor = parameters.factor(of: land.ecosystem) ?? 0
                // g = 1/10^6 t; m2 = 1/10^6 km2
                let production = (isMeasured ? sum.sums[0] : sum.area) / 1e6
                return [parameters.carbonDioxide(production: production, factor: factor)]
            })
    }

    private static let openWater = LocalizedText(en: "open water, no ratio", zh: "开阔水面无换算系数")
    private static let noRatio = LocalizedText(en: "no ratio of NEP to NPP", zh: "缺 NEP 与 NPP 换算系数")
    private static let noRate = LocalizedText(en: "no fixation rate", zh: "缺固碳速率")

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { price }
}
