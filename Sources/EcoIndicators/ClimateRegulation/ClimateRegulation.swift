import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Cooling by plants and water on hot days, as the electricity that would do the same.
public struct ClimateRegulation: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "climate_regulation", account: .regulating,
        title: LocalizedText(en: "local climate regulation", zh: "局部气候调节"),
        meaning: LocalizedText(
            en: "electricity that would cool as plants and water do", zh: "植被和水面降温的等效耗电量"),
        unit: .named("kWh"),
        components: [
            ComponentDeclaration(
                "vegetation", LocalizedText(en: "plants", zh: "植被蒸腾"), unit: .named("kWh")),
            ComponentDeclaration(
                "water", LocalizedText(en: "evaporation of water", zh: "水面蒸发"), unit: .named("kWh")),
            ComponentDeclaration(
                "measured", LocalizedText(en: "measured temperature difference", zh: "实测温差"),
                unit: .named("kWh")),
        ],
        isByEcosystem: true, parameters: ClimateRegulationParameters.declaration,
        layers: layerUses, figures: [evaporation])

    private let parameters: ClimateRegulationParameters
    private let legend: LandCoverLegend
    private let figures: ClassFigures
    private let table: CoolingTable
    private let price: Double
    private static let evaporation = Measure(
        "water_evaporation_mm", LayerRole.waterEvaporation.meaning, unit: .named("mm"), ceiling: 8_192)

    private static let layerUses: [LayerUse] =
        LayerUse.with("method: evapotranspiration", read: [.landCover])
        + LayerUse.with("water: layer", read: [.waterEvaporation])

    public let measurement: Measurement?
    public let constants: [RegisterEntry]

    public var isByEcosystem: Bool { parameters.method == .evapotranspiration }

    public init(
        _ parameters: ClimateRegulationParameters, context: IndicatorContext,
        diagnostics: inout [Diagnostic]
    ) {
        self.parameters = parameters
        legend = context.legend
        figures = ClassFigures(parameters.rates, over: parameters.rateTable.rates)
        table = CoolingTable(parameters.table, context, &diagnostics)
        price = context.prices.level(parameters.price, &diagnostics)
        constants = parameters.register
        diagnostics += ClassFigures.findings(
            parameters.rates.keys, in: legend, at: parameters.ratesLocation,
            path: "\(parameters.path).evapotranspiration_rates")
        let needsLayer = parameters.method == .evapotranspiration && parameters.evaporation == .layer
        measurement =
            needsLayer
            ? Measurement(
                layers: [.waterEvaporation],
                measures: [Self.evaporation],
                kernel: ClimateRegulationKernel(
                    water: Set(context.legend.classes.filter { $0.surface == .water }.map(\.code))))
            : nil
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        guard let row = table.rows[region.region] else {
            var flows = RegionFlows()
            flows.missing = [LocalizedText(en: "the table of cooling has no row", zh: "降温表中无该县")]
            return flows
        }
        var flows = isByEcosystem ? ofEvapotranspiration(region, row) : ofTemperature(row)
        flows.isProvisional = flows.isProvisional || row.isProvisional
        flows.notes.append(parameters.method.meaning)
        return flows
    }

    private func ofTemperature(_ row: CoolingTable.Row) -> RegionFlows {
        var flows = RegionFlows()
        guard let cooling = row.cooling else {
            flows.missing = [LocalizedText(en: "no cooling is given", zh: "未给出降温能量")]
            return flows
        }
        flows.headline = [
            PhysicalFlow(component: "total", ecosystem: nil, quantity: cooling, unit: .named("kWh"))
        ]
        flows.components = [
            PhysicalFlow(component: "measured", ecosystem: nil, quantity: cooling, unit: .named("kWh"))
        ]
        return flows
    }

    private func ofEvapotranspiration(_ region: RegionInput, _ row: CoolingTable.Row) -> RegionFlows {
        var flows = RegionFlows(
            measurement == nil ? region.extent : region.sums, legend: legend,
            components: Array(Self.declaration.components.prefix(2)), rule: rule(of:),
            quantities: { sum, land in [vegetation(sum, land, row.days ?? 0), water(sum, land)] })
        if row.days == nil {
            flows.missing.append(LocalizedText(en: "no number of hot days is given", zh: "未给出高温日数"))
        }
        if parameters.evaporation == .table { addEvaporated(row, to: &flows) }
        flows.sumHeadline("total", unit: .named("kWh"))
        return flows
    }

    private func rule(of land: LandCoverClass) -> ClassRule {
        if land.surface == .water {
            return parameters.evaporation == .layer ? .counted : .excluded
        }
        return figures.value(of: land) == nil ? .notCounted(reason: Self.noRate) : .counted
    }

    private func vegetation(_ sum: ClassSum, _ land: LandCoverClass, _ days: Double) -> Double {
        guard land.surface != .water, let rate = figures.value(of: land) else { return 0 }
        return Self.vegetationCooling(
            area: sum.area, rate: rate, days: days, efficiency: parameters.efficiency)
    }

    private func water(_ sum: ClassSum, _ land: LandCoverClass) -> Double {
        guard land.surface == .water, let evaporated = sum.sums.first else { return 0 }
        return waterCooling(evaporated / 1000)
    }

    private func waterCooling(_ cubicMetres: Double) -> Double {
        Self.waterCooling(
            volume: cubicMetres, latentHeat: parameters.latentHeat,
            efficiency: parameters.scope == .vegetation ? 1 : parameters.efficiency,
            humidifier: parameters.humidifier)
    }

    private func addEvaporated(_ row: CoolingTable.Row, to flows: inout RegionFlows) {
        guard let evaporated = row.evaporated else {
            flows.missing.append(LocalizedText(en: "no evaporated water is given", zh: "未给出水面蒸发水量"))
            return
        }
        flows.components.append(
            PhysicalFlow(
                component: "water", ecosystem: .wetland, quantity: waterCooling(evaporated),
                unit: .named("kWh")))
    }

    private static let noRate = LocalizedText(en: "no heat of evapotranspiration", zh: "缺蒸腾吸热系数")

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard isByEcosystem, case .counted = rule(of: land) else { return [:] }
        guard land.surface == .water else {
            guard let rate = figures.value(of: land), let days = table.rows[region.region]?.days else {
                return [:]
            }
            return ["vegetation": "\(rate) * area_m2 * \(days) / (3600 * \(parameters.efficiency))"]
        }
        let efficiency = parameters.scope == .vegetation ? 1 : parameters.efficiency
        let volume = "water_evaporation_mm / 1000"
        return [
            "water": "\(volume) * 1000 * \(parameters.latentHeat) / 3600 / \(efficiency)"
                + " + \(volume) * \(parameters.humidifier)"
        ]
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { price }
}
