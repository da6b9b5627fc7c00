import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.carbon_fixation`.
public struct CarbonFixationParameters: ParameterGroup {
    static let method = Parameter<CarbonMethod>.choice(
        "method", LocalizedText(en: "route to fixed carbon", zh: "固碳核算方法"),
        source: "GB/T 46869-2025 A.7 names them")
    static let basis = Parameter<ProductionBasis>.choice(
        "production_basis",
        LocalizedText(en: "what the NPP layer weighs: nothing in a file tells", zh: "NPP 计量口径")
    ).optional
    static let ratioTable = Parameter<CarbonRatioTable>.choice(
        "ratio_table", default: CarbonRatioTable.none,
        LocalizedText(en: "table of NEP over NPP by ecosystem type", zh: "NEP/NPP 系数表"))
    static let ratios = Parameter<[String: Double]>.quantities(
        "ratios", keys: .oneOf(EcosystemType.allCases.map(\.rawValue)), unit: .one, range: .closed(-1, 1),
        LocalizedText(en: "NEP over NPP by ecosystem type, over the table", zh: "各类型 NEP/NPP，优先于表"))
    static let rates = Parameter<[String: Double]>.quantities(
        "fixation_rates", keys: .oneOf(EcosystemType.allCases.map(\.rawValue)), unit: .named("t/km2"),
        LocalizedText(en: "carbon (not CO2) fixed a year by ecosystem type", zh: "各类型固碳速率（以碳计）"))
    static let price = Price.parameter(
        "carbon_price", unit: .named("CNY/t"),
        LocalizedText(en: "price of one tonne of CO2 (not of carbon)", zh: "二氧化碳单价"),
        source: "published values: 29.57 to 380 CNY/t")

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "carbon_fixation", title: LocalizedText(en: "carbon fixation", zh: "固碳"),
            meaning: LocalizedText(en: "Carbon dioxide fixed, by NEP or by rates", zh: "净生态系统生产力法或固碳速率法"),
            parameters: [
                method.declaration, basis.declaration, ratioTable.declaration, ratios.declaration,
                rates.declaration, price.declaration,
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
        switch bound[method] {
        case .netEcosystemProduction:
            require(
                basis, bound[basis] != nil, "the NEP route needs to know whether NPP is dry matter or carbon")
            let hasRatios = !bound[ratios].isEmpty || bound[ratioTable] != CarbonRatioTable.none
            require(ratios, hasRatios, "the NEP route needs `ratios` or a `ratio_table`")
        case .fixationRate:
            require(rates, !bound[rates].isEmpty, "the rate route needs `fixation_rates`")
        }
    }

    public let method: CarbonMethod
    let methodLocation: SourceLocation
    public let basis: ProductionBasis?
    public let ratioTable: CarbonRatioTable
    public let ratios: [String: Double]
    public let rates: [String: Double]
    public let price: Price

    public init(_ bound: BoundGroup) {
        method = bound[Self.method]
        methodLocation = bound.location(of: Self.method)
        basis = bound[Self.basis]
        ratioTable = bound[Self.ratioTable]
        ratios = bound[Self.ratios]
        rates = bound[Self.rates]
        price = bound[Self.price]
    }
}

extension CarbonFixationParameters {
    /// NEP over NPP, or t of carbon per km2, of an ecosystem type; nil where none is given.
    func factor(of ecosystem: EcosystemType) -> Double? {
        method == .fixationRate
            ? rates[ecosystem.rawValue] : ratios[ecosystem.rawValue] ?? ratioTable.ratios[ecosystem]
    }

    /// Tonnes of CO2 of production (t, or km2 on the rate route).
    func carbonDioxide(production: Double, factor: Double) -> Double {
        switch (method, basis) {
        case (.netEcosystemProduction, .dryMatter):
            CarbonChemistry.carbonDioxide(netPrimaryDryMatter: production, ratio: factor)
        default: CarbonChemistry.carbonDioxide(carbon: production * factor)
        }
    }

    var register: [RegisterEntry] {
        guard method == .netEcosystemProduction else { return [] }
        return EcosystemType.allCases.compactMap { type in
            guard ratios[type.rawValue] == nil, let ratio = ratioTable.ratios[type] else { return nil }
            return RegisterEntry(
                "accounts.indicators.carbon_fixation.ratio_table.\(type.rawValue)",
                NumberText.shortest(ratio), ratioTable.meaning,
                source: "practitioner scripts citing a \"Table C.4\" of an unnamed standard",
                status: .provisional)
        }
    }
}

/// Routes to fixed carbon.
public enum CarbonMethod: String, ParameterChoice {
    case netEcosystemProduction = "nep"
    case fixationRate = "rate"

    public var meaning: LocalizedText {
        switch self {
        case .netEcosystemProduction:
            LocalizedText(en: "net ecosystem production as a share of NPP", zh: "净生态系统生产力法")
        case .fixationRate: LocalizedText(en: "fixation rate times area", zh: "固碳速率法")
        }
    }
}

/// What net primary production is weighed as.
public enum ProductionBasis: String, ParameterChoice {
    case dryMatter = "dry_matter"
    case carbon

    public var meaning: LocalizedText {
        switch self {
        case .dryMatter: LocalizedText(en: "dry matter", zh: "干物质")
        case .carbon: LocalizedText(en: "carbon", zh: "碳")
        }
    }
}

/// Tables of the ratio of net ecosystem production to net primary production.
public enum CarbonRatioTable: String, ParameterChoice {
    /// Forest 0.215, shrubland 0.087, grassland 0.262, wetland 0.302.
    case practitioner
    /// Only what the scenario itself gives.
    case none

    public var meaning: LocalizedText {
        switch self {
        case .practitioner:
            LocalizedText(en: "NEP/NPP in practitioners' use (provisional)", zh: "常用 NEP/NPP（暂定）")
        case .none: LocalizedText(en: "only what the scenario gives", zh: "仅用情景给定值")
        }
    }

    var ratios: [EcosystemType: Double] {
        self == .none ? [:] : [.forest: 0.215, .shrubland: 0.087, .grassland: 0.262, .wetland: 0.302]
    }
}
