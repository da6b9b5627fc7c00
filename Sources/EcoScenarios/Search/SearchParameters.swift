import EcoParameters
import EcoUnits

/// The block `search`: which values are chosen, what for, and what they must meet.
public struct SearchParameters: ParameterGroup {
    public enum Method: String, ParameterChoice {
        case fitting, global

        public var meaning: LocalizedText {
            switch self {
            case .fitting:
                LocalizedText(
                    en: "an exact method where the form of the problem is known, else the global one",
                    zh: "问题结构已知时用精确方法，否则用全局方法")
            case .global: LocalizedText(en: "the global optimiser in any case", zh: "一律使用全局优化")
            }
        }
    }

    static let variablesParameter = Parameter<[SearchVariable]>.groups(
        "variables", minimumCount: 1, LocalizedText(en: "the values that are chosen", zh: "决策变量"))
    static let objectiveParameter = Parameter<SearchCriterion>.group(
        "objective", LocalizedText(en: "what is made as small, or as large, as it goes", zh: "目标函数"))
    static let constraintsParameter = Parameter<[SearchConstraint]>.variants(
        "constraints", discriminator: "constraint", options: SearchConstraint.options,
        LocalizedText(en: "what every result must meet", zh: "约束条件")
    ) { SearchConstraint($0, $1) }
    static let frontParameter = Parameter<[SearchCriterion]>.groups(
        "pareto",
        LocalizedText(
            en: "two or three criteria of a front, such as cost, air and fairness",
            zh: "帕累托前沿的两至三个维度，如成本、空气与公平"))
    static let methodParameter = Parameter<Method>.choice(
        "method", default: .fitting, LocalizedText(en: "how it is searched", zh: "搜索方法"))
    static let evaluationsParameter = Parameter<Int>.integer(
        "evaluations", range: 1...1_000_000, default: "300",
        LocalizedText(en: "points evaluated at most", zh: "最多计算的方案数"))
    static let seedParameter = Parameter<Int>.integer(
        "seed", range: 0...Int(Int32.max), default: "1",
        LocalizedText(en: "seed of the random numbers of the search", zh: "搜索随机数种子"))
    static let drawsParameter = Parameter<Int>.integer(
        "draws", range: 1...100_000,
        LocalizedText(
            en:
                "weather draws in which every point is tried, the same for all; those of the simulation where absent",
            zh: "每个方案试算的气象抽样次数（各方案相同），缺省同 simulation")
    ).optional
    static let nearParameter = Parameter<Double>.number(
        "near_optimal", range: .closed(0, 1), default: "0.02",
        LocalizedText(en: "part of the objective by which an alternative may be worse", zh: "次优方案目标值允许的相对差距"))
    static let alternativesParameter = Parameter<Int>.integer(
        "alternatives", range: 0...100, default: "5",
        LocalizedText(en: "nearly-best results to tell, far from each other", zh: "列出的次优方案数"))
    static let discountParameter = Parameter<Double>.number(
        "discount_rate", range: .closed(0, 0.5), default: "0.05",
        LocalizedText(en: "yearly rate of present values", zh: "折现率"),
        source: "social discount rate in common use for public projects", status: .provisional)
    static let revenuesParameter = Parameter<Table>.table(
        "revenues", Revenues.declaration,
        LocalizedText(
            en: "what burdens are measured by; GDP of the simulation where absent", zh: "衡量负担的财力，缺省为模拟的地区生产总值"
        )
    ).optional

    static let subsidyParameter = Parameter<Double>.number(
        "abatement_subsidy", range: .fraction, default: "0",
        LocalizedText(
            en:
                "part of what measures, upgrades, alerts and projects cost that budgets of the counties bear; the rest is the enterprises'",
            zh: "县级财政承担的减排、提级、应急与项目费用比例，其余由企业承担"))

    public enum Revenues {
        static let region = Column<String>.text(
            "region", kind: .regionCode, LocalizedText(en: "county", zh: "县代码"))
        static let revenue = Column<Double>.quantity(
            "revenue_yuan", unit: .named("CNY"), range: .positive,
            LocalizedText(en: "public revenue of a year", zh: "年度一般公共预算收入"))
        static let status = Column<String>.text(
            "status", presence: .optional, LocalizedText(en: "how well the row is founded", zh: "数据来源性质"))
        static let note = Column<String>.text(
            "note", presence: .optional, LocalizedText(en: "source or remark", zh: "来源或备注"))
        static let declaration = TableDeclaration(
            id: "search_revenues",
            meaning: LocalizedText(en: "public revenue of the counties", zh: "各县财力"),
            columns: [region.declaration, revenue.declaration, status.declaration, note.declaration],
            uniqueBy: ["region"])
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "search", title: LocalizedText(en: "Search of the standard", zh: "标准寻优"),
            meaning: LocalizedText(
                en: "which values of the scenario meet what is asked for at the best objective",
                zh: "在满足约束的前提下寻找使目标最优的参数取值"),
            parameters: [
                variablesParameter.declaration, objectiveParameter.declaration,
                constraintsParameter.declaration, frontParameter.declaration, methodParameter.declaration,
                evaluationsParameter.declaration, seedParameter.declaration, drawsParameter.declaration,
                nearParameter.declaration, alternativesParameter.declaration,
                discountParameter.declaration, revenuesParameter.declaration, subsidyParameter.declaration,
            ], rules: [variablesDiffer, frontsHaveAxes])
    }

    private static let variablesDiffer: GroupDeclaration.Rule = { bound, diagnostics in
        var ids: Set<String> = []
        var paths: Set<String> = []
        for variable in bound[variablesParameter] {
            let own = variable.paths + (variable.rest.map { [$0] } ?? [])
            let repeated = own.first { !paths.insert($0).inserted }
            guard !ids.insert(variable.id).inserted || repeated != nil else { continue }
            diagnostics.append(
                Diagnostic(
                    code: "duplicate", at: variable.location, path: bound.path(of: variablesParameter),
                    repeated.map { "`\($0)` is chosen twice" } ?? "two variables are called \(variable.id)",
                    hint: "keep one, or rename it"))
        }
    }

    private static let frontsHaveAxes: GroupDeclaration.Rule = { bound, diagnostics in
        guard ![0, 2, 3].contains(bound[frontParameter].count) else { return }
        diagnostics.append(
            Diagnostic(
                code: "size_mismatch", at: bound.location(of: frontParameter),
                path: bound.path(of: frontParameter),
                "\(bound[frontParameter].count) criteria: a front has two or three",
                hint: "give two or three, or leave `pareto` out"))
    }

    public let variables: [SearchVariable]
    public let objective: SearchCriterion
    public let constraints: [SearchConstraint]
    public let front: [SearchCriterion]
    public let method: Method
    public let evaluations: Int
    public let seed: UInt64
    public let draws: Int?
    public let nearOptimal: Double
    public let alternatives: Int
    public let discountRate: Double
    /// By six digits; nil where burdens are measured by GDP.
    public let revenues: [String: Double]?
    public let abatementSubsidy: Double
    public let location: SourceLocation

    public init(_ bound: BoundGroup) {
        variables = bound[Self.variablesParameter]
        objective = bound[Self.objectiveParameter]
        constraints = bound[Self.constraintsParameter]
        front = bound[Self.frontParameter]
        method = bound[Self.methodParameter]
        evaluations = bound[Self.evaluationsParameter]
        seed = UInt64(bound[Self.seedParameter])
        draws = bound[Self.drawsParameter]
        nearOptimal = bound[Self.nearParameter]
        alternatives = bound[Self.alternativesParameter]
        discountRate = bound[Self.discountParameter]
        abatementSubsidy = bound[Self.subsidyParameter]
        revenues = bound[Self.revenuesParameter].map { table in
            Dictionary(
                table.rows.map { (table.value($0, Revenues.region), table.value($0, Revenues.revenue)) },
                uniquingKeysWith: { first, _ in first })
        }
        location = bound.location
    }

    /// `PATH=VALUE` of a point.
    public func overrides(_ values: [Double]) -> [String] {
        zip(variables, values).flatMap { $0.overrides($1) }
    }
}
