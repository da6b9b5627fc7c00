import EcoAccounts
import EcoParameters
import EcoUnits

/// Quota that projects promised to obtain before production, quota that retrofits freed, and the pool between
/// them. Method: `QuotaCommitments.md`.
public struct QuotaCommitments: Appraisal {
    enum Columns {
        static let project = Column<String>.text(
            "project", LocalizedText(en: "name of the project", zh: "项目"))
        static let pollutant = Column<String>.text(
            "pollutant", kind: .identifier, LocalizedText(en: "pollutant", zh: "污染物"))
        static let tonnes = Column<FixedPoint>.exact(
            "tonnes", unit: .named("t"), range: .positive, LocalizedText(en: "quota", zh: "指标量"))
        static let deadline = Column<String>.text(
            "deadline", kind: .date, LocalizedText(en: "last day for the quota", zh: "承诺取得期限"))
        static let date = Column<String>.text("date", kind: .date, LocalizedText(en: "day", zh: "日期"))
        static let firm = Column<String>.text("firm", LocalizedText(en: "firm that reduced", zh: "减排企业"))
        static let before = Column<FixedPoint>.exact(
            "before_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "emission before the measure", zh: "改造前排放量"))
        static let after = Column<FixedPoint>.exact(
            "after_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "emission after the measure", zh: "改造后排放量"))
    }

    static let commitmentsTable = TableDeclaration(
        id: "quota_commitments",
        meaning: LocalizedText(en: "Quota promised before production", zh: "承诺投产前取得的总量指标"),
        columns: [
            Columns.project.declaration, OwnColumn.region.declaration, Columns.pollutant.declaration,
            Columns.tonnes.declaration, Columns.deadline.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["project", "pollutant"])

    static let deliveriesTable = TableDeclaration(
        id: "quota_deliveries", meaning: LocalizedText(en: "Quota handed over from the pool", zh: "已取得的总量指标"),
        columns: [
            Columns.project.declaration, Columns.pollutant.declaration, Columns.date.declaration,
            Columns.tonnes.declaration, OwnColumn.note.declaration,
        ])

    static let freedTable = TableDeclaration(
        id: "freed_quota", meaning: LocalizedText(en: "Quota freed by measures", zh: "改造腾出的排污权"),
        columns: [
            Columns.firm.declaration, Columns.pollutant.declaration, Columns.date.declaration,
            Columns.before.declaration, Columns.after.declaration, OwnColumn.note.declaration,
        ])

    private static let commitmentsParameter = Parameter<Table>.table(
        "commitments", commitmentsTable, LocalizedText(en: "commitments", zh: "承诺表"))
    private static let deliveriesParameter = Parameter<Table>.table(
        "deliveries", deliveriesTable, LocalizedText(en: "quota handed over", zh: "交付表"))
    private static let freedParameter = Parameter<Table>.table(
        "freed", freedTable, LocalizedText(en: "quota freed into the pool", zh: "腾出指标表"))
    private static let asOfParameter = Parameter<String>.text(
        "as_of", kind: .date, LocalizedText(en: "day of the check", zh: "核查日期"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "quota_commitments", title: LocalizedText(en: "Quota commitments", zh: "总量指标承诺台账"),
            meaning: LocalizedText(
                en: "Open, met and breached commitments, and the pool that feeds them", zh: "承诺的履行状态与指标储备池"),
            parameters: BlockIdentity.declarations + [
                commitmentsParameter.declaration, deliveriesParameter.declaration,
                freedParameter.declaration, asOfParameter.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard CalendarDate(bound[asOfParameter]) == nil else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "wrong_type", at: bound.location(of: asOfParameter),
                            path: bound.path(of: asOfParameter), "'\(bound[asOfParameter])' is no date",
                            hint: "write 2023-12-31"))
                }
            ])
    }

    public let identity: BlockIdentity
    let commitments: Table
    let deliveries: Table
    let freed: Table
    let asOf: CalendarDate?

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        commitments = bound[Self.commitmentsParameter]
        deliveries = bound[Self.deliveriesParameter]
        freed = bound[Self.freedParameter]
        asOf = CalendarDate(bound[Self.asOfParameter])
    }
}
