import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Water that ecosystems keep: precipitation less surface runoff and evapotranspiration.
public struct WaterRetention: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "water_retention", account: .regulating,
        title: LocalizedText(en: "water retention", zh: "水源涵养"),
        meaning: LocalizedText(
            en: "precipitation less surface runoff and evapotranspiration, over the year", zh: "年降水量减地表径流与蒸散发"
        ),
        unit: .named("m3"),
        components: [
            ComponentDeclaration(
                "priced", LocalizedText(en: "balance that the rule pack prices", zh: "计价水量"),
                unit: .named("m3")),
            ComponentDeclaration(
                "signed", LocalizedText(en: "negative cells lower the sum", zh: "含负值合计"), unit: .named("m3")),
            ComponentDeclaration(
                "clamped", LocalizedText(en: "negative cells count as zero", zh: "负值按零计"), unit: .named("m3")),
        ],
        isByEcosystem: true, parameters: WaterRetentionParameters.declaration)

    /// Runoff coefficient by class code, a fraction; classes without one are not counted.
    private let runoff: [Int32: Double]
    private let legend: LandCoverLegend
    private let rule: NegativeBalanceRule
    private let price: Double
    public let constants: [RegisterEntry]
    public let measurement: Measurement?

    public init(
        _ parameters: WaterRetentionParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        legend = context.legend
        rule = context.pack.negativeBalance
        price = context.prices.level(parameters.reservoirCost, &diagnostics)
        diagnostics += parameters.findings(context.legend)
        var runoff: [Int32: Double] = [:]
        for land in legend.classes { runoff[land.code] = parameters.coefficient(of: land) }
        self.runoff = runoff
        measurement = Measurement(
            layers: [.precipitation, .evapotranspiration],
            measures: [
                Measure(
                    "precipitation_mm", LayerRole.precipitation.meaning, unit: .named("mm"), ceiling: 16_384),
                Measure(
                    "evapotranspiration_mm", LayerRole.evapotranspiration.meaning, unit: .named("mm"),
                    ceiling: 16_384),
                Measure(
                    "clamped_mm", LocalizedText(en: "water balance, not below zero", zh: "水量平衡（不低于零）"),
                    unit: .named("mm"), ceiling: 16_384),
            ],
            kernel: WaterRetentionKernel(runoff: ClassLookup(runoff)))
        constants = parameters.register(legend)
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        RegionFlows(
            region.sums, legend: legend, components: Self.declaration.components,
            rule: { runoff[$0.code] == nil ? .notCounted(reason: Self.noCoefficient) : .counted },
            quantities: { sum, land in
                let alpha = runoff[land.code] ?? 0
                // mm x m2 = 1/1000 m3
                let signed = (sum.sums[0] - sum.sums[0] * alpha - sum.sums[1]) / 1000
                let clamped = max(sum.sums[2] / 1000, signed, 0)
                return [rule == .signed ? signed : clamped, signed, clamped]
            })
    }

    private static let noCoefficient = LocalizedText(en: "no runoff coefficient", zh: "缺径流系数")

    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        component == "priced" ? price : nil
    }
}
