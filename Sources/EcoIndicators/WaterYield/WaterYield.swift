import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Water that leaves the land: precipitation less evapotranspiration by the Budyko curve. A quantity, never priced.
public struct WaterYield: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "water_yield", account: .regulating,
        title: LocalizedText(en: "water yield", zh: "产水量"),
        meaning: LocalizedText(
            en: "precipitation less evapotranspiration by the Budyko curve, over the year",
            zh: "年降水量减布迪科曲线蒸散发"),
        unit: .named("m3"), components: parts, isByEcosystem: true,
        parameters: WaterYieldParameters.declaration,
        layers: .always(.landCover) + BudykoModel.layers.flatMap { LayerUse.always($0) }, figures: measures)

    private static let parts: [ComponentDeclaration] = [
        part("yield", "yield", "产水量", .named("m3")),
        part("precipitation_mean", "mean precipitation of valid cells", "有效像元平均降水量", .named("mm")),
        part("potential_mean", "mean potential evapotranspiration", "平均潜在蒸散发", .named("mm")),
        part("actual_mean", "mean actual evapotranspiration", "平均实际蒸散发", .named("mm")),
        part("yield_mean", "mean yield", "平均产水深", .named("mm")),
        part("volume_valid_cells", "yield of valid cells", "有效像元产水量", .named("m3")),
        part("volume_polygon_area", "mean yield on the area of the outline", "按边界面积计产水量", .named("m3")),
        part("consumption", "water used up", "耗水量", .named("m3")),
        part("realised_supply", "yield after consumption", "实际供水量", .named("m3")),
        part("energy", "water power", "水电", .named("kWh")),
        part("present_value", "present value of the water power", "水电净现值", .named("CNY")),
    ]

    private static func part(
        _ id: String, _ en: String, _ zh: String, _ unit: Unit
    ) -> ComponentDeclaration {
        ComponentDeclaration(id, LocalizedText(en: en, zh: zh), unit: unit)
    }

    private let legend: LandCoverLegend
    private let classes: [Int32: WaterYieldClass]
    private let volume: YieldVolume
    private let stations: [RegionCode: WaterYieldParameters.Station]
    public let constants: [RegisterEntry] = []
    public let measurement: Measurement?

    public init(
        _ parameters: WaterYieldParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        legend = context.legend
        classes = WaterYieldClass.read(parameters.classes, &diagnostics)
        volume = parameters.volume
        stations = parameters.stations(context.regions, &diagnostics)
        let model = BudykoModel(curve: parameters.curve, classes: EvaporationClasses(classes))
        measurement = Measurement(
            layers: BudykoModel.layers, measures: Self.measures, kernel: WaterYieldKernel(model: model))
    }

    private static let measures: [Measure] = [
        Measure("precipitation_mm", LayerRole.precipitation.meaning, unit: .named("mm"), ceiling: 16_384),
        Measure(
            "potential_mm", LocalizedText(en: "potential evapotranspiration", zh: "潜在蒸散发"),
            unit: .named("mm"), ceiling: 16_384),
        Measure(
            "actual_mm", LocalizedText(en: "actual evapotranspiration", zh: "实际蒸散发"), unit: .named("mm"),
            ceiling: 16_384),
        Measure(
            "yield_mm", LocalizedText(en: "water yield", zh: "产水深"), unit: .named("mm"), ceiling: 16_384),
        Measure(
            "evaporated_share", LocalizedText(en: "share of precipitation that evaporates", zh: "蒸散比"),
            unit: .one, ceiling: 1, isSummed: false),
    ]

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = yields(region)
        guard flows.validArea > 0 else { return flows }
        let total = means(region, flows)
        if volume == .polygonArea { scale(&flows, by: total.polygonArea / flows.validArea) }
        flows.components += regional(region, total)
        flows.notes.append(Self.scaleNote)
        if total.supply < 0 { flows.notes.append(Self.overused) }
        return flows
    }

    private func yields(_ region: RegionInput) -> RegionFlows {
        RegionFlows(
            region.sums, legend: legend, components: [Self.parts[0]],
            rule: { classes[$0.code] == nil ? .notCounted(reason: Self.noRow) : .counted },
            quantities: { sum, _ in [sum.sums[3] / 1000] })
    }

    private static let noRow = LocalizedText(en: "no row in the table of classes", zh: "参数表中无该类")
    private static let scaleNote = LocalizedText(
        en: "the curve holds for whole catchments; maps of cells or townships are not to be read as yields",
        zh: "曲线适用于流域尺度，像元或乡镇图不宜直接解读")
    private static let overused = LocalizedText(en: "more is used than flows", zh: "耗水量大于产水量")

    // MARK: Whole county

    private struct Totals {
        var means: [Double]
        var polygonArea: Double
        var validVolume: Double
        var polygonVolume: Double
        var consumption: Double?
        var supply: Double
    }

    private func means(_ region: RegionInput, _ flows: RegionFlows) -> Totals {
        let counted = region.sums.filter { sum in sum.classCode.flatMap { classes[$0] } != nil }
        let means = (0..<4).map { index in
            counted.reduce(0) { $0 + $1.sums[index] } / flows.validArea
        }
        let inside = region.sums.reduce(0) { $0 + $1.area }
        let area = region.insideShare > 0 ? inside / region.insideShare : inside
        let valid = WaterSupplyBalance.volume(meanDepth: means[3], area: flows.validArea)
        let polygon = WaterSupplyBalance.volume(meanDepth: means[3], area: area)
        let uses = counted.compactMap { sum in
            sum.classCode.flatMap { classes[$0]?.consumption }.map { $0 * sum.area / 1e4 }
        }
        let used = uses.isEmpty ? nil : uses.reduce(0, +)
        let supply = WaterSupplyBalance.realised(
            volume: volume == .polygonArea ? polygon : valid, consumption: used ?? 0)
        return Totals(
            means: means, polygonArea: area, validVolume: valid, polygonVolume: polygon, consumption: used,
            supply: supply)
    }

    private func regional(_ region: RegionInput, _ total: Totals) -> [PhysicalFlow] {
        var values: [String: Double] = [
            "precipitation_mean": total.means[0], "potential_mean": total.means[1],
            "actual_mean": total.means[2], "yield_mean": total.means[3],
            "volume_valid_cells": total.validVolume, "volume_polygon_area": total.polygonVolume,
        ]
        if let used = total.consumption {
            values["consumption"] = used
            values["realised_supply"] = total.supply
        }
        if let station = stations[region.region] {
            let energy = Hydropower.energy(
                supply: max(0, total.supply), efficiency: station.efficiency, share: station.share,
                head: station.head)
            values["energy"] = energy
            values["present_value"] = Hydropower.presentValue(
                price: station.price, energy: energy, cost: station.cost, years: station.years,
                discount: station.discount)
        }
        return Self.parts.compactMap { part in
            values[part.id].map {
                PhysicalFlow(component: part.id, ecosystem: nil, quantity: $0, unit: part.unit)
            }
        }
    }

    /// The same mean on another area.
    private func scale(_ flows: inout RegionFlows, by factor: Double) {
        func scaled(_ flow: PhysicalFlow) -> PhysicalFlow {
            PhysicalFlow(
                component: flow.component, ecosystem: flow.ecosystem, quantity: flow.quantity * factor,
                unit: flow.unit)
        }
        flows.headline = flows.headline.map(scaled)
        flows.components = flows.components.map(scaled)
    }

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard let own = classes[land.code] else { return [:] }
        let flows = yields(region)
        guard flows.validArea > 0 else { return ["yield": "yield_mm / 1000"] }
        let (valid, area) = (flows.validArea, means(region, flows).polygonArea)
        let onArea = "yield_mm / 1000 / \(valid) * \(area)"
        let yield = volume == .polygonArea ? onArea : "yield_mm / 1000"
        let used = own.consumption.map { "\($0) * area_m2 / 10000" }
        return [
            "yield": yield, "volume_valid_cells": "yield_mm / 1000", "volume_polygon_area": onArea,
            "precipitation_mean": "precipitation_mm / \(valid)", "potential_mean": "potential_mm / \(valid)",
            "actual_mean": "actual_mm / \(valid)", "yield_mean": "yield_mm / \(valid)",
            "consumption": used, "realised_supply": yield + (used.map { " - \($0)" } ?? ""),
        ].compactMapValues { $0 }
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { nil }
}
