import EcoParameters
import EcoUnits

/// The parts of the block beside the market of one period: commodities, time, direct trade, rivers, rules.
struct QuotaModelParameters: Sendable {
    static let presetParameter = Parameter<String>.text(
        "preset", kind: .oneOf(QuotaPreset.all.map(\.id)),
        LocalizedText(
            en: "rules of a province; own rules replace those of the same kind", zh: "省级规则预设；自列规则替换同类预设规则")
    ).optional
    static let rulesParameter = Parameter<[any QuotaRule]>.variants(
        "rules", discriminator: "rule", options: QuotaRuleCatalogue.options,
        LocalizedText(en: "clauses of the policy", zh: "政策规则"), make: { QuotaRuleCatalogue.rule($0, $1) })
    static let commodities = Parameter<[CommodityParameters]>.groups(
        "commodities",
        LocalizedText(
            en: "kinds, names and units; those not listed are pollutants in t", zh: "指标种类、名称与单位，未列者为污染物（吨）"))
    static let periods = Parameter<[String]>.texts(
        "periods", .period,
        LocalizedText(en: "names of the periods in order; one where empty", zh: "时期名称（按先后），空表示单期"))
    static let discountRate = Parameter<Double>.number(
        "discount_rate", range: .nonNegative, default: "0",
        LocalizedText(en: "for each period, such as 0.05", zh: "每期贴现率，如 0.05"))
    static let effects = Parameter<Table>.table(
        "effects", QuotaTables.Effects.declaration,
        LocalizedText(en: "co-effects of measures and projects", zh: "协同影响表")
    ).optional
    static let edges = Parameter<Table>.table(
        "edges", QuotaTables.Edges.declaration,
        LocalizedText(en: "pairs of regions that trade directly", zh: "直接交易地区对")
    ).optional
    static let tradesInPools = Parameter<Bool>.boolean(
        "trades_in_pools", default: "true",
        LocalizedText(en: "false: quota moves on edges only", zh: "是否通过交易池，否则仅限直接交易"))
    static let sections = Parameter<Table>.table(
        "sections", QuotaTables.Sections.declaration, LocalizedText(en: "sections of rivers", zh: "河流断面")
    ).optional
    static let discharges = Parameter<Table>.table(
        "discharges", QuotaTables.Discharges.declaration,
        LocalizedText(en: "where regions discharge; goes with sections", zh: "各地区排入断面，与断面同时给出")
    ).optional
    static let attainment = Parameter<Table>.table(
        "attainment", QuotaTables.Attainments.declaration,
        LocalizedText(en: "which standards regions met, for the rules", zh: "达标情况，供规则引用")
    ).optional

    static let objectiveParameter = Parameter<QuotaObjective>.choice(
        "objective", default: .welfare, LocalizedText(en: "what the plan is best in", zh: "优化目标"))
    static let curvesParameter = Parameter<[QuotaCurveParameters]>.groups(
        "curves", LocalizedText(en: "cost curves to add to the result", zh: "附加费用曲线"))
    static let auditParameter = Parameter<Bool>.boolean(
        "rule_audit", default: "false",
        LocalizedText(
            en: "solve again without each rule and tell what it costs", zh: "逐条规则测算：去除该规则后重新求解并列出其费用"))

    static let exportParameter = Parameter<[ProgramFormat]>.choices(
        "export", minimumCount: 0,
        LocalizedText(
            en: "files of the programme for other solvers, written into the run folder",
            zh: "写入运行文件夹、供其他求解器读取的模型文件"))
    static let truncationParameter = Parameter<Double>.number(
        "matrix_truncation", range: .fraction, default: "0",
        LocalizedText(
            en:
                "entries of the source-receptor matrix below this part of the largest of their receptor become one "
                + "smooth background term; limits are lowered by what that may leave out",
            zh: "源—受体矩阵中低于该受体最大值此比例的元素并入一个平滑背景项，限值按可能遗漏量相应收紧"))

    static let uncertaintyParameter = Parameter<UncertaintyParameters>.group(
        "uncertainty",
        LocalizedText(
            en: "how surely the limits of receptors hold in weather that is not known",
            zh: "气象不确定条件下受体点限值的达标要求")
    ).optional
    static let responsesParameter = Parameter<Table>.table(
        "responses", QuotaTables.Responses.declaration,
        LocalizedText(
            en: "response surfaces of receptors beside the matrix, such as PM2.5 from SO2, NOx and NH3",
            zh: "受体点的非线性响应曲面，如 PM2.5 对 SO2、NOx、NH3 的响应")
    ).optional

    static var declarations: [ParameterDeclaration] {
        [
            objectiveParameter.declaration, curvesParameter.declaration, auditParameter.declaration,
            exportParameter.declaration, truncationParameter.declaration,
            uncertaintyParameter.declaration, responsesParameter.declaration,
            presetParameter.declaration, rulesParameter.declaration, commodities.declaration,
            periods.declaration, discountRate.declaration, effects.declaration, edges.declaration,
            tradesInPools.declaration, sections.declaration, discharges.declaration, attainment.declaration,
        ]
    }

    /// Sections and discharges belong together.
    static let sectionsGoWithDischarges: GroupDeclaration.Rule = { bound, diagnostics in
        let hasSections = bound.fields[sections.key] != nil
        guard hasSections != (bound.fields[discharges.key] != nil) else { return }
        let missing = hasSections ? discharges.key : sections.key
        diagnostics.append(
            Diagnostic(
                code: "missing_value", at: bound.location,
                path: bound.path.isEmpty ? missing : "\(bound.path).\(missing)",
                "sections and discharges belong together", hint: "add \(missing)"))
    }

    let objective: QuotaObjective
    let curves: [QuotaCurveParameters]
    let auditsRules: Bool
    let export: [ProgramFormat]
    /// As a part of the largest entry of a receptor; 0 keeps the matrix whole.
    let truncation: Double
    let preset: String?
    let uncertainty: UncertaintyParameters?
    let responses: Table?
    /// In the order of the catalogue.
    let rules: [any QuotaRule]
    let commodities: [Commodity]
    let periods: [MarketPeriod]
    let effects: Table?
    let edges: Table?
    let tradesInPools: Bool
    let sections: Table?
    let discharges: Table?
    let attainment: Table?

    init(_ bound: BoundGroup) {
        objective = bound[Self.objectiveParameter]
        curves = bound[Self.curvesParameter]
        auditsRules = bound[Self.auditParameter]
        export = bound[Self.exportParameter]
        truncation = bound[Self.truncationParameter]
        preset = bound[Self.presetParameter]
        uncertainty = bound[Self.uncertaintyParameter]
        responses = bound[Self.responsesParameter]
        rules = QuotaRuleCatalogue.ordered(bound[Self.rulesParameter])
        commodities = bound[Self.commodities].map(\.commodity)
        let rate = bound[Self.discountRate]
        var discount = 1.0
        periods = bound[Self.periods].map { name in
            defer { discount /= 1 + rate }
            return MarketPeriod(name: name, discount: discount)
        }
        effects = bound[Self.effects]
        edges = bound[Self.edges]
        tradesInPools = bound[Self.tradesInPools]
        sections = bound[Self.sections]
        discharges = bound[Self.discharges]
        attainment = bound[Self.attainment]
    }
}

/// A commodity of the market.
struct CommodityParameters: ParameterGroup {
    static let id = Parameter<String>.text(
        "id", kind: .identifier, LocalizedText(en: "the id that the tables use", zh: "各表所用标识"))
    static let kind = Parameter<Commodity.Kind>.choice(
        "kind", default: .pollutant, LocalizedText(en: "what it is", zh: "种类"))
    static let name = Parameter<LocalizedText>.localizedText(
        "name", LocalizedText(en: "name; the id where absent", zh: "名称，缺省为标识")
    ).optional
    static let unit = Parameter<String>.text(
        "unit", default: "t", LocalizedText(en: "unit of its quota as people read it", zh: "指标单位"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "quota_commodity", title: LocalizedText(en: "Commodity", zh: "指标种类"),
            meaning: LocalizedText(en: "something that quota is held for", zh: "实行总量指标管理的对象"),
            parameters: [id.declaration, kind.declaration, name.declaration, unit.declaration])
    }

    let commodity: Commodity

    init(_ bound: BoundGroup) {
        commodity = Commodity(
            id: bound[Self.id], kind: bound[Self.kind], name: bound[Self.name],
            unit: bound[Self.unit], location: bound.location)
    }
}

extension QuotaParameters {
    /// The names that the block gives to its commodities, in its order.
    public var commodityNames: [(id: String, name: LocalizedText)] {
        model.commodities.filter { $0.name != LocalizedText($0.id) }.map { ($0.id, $0.name) }
    }
}
