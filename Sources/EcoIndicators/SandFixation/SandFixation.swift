import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Sand that vegetation keeps from being blown away over the year.
public struct SandFixation: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "sand_fixation", account: .regulating,
        title: LocalizedText(en: "sand fixation", zh: "防风固沙"),
        meaning: LocalizedText(
            en: "wind erosion of bare ground less that under its cover", zh: "植被减少的风蚀量"),
        unit: .named("t"),
        components: [
            ComponentDeclaration(
                "sand", LocalizedText(en: "sand kept in place", zh: "固沙量"), unit: .named("t")),
            ComponentDeclaration(
                "land", LocalizedText(en: "land kept from sand", zh: "减少沙化土地"), unit: .named("km2")),
        ],
        isByEcosystem: true, parameters: SandFixationParameters.declaration,
        layers: SandFixationParameters.layerUses, figures: measures)

    private let parameters: SandFixationParameters
    private let legend: LandCoverLegend
    private let figures: ClassFigures
    private let price: Double
    public let measurement: Measurement?
    public let constants: [RegisterEntry]

    public init(
        _ parameters: SandFixationParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        self.parameters = parameters
        legend = context.legend
        figures = parameters.coverFigures
        price = context.prices.level(parameters.cost, &diagnostics)
        constants = parameters.register
        diagnostics += ClassFigures.findings(
            parameters.coefficients.keys, in: legend, at: parameters.coefficientsLocation,
            path: "\(parameters.path).cover_coefficients")
        let winds =
            parameters.wind == .observations
            ? parameters.observations.map {
                WindTable(
                    $0, height: parameters.height, threshold: parameters.threshold, &diagnostics
                ).factors
            } ?? [] : []
        measurement = Measurement(
            layers: parameters.layers, measures: Self.measures,
            kernel: SandFixationKernel(
                parameters, windFactors: winds, coefficients: figures.lookup(context.legend)),
            monthly: parameters.monthlyLayers, usesSlope: parameters.ridgeFactor == nil)
    }

    private static let measures = [
        Measure(
            "sand_kept_kg_per_m2", LocalizedText(en: "sand kept in place", zh: "固沙量"), unit: .named("kg/m2"),
            ceiling: 1_024),
        Measure(
            "wind_erosion_kg_per_m2", LocalizedText(en: "wind erosion under cover", zh: "实际风蚀量"),
            unit: .named("kg/m2"), ceiling: 1_024),
    ]

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = RegionFlows(
            region.sums, legend: legend, components: Self.declaration.components,
            rule: { land in
                if land.surface != .land { return .excluded }
                return figures.value(of: land) == nil
                    ? .notCounted(reason: Self.noCoefficient) : .counted
            },
            quantities: { sum, _ in
                let tonnes = sum.sums[0] / 1000
                return [tonnes, land(kept: tonnes)]
            })
        flows.notes.append(parameters.method.meaning)
        if parameters.statistic == .dailyMean { flows.notes.append(WindStatistic.dailyMean.meaning) }
        return flows
    }

    /// km2 that the sand would cover.
    private func land(kept tonnes: Double) -> Double {
        Self.coveredArea(tonnes: tonnes, density: parameters.density, depth: parameters.depth) / 1e6
    }

    /// Area in m2 that a mass of soil covers to a depth in m, at a bulk density in t/m3.
    static func coveredArea(tonnes: Double, density: Double, depth: Double) -> Double {
        tonnes / (density * depth)
    }

    private static let noCoefficient = LocalizedText(en: "no coefficient of cover", zh: "缺植被系数")

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard land.surface == .land, figures.value(of: land) != nil else { return [:] }
        let tonnes = "sand_kept_kg_per_m2 / 1000"
        return [
            "sand": tonnes, "land": "\(tonnes) / (\(parameters.density) * \(parameters.depth)) / 1000000",
        ]
    }

    /// Yuan per km2 of land; the sand itself has no price.
    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        component == "land" ? price * 1e6 : nil
    }
}
