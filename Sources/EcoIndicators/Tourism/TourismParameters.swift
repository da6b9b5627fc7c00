import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.tourism`.
public struct TourismParameters: ParameterGroup {
    static let method = Parameter<TourismMethod>.choice(
        "method", LocalizedText(en: "what the value of a visit consists of", zh: "价值构成"))
    static let table = Parameter<Table>.table(
        "tourism", VisitTable.declaration, LocalizedText(en: "visits by county", zh: "各县人次")
    ).optional
    static let origins = Parameter<Table>.table(
        "origins", OriginTable.declaration,
        LocalizedText(en: "visits by county and zone of origin", zh: "各县分客源地人次")
    ).optional
    static let income = Parameter<Table>.table(
        "income", IncomeTable.declaration, LocalizedText(en: "income of tourism by county", zh: "各县旅游收入")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "tourism", title: LocalizedText(en: "tourism", zh: "旅游康养"),
            meaning: LocalizedText(en: "Visits at their value to visitors", zh: "旅行费用法"),
            parameters: [
                method.declaration, table.declaration, origins.declaration, income.declaration,
            ], rules: [check])
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        let needed = bound[method].table
        for parameter in [table, origins, income] {
            let isThere = bound[parameter] != nil
            guard isThere != (parameter.key == needed.key) else { continue }
            diagnostics.append(
                Diagnostic(
                    code: isThere ? "conflicting_values" : "missing_table", at: bound.location(of: parameter),
                    path: bound.path(of: parameter),
                    isThere
                        ? "`method: \(bound[method].rawValue)` does not read this table"
                        : "`method: \(bound[method].rawValue)` needs the table `\(needed.key)`",
                    hint: needed.declaration.meaning.en))
        }
    }

    public let method: TourismMethod
    /// The one that the method reads.
    public let table: Table

    public init(_ bound: BoundGroup) {
        method = bound[Self.method]
        guard let table = bound[bound[Self.method].table] else {
            preconditionFailure("the table of the method was not checked before it was read")
        }
        self.table = table
    }

    var register: [RegisterEntry] {
        PriceLevel.indices(
            of: table, ServiceColumns.index, path: "accounts.indicators.tourism.\(method.table.key)")
    }

    func figures(
        _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: RegionFigure] {
        switch method {
        case .travelCost, .valuePerVisit:
            VisitTable.figures(table, method, context, &diagnostics)
        case .originZones: OriginTable.figures(table, context, &diagnostics)
        case .incomeShare: IncomeTable.figures(table, context, &diagnostics)
        }
    }
}

/// What the value of a visit consists of.
public enum TourismMethod: String, ParameterChoice {
    case travelCost = "travel_cost"
    case valuePerVisit = "value_per_visit"
    case originZones = "origin_zones"
    case incomeShare = "income_share"

    public var meaning: LocalizedText {
        switch self {
        case .travelCost:
            LocalizedText(en: "travel cost: expense, time and consumer surplus", zh: "旅行费用法")
        case .valuePerVisit: LocalizedText(en: "value per visit from another study", zh: "单位人次价值转移")
        case .originZones:
            LocalizedText(
                en: "travel cost by zone of origin: visits x (time x wage + expense)", zh: "分客源地旅行费用法")
        case .incomeShare: LocalizedText(en: "share of the income of tourism", zh: "旅游收入分成法")
        }
    }

    /// The table that the method reads.
    var table: Parameter<Table?> {
        switch self {
        case .travelCost, .valuePerVisit: TourismParameters.table
        case .originZones: TourismParameters.origins
        case .incomeShare: TourismParameters.income
        }
    }
}
