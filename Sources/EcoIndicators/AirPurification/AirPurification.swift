import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Air pollutants that ecosystems take up: the lesser of what is emitted and what they could take, or the latter.
public struct AirPurification: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "air_purification", account: .regulating,
        title: LocalizedText(en: "air purification", zh: "空气净化"),
        meaning: LocalizedText(
            en: "sulphur dioxide, nitrogen oxides and dust taken out of the air over the year",
            zh: "净化二氧化硫、氮氧化物和粉尘"),
        unit: .named("t"),
        components: AirPollutant.allCases.map {
            ComponentDeclaration($0.rawValue, $0.meaning, unit: .named("t"))
        },
        isByEcosystem: true, parameters: AirPurificationParameters.declaration)

    private let rule: PurificationRule
    private let legend: LandCoverLegend
    private let uptake: UptakeRates
    /// Tonnes a year by region and pollutant, with the standing of the figure.
    private let emissions: [RegionCode: [AirPollutant: Emission]]
    private let prices: [String: Double]
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    struct Emission: Sendable {
        let tonnes: Double
        let status: FigureStatus
    }

    public init(
        _ parameters: AirPurificationParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        rule = context.pack.purification
        legend = context.legend
        uptake = parameters.uptakeRates
        emissions = parameters.emissionTable(context.regions, &diagnostics)
        prices = Dictionary(
            uniqueKeysWithValues: AirPollutant.allCases.map { pollutant in
                let price = parameters.price(pollutant)
                return (pollutant.rawValue, context.prices.level(price, &diagnostics))
            })
        constants = parameters.register
        if rule == .emissionLimited, parameters.emissions == nil {
            diagnostics.append(
                Diagnostic(
                    code: "missing_table", at: parameters.location,
                    path: "accounts.indicators.air_purification.emissions",
                    "rule pack \(context.pack.id) limits purification by emissions",
                    hint: "give a table with region, pollutant, emission_t, status"))
        }
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = RegionFlows(
            region.extent, legend: legend, components: Self.declaration.components,
            rule: { uptake.covers($0) ? .counted : .notCounted(reason: Self.noRate) },
            quantities: { sum, land in
                AirPollutant.allCases.map { (uptake.rate($0, land) ?? 0) * sum.area / 1e6 }
            })
        if rule == .emissionLimited { limit(&flows, region.region) }
        flows.headline = EcosystemType.allCases.compactMap { type in
            let parts = flows.components.filter { $0.ecosystem == type }
            guard !parts.isEmpty else { return nil }
            let total = parts.reduce(0) { $0 + $1.quantity }
            return PhysicalFlow(component: "total", ecosystem: type, quantity: total, unit: .named("t"))
        }
        return flows
    }

    /// Lowers capacities to emissions, ecosystem types in proportion.
    private func limit(_ flows: inout RegionFlows, _ region: RegionCode) {
        var limited: [LocalizedText] = []
        for pollutant in AirPollutant.allCases {
            let own = flows.components.indices.filter { flows.components[$0].component == pollutant.rawValue }
            let capacity = own.reduce(0) { $0 + flows.components[$1].quantity }
            guard let emission = emissions[region]?[pollutant] else {
                let name = pollutant.meaning
                flows.missing.append(
                    LocalizedText(en: "no emission of \(name.en) is given", zh: "未给出\(name.zh)排放量"))
                continue
            }
            flows.isProvisional = flows.isProvisional || emission.status.isProvisional
            let removed = Self.removed(emission: emission.tonnes, capacity: capacity)
            if removed < emission.tonnes, capacity > 0 { limited.append(pollutant.meaning) }
            for index in own {
                let flow = flows.components[index]
                flows.components[index] = PhysicalFlow(
                    component: flow.component, ecosystem: flow.ecosystem,
                    quantity: capacity > 0 ? flow.quantity / capacity * removed : 0, unit: flow.unit)
            }
        }
        guard !limited.isEmpty else { return }
        let names = limited.list()
        flows.notes.append(
            LocalizedText(
                en: "limited by uptake capacity, not by emission: \(names.en)",
                zh: "\(names.zh)按净化能力计，未达排放量"))
    }

    private static let noRate = LocalizedText(en: "no uptake rate", zh: "缺净化速率")

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { prices[component] }
}
