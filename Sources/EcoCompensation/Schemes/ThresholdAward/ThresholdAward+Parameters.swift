import EcoParameters
import EcoUnits

extension ThresholdAward {
    static let allID = "all"

    enum Columns {
        static let indicator = Column<String>.choice(
            "indicator",
            AssessedIndicator.allCases.map { ChoiceOption($0.rawValue, $0.name) } + [
                ChoiceOption(allID, LocalizedText(en: "all indicators together", zh: "全部指标"))
            ], LocalizedText(en: "what was awarded", zh: "已奖励指标"))
    }

    static let awardedTable = TableDeclaration(
        id: "earlier_awards", meaning: LocalizedText(en: "Awards of earlier years", zh: "以往已发放的一次性奖励"),
        columns: [
            OwnColumn.region.declaration, Columns.indicator.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["region", "indicator"])

    private static let periodParameter = Parameter<PeriodKind>.choice(
        "period", default: .year, LocalizedText(en: "length of a settlement period", zh: "结算周期"))
    private static let conditionParameter = Parameter<Condition>.choice(
        "condition", default: .each, LocalizedText(en: "what an award is for", zh: "奖励条件"))
    private static let repetitionParameter = Parameter<Repetition>.choice(
        "repetition", default: .everyPeriod, LocalizedText(en: "how often it is awarded", zh: "奖励次数"))
    private static let awardBasisParameter = Parameter<AwardBasis>.choice(
        "met_by", default: .period, LocalizedText(en: "whose value must meet the limit", zh: "达标口径"))
    private static let yearsParameter = Parameter<Int>.integer(
        "consecutive_years", range: 1...10, default: "1",
        LocalizedText(en: "how many years in a row must meet it", zh: "连续达标年数"))
    private static let accrualParameter = Parameter<Bool>.boolean(
        "monthly_accrual", default: "false",
        LocalizedText(
            en: "amounts are of a year; a period gets a twelfth for each of its months that meets the limit",
            zh: "按月计提：每达标一月计十二分之一"))
    private static let awardedParameter = Parameter<Table>.table(
        "awarded", awardedTable,
        LocalizedText(en: "awards of earlier years, which are not repeated", zh: "以往奖励记录")
    ).optional
    private static let terms = FundTerms(step: "0.01 万元", source: "no published rule states its step")

    private static func money(_ key: String, _ meaning: LocalizedText) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(key, unit: .yuan, range: .nonNegative, meaning).optional
    }

    private static let metParameter = money(
        "amount", LocalizedText(en: "money for meeting it", zh: "达标奖励金额"))
    private static let improvedParameter = money(
        "improved_amount",
        LocalizedText(
            en: "money in its place where the value also improved on the year before", zh: "达标且继续改善的奖励金额"))
    private static let missedParameter = money(
        "missed_amount", LocalizedText(en: "money charged for missing it", zh: "未达标扣缴金额"))

    private static var amountDeclarations: [ParameterDeclaration] {
        [metParameter.declaration, improvedParameter.declaration, missedParameter.declaration]
    }

    private static func amounts(_ bound: BoundGroup) -> Amounts {
        Amounts(
            met: bound[metParameter] ?? .zero, improved: bound[improvedParameter],
            missed: bound[missedParameter] ?? .zero)
    }

    private static func limit(_ indicator: AssessedIndicator) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(
            "limit", unit: indicator.unit, range: .nonNegative,
            LocalizedText(en: "limit of all regions; absent: the table `targets`", zh: "限值，缺省取目标值表")
        ).optional
    }

    private static let indicatorsParameter = Parameter<[IndicatorRule]>.indicators(
        LocalizedText(en: "indicators with their limits and awards", zh: "指标、限值与奖励")
    ) {
        [limit($0).declaration] + amountDeclarations
    } make: { indicator, bound in
        IndicatorRule(indicator: indicator, limit: bound[limit(indicator)], amounts: amounts(bound))
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "threshold_award", title: LocalizedText(en: "Awards for reaching a limit", zh: "达标一次性奖励"),
            meaning: LocalizedText(
                en: "Fixed amounts for reaching a limit or target, once or in every period",
                zh: "达到限值或目标给予定额奖励，可设一次性"),
            parameters: SchemeScope.declarations + [
                periodParameter.declaration, indicatorsParameter.declaration,
                conditionParameter.declaration,
            ] + amountDeclarations + [
                awardBasisParameter.declaration, yearsParameter.declaration,
                repetitionParameter.declaration, accrualParameter.declaration, awardedParameter.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        period = bound[Self.periodParameter]
        indicators = bound[Self.indicatorsParameter]
        condition = bound[Self.conditionParameter]
        allAmounts = Self.amounts(bound)
        repetition = bound[Self.repetitionParameter]
        awardBasis = bound[Self.awardBasisParameter]
        years = bound[Self.yearsParameter]
        accruesByMonth = bound[Self.accrualParameter]
        awarded = bound[Self.awardedParameter]
        settlement = Self.terms.rules(bound)
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["indicators"], &diagnostics)
        if bound[conditionParameter] == .all { bound.requireValues(["amount"], &diagnostics) }
        bound.requireInIndicators(&diagnostics) { _ in
            bound[conditionParameter] == .each ? ["amount"] : []
        }
        if bound[accrualParameter], bound[repetitionParameter] != .everyPeriod {
            diagnostics.append(
                Diagnostic(
                    code: "accrual", at: bound.location(of: accrualParameter),
                    path: bound.path(of: accrualParameter),
                    "an award that accrues by month is no one-off award",
                    hint: "set `repetition: every_period`"))
        }
        terms.check(bound, &diagnostics)
    }
}
