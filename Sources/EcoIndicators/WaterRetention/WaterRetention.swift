import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Water that ecosystems keep: precipitation less surface runoff and evapotranspiration, or what a region uses and
/// passes on.
public struct WaterRetention: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "water_retention", account: .regulating,
        title: LocalizedText(en: "water retention", zh: "水源涵养"),
        meaning: LocalizedText(
            en: "precipitation less surface runoff and evapotranspiration, over the year", zh: "年降水量减地表径流与蒸散发"
        ),
        unit: .named("m3"), components: balanceParts + [quality], isByEcosystem: true,
        parameters: WaterRetentionParameters.declaration,
        layers: layerUses, figures: measures)

    private static let balanceParts = [
        ComponentDeclaration(
            "priced", LocalizedText(en: "balance that the rule pack prices", zh: "计价水量"),
            unit: .named("m3")),
        ComponentDeclaration(
            "signed", LocalizedText(en: "negative cells lower the sum", zh: "含负值合计"), unit: .named("m3")),
        ComponentDeclaration(
            "clamped", LocalizedText(en: "negative cells count as zero", zh: "负值按零计"), unit: .named("m3")),
    ]
    private static let quality = ComponentDeclaration(
        "quality", LocalizedText(en: "water purified by forests", zh: "净化水质水量"), unit: .named("m3"))

    private static let layerUses: [LayerUse] =
        LayerUse.with("method: balance", read: [.landCover, .precipitation])
        + LayerUse.with("evapotranspiration: layer", read: [.evapotranspiration])
        + LayerUse.with(
            "evapotranspiration: budyko", read: BudykoModel.layers.filter { $0 != .precipitation })
        + LayerUse.with("excluded_storm_days", read: [.precipitationDaily])

    private let method: WaterRetentionMethod
    /// Runoff coefficient by class code, a fraction; classes without one are not counted.
    private let runoff: [Int32: Double]
    private let legend: LandCoverLegend
    private let rule: NegativeBalanceRule
    /// Whether the sum with negative cells as zero is a figure of the account.
    private let hasClampedSum: Bool
    private let prices: [String: Double]
    private let supplies: [RegionCode: Supply]
    public let constants: [RegisterEntry]
    public let measurement: Measurement?
    public var isByEcosystem: Bool { method == .balance }

    /// What a county uses and what crosses its border, m3.
    struct Supply: Sendable {
        let use: Double
        let outflow: Double
        let inflow: Double
        let status: FigureStatus

        /// Use and net outflow; negative where more comes in than is used and leaves.
        var total: Double { use + outflow - inflow }
    }

    public init(
        _ parameters: WaterRetentionParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        method = parameters.method
        legend = context.legend
        rule = context.pack.negativeBalance
        hasClampedSum = parameters.clampedSum == .always || context.pack.negativeBalance == .clamped
        var prices: [String: Double] = [:]
        if let price = parameters.price { prices["priced"] = context.prices.level(price, &diagnostics) }
        if let price = parameters.qualityPrice {
            prices["quality"] = context.prices.level(price, &diagnostics)
            parameters.checkQuality(context, &diagnostics)
        }
        self.prices = prices
        supplies = parameters.supplies(context.regions, &diagnostics)
        guard parameters.method == .balance else {
            (runoff, constants, measurement) = ([:], [], nil)
            return
        }
        diagnostics += parameters.findings(context.legend)
        var runoff: [Int32: Double] = [:]
        for land in legend.classes { runoff[land.code] = parameters.runoff.coefficient(of: land) }
        self.runoff = runoff
        constants = parameters.runoff.register(legend)
        measurement = Self.measurement(parameters, runoff, clamped: hasClampedSum, &diagnostics)
    }

    /// Runoff is a share of the rain of a class, so that sums do without its coefficient; where negative cells count
    /// as zero, every cell needs it.
    private static func measurement(
        _ parameters: WaterRetentionParameters, _ runoff: [Int32: Double], clamped: Bool,
        _ diagnostics: inout [Diagnostic]
    ) -> Measurement {
        var kernel = WaterRetentionKernel(runoff: nil, stormThreshold: parameters.stormThreshold)
        var layers: [LayerRole] = [.precipitation, .evapotranspiration]
        if parameters.evapotranspiration == .budyko, let block = parameters.budyko {
            let classes = EvaporationClasses(WaterYieldClass.read(block.classes, &diagnostics))
            kernel.budyko = BudykoModel(curve: block.curve, classes: classes)
            layers = BudykoModel.layers
        }
        if parameters.stormThreshold != nil { layers.append(.precipitationDaily) }
        let byCell = WaterRetentionKernel(
            runoff: ClassLookup(runoff), budyko: kernel.budyko, stormThreshold: kernel.stormThreshold)
        if clamped { return Measurement(layers: layers, measures: measures, kernel: byCell) }
        return Measurement(
            layers: layers, measures: Array(measures.prefix(2)), kernel: kernel,
            cellFigures: CellFigures(measures, kernel: byCell))
    }

    private static let measures: [Measure] = [
        Measure("precipitation_mm", LayerRole.precipitation.meaning, unit: .named("mm"), ceiling: 16_384),
        Measure(
            "evapotranspiration_mm", LayerRole.evapotranspiration.meaning, unit: .named("mm"),
            ceiling: 16_384),
        Measure(
            "clamped_mm", LocalizedText(en: "water balance, not below zero", zh: "水量平衡（不低于零）"),
            unit: .named("mm"), ceiling: 16_384),
    ]

    // MARK: Flows

    public func flows(of region: RegionInput) -> RegionFlows {
        method == .supply ? supplyFlows(region.region) : balanceFlows(region)
    }

    private func balanceFlows(_ region: RegionInput) -> RegionFlows {
        let withQuality = prices["quality"] != nil
        var flows = RegionFlows(
            region.sums, legend: legend,
            components: Self.balanceParts.filter { hasClampedSum || $0.id != "clamped" }
                + (withQuality ? [Self.quality] : []),
            rule: { runoff[$0.code] == nil ? .notCounted(reason: Self.noCoefficient) : .counted },
            quantities: { sum, land in
                let alpha = runoff[land.code] ?? 0
                // mm x m2 = 1/1000 m3
                let signed = (sum.sums[0] - sum.sums[0] * alpha - sum.sums[1]) / 1000
                guard hasClampedSum else { return [signed, signed] + (withQuality ? [signed] : []) }
                let clamped = max(sum.sums[2] / 1000, signed, 0)
                let priced = rule == .signed ? signed : clamped
                return [priced, signed, clamped] + (withQuality ? [priced] : [])
            })
        let crops = flows.components.first { $0.component == "signed" && $0.ecosystem == .cropland }
        if let crops, crops.quantity < 0 { flows.notes.append(Self.irrigation) }
        return flows
    }

    private func supplyFlows(_ region: RegionCode) -> RegionFlows {
        var flows = RegionFlows()
        guard let supply = supplies[region] else {
            flows.missing = [
                LocalizedText(en: "the table of water use and flows has no row", zh: "水量表中无该县")
            ]
            return flows
        }
        flows.components = [
            PhysicalFlow(
                component: "priced", ecosystem: nil, quantity: supply.total, unit: .named("m3"))
        ]
        flows.headline = flows.components
        flows.isProvisional = supply.status.isProvisional
        flows.notes = [WaterRetentionMethod.supply.meaning]
        return flows
    }

    private static let noCoefficient = LocalizedText(en: "no runoff coefficient", zh: "缺径流系数")
    private static let irrigation = LocalizedText(
        en: "more evaporates than falls on cropland: that is irrigation, not retention",
        zh: "农田蒸散大于降水：属灌溉，并非涵养量")

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard let alpha = runoff[land.code] else { return [:] }
        let signed = "(precipitation_mm - precipitation_mm * \(alpha) - evapotranspiration_mm) / 1000"
        let clamped = hasClampedSum ? "max(clamped_mm / 1000, \(signed), 0)" : nil
        let priced = rule == .signed ? signed : clamped
        return ["priced": priced, "signed": signed, "clamped": clamped, "quality": priced].compactMapValues {
            $0
        }
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { prices[component] }
}

extension WaterRetentionParameters {
    func supplies(
        _ regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: WaterRetention.Supply] {
        var supplies: [RegionCode: WaterRetention.Supply] = [:]
        guard let table = supply else { return supplies }
        for row in table.rows {
            guard
                let region = regions.code(
                    table.value(row, Columns.region), at: table.location(row, Columns.region),
                    path: table.path(Columns.region), &diagnostics)
            else { continue }
            supplies[region] = WaterRetention.Supply(
                use: table.value(row, Columns.use), outflow: table.value(row, Columns.outflow),
                inflow: table.value(row, Columns.inflow),
                status: FigureStatus(rawValue: table.value(row, Columns.status)) ?? .provisional)
        }
        return supplies
    }

    /// The same water is priced a second time for its quality in accounts of forests, and nowhere else.
    func checkQuality(_ context: IndicatorContext, _ diagnostics: inout [Diagnostic]) {
        guard !context.pack.pricesWaterQuality else { return }
        diagnostics.append(
            Diagnostic(
                code: "double_count", at: location, path: "\(path).quality_price",
                "rule pack \(context.pack.id) does not price the purification of the retained water",
                hint: "leave `quality_price` out: only the forest account prices the same volume twice"))
    }
}
