import EcoAccounts
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
            ComponentDeclaration(
                "potassium", LocalizedText(en: "potassium kept in the soil", zh: "减少钾流失量"), unit: .named("t")),
            ComponentDeclaration(
                "organic_matter", LocalizedText(en: "organic matter kept in the soil", zh: "减少有机质流失量"),
                unit: .named("t")),
        ],
        isByEcosystem: true, parameters: SoilRetentionParameters.declaration,
        layers: SoilRetentionParameters.layerUses, figures: figures)

    private static let figures =
        measures + [
            Measure(UpslopeTerrain.output, LayerRole.lengthSlopeFactor.meaning, unit: .one, ceiling: 1_024)
        ]

    private let parameters: SoilRetentionParameters
    private let legend: LandCoverLegend
    private let prices: [String: Double]
    private let components: [ComponentDeclaration]
    public let measurement: Measurement?
    public let constants: [RegisterEntry]

    public init(
        _ parameters: SoilRetentionParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        self.parameters = parameters
        legend = context.legend
        diagnostics += parameters.findings(context.legend)
        var prices: [String: Double] = [:]
        for (id, price) in parameters.nutrientPrices.sorted(by: { $0.key < $1.key }) {
            prices[id] = context.prices.level(price, &diagnostics)
        }
        if let cost = parameters.dredgingCost { prices["silt"] = context.prices.level(cost, &diagnostics) }
        self.prices = prices
        let parts = Set(parameters.parts.map(\.id))
        components = Self.declaration.components.filter { parts.contains($0.id) }
        let byCell = SoilRetentionKernel(parameters, context.legend, byCell: true)
        let isByClass = parameters.coverFactor == .classTable
        measurement = Measurement(
            layers: parameters.layers, measures: isByClass ? Self.measuresBeforeCover : Self.measures,
            kernel: isByClass ? SoilRetentionKernel(parameters, context.legend, byCell: false) : byCell,
            monthly: parameters.erosivity == .monthlyFournier ? [.precipitation] : [],
            usesSlope: parameters.usesSlope, terrain: parameters.upslope,
            cellFigures: isByClass ? CellFigures(Self.measures, kernel: byCell) : nil)
        constants = parameters.register
    }

    private static let measures = [
        Measure(
            "bare_erosion_t_per_ha", LocalizedText(en: "erosion of bare ground", zh: "潜在侵蚀模数"),
            unit: .named("t/ha"), ceiling: 65_536),
        Measure(
            "covered_erosion_t_per_ha",
            LocalizedText(en: "erosion under plant cover", zh: "植被覆盖下侵蚀模数"), unit: .named("t/ha"),
            ceiling: 65_536),
    ]

    /// Where C comes by class, it multiplies the sums.
    private static let measuresBeforeCover = [
        measures[0],
        Measure(
            "uncovered_erosion_t_per_ha",
            LocalizedText(en: "erosion with the practice of slopes, before C", zh: "计坡度措施、未计植被的侵蚀模数"),
            unit: .named("t/ha"), ceiling: 65_536),
    ]

    public func flows(of region: RegionInput) -> RegionFlows {
        let isBeforeCover = region.measures == Self.measuresBeforeCover.map(\.id)
        var flows = RegionFlows(
            region.sums, legend: legend, components: components, rule: rule,
            quantities: { sum, land in
                let cover = isBeforeCover ? parameters.factors?.cover[land.code] ?? 1 : 1
                let practice = (parameters.practice(of: land) ?? 1) * cover
                // t/ha x m2 = 1/10000 t
                let soil = (sum.sums[0] - sum.sums[1] * practice) / 10_000
                return parameters.parts.map { soil * $0.perTonne }
            })
        flows.isProvisional = usesFactorTable && parameters.factors?.isProvisional ?? false
        return flows
    }

    private var usesFactorTable: Bool {
        parameters.coverFactor == .classTable || parameters.practiceTable == .classTable
    }

    private func rule(_ land: LandCoverClass) -> ClassRule {
        if land.surface != .land { return .excluded }
        if parameters.practice(of: land) == nil {
            return .notCounted(reason: LocalizedText(en: "no support-practice factor P", zh: "缺水土保持措施因子 P"))
        }
        return parameters.hasCoverFactor(land)
            ? .counted
            : .notCounted(reason: LocalizedText(en: "no cover factor C", zh: "缺植被覆盖因子 C"))
    }

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard case .counted = rule(land) else { return [:] }
        let measures = region.measures
        guard measures.count == 2 else { return [:] }
        let cover =
            measures == Self.measuresBeforeCover.map(\.id)
            ? " * \(parameters.factors?.cover[land.code] ?? 1)" : ""
        let soil = "(\(measures[0]) - \(measures[1]) * \(parameters.practice(of: land) ?? 1)\(cover)) / 10000"
        return Dictionary(
            parameters.parts.map { ($0.id, $0.perTonne == 1 ? soil : "\(soil) * \($0.perTonne)") },
            uniquingKeysWith: { first, _ in first })
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { prices[component] }
}
