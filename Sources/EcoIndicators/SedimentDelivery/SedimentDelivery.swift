import EcoAccounts
import EcoParameters
import EcoUnits

/// Sediment that slopes send to streams, and what plant cover keeps from them.
///
/// Off unless asked for: it counts the same transport as the share of silt in soil retention.
public struct SedimentDelivery: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "sediment_delivery", account: .regulating,
        title: LocalizedText(en: "sediment delivery", zh: "泥沙输移"),
        meaning: LocalizedText(
            en: "sediment that plant cover keeps from streams, over the year", zh: "植被减少的入河泥沙量"),
        unit: .named("t"), components: components, isByEcosystem: true,
        parameters: SedimentDeliveryParameters.declaration,
        layers: .always(.landCover, .elevation, .rainfallErosivity, .soilErodibility),
        figures: SedimentDeliveryKernel.Figure.allCases.map(\.measure)
            + SedimentTerrain.Output.allCases.map {
                Measure(
                    $0.rawValue, SedimentTerrain.title($0), unit: SedimentTerrain.unit($0), ceiling: 65_536)
            })

    private static let components = [
        ComponentDeclaration(
            "avoided_export", LocalizedText(en: "sediment kept from streams", zh: "减少入河泥沙量"),
            unit: .named("t")),
        ComponentDeclaration(
            "silt", LocalizedText(en: "silt kept from reservoirs", zh: "减少泥沙淤积量"), unit: .named("m3")),
        ComponentDeclaration(
            "bare_erosion", LocalizedText(en: "erosion of bare ground", zh: "潜在侵蚀量"), unit: .named("t")),
        ComponentDeclaration("erosion", LocalizedText(en: "erosion", zh: "实际侵蚀量"), unit: .named("t")),
        ComponentDeclaration(
            "avoided_erosion", LocalizedText(en: "erosion avoided", zh: "避免侵蚀量"), unit: .named("t")),
        ComponentDeclaration(
            "export", LocalizedText(en: "sediment that reaches streams", zh: "入河泥沙量"), unit: .named("t")),
        ComponentDeclaration(
            "deposition", LocalizedText(en: "sediment deposited", zh: "泥沙沉积量"), unit: .named("t")),
    ]

    private let parameters: SedimentDeliveryParameters
    private let legend: LandCoverLegend
    private let dredging: Double?
    private let components: [ComponentDeclaration]
    public let measurement: Measurement?
    public let constants: [RegisterEntry]

    public init(
        _ parameters: SedimentDeliveryParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        self.parameters = parameters
        legend = context.legend
        diagnostics += parameters.findings(context.legend)
        if let cost = parameters.dredgingCost {
            dredging = context.prices.level(cost, &diagnostics)
        } else {
            dredging = nil
        }
        components = Self.components.filter { $0.id != "silt" || parameters.density != nil }
        let terrain = SedimentTerrain(parameters)
        measurement = Measurement(
            layers: [],
            measures: SedimentDeliveryKernel.Figure.allCases.map(\.measure),
            kernel: SedimentDeliveryKernel(classes: terrain.classes), terrain: terrain)
        constants = parameters.register
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = RegionFlows(
            region.sums, legend: legend, components: components, rule: rule,
            quantities: { sum, _ in quantities(sum) })
        flows.isProvisional = parameters.factors.isProvisional
        if let note = note(region.sums) { flows.notes.append(note) }
        return flows
    }

    /// In the order of the components.
    private func quantities(_ sum: ClassSum) -> [Double] {
        // t/ha x m2 = 1/10000 t
        func tonnes(_ figure: SedimentDeliveryKernel.Figure) -> Double { sum.sums[figure.rawValue] / 10_000 }
        let kept = tonnes(.avoidedExport)
        let silt = parameters.density.map { [SoilParts.silt(soil: kept, share: 1, density: $0)] } ?? []
        return [kept] + silt + [.bareErosion, .erosion, .avoidedErosion, .export, .deposition].map(tonnes)
    }

    private func rule(_ land: LandCoverClass) -> ClassRule {
        parameters.surfaces == .land && land.surface != .land ? .excluded : .counted
    }

    /// Streams, and ground from which no stream is reached: no figure is missing there, there is none.
    private func note(_ sums: [ClassSum]) -> LocalizedText? {
        func area(_ figure: SedimentDeliveryKernel.Figure) -> Double {
            sums.reduce(0) { $0 + ($1.sums.isEmpty ? 0 : $1.sums[figure.rawValue]) } / 1e6
        }
        let (streams, undrained) = (area(.stream), area(.undrained))
        guard streams + undrained > 0 else { return nil }
        return LocalizedText(
            en:
                "streams \(Note.number(streams)) km², ground that drains to none \(Note.number(undrained)) km²",
            zh: "河网 \(Note.number(streams)) 平方公里，未汇入河网 \(Note.number(undrained)) 平方公里")
    }

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard case .counted = rule(land) else { return [:] }
        func tonnes(_ figure: SedimentDeliveryKernel.Figure) -> String { "\(figure.measure.id) / 10000" }
        let kept = tonnes(.avoidedExport)
        return [
            "avoided_export": kept, "silt": parameters.density.map { "\(kept) / \($0)" },
            "bare_erosion": tonnes(.bareErosion), "erosion": tonnes(.erosion),
            "avoided_erosion": tonnes(.avoidedErosion), "export": tonnes(.export),
            "deposition": tonnes(.deposition),
        ].compactMapValues { $0 }
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        component == "silt" ? dredging : nil
    }
}

extension SedimentTerrain {
    init(_ parameters: SedimentDeliveryParameters) {
        variant = parameters.variant
        flow = parameters.flow
        threshold = parameters.threshold
        length = SedimentLength(form: parameters.lengthSlope, longest: parameters.longest)
        greatest = parameters.greatest
        midpoint = parameters.midpoint
        spread = parameters.spread
        classes = SedimentClasses(cover: parameters.factors.cover, practice: parameters.factors.practice)
    }
}
