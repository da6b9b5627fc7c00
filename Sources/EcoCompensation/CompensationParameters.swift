import EcoParameters
import EcoUnits

/// The block `compensation:` of a scenario.
public struct CompensationParameters: ParameterGroup {
    static let schemesParameter = Parameter<[any CompensationScheme]>.variants(
        "schemes", discriminator: "scheme", options: SchemeCatalogue.options, minimumCount: 1,
        LocalizedText(en: "schemes, each with an id of its own", zh: "补偿方案，各有标识"),
        make: { SchemeCatalogue.scheme($0, $1) })
    static let referenceParameter = Parameter<Table>.table(
        "reference",
        ReferenceTable.declaration(
            id: "reference", LocalizedText(en: "Values of the year before", zh: "上年同期值")),
        LocalizedText(en: "values of the year before, for year-on-year baselines", zh: "上年同期值表")
    ).optional
    static let targetsParameter = Parameter<Table>.table(
        "targets",
        ReferenceTable.declaration(
            id: "targets", LocalizedText(en: "Targets by region and period", zh: "各地区目标值")),
        LocalizedText(en: "targets by region and period, for the baseline `target`", zh: "目标值表")
    ).optional
    static let publishedParameter = Parameter<Table>.table(
        "published", PublishedPayment.declaration,
        LocalizedText(en: "published payments, shown beside the result", zh: "已公布金额，供对照")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "compensation", title: LocalizedText(en: "Compensation", zh: "生态补偿"),
            meaning: LocalizedText(
                en: "Schemes that turn evaluated indicators into payments", zh: "由评价结果计算补偿资金的方案"),
            parameters: [
                schemesParameter.declaration, referenceParameter.declaration, targetsParameter.declaration,
                publishedParameter.declaration,
            ],
            rules: [checkUniqueIDs])
    }

    public let schemes: [any CompensationScheme]
    let reference: Table?
    let targets: Table?
    let published: Table?

    public init(_ bound: BoundGroup) {
        schemes = bound[Self.schemesParameter]
        reference = bound[Self.referenceParameter]
        targets = bound[Self.targetsParameter]
        published = bound[Self.publishedParameter]
    }

    private static func checkUniqueIDs(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        var seen: Set<String> = []
        for scheme in bound[schemesParameter] where !seen.insert(scheme.scope.id).inserted {
            diagnostics.append(
                Diagnostic(
                    code: "duplicate_id", at: scheme.scope.location, path: "\(scheme.scope.path).id",
                    "the id '\(scheme.scope.id)' stands twice", hint: "give each scheme its own id"))
        }
    }
}
