import EcoParameters
import EcoUnits

extension BenchmarkTiers {
    private static let periodParameter = Parameter<PeriodKind>.choice(
        "period", default: .month, LocalizedText(en: "length of a settlement period", zh: "结算周期"))
    private static let tierModeParameter = Parameter<TierTable.Mode>.choice(
        "tier_mode", default: .marginal,
        LocalizedText(en: "how the part above the first step is priced", zh: "超出首档部分的计价方式"),
        source: "the published reports leave it open; Zhengzhou 2020 prints marginal tiers",
        status: .provisional)
    private static let baselinesParameter = Parameter<[Baseline]>.choices(
        "baselines", minimumCount: 0,
        LocalizedText(en: "what the values are compared with", zh: "比较基数"))
    private static let rateBaselineParameter = Parameter<RateBaseline>.choice(
        "change_rate_baseline", default: .meanOfArea,
        LocalizedText(en: "what rates of change are compared with", zh: "变化率的比较基数"))
    private static let fineCombinationParameter = Parameter<Combination>.choice(
        "fine_combination", LocalizedText(en: "what two baselines come to together", zh: "两个基数金额的合成"))
    private static let rewardConditionParameter = Parameter<RewardCondition>.choice(
        "reward_condition",
        LocalizedText(en: "which baselines a region must beat for a reward", zh: "获得奖励须优于哪些基数"))
    private static let previousYearWeightParameter = Parameter<Rational>.exactNumber(
        "previous_year_weight", range: .nonNegative, default: "1",
        LocalizedText(
            en: "weight of the comparison with the year before, the others having 1", zh: "同比相对于其他比较的权重"))
    private static let heatingMonthsParameter = MonthList.parameter(
        "heating_months", LocalizedText(en: "months of the heating season", zh: "采暖期月份"))
    private static let rewardsParameter = Parameter<Rewards>.choice(
        "rewards", default: .pool, LocalizedText(en: "where rewards come from", zh: "奖励资金来源"))
    private static let poolShareParameter = Parameter<Rational>.exactNumber(
        "pool_share", range: .fraction, default: "0.8",
        LocalizedText(
            en: "part of the fines that is paid out as rewards, for `rewards: pool`", zh: "罚金用于奖励的比例"),
        source: "published totals of 2018-06, 2018-09 and 2019-04 (rewards = 0.8 x fines)", status: .published
    )
    private static let terms = FundTerms(
        step: "0.01 万元", source: "published amounts have two decimals of 万元", fund: .rewardPool)

    // MARK: Indicators

    private static let seasonParameter = Parameter<Season>.choice(
        "season", default: .allYear, LocalizedText(en: "months in which the indicator counts", zh: "考核季节"))
    private static let directionParameter = Parameter<Direction>.choice(
        "direction", default: .both, LocalizedText(en: "whether it fines, rewards or both", zh: "奖罚方向"))
    private static let measuresParameter = Parameter<[Measure]>.choices(
        "measures", minimumCount: 0,
        LocalizedText(
            en: "what of the indicator is assessed: `level` where absent, `change_rate`", zh: "考核内容，缺省为当期数值"))
    private static let weightParameter = Parameter<Rational>.exactNumber(
        "weight", range: .positive,
        LocalizedText(en: "share of the pool, relative to the period's other factors", zh: "奖励资金分配权重")
    ).optional
    private static let rateWeightParameter = Parameter<Rational>.exactNumber(
        "change_rate_weight", range: .positive,
        LocalizedText(en: "the same for its rate of change", zh: "变化率的奖励资金分配权重")
    ).optional

    private static func exemptionParameter(_ indicator: AssessedIndicator) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(
            "exemption_limit", unit: indicator.unit, range: .nonNegative,
            LocalizedText(en: "no fine where the value is no worse than this", zh: "免罚限值")
        ).optional
    }

    private static func rewardTiers(_ indicator: AssessedIndicator) -> Parameter<TierTable> {
        TierTable.parameter("reward_tiers", indicator: indicator)
    }

    private static func rateTiers(_ key: String) -> Parameter<TierTable> {
        TierTable.parameter(
            key, unit: .percent, rateUnit: .yuanPerPercent,
            LocalizedText(
                en: "money by percentage points between the rate of change and its baseline",
                zh: "按变化率与基数差距（百分点）分档的金额"))
    }

    private static let indicatorsParameter = Parameter<[[Factor]]>.indicators(
        LocalizedText(en: "assessed indicators with their tiers", zh: "考核指标及其分档")
    ) { indicator in
        [
            seasonParameter.declaration, directionParameter.declaration, measuresParameter.declaration,
            weightParameter.declaration, rateWeightParameter.declaration,
            exemptionParameter(indicator).declaration, Baseline.fixedParameter(indicator).declaration,
            Measure.smallestBase(indicator).declaration,
            TierTable.parameter(indicator: indicator).declaration,
            rewardTiers(indicator).declaration, rateTiers("change_rate_tiers").declaration,
            rateTiers("change_rate_reward_tiers").declaration,
        ]
    } make: { indicator, bound in
        measures(bound).map { factor($0, indicator, bound) }
    }

    private static func measures(_ bound: BoundGroup) -> [Measure] {
        let named = bound[measuresParameter]
        return named.isEmpty ? [.level] : Measure.allCases.filter(named.contains)
    }

    private static func factor(
        _ measure: Measure, _ indicator: AssessedIndicator, _ bound: BoundGroup
    ) -> Factor {
        let isLevel = measure == .level
        return Factor(
            indicator: indicator, measure: measure, season: bound[seasonParameter],
            direction: bound[directionParameter],
            weight: bound[isLevel ? weightParameter : rateWeightParameter] ?? .one,
            exemptionLimit: bound[exemptionParameter(indicator)],
            fixedBaseline: bound[Baseline.fixedParameter(indicator)],
            smallestBase: bound[Measure.smallestBase(indicator)],
            tiers: bound[
                isLevel ? TierTable.parameter(indicator: indicator) : rateTiers("change_rate_tiers")],
            rewardTiers: bound[isLevel ? rewardTiers(indicator) : rateTiers("change_rate_reward_tiers")])
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "benchmark_tiers",
            title: LocalizedText(en: "Tiers against a benchmark (Shanxi, Henan)", zh: "对标分档奖惩（山西、河南）"),
            meaning: LocalizedText(
                en:
                    "Tiered money against the mean of the area, the year before or a target; fines feed a pool, or rewards have tiers",
                zh: "劣于均值、同比或目标按档罚缴，罚金形成奖励资金池，或按档奖励"),
            parameters: SchemeScope.declarations + [
                periodParameter.declaration, indicatorsParameter.declaration, tierModeParameter.declaration,
                baselinesParameter.declaration, rateBaselineParameter.declaration,
                fineCombinationParameter.optional.declaration, rewardConditionParameter.optional.declaration,
                previousYearWeightParameter.declaration, heatingMonthsParameter.declaration,
                rewardsParameter.declaration, poolShareParameter.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        period = bound[Self.periodParameter]
        factors = bound[Self.indicatorsParameter].flatMap { $0 }.filter { $0.season != .never }
        tierMode = bound[Self.tierModeParameter]
        baselines = bound[Self.baselinesParameter]
        rateBaseline = bound[Self.rateBaselineParameter]
        // With one baseline there is nothing to combine, and both rules come to the same.
        fineCombination = bound[Self.fineCombinationParameter.optional] ?? .largest
        rewardCondition = bound[Self.rewardConditionParameter.optional] ?? .all
        previousYearWeight = bound[Self.previousYearWeightParameter]
        heatingMonths = bound[Self.heatingMonthsParameter]
        rewards = bound[Self.rewardsParameter]
        poolShare = bound[Self.poolShareParameter]
        let rules = Self.terms.rules(bound)
        settlement = rewards == .pool ? rules.replacing(funding: .pool(share: poolShare)) : rules
    }

    // MARK: Rules

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["indicators"], &diagnostics)
        let blocks = bound.indicatorBlocks.filter { $0.group[seasonParameter] != .never }
        if blocks.isEmpty || blocks.contains(where: { measures($0.group).contains(.level) }) {
            bound.requireValues(["baselines"], &diagnostics)
        }
        if Set(bound[baselinesParameter]).count > 1 {
            bound.requireValues(["fine_combination", "reward_condition"], &diagnostics)
        }
        for block in blocks { checkIndicator(block, in: bound, &diagnostics) }
        bound.checkUniqueIndicators(&diagnostics)
        checkSeasons(bound, blocks, &diagnostics)
        terms.check(bound, &diagnostics)
    }

    private static func checkIndicator(
        _ block: BoundGroup.IndicatorBlock, in bound: BoundGroup, _ diagnostics: inout [Diagnostic]
    ) {
        let path = bound.indicatorPath(block.id)
        block.group.requireValues(required(in: block.group, of: bound), named: path, &diagnostics)
        guard let indicator = AssessedIndicator(rawValue: block.id) else { return }
        for tiers in [
            TierTable.parameter(indicator: indicator), rewardTiers(indicator), rateTiers("change_rate_tiers"),
            rateTiers("change_rate_reward_tiers"),
        ] { TierTable.check(tiers, in: block.group, path: path, &diagnostics) }
        guard measures(block.group).contains(.change) else { return }
        diagnostics.append(
            Diagnostic(
                code: "unknown_choice", at: block.group.location(of: measuresParameter),
                path: "\(path).measures", "this family assesses `level` and `change_rate`",
                hint: "for the change in units of the indicator use `baselines: [previous_year]`"))
    }

    /// What an indicator needs: weights for a pool, tiers for what it fines and rewards.
    private static func required(in group: BoundGroup, of bound: BoundGroup) -> [String] {
        let isPool = bound[rewardsParameter] == .pool
        let direction = group[directionParameter]
        var keys: [String] = []
        for measure in measures(group) where measure != .change {
            let prefix = measure == .level ? "" : "change_rate_"
            if isPool { keys.append("\(prefix)weight") }
            if direction != .rewardsOnly { keys.append("\(prefix)tiers") }
            if !isPool, direction != .finesOnly { keys.append("\(prefix)reward_tiers") }
        }
        if bound[baselinesParameter].contains(.fixed) { keys.append("fixed_baseline") }
        return keys
    }

    private static func checkSeasons(
        _ bound: BoundGroup, _ blocks: [BoundGroup.IndicatorBlock], _ diagnostics: inout [Diagnostic]
    ) {
        let isSeasonal = blocks.contains { [.heating, .nonHeating].contains($0.group[seasonParameter]) }
        guard isSeasonal else { return }
        bound.requireValues(["heating_months"], &diagnostics)
        guard bound[periodParameter] != .month else { return }
        diagnostics.append(
            Diagnostic(
                code: "season_needs_months", at: bound.location(of: periodParameter),
                path: bound.path(of: periodParameter),
                "an indicator counts in a season, and seasons are of months",
                hint: "settle by month, or set `season: all_year`"))
    }
}
