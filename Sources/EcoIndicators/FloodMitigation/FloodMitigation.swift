import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Water that lakes, reservoirs, marshes and vegetation can hold back from floods.
public struct FloodMitigation: Indicator {
    public static let reads: Set<String> = ["water_retention"]

    public static let declaration = IndicatorDeclaration(
        id: "flood_mitigation", account: .regulating,
        title: LocalizedText(en: "flood mitigation", zh: "洪水调蓄"),
        meaning: LocalizedText(
            en: "water that lakes, reservoirs, marshes and vegetation hold back from floods",
            zh: "湖泊、水库、沼泽与植被的洪水调蓄量"),
        unit: .named("m3"),
        components: [
            ComponentDeclaration("lakes", LocalizedText(en: "lakes", zh: "湖泊调蓄"), unit: .named("m3")),
            ComponentDeclaration(
                "reservoirs", LocalizedText(en: "reservoirs", zh: "水库调蓄"), unit: .named("m3")),
            ComponentDeclaration(
                "marshes", LocalizedText(en: "marshes", zh: "沼泽调蓄"), unit: .named("m3")),
            ComponentDeclaration(
                "vegetation", LocalizedText(en: "vegetation in storms", zh: "植被调蓄"), unit: .named("m3")),
        ],
        isByEcosystem: true, parameters: FloodMitigationParameters.declaration,
        layers: layerUses, figures: measures)

    private static let layerUses: [LayerUse] =
        LayerUse.with("marshes: land_cover", "vegetation", read: [.landCover])
        + LayerUse.with("vegetation", read: [.precipitationDaily])

    private static let measures = [
        Measure(
            "storm_rain_mm", LocalizedText(en: "rain of storm days", zh: "暴雨日降水量"), unit: .named("mm"),
            ceiling: 16_384),
        Measure(
            "storm_storage_mm", LocalizedText(en: "storm rain that stays", zh: "暴雨滞留量"),
            unit: .named("mm"), ceiling: 16_384),
    ]

    private let legend: LandCoverLegend
    private let lakes: [RegionCode: FloodTables.Storage]
    private let reservoirs: [RegionCode: FloodTables.Storage]
    private let marshAreas: [RegionCode: (area: Double, status: FigureStatus)]
    private let marshSource: MarshSource
    private let marshTypes: Set<String>
    private let marshDepth: Double
    private let marshSoil: MarshSoil?
    private let vegetation: StormVegetationBlock?
    private let price: Double
    public let constants: [RegisterEntry]
    public let measurement: Measurement?
    /// Tables alone need no land cover.
    public var isByEcosystem: Bool { marshSource == .landCover || vegetation != nil }

    public init(
        _ parameters: FloodMitigationParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        legend = context.legend
        lakes = FloodTables.lakeStorage(parameters.lakes, context.regions, &diagnostics)
        reservoirs = FloodTables.reservoirStorage(
            parameters.reservoirs, share: parameters.reservoirShare, context.regions, &diagnostics)
        marshAreas = FloodTables.marshAreas(parameters.marshTable, context.regions, &diagnostics)
        marshSource = parameters.marshSource
        marshTypes = Set(parameters.marshTypes)
        marshDepth = parameters.marshDepth
        marshSoil = parameters.marshSoil
        vegetation = parameters.vegetation
        price = context.prices.level(parameters.reservoirCost, &diagnostics)
        constants = parameters.register + (parameters.vegetation?.register ?? [])
        measurement = parameters.vegetation.map { Self.measurement($0, context.legend) }
        diagnostics += Self.stormFindings(parameters, context)
    }

    /// A warning where water retention leaves out other storm days than are counted here.
    private static func stormFindings(
        _ parameters: FloodMitigationParameters, _ context: IndicatorContext
    ) -> [Diagnostic] {
        guard let own = parameters.vegetation?.threshold,
            let retention = context.blocks["water_retention"],
            let left = retention[WaterRetentionParameters.excludedStorms]?.threshold, left != own
        else { return [] }
        let (low, high) = (Note.number(min(own, left)), Note.number(max(own, left)))
        let isTwice = left > own
        return [
            Diagnostic(
                .warning, code: "storm_thresholds", at: retention.location,
                path: "\(retention.path).excluded_storm_days",
                LocalizedText(
                    en: "rain of days with \(low) to \(high) mm counts "
                        + (isTwice ? "in water retention and in flood mitigation" : "in neither service"),
                    zh: "日雨量 \(low)～\(high) 毫米的降水" + (isTwice ? "在水源涵养与洪水调蓄中重复计算" : "两项服务均未计入")),
                hint: LocalizedText(en: "take one threshold for both", zh: "两处采用同一暴雨日雨量下限"))
        ]
    }

    private static func measurement(_ block: StormVegetationBlock, _ legend: LandCoverLegend) -> Measurement {
        var (slopes, intercepts): ([Int32: Double], [Int32: Double]) = ([:], [:])
        for land in legend.classes {
            guard let pair = block.pair(land) else { continue }
            slopes[land.code] = pair.slope
            intercepts[land.code] = pair.intercept
        }
        return Measurement(
            layers: [.precipitationDaily],
            measures: measures,
            kernel: StormStorageKernel(
                threshold: block.threshold, slope: ClassLookup(slopes), intercept: ClassLookup(intercepts)))
    }

    // MARK: Flows

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = vegetationFlows(region)
        add("lakes", lakes[region.region], &flows)
        add("reservoirs", reservoirs[region.region], &flows)
        addMarshes(region, &flows)
        let classed = region.extent.reduce(0) { $0 + ($1.classCode == nil ? 0 : $1.area) }
        let all = region.extent.reduce(0) { $0 + $1.area }
        if vegetation == nil {
            // What the tables say, and whether there are marshes, concerns the whole county.
            (flows.applicableArea, flows.validArea) = (all, classed)
        }
        let isEmpty = flows.components.allSatisfy { $0.quantity == 0 } && flows.notCounted.isEmpty
        flows.isNotApplicable = isEmpty && (!isByEcosystem || (classed == all && all > 0))
        flows.headline = Self.sums(flows.components)
        return flows
    }

    /// Storm water of vegetated classes; the others, wetlands apart, have no runoff pair and are not counted.
    private func vegetationFlows(_ region: RegionInput) -> RegionFlows {
        guard let vegetation else { return RegionFlows() }
        return RegionFlows(
            region.sums, legend: legend, components: [Self.declaration.components[3]],
            rule: { land in
                if vegetation.pair(land) != nil { return .counted }
                return [.forest, .shrubland, .grassland].contains(land.ecosystem)
                    ? .notCounted(reason: LocalizedText(en: "no storm-runoff pair", zh: "缺暴雨径流系数"))
                    : .excluded
            }, quantities: { sum, _ in [sum.sums[1] / 1000] })
    }

    private func add(_ component: String, _ storage: FloodTables.Storage?, _ flows: inout RegionFlows) {
        guard let storage else { return }
        flows.isProvisional = flows.isProvisional || storage.isProvisional
        flows.notes += storage.notes
        flows.components.append(
            PhysicalFlow(
                component: component, ecosystem: .wetland, quantity: storage.cubicMetres, unit: .named("m3")))
    }

    private func addMarshes(_ region: RegionInput, _ flows: inout RegionFlows) {
        var area = 0.0
        switch marshSource {
        case .none: return
        case .table:
            guard let own = marshAreas[region.region] else { return }
            area = own.area
            flows.isProvisional = flows.isProvisional || own.status.isProvisional
        case .landCover:
            for sum in region.extent {
                let land = sum.classCode.flatMap { legend[$0] }
                if land?.subtype.map(marshTypes.contains) ?? false { area += sum.area }
            }
        }
        flows.components.append(
            PhysicalFlow(
                component: "marshes", ecosystem: .wetland,
                quantity: FloodStorage.marsh(area: area, depth: marshDepth, soil: marshSoil),
                unit: .named("m3")))
    }

    private static func sums(_ components: [PhysicalFlow]) -> [PhysicalFlow] {
        EcosystemType.allCases.compactMap { type in
            let parts = components.filter { $0.ecosystem == type }
            guard !parts.isEmpty else { return nil }
            return PhysicalFlow(
                component: "total", ecosystem: type, quantity: parts.reduce(0) { $0 + $1.quantity },
                unit: .named("m3"))
        }
    }

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        let isMarsh = marshSource == .landCover && land.subtype.map(marshTypes.contains) ?? false
        let marsh = isMarsh ? "area_m2 * \(marshDepth + (marshSoil?.metres ?? 0))" : nil
        let storm = vegetation?.pair(land) == nil ? nil : "storm_storage_mm / 1000"
        return ["marshes": marsh, "vegetation": storm].compactMapValues { $0 }
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { price }
}
