import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Carbon dioxide that ecosystems take out of the air and keep, over the year.
public struct CarbonFixation: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "carbon_fixation", account: .regulating,
        title: LocalizedText(en: "carbon fixation", zh: "固碳"),
        meaning: LocalizedText(en: "net uptake of carbon dioxide by ecosystems", zh: "生态系统净固定二氧化碳量"),
        unit: .named("t"),
        components: [
            ComponentDeclaration(
                "carbon_dioxide", LocalizedText(en: "carbon dioxide", zh: "二氧化碳"), unit: .named("t"))
        ],
        isByEcosystem: true, parameters: CarbonFixationParameters.declaration,
        layers: layerUses, figures: figures)

    private static let layerUses: [LayerUse] =
        LayerUse.always(.landCover)
        + CarbonMethod.allCases.flatMap { LayerUse.with("method: \($0.rawValue)", read: $0.layers) }

    private static let figures: [Measure] = {
        var seen: Set<String> = []
        return CarbonMethod.allCases.flatMap { measures($0) }.filter { seen.insert($0.id).inserted }
    }()

    private static func measures(_ method: CarbonMethod) -> [Measure] {
        let isBiomass = method == .biomass
        return method.layers.map { role in
            Measure(
                "\(role.rawValue)_\(isBiomass ? "t_per_ha" : "g_per_m2")", role.meaning, unit: role.unit,
                ceiling: isBiomass ? 4_096 : 8_192)
        }
    }

    private let parameters: CarbonFixationParameters
    private let figures: ClassFigures
    private let legend: LandCoverLegend
    private let price: Double
    public let measurement: Measurement?
    public let constants: [RegisterEntry]

    public init(
        _ parameters: CarbonFixationParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        self.parameters = parameters
        figures = parameters.figures
        legend = context.legend
        price = context.prices.level(parameters.price, &diagnostics)
        diagnostics += parameters.findings(context.legend)
        measurement = Self.measurement(parameters.method)
        constants = parameters.register
    }

    private static func measurement(_ method: CarbonMethod) -> Measurement? {
        let layers = method.layers
        guard !layers.isEmpty else { return nil }
        return Measurement(
            layers: layers, measures: measures(method), kernel: CarbonFixationKernel(layers: layers))
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = RegionFlows(
            measurement == nil ? region.extent : region.sums, legend: legend,
            components: Self.declaration.components, rule: rule(of:),
            quantities: { sum, land in [carbonDioxide(sum, land)] })
        flows.notes += productionNotes(region)
        return flows
    }

    func rule(of land: LandCoverClass) -> ClassRule {
        switch parameters.method {
        case .biomass: return land.surface == .land ? .counted : .excluded
        // Production of lakes is another figure than that of marshes, and NPP layers do not measure it.
        case .respiration, .dryMatterShortcut:
            return land.surface == .land ? .counted : .notCounted(reason: Self.notLand)
        case .netEcosystemProduction where land.surface == .water:
            return .notCounted(reason: Self.openWater)
        case .netEcosystemProduction:
            return figures.value(of: land) == nil ? .notCounted(reason: Self.noRatio) : .counted
        case .fixationRate:
            return figures.value(of: land) == nil ? .notCounted(reason: Self.noRate) : .counted
        case .standProductivity:
            return figures.value(of: land) == nil ? .excluded : .counted
        }
    }

    /// Tonnes of the sums of a class. 1 g/m2 x m2 is 1/10^6 t, 1 t/ha x m2 is 1/10^4 t, 1 t/km2 x m2 is 1/10^6 t.
    private func carbonDioxide(_ sum: ClassSum, _ land: LandCoverClass) -> Double {
        let share = parameters.basis?.carbonShare ?? 1
        switch parameters.method {
        case .netEcosystemProduction, .fixationRate:
            let production = parameters.method == .fixationRate ? sum.area / 1e6 : sum.sums[0] / 1e6
            return CarbonChemistry.carbonDioxide(
                carbon: production * (figures.value(of: land) ?? 0) * share)
        case .respiration:
            return CarbonChemistry.carbonDioxide(carbon: (sum.sums[0] * share - sum.sums[1]) / 1e6)
        case .dryMatterShortcut:
            let dryMatter = sum.sums[0] / 1e6 * share / CarbonChemistry.carbonOfDryMatter
            return dryMatter * CarbonChemistry.dryMatterShortcut
        case .standProductivity:
            let soil = ClassFigures(parameters.soilCarbon).value(of: land) ?? 0
            return grownDryMatter(sum, land) * CarbonChemistry.dryMatterShortcut
                + CarbonChemistry.carbonDioxide(carbon: soil * sum.area / 1e4)
        case .biomass:
            return CarbonChemistry.carbonDioxide(
                biomassOpening: sum.sums[0] / 1e4, closing: sum.sums[1] / 1e4,
                carbonFraction: parameters.carbonFraction, years: parameters.years)
        }
    }

    /// Tonnes of dry matter that the stands of a class grow; 0 on other routes.
    func grownDryMatter(_ sum: ClassSum, _ land: LandCoverClass) -> Double {
        guard parameters.method == .standProductivity else { return 0 }
        return (figures.value(of: land) ?? 0) * sum.area / 1e4
    }

    /// No vegetation of the world keeps more than this on the mean of a county, g of carbon per m2.
    static let greatestMeanProduction = 1_500.0

    /// A word where production is too great for carbon: it is likely dry matter, or in another unit.
    private func productionNotes(_ region: RegionInput) -> [LocalizedText] {
        let area = region.sums.reduce(0) { $0 + $1.validArea }
        guard parameters.method.isOfProduction, let basis = parameters.basis, area > 0 else { return [] }
        let carbon = region.sums.reduce(0) { $0 + ($1.sums.first ?? 0) } / area * basis.carbonShare
        guard carbon > Self.greatestMeanProduction else { return [] }
        let mean = Note.number(carbon)
        return [
            LocalizedText(
                en:
                    "mean NPP of \(mean) g of carbon per m2 is beyond any vegetation: check its unit and basis",
                zh: "平均 NPP 达 \(mean) gC/m2，超出任何植被，请核对单位和口径")
        ]
    }

    private static let openWater = LocalizedText(en: "open water, no ratio", zh: "开阔水面无换算系数")
    private static let notLand = LocalizedText(en: "water or built-up land", zh: "水面或建设用地")
    private static let noRatio = LocalizedText(en: "no ratio of NEP to NPP", zh: "缺 NEP 与 NPP 换算系数")
    private static let noRate = LocalizedText(en: "no fixation rate", zh: "缺固碳速率")

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard case .counted = rule(of: land) else { return [:] }
        let measures = measurement?.measures.map(\.id) ?? []
        let carbon = parameters.basis == .dryMatter ? " * 72 / 162" : ""
        let value = figures.value(of: land) ?? 0
        let text =
            switch parameters.method {
            case .netEcosystemProduction: "\(measures[0]) / 1000000 * \(value)\(carbon) * 44 / 12"
            case .fixationRate: "area_m2 / 1000000 * \(value)\(carbon) * 44 / 12"
            case .respiration: "(\(measures[0])\(carbon) - \(measures[1])) / 1000000 * 44 / 12"
            case .dryMatterShortcut: "\(measures[0]) / 1000000\(carbon) / (72 / 162) * 1.63"
            case .standProductivity:
                "\(value) * area_m2 / 10000 * 1.63"
                    + " + \(ClassFigures(parameters.soilCarbon).value(of: land) ?? 0) * area_m2 / 10000 * 44 / 12"
            case .biomass:
                "(\(measures[1]) - \(measures[0])) / 10000 * \(parameters.carbonFraction) / \(parameters.years) * 44 / 12"
            }
        return ["carbon_dioxide": text]
    }

    public func unitPrice(of component: String, in region: RegionCode) -> Double? { price }
}
