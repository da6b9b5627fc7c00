import EcoParameters
import EcoUnits

extension TargetLinear {
    private static let periodParameter = Parameter<PeriodKind>.choice(
        "period", default: .year, LocalizedText(en: "length of a settlement period", zh: "结算周期"))
    private static let baselineParameter = Parameter<Baseline>.choice(
        "baseline", default: .target, LocalizedText(en: "what the values are compared with", zh: "比较基数"))
    private static let cumulativeParameter = Parameter<Bool>.boolean(
        "cumulative", default: "false",
        LocalizedText(
            en:
                "each quarter settles the mean since January minus what earlier quarters settled; the year is then (mean of the year - target) x rate",
            zh: "按年初至本季累计均值结算并扣除前几季"))
    private static let rewardDistanceParameter = Parameter<RewardDistance>.choice(
        "reward_distance", LocalizedText(en: "what a reward counts past the dead band", zh: "起奖后的计奖口径"))
    private static let stretchParameter = Parameter<Table>.table(
        "stretch_targets",
        ReferenceTable.declaration(
            id: "stretch_targets", LocalizedText(en: "Second, better targets", zh: "奋斗目标")),
        LocalizedText(en: "second targets by region and period", zh: "奋斗目标值表")
    ).optional
    private static let terms = FundTerms(step: "0.01 万元", source: "no published rule states its step")

    // MARK: Indicators

    private static func rate(_ key: String, _ indicator: AssessedIndicator, _ meaning: LocalizedText)
        -> Parameter<Rational>
    {
        .exactQuantity(key, unit: indicator.rateUnit, range: .nonNegative, meaning)
    }

    private static func rewardRate(_ indicator: AssessedIndicator) -> Parameter<Rational> {
        rate("reward_rate", indicator, LocalizedText(en: "money for one unit better", zh: "优于目标的单位奖励"))
    }

    private static func fineRate(_ indicator: AssessedIndicator) -> Parameter<Rational> {
        rate("fine_rate", indicator, LocalizedText(en: "money for one unit worse", zh: "劣于目标的单位扣缴"))
    }

    private static func deadBand(_ indicator: AssessedIndicator) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(
            "dead_band", unit: indicator.unit, range: .nonNegative,
            LocalizedText(en: "how much better than the target before the rate pays", zh: "起奖差距")
        ).optional
    }

    private static func amount(_ key: String, _ meaning: LocalizedText) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(key, unit: .yuan, range: .nonNegative, meaning).optional
    }

    private static let metAmount = amount(
        "met_amount", LocalizedText(en: "money for meeting the target", zh: "完成目标的定额奖励"))
    private static let missedAmount = amount(
        "missed_amount", LocalizedText(en: "money charged for missing it", zh: "未完成目标的定额扣缴"))
    private static let stretchAmount = amount(
        "stretch_amount", LocalizedText(en: "money added for meeting the second target", zh: "完成奋斗目标的追加奖励"))
    private static let cap = amount(
        "cap", LocalizedText(en: "the most that the indicator moves in a period", zh: "单项每期上限"))

    private static let indicatorsParameter = Parameter<[IndicatorRule]>.indicators(
        LocalizedText(en: "assessed indicators with their rates", zh: "考核指标及单价")
    ) { indicator in
        [
            Baseline.fixedParameter(indicator).declaration, rewardRate(indicator).optional.declaration,
            fineRate(indicator).optional.declaration, deadBand(indicator).declaration,
            metAmount.declaration, missedAmount.declaration, stretchAmount.declaration, cap.declaration,
        ]
    } make: { indicator, bound in
        IndicatorRule(
            indicator: indicator, fixedBaseline: bound[Baseline.fixedParameter(indicator)],
            rewardRate: bound[rewardRate(indicator).optional] ?? .zero,
            fineRate: bound[fineRate(indicator).optional] ?? .zero,
            deadBand: bound[deadBand(indicator)] ?? .zero, metAmount: bound[metAmount] ?? .zero,
            missedAmount: bound[missedAmount] ?? .zero, stretchAmount: bound[stretchAmount] ?? .zero,
            cap: bound[cap])
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "target_linear",
            title: LocalizedText(en: "Distance from a target (Henan 2016, Wuhan, Chengdu)", zh: "目标差距线性奖惩"),
            meaning: LocalizedText(
                en: "Money in proportion to the distance from a target, with a dead band and fixed amounts",
                zh: "按与目标值的差距双向计算，可设起奖点与定额"),
            parameters: SchemeScope.declarations + [
                periodParameter.declaration, baselineParameter.declaration, cumulativeParameter.declaration,
                rewardDistanceParameter.optional.declaration, indicatorsParameter.declaration,
                stretchParameter.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        period = bound[Self.periodParameter]
        baseline = bound[Self.baselineParameter]
        isCumulative = bound[Self.cumulativeParameter]
        // Without a dead band there is no part to leave out, and both come to the same.
        rewardDistance = bound[Self.rewardDistanceParameter.optional] ?? .whole
        indicators = bound[Self.indicatorsParameter]
        stretchTargets = bound[Self.stretchParameter]
        settlement = Self.terms.rules(bound)
    }

    // MARK: Rules

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["indicators"], &diagnostics)
        let isFixed = bound[baselineParameter] == .fixed
        bound.requireInIndicators(&diagnostics) { _ in
            ["reward_rate", "fine_rate"] + (isFixed ? ["fixed_baseline"] : [])
        }
        if bound.indicatorBlocks.contains(where: { $0.group.fields["dead_band"] != nil }) {
            bound.requireValues(["reward_distance"], &diagnostics)
        }
        if bound.indicatorBlocks.contains(where: { $0.group.fields["stretch_amount"] != nil }) {
            bound.requireValues(["stretch_targets"], &diagnostics)
        }
        if bound[cumulativeParameter] { checkCumulative(bound, &diagnostics) }
        terms.check(bound, &diagnostics)
    }

    /// Means since January are of quarters, against a target of the year, and of quantities that have a mean.
    private static func checkCumulative(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        if bound[periodParameter] != .quarter || ![.target, .fixed].contains(bound[baselineParameter]) {
            diagnostics.append(
                Diagnostic(
                    code: "cumulative", at: bound.location(of: cumulativeParameter),
                    path: bound.path(of: cumulativeParameter),
                    "cumulative settlement goes by quarter against the target of the year",
                    hint: "set `period: quarter` and `baseline: target` or `fixed`"))
        }
        for block in bound.indicatorBlocks
        where !["pm25", "pm10", "so2", "no2", "dustfall"].contains(block.id) {
            diagnostics.append(
                Diagnostic(
                    code: "cumulative", at: block.group.location, path: bound.indicatorPath(block.id),
                    "the mean since January of '\(block.id)' does not follow from quarters",
                    hint: "settle it in a scheme of its own without `cumulative`"))
        }
    }
}
