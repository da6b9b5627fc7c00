import EcoAccounts
import EcoParameters
import EcoUnits

extension ReverseLinkage {
    enum Columns {
        static let year = Column<String>.year
        static let valueAdded = Column<FixedPoint>.exact(
            "damaging_value_added_wan_yuan", unit: .named("万元"), range: .nonNegative,
            LocalizedText(en: "value added of the listed damaging industries", zh: "破坏生态环境相关产业增加值"))
        static let gdp = Column<FixedPoint>.exact(
            "gdp_wan_yuan", unit: .named("万元"), range: .positive,
            LocalizedText(en: "gross regional product", zh: "地区生产总值"))
        static let emissions = Column<FixedPoint>.exact(
            "emissions", range: .nonNegative,
            LocalizedText(
                en: "emissions or energy use of those industries, in one unit throughout", zh: "相关产业排放量或能耗"))
        static let projects = Column<Int>.integer(
            "negative_list_projects", range: 0...10_000, presence: .optional,
            LocalizedText(en: "newly approved projects on the negative list", zh: "新批负面清单项目数"))
        static let damage = Column<FixedPoint>.exact(
            "unrepaired_damage_km2", unit: .named("km2"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "area of damage not yet repaired", zh: "未修复的生态破坏面积"))
        static let redLine = Column<FixedPoint>.exact(
            "red_line_km2", unit: .named("km2"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "area within the ecological red line", zh: "生态保护红线面积"))
    }

    static let industryTable = TableDeclaration(
        id: "linked_industry",
        meaning: LocalizedText(
            en: "Damaging industry by county and year: the base years and the settled one",
            zh: "相关产业情况（基期与当年）"),
        columns: [
            OwnColumn.region.declaration, Columns.year.declaration, Columns.valueAdded.declaration,
            Columns.gdp.declaration, Columns.emissions.declaration, Columns.projects.declaration,
            Columns.damage.declaration, Columns.redLine.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["region", "year"])

    private static let ours = "no formula is published; a defensible choice"

    private static func weight(
        _ key: String, _ text: String, _ meaning: LocalizedText
    ) -> Parameter<Rational> {
        .exactNumber(
            key, range: .nonNegative, default: text, meaning, source: ours, status: .provisional)
    }

    private static let industryParameter = Parameter<Table>.table(
        "industry", industryTable, LocalizedText(en: "damaging industry of the counties", zh: "相关产业表"))
    private static let baseYearsParameter = Parameter<[String]>.texts(
        "base_years", .period, minimumCount: 1,
        LocalizedText(en: "years compared with; never the reform year", zh: "基期年份，不得含改革当年"))
    private static let reformYearParameter = Parameter<Int>.integer(
        "reform_year", range: 1900...2200,
        LocalizedText(en: "year in which the rule was announced; no base year", zh: "改革（办法公布）年份")
    ).optional
    private static let shareWeightParameter = weight(
        "share_weight", "0.5", LocalizedText(en: "weight a of the growth of the share in GDP", zh: "占比增长系数a"))
    private static let projectWeightParameter = weight(
        "project_weight", "0.03", LocalizedText(en: "weight b of one project", zh: "单个项目系数b"))
    private static let emissionWeightParameter = weight(
        "emission_weight", "0.3", LocalizedText(en: "weight c of the growth of emissions", zh: "排放增长系数c"))
    private static let damageWeightParameter = weight(
        "damage_weight", "2",
        LocalizedText(en: "weight d of the damaged part of the red line", zh: "破坏面积占比系数d"))
    private static let maximumParameter = Parameter<Rational>.exactNumber(
        "maximum", range: NumberRange(minimum: 0, maximum: 1, excludesMaximum: true), default: "0.30",
        LocalizedText(en: "largest reduction r_max, below 1", zh: "最大扣减比例"), source: ours,
        status: .provisional)
    private static let minimumShareParameter = Parameter<Rational>.exactNumber(
        "minimum_share", range: NumberRange(minimum: 0, maximum: 1, excludesMinimum: true), default: "0.01",
        LocalizedText(en: "guard s_min: a smaller base share counts as this", zh: "占比下限 s_min"), source: ours,
        status: .provisional)
    private static let minimumEmissionsParameter = Parameter<Rational>.exactNumber(
        "minimum_emissions", range: .positive,
        LocalizedText(
            en: "guard E_min: smaller base emissions count as this, in the unit of the table",
            zh: "排放下限 E_min"))
    private static let withheldParameter = Parameter<Withheld>.choice(
        "withheld", default: .redistributed,
        LocalizedText(en: "where the withheld money goes", zh: "扣减资金去向"), source: ours, status: .provisional)
    private static let withheldFundParameter = Parameter<String>.text(
        "withheld_fund", kind: .identifier, default: "withheld",
        LocalizedText(en: "fund that keeps what nobody is given", zh: "扣减资金账户"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "reverse_linkage", title: LocalizedText(en: "Reverse linkage", zh: "逆向关联"),
            meaning: LocalizedText(
                en: "Less money where industry that damages the environment grows",
                zh: "发展破坏生态环境相关产业的适当减少补偿资金"),
            parameters: [
                industryParameter.declaration, baseYearsParameter.declaration,
                reformYearParameter.declaration, shareWeightParameter.declaration,
                projectWeightParameter.declaration, emissionWeightParameter.declaration,
                damageWeightParameter.declaration, maximumParameter.declaration,
                minimumShareParameter.declaration, minimumEmissionsParameter.declaration,
                withheldParameter.declaration, withheldFundParameter.declaration,
            ], rules: [check])
    }

    public init(_ bound: BoundGroup) {
        rule = LinkageRule(
            shareWeight: bound[Self.shareWeightParameter], projectWeight: bound[Self.projectWeightParameter],
            emissionWeight: bound[Self.emissionWeightParameter],
            damageWeight: bound[Self.damageWeightParameter], maximum: bound[Self.maximumParameter],
            minimumShare: bound[Self.minimumShareParameter],
            minimumEmissions: bound[Self.minimumEmissionsParameter])
        industry = bound[Self.industryParameter]
        baseYears = Set(bound[Self.baseYearsParameter].compactMap { Int($0) })
        withheld = bound[Self.withheldParameter]
        withheldFund = bound[Self.withheldFundParameter]
        path = bound.path
        location = bound.location
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        for text in bound[baseYearsParameter] {
            let isReform = Int(text) != nil && Int(text) == bound[reformYearParameter]
            guard Int(text) == nil || isReform else { continue }
            diagnostics.append(
                Diagnostic(
                    code: isReform ? "reform_year_in_base" : "wrong_type",
                    at: bound.location(of: baseYearsParameter), path: bound.path(of: baseYearsParameter),
                    isReform
                        ? LocalizedText(
                            en:
                                "\(text) is the reform year; figures of it may be moved to gain from the rule",
                            zh: "\(text) 为改革当年，不得作为基期")
                        : LocalizedText(en: "'\(text)' is no year", zh: "“\(text)”不是年份"),
                    hint: LocalizedText(en: "name years before it", zh: "请改用此前年份")))
        }
    }
}
