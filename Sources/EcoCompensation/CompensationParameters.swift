import EcoParameters
import EcoUnits

/// The block `compensation:` of a scenario.
public struct CompensationParameters: ParameterGroup {
    static let schemesParameter = Parameter<[any CompensationScheme]>.variants(
        "schemes", discriminator: "scheme", options: SchemeCatalogue.options,
        LocalizedText(en: "schemes, each with an id of its own", zh: "补偿方案，各有标识"),
        make: { SchemeCatalogue.scheme($0, $1) })
    static let appraisalsParameter = Parameter<[any Appraisal]>.variants(
        "appraisals", discriminator: "appraisal", options: AppraisalCatalogue.options,
        LocalizedText(
            en: "scores, grades and gaps to targets, each with an id of its own", zh: "绩效评价与目标跟踪，各有标识"),
        make: { AppraisalCatalogue.appraisal($0, $1) })
    static let allocationsParameter = Parameter<[any Allocation]>.variants(
        "allocations", discriminator: "allocation", options: AllocationCatalogue.options,
        LocalizedText(
            en: "divisions of quota, capacity, cost or budget, each with an id of its own",
            zh: "指标、能力、费用与资金的分配，各有标识"),
        make: { AllocationCatalogue.allocation($0, $1) })
    static let figuresParameter = Parameter<Table>.table(
        "figures",
        ReferenceTable.declaration(
            id: "figures", LocalizedText(en: "Figures evaluated elsewhere", zh: "已评价的指标值")),
        LocalizedText(
            en: "indicators by region and period that were evaluated elsewhere, beside or in place of `air`",
            zh: "已在别处评价的各地区各时期指标值，可补充或替代 air 模块")
    ).optional
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
    static let inKindParameter = Parameter<Table>.table(
        "in_kind", InKindEntry.declaration,
        LocalizedText(en: "compensation that is not money, shown beside the payments", zh: "非货币补偿，与资金并列")
    ).optional
    static let publishedParameter = Parameter<Table>.table(
        "published", PublishedPayment.declaration,
        LocalizedText(en: "published payments, shown beside the result", zh: "已公布金额，供对照")
    ).optional

    static let correctionsParameter = Parameter<CorrectionParameters>.group(
        "corrections", LocalizedText(en: "an earlier ledger that new data revise", zh: "按修订数据更正已结算台账")
    ).optional

    static let analysisParameter = Parameter<AnalysisParameters>.group(
        "analysis", LocalizedText(en: "incentives and risk of the schemes", zh: "激励与风险分析")
    ).optional

    static let signedByParameter = Parameter<String>.text(
        "signed_by",
        LocalizedText(
            en: "who answers for this settlement: name and office, kept in the run's manifest",
            zh: "结算签署人（姓名与职务），记入运行清单")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "compensation", title: LocalizedText(en: "Compensation", zh: "生态补偿"),
            meaning: LocalizedText(
                en: "Schemes that turn evaluated indicators into payments", zh: "由评价结果计算补偿资金的方案"),
            parameters: [
                schemesParameter.declaration, appraisalsParameter.declaration,
                allocationsParameter.declaration, figuresParameter.declaration,
                referenceParameter.declaration, targetsParameter.declaration,
                inKindParameter.declaration, publishedParameter.declaration, correctionsParameter.declaration,
                analysisParameter.declaration, signedByParameter.declaration,
            ],
            rules: [checkUniqueIDs, checkAnything])
    }

    public let schemes: [any CompensationScheme]
    public let appraisals: [any Appraisal]
    public let allocations: [any Allocation]
    let figures: Table?
    let reference: Table?
    let targets: Table?
    let inKind: Table?
    let published: Table?
    let corrections: CorrectionParameters?
    let analysis: AnalysisParameters?
    /// The person who answers for the settlement; `nil` where nobody has signed.
    public let signedBy: String?

    public init(_ bound: BoundGroup) {
        schemes = bound[Self.schemesParameter]
        appraisals = bound[Self.appraisalsParameter]
        allocations = bound[Self.allocationsParameter]
        figures = bound[Self.figuresParameter]
        reference = bound[Self.referenceParameter]
        targets = bound[Self.targetsParameter]
        inKind = bound[Self.inKindParameter]
        published = bound[Self.publishedParameter]
        corrections = bound[Self.correctionsParameter]
        analysis = bound[Self.analysisParameter]
        signedBy = bound[Self.signedByParameter]
    }

    /// The results of other modules that any part reads and no table of figures stands in for.
    public var inputs: Set<EvidenceSource> {
        let all = schemes.reduce(into: Set()) { $0.formUnion($1.inputs) }
            .union(appraisals.flatMap(\.inputs)).union(allocations.flatMap(\.inputs))
        return figures == nil ? all : all.subtracting([.air])
    }

    private static func checkUniqueIDs(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        let lists = [schemesParameter.key, appraisalsParameter.key, allocationsParameter.key]
        let blocks = lists.flatMap { key -> [BoundGroup] in
            guard case .list(let fields)? = bound.fields[key]?.value else { return [] }
            return fields.compactMap(\.value.group)
        }
        var seen: Set<String> = []
        for block in blocks where !seen.insert(block[BlockIdentity.id]).inserted {
            let id = block[BlockIdentity.id]
            diagnostics.append(
                Diagnostic(
                    code: "duplicate_id", at: block.location, path: "\(block.path).id",
                    "the id '\(id)' stands twice",
                    hint: "give each scheme, appraisal and allocation its own id"))
        }
    }

    private static func checkAnything(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        guard ["schemes", "appraisals", "allocations"].allSatisfy({ bound.fields[$0] == nil }) else { return }
        diagnostics.append(
            Diagnostic(
                code: "missing_value", at: bound.location, path: bound.path,
                "the block names no scheme, appraisal or allocation",
                hint: "add `schemes`, `appraisals` or `allocations`"))
    }
}
