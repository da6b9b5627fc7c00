import EcoAccounts
import EcoParameters
import EcoUnits

/// What of a stock of carbon is valued. A stock times a price of flows is none of them.
public enum StorageValuation: String, ParameterChoice {
    case none
    case rental
    case netPresentValue = "net_present_value"

    public var meaning: LocalizedText {
        switch self {
        case .none: LocalizedText(en: "physical account only", zh: "仅实物量")
        case .rental:
            LocalizedText(en: "a year's rent of the stock, price x (1 - e^-rate)", zh: "存量年租金")
        case .netPresentValue:
            LocalizedText(
                en: "value today of the change between two dates, beside the account", zh: "两期变化的净现值（表外）")
        }
    }
}

/// The block `accounts.indicators.carbon_storage`.
public struct CarbonStorageParameters: ParameterGroup {
    static let pools = Parameter<Table>.table(
        "carbon_pools", CarbonPools.declaration, LocalizedText(en: "carbon by class", zh: "各地类碳密度表"),
        source: "InVEST carbon storage")
    static let hasOpening = Parameter<Bool>.boolean(
        "change", default: "false",
        LocalizedText(en: "also the opening date, from the layer land_cover_opening", zh: "是否核算期初及变化"))
    static let valuation = Parameter<StorageValuation>.choice(
        "valuation", LocalizedText(en: "what is valued", zh: "估值方式"))
    static let price = Price.parameter(
        "carbon_price", unit: .named("CNY/t"),
        LocalizedText(en: "price of one tonne of CARBON kept for good", zh: "碳（非二氧化碳）单价"),
        source: "published values differ by a factor of thirteen"
    ).optional
    static let rentalRate = Parameter<Double>.quantity(
        "rental_rate", unit: .one, range: .closed(0, 1),
        LocalizedText(en: "rate at which a year's rent follows from the price", zh: "租金折算率"),
        source: "2 % in NatCap's global accounts"
    ).optional
    static let discount = Parameter<Double>.quantity(
        "discount_rate", unit: .one, range: .closed(-0.5, 1),
        LocalizedText(en: "market discount a year", zh: "年贴现率")
    ).optional
    static let priceChange = Parameter<Double>.quantity(
        "price_change_rate", unit: .one, range: .closed(-0.5, 1),
        LocalizedText(en: "change of the price a year", zh: "碳价年变化率")
    ).optional
    static let openingYear = year("opening_year", "year of the opening land cover", "期初年份")
    static let closingYear = year("closing_year", "year of the closing land cover", "期末年份")

    private static func year(_ key: String, _ en: String, _ zh: String) -> Parameter<Int?> {
        Parameter<Int>.integer(key, range: 1900...2200, LocalizedText(en: en, zh: zh)).optional
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "carbon_storage", title: LocalizedText(en: "carbon storage", zh: "碳储量"),
            meaning: LocalizedText(
                en: "Carbon in vegetation, soil and dead matter by class: a stock", zh: "植被、土壤和凋落物碳存量"),
            parameters: [
                pools.declaration, hasOpening.declaration, valuation.declaration, price.declaration,
                rentalRate.declaration, discount.declaration, priceChange.declaration,
                openingYear.declaration, closingYear.declaration,
            ], rules: [check])
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        func require<Value>(_ parameter: Parameter<Value?>) {
            guard bound[parameter] == nil else { return }
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: bound.location, path: bound.path(of: parameter),
                    "`valuation: \(bound[valuation].rawValue)` needs `\(parameter.key)`",
                    hint: parameter.declaration.meaning.en))
        }
        if bound[valuation] != .none { require(price) }
        if bound[valuation] == .rental { require(rentalRate) }
        guard bound[valuation] == .netPresentValue else { return }
        require(discount)
        require(priceChange)
        require(openingYear)
        require(closingYear)
        if let first = bound[openingYear], let last = bound[closingYear], first >= last {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_range", at: bound.location(of: closingYear),
                    path: bound.path(of: closingYear), "the closing year \(last) is not after \(first)",
                    hint: "a change takes at least a year"))
        }
        if !bound[hasOpening] {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: bound.location, path: bound.path(of: hasOpening),
                    "the value today is that of a change, and there is one date only",
                    hint: "set `change: true` and give the layer land_cover_opening"))
        }
    }

    public let pools: Table
    public let hasOpening: Bool
    public let valuation: StorageValuation
    public let price: Price?
    public let rentalRate: Double
    public let discount: Double
    public let priceChange: Double
    /// Between the two dates.
    public let years: Int
    let path: String

    public init(_ bound: BoundGroup) {
        pools = bound[Self.pools]
        hasOpening = bound[Self.hasOpening]
        valuation = bound[Self.valuation]
        price = bound[Self.price]
        rentalRate = bound[Self.rentalRate] ?? .nan
        discount = bound[Self.discount] ?? .nan
        priceChange = bound[Self.priceChange] ?? .nan
        years = (bound[Self.closingYear] ?? 0) - (bound[Self.openingYear] ?? 0)
        path = bound.path
    }
}
