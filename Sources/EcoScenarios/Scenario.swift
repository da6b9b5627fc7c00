import EcoAccounts
import EcoParameters
import EcoUnits

/// What a run computes with: complete, immutable, in canonical units.
public struct Scenario: ParameterGroup {
    static let name = Parameter<String>.text(
        "name", kind: .identifier,
        LocalizedText(en: "short name, used for the run folder", zh: "情景代号，用于运行目录名"))
    static let title = Parameter<LocalizedText>.localizedText(
        "title", LocalizedText(en: "title of the report", zh: "报告标题"))
    static let year = Parameter<Int>.integer(
        "year", range: 1990...2100,
        LocalizedText(en: "accounting and evaluation year", zh: "核算与考核年度"))
    static let regions = Parameter<RegionsParameters>.group(
        "regions", LocalizedText(en: "the counties that take part", zh: "参与县区"))
    static let assumptions = Parameter<Table>.table(
        "assumptions", Assumption.declaration,
        LocalizedText(en: "what is assumed where no figure is published", zh: "无公开数据处的假定")
    ).optional
    static let report = Parameter<ReportParameters>.group(
        "report", LocalizedText(en: "how the result is shown", zh: "结果展示方式")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "scenario", title: LocalizedText(en: "Scenario", zh: "情景"),
            meaning: LocalizedText(
                en: "The outermost block of scenario.yaml; a block that is left out is not computed",
                zh: "scenario.yaml 的最外层；未写出的模块不计算"),
            parameters: [
                name.declaration, title.declaration, year.declaration, regions.declaration,
                assumptions.declaration, report.declaration,
            ])
    }

    public let name: String
    public let title: LocalizedText
    public let year: Int
    public let regions: RegionTable
    /// Outlines of the counties, where the scenario has them.
    public let outlines: FileReference?
    public let assumptions: [Assumption]
    public let report: ReportParameters

    public init(_ bound: BoundGroup) {
        name = bound[Self.name]
        title = bound[Self.title]
        year = bound[Self.year]
        let regions = bound[Self.regions]
        self.regions = regions.regions
        outlines = regions.outlines
        assumptions = bound[Self.assumptions].map(Assumption.rows) ?? []
        report = bound[Self.report] ?? ReportParameters()
    }
}
