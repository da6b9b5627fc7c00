import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Soil that plant cover keeps from erosion: RUSLE of bare ground less RUSLE of the ground as it is.
public struct SoilRetention: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "soil_retention", account: .regulating,
        title: LocalizedText(en: "soil retention", zh: "土壤保持"),
        meaning: LocalizedText(
            en: "erosion of bare ground less erosion under cover and practice, over the year",
            zh: "潜在侵蚀量减实际侵蚀量"),
        unit: .named("t"),
        components: [
            ComponentDeclaration("soil", LocalizedText(en: "soil kept", zh: "土壤保持量"), unit: .named("t")),
            ComponentDeclaration(
                "silt", LocalizedText(en: "silt kept from waters", zh: "减少泥沙淤积量"), unit: .named("m3")),
            ComponentDeclaration(
                "nitrogen", LocalizedText(en: "nitrogen kept from waters", zh: "减少氮流失量"), unit: .named("t")),
            ComponentDeclaration(
                "phosphorus", LocalizedText(en: "phosphorus kept from waters", zh: "减少磷流失量"),
                unit: .named("t")),
        ],
        isByEcosystem: true, parameters: SoilRetentionParameters.declaration)

    private let parameters: SoilRetentionParameters
    private let legend: LandCoverLegend
    private let prices: [String: Double]
    public let measurement: Measurement?
    public let constants: [RegisterEntry]

    public init(
        _ parameters: SoilRetentionParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        self.parameters = parameters
        legend = context.legend
        prices = [
            "silt": context.prices.level(parameters.dredgingCost, &diagnostics),
            "nitrogen": context.prices.level(parameters.nitrogenPrice, &diagnostics),
            "phosphorus": context.prices.level(parameters.phosphorusPrice, &diagnostics),
        ]
        measurement = Measurement(
            layers: parameters.layers,
            measures: [
                Measure(
                    "bare_erosion_t_per_ha", LocalizedText(en: "erosion of bare ground", zh: "潜在侵蚀模数"),
                    unit: .named("t/ha"), ceiling: 65_536),
                Measure(
                    "covered_erosion_t_per_ha",
                    LocalizedText(en: "erosion under plant cover", zh: "植被覆盖下侵蚀模数"), unit: .named("t/ha"),
                    ceiling: 65_536),
            ],
            kernel: SoilRetentionKernel(parameters), monthly: [.precipitation], usesSlope: true)
        constants = parameters.register
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        RegionFlows(
            region.sums, legend: legend, components: Self.declaration.components, rule: rule,
            quantities: { sum, land in
                let practice = parameters.practice(of: land.ecosystem) ?? 1
                // t/ha x m2 = 1/10000 t
                let soil = (sum.sums[0] - sum.sums[1] * practice) / 10_000
                return [soil] + parameters.parts(ofSoil: soil)
            })
    }

    private func rule(_ land: LandCoverClass) -> ClassRule {
        if land.surface != .land { return .excluded }
        return parameters.practice(of: land.ecosystem) == nil
            ? .notCounted(reason: LocalizedText(en: "no support-practice factor P", zh: "缺水土保持措施因子 P"))
            : .counted
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { prices[component] }
}
