import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Area that keeps species, at a price by its diversity.
public struct SpeciesConservation: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "species_conservation", account: .regulating,
        title: LocalizedText(en: "species conservation", zh: "物种保育"),
        meaning: LocalizedText(
            en: "area that keeps species, at a price by its diversity", zh: "按多样性分级计价的保育面积"),
        unit: .named("ha"),
        components: [
            ComponentDeclaration("area", LocalizedText(en: "area", zh: "面积"), unit: .named("ha")),
            ComponentDeclaration(
                "worth", LocalizedText(en: "class price of the area, of common species", zh: "分级价值（未计珍稀物种）"),
                unit: .named("CNY")),
        ],
        isByEcosystem: true,
        parameters: SpeciesConservationParameters.declaration,
        layers: .always(.landCover))

    private let legend: LandCoverLegend
    private let figures: ClassFigures
    private let prices: SpeciesPriceTable
    private let level: Double
    /// Factors of rare species by county; nil where the scenario names none.
    private let rarity: [RegionCode: (factor: Double, isProvisional: Bool)]?
    public let constants: [RegisterEntry]
    public var measurement: Measurement? { nil }

    public init(
        _ parameters: SpeciesConservationParameters, context: IndicatorContext,
        diagnostics: inout [Diagnostic]
    ) {
        legend = context.legend
        figures = ClassFigures(parameters.diversity)
        prices = parameters.prices
        level =
            context.prices.factor(
                from: parameters.year, index: parameters.index, at: parameters.yearLocation,
                path: "\(parameters.path).price_year", &diagnostics) ?? .nan
        rarity = parameters.table == nil ? nil : parameters.rarity(context, &diagnostics)
        constants = parameters.register
        diagnostics += ClassFigures.findings(
            parameters.diversity.keys, in: legend, at: parameters.diversityLocation,
            path: "\(parameters.path).shannon_wiener")
        diagnostics.append(
            Diagnostic(
                .warning, code: "supporting_service", at: parameters.diversityLocation, path: parameters.path,
                LocalizedText(
                    en:
                        "species conservation supports other services: it is counted twice, and may outweigh them",
                    zh: "物种保育属支持服务，计入即重复，且可能主导总值"),
                hint: LocalizedText(en: "leave it out, or show it apart", zh: "不计入，或单独列示")))
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        var flows = RegionFlows(
            region.extent, legend: legend, components: Self.declaration.components,
            rule: { figures.value(of: $0) == nil ? .notCounted(reason: Self.noIndex) : .counted },
            quantities: { sum, land in
                let area = PestControl.hectares(sum.area)
                return [area, area * (figures.value(of: land).map(prices.price(index:)) ?? 0)]
            })
        if let rarity {
            if let own = rarity[region.region] {
                flows.isProvisional = flows.isProvisional || own.isProvisional
            } else {
                flows.missing.append(
                    LocalizedText(en: "the table of rare species has no row", zh: "珍稀物种表中无该县"))
            }
        }
        return flows
    }

    private static let noIndex = LocalizedText(en: "no Shannon-Wiener index", zh: "缺多样性指数")

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard let price = figures.value(of: land).map(prices.price(index:)) else { return [:] }
        return ["area": "area_m2 / 10000", "worth": "area_m2 / 10000 * \(price)"]
    }

    /// What price level and rare species make of a yuan; the area itself has no price.
    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        component == "worth" ? level * (rarity?[region]?.factor ?? 1) : nil
    }
}
