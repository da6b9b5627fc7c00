import EcoParameters
import EcoUnits

extension PoolShare {
    enum Columns {
        static let value = Column<FixedPoint>.exact(
            "value", presence: .nullable,
            LocalizedText(en: "figure of the period; empty where missing", zh: "当期数值"))
        static let base = Column<FixedPoint>.exact(
            "base", presence: .nullable,
            LocalizedText(en: "figure that it is compared with; empty where missing", zh: "基期数值"))
    }

    static let figuresTable = TableDeclaration(
        id: "pool_figures",
        meaning: LocalizedText(
            en: "Figures of which more is better, such as GEP at constant prices", zh: "越大越好的数值，如可比价 GEP"),
        columns: [
            OwnColumn.region.declaration, OwnColumn.period.declaration, Columns.value.declaration,
            Columns.base.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["region", "period"])

    private static let periodParameter = Parameter<PeriodKind>.choice(
        "period", default: .year, LocalizedText(en: "length of a settlement period", zh: "结算周期"))
    private static let poolParameter = Parameter<Rational>.exactQuantity(
        "pool", unit: .yuan, range: .nonNegative,
        LocalizedText(en: "the pool of a period, from the upper level", zh: "每期资金池规模")
    ).optional
    private static let finesOfParameter = Parameter<String>.text(
        "fines_of", kind: .identifier,
        LocalizedText(
            en: "earlier scheme whose payments feed the pool, in place of `pool`", zh: "以前述方案扣缴资金为来源")
    ).optional
    private static let finesShareParameter = Parameter<Rational>.exactNumber(
        "fines_share", range: .fraction, default: "1",
        LocalizedText(en: "share of those payments", zh: "扣缴资金用于奖励的比例"))
    private static let poolPartParameter = Parameter<Rational>.exactNumber(
        "pool_part", range: .fraction, default: "1",
        LocalizedText(en: "part of the pool that is divided here", zh: "本方案分配的资金池比例"))
    private static let proratedParameter = Parameter<Bool>.boolean(
        "prorated", default: "false",
        LocalizedText(
            en: "the pool is of a year, and a shorter period gets the part of its months",
            zh: "资金池为全年额度，按月数计提"))
    private static let carryParameter = Parameter<Bool>.boolean(
        "carry_unspent", default: "true",
        LocalizedText(en: "a pool that nobody earns is added to the next period's", zh: "无人获得时资金结转下期"))
    private static let measureParameter = Parameter<Measure>.choice(
        "measure", default: .changeRate,
        LocalizedText(en: "how improvement is measured: `change_rate` or `change`", zh: "改善幅度口径"))
    private static let figuresParameter = Parameter<Table>.table(
        "figures", figuresTable,
        LocalizedText(en: "figures in place of indicators of the air", zh: "代替空气指标的数值表")
    ).optional
    private static let terms = FundTerms(step: "0.01 万元", source: "published amounts have two decimals of 万元")

    private static let weightParameter = Parameter<Rational>.exactNumber(
        "weight", range: .positive, default: "1", LocalizedText(en: "weight of its improvement", zh: "权重"))
    private static let indicatorsParameter = Parameter<[IndicatorRule]>.indicators(
        LocalizedText(en: "indicators whose improvement counts", zh: "计算改善幅度的指标")
    ) { indicator in
        [weightParameter.declaration, Measure.smallestBase(indicator).declaration]
    } make: { indicator, bound in
        IndicatorRule(
            indicator: indicator, weight: bound[weightParameter],
            smallestBase: bound[Measure.smallestBase(indicator)])
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "pool_share",
            title: LocalizedText(en: "Pool shared by improvement (Sichuan)", zh: "按改善幅度分配资金池"),
            meaning: LocalizedText(
                en: "A fixed pool, or a share of another scheme's fines, divided by improvement",
                zh: "固定资金池或扣缴资金按改善幅度分配"),
            parameters: SchemeScope.declarations + [
                periodParameter.declaration, poolParameter.declaration, finesOfParameter.declaration,
                finesShareParameter.declaration, poolPartParameter.declaration,
                proratedParameter.declaration, carryParameter.declaration, measureParameter.declaration,
                indicatorsParameter.declaration, figuresParameter.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        period = bound[Self.periodParameter]
        pool =
            bound[Self.finesOfParameter].map { .fines(scheme: $0, share: bound[Self.finesShareParameter]) }
            ?? .fixed(bound[Self.poolParameter] ?? .zero)
        poolPart = bound[Self.poolPartParameter]
        isProrated = bound[Self.proratedParameter]
        carriesUnspent = bound[Self.carryParameter]
        measure = bound[Self.measureParameter]
        indicators = bound[Self.indicatorsParameter]
        figures = bound[Self.figuresParameter]
        settlement = Self.terms.rules(bound)
    }

    // MARK: Rules

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        exactlyOne(bound, "pool", "fines_of", &diagnostics)
        exactlyOne(bound, "indicators", "figures", &diagnostics)
        bound.checkUniqueIndicators(&diagnostics)
        if bound[measureParameter] == .level {
            diagnostics.append(
                Diagnostic(
                    code: "unknown_choice", at: bound.location(of: measureParameter),
                    path: bound.path(of: measureParameter), "a level is no improvement",
                    hint: "set `change_rate` or `change`"))
        }
        terms.check(bound, &diagnostics)
    }

    private static func exactlyOne(
        _ bound: BoundGroup, _ first: String, _ second: String, _ diagnostics: inout [Diagnostic]
    ) {
        let given = [first, second].filter { bound.fields[$0] != nil }
        guard given.count != 1, !diagnostics.contains(where: { $0.isOfUnknownPreset(above: bound.path) })
        else { return }
        diagnostics.append(
            Diagnostic(
                code: given.isEmpty ? "missing_value" : "both_given", at: bound.location,
                path: bound.path.isEmpty ? first : "\(bound.path).\(first)",
                given.isEmpty
                    ? "neither `\(first)` nor `\(second)` is given"
                    : "`\(first)` and `\(second)` exclude each other",
                hint: "give one of them"))
    }
}
