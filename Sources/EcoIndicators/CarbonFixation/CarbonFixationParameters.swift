import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.carbon_fixation`.
public struct CarbonFixationParameters: ParameterGroup {
    static let method = Parameter<CarbonMethod>.choice(
        "method", LocalizedText(en: "route to fixed carbon", zh: "固碳核算方法"),
        source: "GB/T 46869-2025 A.7 names biomass, rate and NEP")
    static let basis = Parameter<ProductionBasis>.choice(
        "production_basis",
        LocalizedText(en: "what the NPP layer weighs: nothing in a file tells", zh: "NPP 计量口径")
    ).optional
    static let ratioTable = Parameter<CarbonRatioTable>.choice(
        "ratio_table", default: CarbonRatioTable.none,
        LocalizedText(en: "table of NEP over NPP by ecosystem type", zh: "NEP/NPP 系数表"))
    static let ratios = ClassFigures.parameter(
        "ratios", unit: .one, range: .closed(-1, 1),
        LocalizedText(en: "NEP over NPP by class, over the table", zh: "各类型 NEP/NPP，优先于表"))
    static let wetlandRate = Parameter<WetlandCarbonRate>.choice(
        "wetland_rate", default: WetlandCarbonRate.none,
        LocalizedText(en: "published rate of wetlands", zh: "湿地固碳速率表"))
    static let rates = ClassFigures.parameter(
        "fixation_rates", unit: .named("t/km2"),
        LocalizedText(en: "carbon (not CO2) fixed a year by class, over the table", zh: "各类型固碳速率（以碳计），优先于表"))
    static let stands = ClassFigures.parameter(
        "stand_productivity", unit: .named("t/ha"), range: .nonNegative,
        LocalizedText(en: "net productivity of stands, dry matter a year, by class", zh: "各林分净生产力"))
    static let soilCarbon = ClassFigures.parameter(
        "soil_carbon", unit: .named("t/ha"),
        LocalizedText(en: "carbon that the soil of stands gains a year, by class", zh: "各林分土壤年固碳量（以碳计）"))
    static let carbonFraction = Parameter<Double>.quantity(
        "carbon_fraction", unit: .one, range: .closed(0.2, 0.7),
        LocalizedText(en: "carbon in the dry matter of biomass", zh: "生物量含碳率")
    ).optional
    static let years = Parameter<Double>.number(
        "years", range: .positive,
        LocalizedText(en: "years between the two dates of biomass", zh: "两期生物量间隔年数")
    ).optional
    static let price = Price.parameter(
        "carbon_price", unit: .named("CNY/t"),
        LocalizedText(en: "price of one tonne of CO2 (not of carbon)", zh: "二氧化碳单价"),
        source: "published values: 29.57 to 380 CNY/t")

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "carbon_fixation", title: LocalizedText(en: "carbon fixation", zh: "固碳"),
            meaning: LocalizedText(
                en: "Carbon dioxide fixed: NEP, NPP less respiration, rates, or biomass",
                zh: "净生态系统生产力法、固碳速率法或生物量法"),
            parameters: [
                method.declaration, basis.declaration, ratioTable.declaration, ratios.declaration,
                wetlandRate.declaration, rates.declaration, stands.declaration, soilCarbon.declaration,
                carbonFraction.declaration, years.declaration,
                price.declaration,
            ], rules: [check])
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        func require<Value>(_ parameter: Parameter<Value>, _ isThere: Bool, _ reason: String) {
            guard !isThere else { return }
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: bound.location, path: bound.path(of: parameter), reason,
                    hint: parameter.declaration.meaning.en))
        }
        let method = bound[method]
        if method.isOfProduction {
            require(
                basis, bound[basis] != nil,
                "a route by NPP needs to know whether it is dry matter or carbon")
        }
        switch method {
        case .netEcosystemProduction:
            let hasRatios = !bound[ratios].isEmpty || bound[ratioTable] != CarbonRatioTable.none
            require(ratios, hasRatios, "the NEP route needs `ratios` or a `ratio_table`")
        case .fixationRate:
            let hasRates = !bound[rates].isEmpty || bound[wetlandRate] != WetlandCarbonRate.none
            require(rates, hasRates, "the rate route needs `fixation_rates`")
        case .biomass:
            require(
                carbonFraction, bound[carbonFraction] != nil, "the biomass route needs a `carbon_fraction`")
            require(years, bound[years] != nil, "the biomass route needs the `years` between its dates")
        case .standProductivity:
            require(stands, !bound[stands].isEmpty, "the route by stands needs `stand_productivity`")
        case .respiration, .dryMatterShortcut: break
        }
    }

    public let method: CarbonMethod
    public let basis: ProductionBasis?
    public let ratioTable: CarbonRatioTable
    public let ratios: [String: Double]
    public let wetlandRate: WetlandCarbonRate
    public let rates: [String: Double]
    public let stands: [String: Double]
    public let soilCarbon: [String: Double]
    public let carbonFraction: Double
    public let years: Double
    public let price: Price
    private let figuresLocation: SourceLocation
    let path: String

    public init(_ bound: BoundGroup) {
        method = bound[Self.method]
        basis = bound[Self.basis]
        ratioTable = bound[Self.ratioTable]
        ratios = bound[Self.ratios]
        wetlandRate = bound[Self.wetlandRate]
        rates = bound[Self.rates]
        stands = bound[Self.stands]
        soilCarbon = bound[Self.soilCarbon]
        carbonFraction = bound[Self.carbonFraction] ?? .nan
        years = bound[Self.years] ?? .nan
        price = bound[Self.price]
        figuresLocation = bound.location(of: Self.figures(bound[Self.method]))
        path = bound.path
    }

    /// NEP over NPP, or t of carbon per km2, by class; empty where the route needs neither.
    var figures: ClassFigures {
        switch method {
        case .netEcosystemProduction: ClassFigures(ratios, over: ratioTable.ratios)
        case .fixationRate: ClassFigures(rates, over: wetlandRate.rates)
        case .standProductivity: ClassFigures(stands)
        default: ClassFigures([:])
        }
    }

    /// Misspelt classes among the scenario's own figures.
    func findings(_ legend: LandCoverLegend) -> [Diagnostic] {
        let own = method == .fixationRate ? rates : method == .standProductivity ? stands : ratios
        return ClassFigures.findings(
            own.keys, in: legend, at: figuresLocation, path: "\(path).\(Self.figures(method).key)")
    }

    /// The map of figures that a route reads.
    private static func figures(_ method: CarbonMethod) -> Parameter<[String: Double]> {
        method == .fixationRate ? rates : method == .standProductivity ? stands : ratios
    }

    var register: [RegisterEntry] {
        switch method {
        case .netEcosystemProduction:
            ClassFigures.register(
                ratioTable.ratios, without: ratios, unit: "", path: "\(path).ratio_table",
                ratioTable.meaning, source: CarbonRatioTable.source, status: .provisional)
        case .fixationRate:
            ClassFigures.register(
                wetlandRate.rates, without: rates, unit: "t/km2", path: "\(path).wetland_rate",
                wetlandRate.meaning, source: WetlandCarbonRate.source, status: .provisional)
        case .dryMatterShortcut, .standProductivity:
            [
                RegisterEntry(
                    "\(path).method.\(method.rawValue)", "1.63 t/t", method.meaning,
                    source: "Miao et al. 2017, doi:10.5846/stxb201607091410", status: .published)
            ]
        case .respiration, .biomass: []
        }
    }
}
