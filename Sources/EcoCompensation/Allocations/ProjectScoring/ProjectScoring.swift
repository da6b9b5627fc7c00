import EcoAccounts
import EcoParameters
import EcoUnits

/// A budget to projects in the order of a weighted score or of cost-effectiveness, with tilt factors.
/// Method: `ProjectScoring.md`.
public struct ProjectScoring: Allocation {
    enum Ranking: String, ParameterChoice {
        case score
        case costEffectiveness = "cost_effectiveness"

        var meaning: LocalizedText {
            switch self {
            case .score: LocalizedText(en: "by the weighted score", zh: "按综合得分")
            case .costEffectiveness: LocalizedText(en: "by effect per 万元 requested", zh: "按单位资金成效")
            }
        }
    }

    /// What happens at the first project that the rest of the budget does not cover.
    enum Fill: String, ParameterChoice {
        case stop
        case skip
        case partial

        var meaning: LocalizedText {
            switch self {
            case .stop: LocalizedText(en: "the queue ends", zh: "到此为止")
            case .skip: LocalizedText(en: "the next project that fits gets its money", zh: "顺延至可容纳项目")
            case .partial: LocalizedText(en: "it gets the rest", zh: "给予剩余资金")
            }
        }
    }

    enum Columns {
        static let project = Column<String>.text("project", LocalizedText(en: "project", zh: "项目"))
        static let requested = Column<FixedPoint>.yuan(
            "requested_yuan", range: .positive, LocalizedText(en: "money asked for", zh: "申请资金（元）"))
        static let effect = Column<FixedPoint>.exact(
            "effect", range: .nonNegative, presence: .optional,
            LocalizedText(en: "effect, such as tonnes reduced, one unit for all", zh: "成效（如减排量）"))
        static let tilt = Column<String>.text(
            "tilt", kind: .identifier, presence: .optional,
            LocalizedText(en: "group that a tilt factor favours", zh: "倾斜类别"))
        static let criterion = Column<String>.text(
            "criterion", kind: .identifier, LocalizedText(en: "criterion", zh: "评分项"))
        static let weight = Column<FixedPoint>.exact(
            "weight", range: .nonNegative, LocalizedText(en: "weight; together 1", zh: "权重，合计为1"))
        static let score = Column<FixedPoint>.exact(
            "score", range: .closed(0, 100), LocalizedText(en: "points of 100", zh: "得分（百分制）"))
        static let factor = Column<FixedPoint>.exact(
            "factor", range: .closed(0, 5), LocalizedText(en: "factor on score or effect", zh: "倾斜系数"))
        static let tiltKey = Column<String>.text(
            "tilt", kind: .identifier, LocalizedText(en: "group", zh: "倾斜类别"))
    }

    static let projectsTable = TableDeclaration(
        id: "scored_projects", meaning: LocalizedText(en: "Projects that ask for money", zh: "申请项目表"),
        columns: [
            Columns.project.declaration, OwnColumn.region.declaration, Columns.requested.declaration,
            Columns.effect.declaration, Columns.tilt.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["project"])
    static let criteriaTable = TableDeclaration(
        id: "project_criteria", meaning: LocalizedText(en: "Criteria with weights", zh: "评分项权重表"),
        columns: [Columns.criterion.declaration, Columns.weight.declaration, OwnColumn.note.declaration],
        uniqueBy: ["criterion"])
    static let ratingsTable = TableDeclaration(
        id: "project_ratings", meaning: LocalizedText(en: "Points of projects", zh: "项目得分表"),
        columns: [
            Columns.project.declaration, Columns.criterion.declaration, Columns.score.declaration,
            OwnColumn.note.declaration,
        ], uniqueBy: ["project", "criterion"])
    static let tiltsTable = TableDeclaration(
        id: "project_tilts", meaning: LocalizedText(en: "Tilt factors", zh: "倾斜系数表"),
        columns: [Columns.tiltKey.declaration, Columns.factor.declaration, OwnColumn.note.declaration],
        uniqueBy: ["tilt"])

    private static let projectsParameter = Parameter<Table>.table(
        "projects", projectsTable, LocalizedText(en: "projects", zh: "项目"))
    private static let criteriaParameter = Parameter<Table>.table(
        "criteria", criteriaTable, LocalizedText(en: "criteria", zh: "评分项")
    ).optional
    private static let ratingsParameter = Parameter<Table>.table(
        "ratings", ratingsTable, LocalizedText(en: "points", zh: "得分")
    ).optional
    private static let tiltsParameter = Parameter<Table>.table(
        "tilts", tiltsTable, LocalizedText(en: "tilt factors", zh: "倾斜系数")
    ).optional
    private static let rankingParameter = Parameter<Ranking>.choice(
        "ranking", default: .score, LocalizedText(en: "what orders the projects", zh: "排序依据"))
    private static let fillParameter = Parameter<Fill>.choice(
        "fill", default: .stop,
        LocalizedText(en: "where the budget no longer covers a project", zh: "资金不足时的处理"))
    private static let budgetParameter = Parameter<Rational>.exactQuantity(
        "budget", unit: .yuan, range: .nonNegative, LocalizedText(en: "money to give", zh: "资金规模"))
    private static let supportParameter = Parameter<Rational>.exactNumber(
        "support_rate", range: .fraction, default: "1",
        LocalizedText(en: "part of the request that is paid", zh: "补助比例"))
    private static let minimumParameter = Parameter<Rational>.exactNumber(
        "minimum_score", range: .nonNegative, default: "0",
        LocalizedText(en: "a project below this gets nothing", zh: "入围最低分"))
    private static let periodParameter = Parameter<String>.text(
        "period", kind: .period, LocalizedText(en: "period of the budget", zh: "时期"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "project_scoring", title: LocalizedText(en: "Projects by score", zh: "项目评分与资金分配"),
            meaning: LocalizedText(
                en: "A budget to projects by score or cost-effectiveness, with tilt factors",
                zh: "按得分或成效排序分配资金，体现倾斜"),
            parameters: BlockIdentity.declarations + [
                projectsParameter.declaration, criteriaParameter.declaration, ratingsParameter.declaration,
                tiltsParameter.declaration, rankingParameter.declaration, fillParameter.declaration,
                budgetParameter.declaration, supportParameter.declaration, minimumParameter.declaration,
                periodParameter.declaration,
            ], rules: [check])
    }

    public let identity: BlockIdentity
    let projects: Table
    let criteria: Table?
    let ratings: Table?
    let tilts: Table?
    let ranking: Ranking
    let fill: Fill
    let budget: Rational
    let supportRate: Rational
    let minimumScore: Rational
    let period: Period

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        projects = bound[Self.projectsParameter]
        criteria = bound[Self.criteriaParameter]
        ratings = bound[Self.ratingsParameter]
        tilts = bound[Self.tiltsParameter]
        ranking = bound[Self.rankingParameter]
        fill = bound[Self.fillParameter]
        budget = bound[Self.budgetParameter]
        supportRate = bound[Self.supportParameter]
        minimumScore = bound[Self.minimumParameter]
        period = Period(bound[Self.periodParameter]) ?? .year(0)
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        if Period(bound[periodParameter]) == nil {
            diagnostics.append(
                Diagnostic(
                    code: "wrong_type", at: bound.location(of: periodParameter),
                    path: bound.path(of: periodParameter), "no settlement period", hint: "write 2023"))
        }
        if let criteria = bound[criteriaParameter] {
            WholeCheck.check(
                criteria.rows.compactMap { criteria.number($0, Columns.weight) }, is: .one,
                of: LocalizedText(en: "the weights", zh: "权重"),
                at: criteria.rows.isEmpty ? nil : criteria.location(0, Columns.weight),
                path: criteria.path(Columns.weight), &diagnostics)
        }
        if bound[rankingParameter] == .score {
            bound.requireValues(["criteria", "ratings"], &diagnostics)
        }
    }
}
