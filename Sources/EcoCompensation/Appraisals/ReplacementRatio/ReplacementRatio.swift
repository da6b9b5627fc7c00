import EcoAccounts
import EcoParameters
import EcoUnits

/// New emissions against the reductions that replace them: ratio, verdict and what is short; each tonne of a
/// reduction counts once. Method: `ReplacementRatio.md`.
public struct ReplacementRatio: Appraisal {
    enum Columns {
        static let pollutant = Column<String>.text(
            "pollutant", kind: .identifier,
            LocalizedText(en: "pollutant, such as lead, nox", zh: "污染物"))
        static let added = Column<FixedPoint>.exact(
            "added_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "new emissions of the project", zh: "新增排放量"))
        static let replaced = Column<FixedPoint>.exact(
            "replaced_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "reduction that replaces them", zh: "替代削减量"))
        static let required = Column<FixedPoint>.exact(
            "required_ratio", range: NumberRange(minimum: 1), presence: .optional,
            LocalizedText(en: "ratio that the project needs; `default_ratio` where empty", zh: "要求的置换比例"))
        static let source = Column<String>.text(
            "source", presence: .optional,
            LocalizedText(en: "reduction that it comes from, of the table `reductions`", zh: "削减来源"))
        static let reduced = Column<FixedPoint>.exact(
            "reduced_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "verified reduction of the source", zh: "核定削减量"))
        static let sourceKey = Column<String>.text(
            "source", LocalizedText(en: "name of the reduction", zh: "削减来源"))
    }

    static let projectsTable = TableDeclaration(
        id: "replacement_projects",
        meaning: LocalizedText(en: "New emissions and their replacement", zh: "新增与替代表"),
        columns: [
            OwnColumn.subject.declaration, OwnColumn.period.declaration, Columns.pollutant.declaration,
            Columns.added.declaration, Columns.replaced.declaration, Columns.required.declaration,
            Columns.source.declaration, OwnColumn.note.declaration,
        ])

    static let reductionsTable = TableDeclaration(
        id: "replacement_reductions",
        meaning: LocalizedText(en: "Reductions that projects draw on", zh: "削减来源表"),
        columns: [
            Columns.sourceKey.declaration, Columns.pollutant.declaration, Columns.reduced.declaration,
            OwnColumn.note.declaration,
        ], uniqueBy: ["source", "pollutant"])

    private static let projectsParameter = Parameter<Table>.table(
        "projects", projectsTable, LocalizedText(en: "projects", zh: "项目表"))
    private static let reductionsParameter = Parameter<Table>.table(
        "reductions", reductionsTable,
        LocalizedText(en: "verified reductions; no tonne may be used twice", zh: "核定削减量，不得重复使用")
    ).optional
    private static let defaultRatioParameter = Parameter<Rational>.exactNumber(
        "default_ratio", range: NumberRange(minimum: 1), default: "1",
        LocalizedText(
            en: "ratio where a project names none: 1 equal replacement, above 1 reduction", zh: "缺省置换比例"),
        source: "equal replacement (等量替换); reduction replacement of heavy metals is 1.2 in key areas",
        status: .provisional)

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "replacement_ratio", title: LocalizedText(en: "Replacement of emissions", zh: "等量替换与减量置换"),
            meaning: LocalizedText(
                en: "Ratio of reductions to new emissions, and what is short", zh: "新增排放的替代比例与缺口"),
            parameters: BlockIdentity.declarations + [
                projectsParameter.declaration, reductionsParameter.declaration,
                defaultRatioParameter.declaration,
            ])
    }

    public let identity: BlockIdentity
    let projects: Table
    let reductions: Table?
    let defaultRatio: Rational

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        projects = bound[Self.projectsParameter]
        reductions = bound[Self.reductionsParameter]
        defaultRatio = bound[Self.defaultRatioParameter]
    }
}
