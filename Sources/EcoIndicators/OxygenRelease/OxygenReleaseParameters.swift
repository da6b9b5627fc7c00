import EcoAccounts
import EcoParameters
import EcoUnits

/// Routes to released oxygen.
public enum OxygenMethod: String, ParameterChoice {
    case ofCarbonDioxide = "of_carbon_dioxide"
    case dryMatter119 = "dry_matter_119"
    case dryMatter120 = "dry_matter_120"
    case standProductivity = "stand_productivity"

    public var meaning: LocalizedText {
        switch self {
        case .ofCarbonDioxide:
            LocalizedText(en: "32/44 of the carbon dioxide that the account fixes", zh: "固碳量乘以 32/44")
        case .dryMatter119:
            LocalizedText(en: "1.19 t for each tonne of net primary dry matter", zh: "净初级生产力干物质 1.19")
        case .dryMatter120:
            LocalizedText(en: "1.2 t for each tonne of net primary dry matter", zh: "净初级生产力干物质 1.2")
        case .standProductivity:
            LocalizedText(
                en: "1.19 t for each tonne that the stands of carbon fixation grow: forest sector",
                zh: "林分净生产力 1.19（森林评估）")
        }
    }

    /// Tonnes of oxygen for a tonne of dry matter, or of carbon dioxide.
    var ratio: Double {
        switch self {
        case .ofCarbonDioxide: OxygenRelease.oxygenOfCarbonDioxide
        case .dryMatter119, .standProductivity: 1.19
        case .dryMatter120: 1.2
        }
    }

    var isOfProduction: Bool { self == .dryMatter119 || self == .dryMatter120 }

    var source: String {
        switch self {
        case .ofCarbonDioxide: "photosynthesis: one O2 for one CO2"
        case .dryMatter119, .standProductivity: "LY/T 1721; Miao et al. 2017, doi:10.5846/stxb201607091410"
        case .dryMatter120: "Jiang et al., doi:10.5846/stxb201410091984"
        }
    }
}

/// The block `accounts.indicators.oxygen_release`.
public struct OxygenReleaseParameters: ParameterGroup {
    static let method = Parameter<OxygenMethod>.choice(
        "method", LocalizedText(en: "route to released oxygen", zh: "释氧核算方法"))
    static let basis = Parameter<ProductionBasis>.choice(
        "production_basis", LocalizedText(en: "what the NPP layer weighs", zh: "NPP 计量口径")
    ).optional
    static let price = Price.parameter(
        "oxygen_price", unit: .named("CNY/t"),
        LocalizedText(en: "price of one tonne of oxygen", zh: "氧气单价"),
        source: "published values: 727 to 1160.70 CNY/t")

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "oxygen_release", title: LocalizedText(en: "oxygen release", zh: "释氧"),
            meaning: LocalizedText(
                en: "Oxygen that goes with fixed carbon; off by default, as the air lacks none",
                zh: "释氧量，默认不计"),
            parameters: [method.declaration, basis.declaration, price.declaration],
            rules: [
                { bound, diagnostics in
                    guard bound[method].isOfProduction, bound[basis] == nil else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "missing_value", at: bound.location, path: bound.path(of: basis),
                            "a route by NPP needs to know whether it is dry matter or carbon",
                            hint: basis.declaration.meaning.en))
                }
            ])
    }

    public let method: OxygenMethod
    public let basis: ProductionBasis?
    public let price: Price
    let methodLocation: SourceLocation
    let path: String

    public init(_ bound: BoundGroup) {
        method = bound[Self.method]
        basis = bound[Self.basis]
        price = bound[Self.price]
        methodLocation = bound.location(of: Self.method)
        path = bound.path
    }
}
