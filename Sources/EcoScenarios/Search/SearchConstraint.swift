import EcoParameters
import EcoUnits

/// What every result of a search must meet.
public struct SearchConstraint: Sendable {
    public enum Kind: Sendable {
        /// A dated target of `simulation.targets`.
        case target(String)
        /// No county bears more than this part of its revenue in any year.
        case burden(Double)
        /// The fund of the simulation in no year.
        case fundNotNegative
        case figure(SearchFigureLimit)
    }

    public let kind: Kind
    /// Of the draws, in which it is to hold.
    public let share: Double
    public let location: SourceLocation
    public let path: String

    static let options: [VariantOption] = [
        VariantOption(id: "target", group: Target.declaration),
        VariantOption(id: "burden", group: Burden.declaration),
        VariantOption(id: "fund_not_negative", group: Fund.declaration),
        VariantOption(id: "figure", group: SearchFigureLimit.declaration),
    ]

    init?(_ id: String, _ bound: BoundGroup) {
        switch id {
        case "target": kind = .target(bound[Target.target])
        case "burden": kind = .burden(bound[Burden.largest])
        case "fund_not_negative": kind = .fundNotNegative
        case "figure": kind = .figure(SearchFigureLimit(bound))
        default: return nil
        }
        share = bound[Self.shareParameter]
        location = bound.location
        path = bound.path
    }

    static let shareParameter = Parameter<Double>.number(
        "share", range: .closed(0.001, 1), default: "1",
        LocalizedText(en: "part of the weather draws in which it is to hold", zh: "至少应在多大比例的气象抽样中成立"))

    private enum Target {
        static let target = Parameter<String>.text(
            "target", kind: .identifier,
            LocalizedText(en: "id of a target in simulation.targets", zh: "simulation.targets 中的目标代号"))
        static let declaration = GroupDeclaration(
            id: "target", title: LocalizedText(en: "Dated target", zh: "分年目标"),
            meaning: LocalizedText(
                en: "a target of the simulation is met in its year, in a share of the draws",
                zh: "模拟目标按期达到，且在规定比例的抽样中成立"),
            parameters: [target.declaration, shareParameter.declaration])
    }

    private enum Burden {
        static let largest = Parameter<Double>.number(
            "largest", range: .positive,
            LocalizedText(
                en: "largest burden of a county in a year as part of its revenue", zh: "县年度负担占财力的最大比例"))
        static let declaration = GroupDeclaration(
            id: "burden", title: LocalizedText(en: "Burden of a county", zh: "县级负担"),
            meaning: LocalizedText(
                en:
                    "what a county's public budget pays under schemes, for restoration and in subsidies less what it receives, in every year",
                zh: "各县各年财政在补偿、生态修复与补贴上的净支出"),
            parameters: [largest.declaration, shareParameter.declaration])
    }

    private enum Fund {
        static let declaration = GroupDeclaration(
            id: "fund_not_negative", title: LocalizedText(en: "Fund never negative", zh: "资金不透支"),
            meaning: LocalizedText(
                en: "the balance of the fund is at least 0 at the end of every year", zh: "各年末资金余额不低于零"),
            parameters: [shareParameter.declaration])
    }
}

/// A limit on any figure of the run or the simulation.
public struct SearchFigureLimit: ParameterGroup {
    static let idParameter = Parameter<String>.text(
        "id", kind: .identifier, LocalizedText(en: "name of the constraint", zh: "约束代号")
    ).optional
    static let figureParameter = Parameter<String>.text(
        "figure", LocalizedText(en: "id of the figure", zh: "指标代号"))
    static let atMostParameter = Parameter<Double>.number(
        "at_most", LocalizedText(en: "highest value, in the unit of the figure", zh: "上限（单位同指标）")
    ).optional
    static let atLeastParameter = Parameter<Double>.number(
        "at_least", LocalizedText(en: "lowest value, in the unit of the figure", zh: "下限（单位同指标）")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "figure", title: LocalizedText(en: "Limit on a figure", zh: "指标限值"),
            meaning: LocalizedText(
                en: "a figure stays at or below, or at or above, a value", zh: "指标不高于或不低于给定值"),
            parameters: [
                idParameter.declaration, figureParameter.declaration,
                SearchCriterion.regionParameter.declaration, SearchCriterion.yearParameter.declaration,
                atMostParameter.declaration, atLeastParameter.declaration,
                SearchConstraint.shareParameter.declaration,
            ], rules: [oneLimit])
    }

    private static let oneLimit: GroupDeclaration.Rule = { bound, diagnostics in
        let (most, least) = (bound[atMostParameter], bound[atLeastParameter])
        guard (most == nil) == (least == nil) else { return }
        diagnostics.append(
            Diagnostic(
                code: most == nil ? "missing_value" : "contradiction", at: bound.location, path: bound.path,
                most == nil ? "the limit has no value" : "both at_most and at_least",
                hint: "give one of at_most and at_least"))
    }

    public let id: String?
    public let figure: String
    public let region: String?
    public let year: Int?
    public let isHighest: Bool
    public let value: Double

    public init(_ bound: BoundGroup) {
        id = bound[Self.idParameter]
        figure = bound[Self.figureParameter]
        region = bound[SearchCriterion.regionParameter]
        year = bound[SearchCriterion.yearParameter]
        isHighest = bound[Self.atMostParameter] != nil
        value = bound[Self.atMostParameter] ?? bound[Self.atLeastParameter] ?? 0
    }
}
