import EcoAccounts
import EcoParameters
import EcoUnits

extension GreenPerformance {
    enum Columns {
        static let year = Column<String>.year
        static let gep = Column<FixedPoint>.exact(
            "gep_wan_yuan", unit: .named("万元"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "gross ecosystem product at constant prices", zh: "生态系统生产总值（可比价）"))
        static let gdp = Column<FixedPoint>.exact(
            "gdp_wan_yuan", unit: .named("万元"), range: .positive,
            LocalizedText(en: "gross regional product at constant prices", zh: "地区生产总值（可比价）"))
        static let realised = Column<FixedPoint>.exact(
            "realised_wan_yuan", unit: .named("万元"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "value of ecological products realised in markets", zh: "生态产品价值实现额"))
        static let item = Column<String>.text(
            "item", kind: .identifier,
            LocalizedText(en: "what happened: serious_accident, data_fraud", zh: "否决事项"))
    }

    static let growthTable = TableDeclaration(
        id: "gep_and_gdp", meaning: LocalizedText(en: "GEP and GDP by county and year", zh: "GEP与GDP表"),
        columns: [
            OwnColumn.region.declaration, Columns.year.declaration, Columns.gep.declaration,
            Columns.gdp.declaration, Columns.realised.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["region", "year"])

    static let vetoTable = TableDeclaration(
        id: "veto_items", meaning: LocalizedText(en: "Veto items that occurred", zh: "否决事项表"),
        columns: [
            OwnColumn.region.declaration, OwnColumn.period.declaration, Columns.item.declaration,
            OwnColumn.note.declaration,
        ])

    private static let growthParameter = Parameter<Table>.table(
        "growth", growthTable, LocalizedText(en: "GEP and GDP", zh: "GEP与GDP"))
    private static let vetoParameter = Parameter<Table>.table(
        "vetoes", vetoTable, LocalizedText(en: "veto items that occurred", zh: "否决事项")
    ).optional
    private static let vetoGradeParameter = Parameter<Grade>.choice(
        "veto_grade", default: .poor,
        LocalizedText(en: "best grade with a veto item", zh: "发生否决事项时的最高等级"),
        source: "no document states it", status: .provisional)
    private static let noGrowthGradeParameter = Parameter<Grade>.choice(
        "grade_without_double_growth", default: .good,
        LocalizedText(en: "best grade where GEP or GDP did not grow", zh: "未实现双增长时的最高等级"),
        source: "no document states it", status: .provisional)
    private static let accountsParameter = Parameter<Bool>.boolean(
        "read_accounts", default: "false",
        LocalizedText(en: "take an empty GEP from the accounts of the run", zh: "GEP缺省取本次核算结果"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "green_performance",
            title: LocalizedText(en: "Green performance, GEP and GDP", zh: "绿色绩效与GEP、GDP协同增长考核"),
            meaning: LocalizedText(
                en: "Weighted green score with the double growth of GEP and GDP and veto items",
                zh: "绿色指标加权评分，考核GEP与GDP双增长及一票否决事项"),
            parameters: BlockIdentity.declarations + ScoringTerms.declarations + [
                growthParameter.declaration, vetoParameter.declaration, vetoGradeParameter.declaration,
                noGrowthGradeParameter.declaration, accountsParameter.declaration,
            ], rules: [ScoringTerms.check])
    }

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        terms = ScoringTerms(bound)
        growth = bound[Self.growthParameter]
        vetoes = bound[Self.vetoParameter]
        vetoGrade = bound[Self.vetoGradeParameter]
        gradeWithoutDoubleGrowth = bound[Self.noGrowthGradeParameter]
        readsAccounts = bound[Self.accountsParameter]
    }
}
