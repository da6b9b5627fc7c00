import EcoAccounts
import EcoParameters
import EcoUnits

/// Published costs of pest control.
public enum PestCostTable: String, ParameterChoice {
    case garze2017 = "garze_2017"
    case none

    public var meaning: LocalizedText {
        switch self {
        case .garze2017:
            LocalizedText(
                en: "forest 375, grassland 112.5 CNY/hm2 at prices of 2010", zh: "森林 375、草地 112.5 元/公顷")
        case .none: LocalizedText(en: "only what the scenario gives", zh: "仅用情景给定值")
        }
    }

    /// CNY/hm2.
    var costs: [String: Double] { self == .none ? [:] : ["forest": 375, "grassland": 112.5] }

    static let source = "Pema Dolkar et al. 2017, doi:10.5846/stxb201607011362"
}

/// The block `accounts.indicators.pest_control`.
public struct PestControlParameters: ParameterGroup {
    static let table = Parameter<PestCostTable>.choice(
        "cost_table", LocalizedText(en: "published costs by ecosystem type", zh: "防治成本表"))
    static let costs = ClassFigures.parameter(
        "costs", unit: .named("CNY/ha"), range: .nonNegative,
        LocalizedText(en: "cost of control by class, over the table", zh: "各类型防治成本，优先于表"))
    static let year = Price.yearParameter
    static let index = Price.indexParameter

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "pest_control", title: LocalizedText(en: "pest control", zh: "病虫害控制"),
            meaning: LocalizedText(
                en: "Control that natural enemies spare, by area; of older accounts, off by default",
                zh: "按面积计的防治成本，旧核算所列，默认不计"),
            parameters: [
                table.declaration, costs.declaration, year.declaration, index.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard bound[table] == .none, bound[costs].isEmpty else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "missing_value", at: bound.location, path: bound.path(of: costs),
                            "no class has a cost", hint: "name a table or give `costs`"))
                }
            ])
    }

    public let table: PestCostTable
    public let costs: [String: Double]
    public let year: Int
    public let index: String?
    let yearLocation: SourceLocation
    let costsLocation: SourceLocation
    let path: String

    public init(_ bound: BoundGroup) {
        table = bound[Self.table]
        costs = bound[Self.costs]
        year = bound[Self.year]
        index = bound[Self.index]
        yearLocation = bound.location(of: Self.year)
        costsLocation = bound.location(of: Self.costs)
        path = bound.path
    }

    var register: [RegisterEntry] {
        ClassFigures.register(
            table.costs, without: costs, unit: "CNY/hm2", path: "\(path).cost_table", table.meaning,
            source: PestCostTable.source, status: .published)
    }
}
