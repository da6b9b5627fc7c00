import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// Carbon that ecosystems hold, and its change between two dates: a stock, beside the account of flows.
public struct CarbonStorage: Indicator {
    public static let declaration = IndicatorDeclaration(
        id: "carbon_storage", account: .regulating,
        title: LocalizedText(en: "carbon storage", zh: "碳储量"),
        meaning: LocalizedText(
            en: "carbon in vegetation, soil and dead matter: a stock, not a yearly flow",
            zh: "植被、土壤和凋落物中的碳，是存量而非年度流量"),
        unit: .named("t"),
        components: [
            ComponentDeclaration(
                "closing", LocalizedText(en: "closing stock", zh: "期末存量"), unit: .named("t")),
            ComponentDeclaration(
                "opening", LocalizedText(en: "opening stock", zh: "期初存量"), unit: .named("t")),
            ComponentDeclaration("change", LocalizedText(en: "change", zh: "变化量"), unit: .named("t")),
            ComponentDeclaration(
                "net_present_value", LocalizedText(en: "value today of the change", zh: "变化的净现值"),
                unit: .named("CNY")),
        ],
        isByEcosystem: true, parameters: CarbonStorageParameters.declaration,
        layers: layerUses, figures: stockMeasures)

    private static let layerUses: [LayerUse] =
        LayerUse.always(.landCover) + LayerUse.with("change: true", read: [.landCoverOpening])

    private static let stockMeasures = [
        Measure(
            "carbon_closing_t_per_ha", LocalizedText(en: "closing stock", zh: "期末存量"), unit: .named("t/ha"),
            ceiling: 4_096),
        Measure(
            "carbon_opening_t_per_ha", LocalizedText(en: "opening stock", zh: "期初存量"), unit: .named("t/ha"),
            ceiling: 4_096),
        Measure(
            "carbon_change_t_per_ha", LocalizedText(en: "change", zh: "变化量"), unit: .named("t/ha"),
            ceiling: 4_096),
    ]

    private let parameters: CarbonStorageParameters
    private let legend: LandCoverLegend
    private let pools: CarbonPools
    /// Yuan a tonne of carbon at the account's price level.
    private let price: Double
    public let measurement: Measurement?
    public let constants: [RegisterEntry]
    /// Classes that the opening date may have, in the order of the measures of their areas.
    private let openingClasses: [Int32]

    public init(
        _ parameters: CarbonStorageParameters, context: IndicatorContext, diagnostics: inout [Diagnostic]
    ) {
        self.parameters = parameters
        legend = context.legend
        pools = CarbonPools(parameters.pools, path: "\(parameters.path).carbon_pools")
        price = parameters.price.map { context.prices.level($0, &diagnostics) } ?? .nan
        constants = pools.register
        let classes = Set(legend.classes.map(\.code)).union(pools.density.keys)
        openingClasses = parameters.hasOpening ? classes.sorted() : []
        measurement = Measurement(
            layers: parameters.hasOpening ? [.landCoverOpening] : [],
            measures: openingClasses.map(Self.areaMeasure), kernel: OpeningAreaKernel(openingClasses),
            cellFigures: CellFigures(
                Array(Self.stockMeasures.prefix(parameters.hasOpening ? 3 : 1)),
                kernel: CarbonStorageKernel(pools.density, hasOpening: parameters.hasOpening)))
    }

    private static func areaMeasure(_ code: Int32) -> Measure {
        Measure(
            "opening_class_\(code)",
            LocalizedText(en: "share that was of class \(code)", zh: "期初为 \(code) 类的比例"), unit: .one,
            ceiling: 1)
    }

    /// Stocks of a class from areas: closing, and with two dates opening and change, t/ha x m2. An area whose opening
    /// class has no pools is not valid.
    private func stocks(_ sum: ClassSum) -> ClassSum {
        let closing = sum.classCode.flatMap { pools.density[$0] } ?? 0
        guard parameters.hasOpening else {
            return ClassSum(
                classCode: sum.classCode, area: sum.area, validArea: sum.validArea,
                sums: [closing * sum.validArea])
        }
        var (area, opening, change) = (0.0, 0.0, 0.0)
        for (code, own) in zip(openingClasses, sum.sums) {
            guard let density = pools.density[code] else { continue }
            area += own
            opening += density * own
            change += (closing - density) * own
        }
        return ClassSum(
            classCode: sum.classCode, area: sum.area, validArea: area,
            sums: [closing * area, opening, change])
    }

    public func flows(of region: RegionInput) -> RegionFlows {
        let isPresentValue = parameters.valuation == .netPresentValue
        let count = !parameters.hasOpening ? 1 : isPresentValue ? 4 : 3
        let isByArea = region.measures == measurement?.measures.map(\.id)
        var flows = RegionFlows(
            isByArea ? region.sums.map(stocks) : region.sums, legend: legend,
            components: Array(Self.declaration.components.prefix(count)),
            rule: { pools.density[$0.code] == nil ? .notCounted(reason: Self.noPools) : .counted },
            quantities: { sum, _ in
                let stocks = sum.sums.map { $0 / 1e4 }
                return isPresentValue ? stocks + [stocks[2] * changeFactor] : stocks
            })
        flows.notes.append(Self.stock)
        return flows
    }

    private var changeFactor: Double {
        StockValuation.changeFactor(
            price: price, years: parameters.years, discount: parameters.discount,
            priceChange: parameters.priceChange)
    }

    private static let noPools = LocalizedText(en: "no carbon pools", zh: "缺碳密度")
    private static let stock = LocalizedText(
        en: "a stock; only its rent of a year is a flow", zh: "存量；仅年租金为流量")

    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard let closing = pools.density[land.code] else { return [:] }
        let isPresentValue = parameters.valuation == .netPresentValue
        func all(_ stocks: [String]) -> [String: String] {
            let texts =
                stocks + (isPresentValue && stocks.count == 3 ? ["\(stocks[2]) * \(changeFactor)"] : [])
            return Dictionary(
                zip(Self.declaration.components.map(\.id), texts), uniquingKeysWith: { first, _ in first })
        }
        guard region.measures == measurement?.measures.map(\.id) else {
            return all(region.measures.map { "\($0) / 10000" })
        }
        guard parameters.hasOpening else { return all(["\(closing) * valid_area_m2 / 10000"]) }
        let areas = openingClasses.compactMap { code in
            pools.density[code].map { (Self.areaMeasure(code).id, $0) }
        }
        func stock(_ density: (Double) -> String) -> String {
            "(" + areas.map { "\(density($0.1)) * \($0.0)" }.joined(separator: " + ") + ") / 10000"
        }
        return all([stock { _ in "\(closing)" }, stock { "\($0)" }, stock { "(\(closing) - \($0))" }])
    }

    /// A year's rent of the closing stock; opening stock, change and its value today have no yearly price.
    public func unitPrice(of component: String, in region: RegionCode) -> Double? {
        guard component == "closing", parameters.valuation == .rental else { return nil }
        return StockValuation.rental(price: price, rate: parameters.rentalRate)
    }
}
