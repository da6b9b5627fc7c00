import EcoParameters
import EcoUnits

extension BenchmarkTiers {
    private static let tierModeParameter = Parameter<TierTable.Mode>.choice(
        "tier_mode", default: .marginal,
        LocalizedText(en: "how the part above the first step is priced", zh: "超出首档部分的计价方式"),
        source: "the published reports leave it open; Zhengzhou 2020 prints marginal tiers",
        status: .provisional)
    private static let baselinesParameter = Parameter<[Baseline]>.choices(
        "baselines", minimumCount: 0,
        LocalizedText(en: "what the values are compared with", zh: "比较基数"))
    private static let fineCombinationParameter = Parameter<FineCombination>.choice(
        "fine_combination", LocalizedText(en: "what two baselines come to together", zh: "两个基数罚金的合成"))
    private static let rewardConditionParameter = Parameter<RewardCondition>.choice(
        "reward_condition",
        LocalizedText(en: "which baselines a region must beat for a reward", zh: "获得奖励须优于哪些基数"))
    private static let previousYearWeightParameter = Parameter<Rational>.exactNumber(
        "previous_year_weight", range: .nonNegative, default: "1",
        LocalizedText(
            en: "weight of the comparison with the year before, that with the mean being 1",
            zh: "同比相对于均值比较的权重"))
    private static let heatingMonthsParameter = Parameter<[Int]>(
        ParameterDeclaration(
            key: "heating_months", shape: .list(of: .integer(range: 1...12), minimumCount: 1),
            presence: .optional, meaning: LocalizedText(en: "months of the heating season", zh: "采暖期月份"))
    ) { bound in
        guard case .list(let fields)? = bound else { return [] }
        return fields.compactMap(\.value.integer)
    }
    private static let poolShareParameter = Parameter<Rational>.exactNumber(
        "pool_share", range: .fraction, default: "0.8",
        LocalizedText(en: "part of the fines that is paid out as rewards", zh: "罚金用于奖励的比例"),
        source: "published totals of 2018-06, 2018-09 and 2019-04 (rewards = 0.8 x fines)", status: .published
    )
    private static let fundParameter = SettlementParameters.fund(default: .rewardPool)
    private static let stepParameter = SettlementParameters.roundingStep(
        default: "0.01 万元", source: "published amounts have two decimals of 万元")

    private static let seasonParameter = Parameter<Season>.choice(
        "season", default: .allYear, LocalizedText(en: "months in which the indicator counts", zh: "考核季节"))
    private static let weightParameter = Parameter<Rational>.exactNumber(
        "weight", range: .positive,
        LocalizedText(en: "share of the pool, relative to the month's other indicators", zh: "奖励资金分配权重"))

    private static func exemptionParameter(_ indicator: AssessedIndicator) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(
            "exemption_limit", unit: indicator.unit, range: .nonNegative,
            LocalizedText(en: "no fine where the value is no worse than this", zh: "免罚限值")
        ).optional
    }

    private static func indicatorDeclaration(_ indicator: AssessedIndicator) -> GroupDeclaration {
        GroupDeclaration(
            id: indicator.rawValue, title: indicator.name,
            meaning: LocalizedText(en: "One assessed indicator", zh: "一项考核指标"),
            parameters: [
                seasonParameter.declaration, weightParameter.optional.declaration,
                exemptionParameter(indicator).declaration, TierTable.parameter(indicator).declaration,
            ])
    }

    private static let indicatorsParameter = Parameter<[IndicatorRule]>.variants(
        "indicators", discriminator: "indicator",
        options: AssessedIndicator.allCases.map {
            VariantOption(id: $0.rawValue, group: indicatorDeclaration($0))
        },
        LocalizedText(en: "assessed indicators with their tiers", zh: "考核指标及其分档")
    ) { id, bound in
        AssessedIndicator(rawValue: id).map { indicator in
            IndicatorRule(
                indicator: indicator, season: bound[seasonParameter], weight: bound[weightParameter],
                exemptionLimit: bound[exemptionParameter(indicator)],
                tiers: bound[TierTable.parameter(indicator)])
        }
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "benchmark_tiers",
            title: LocalizedText(en: "Monthly fines and reward pool (Shanxi)", zh: "按月奖惩（山西方案）"),
            meaning: LocalizedText(
                en:
                    "Tiered fines against the mean of the area or the year before; a share of them rewards the better",
                zh: "劣于均值或同比恶化按档罚缴，罚金按比例奖励改善地区"),
            parameters: SchemeScope.declarations + [
                indicatorsParameter.declaration, tierModeParameter.declaration,
                baselinesParameter.declaration,
                fineCombinationParameter.optional.declaration, rewardConditionParameter.optional.declaration,
                previousYearWeightParameter.declaration, heatingMonthsParameter.declaration,
                poolShareParameter.declaration, stepParameter.declaration,
                SettlementParameters.rounding.declaration, SettlementParameters.paymentCap.declaration,
                fundParameter.declaration, SettlementParameters.upperLevel.declaration,
                SettlementParameters.carriedFund.declaration,
            ],
            completion: { $0.completed(by: presets) }, rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        indicators = bound[Self.indicatorsParameter]
        tierMode = bound[Self.tierModeParameter]
        baselines = bound[Self.baselinesParameter]
        // With one baseline there is nothing to combine, and both rules come to the same.
        fineCombination = bound[Self.fineCombinationParameter.optional] ?? .largest
        rewardCondition = bound[Self.rewardConditionParameter.optional] ?? .all
        previousYearWeight = bound[Self.previousYearWeightParameter]
        heatingMonths = bound[Self.heatingMonthsParameter]
        poolShare = bound[Self.poolShareParameter]
        settlement = SettlementRules(
            funding: .pool(share: poolShare), fund: bound[Self.fundParameter],
            upperLevel: bound[SettlementParameters.upperLevel],
            carriedFund: bound[SettlementParameters.carriedFund], step: bound[Self.stepParameter],
            rounding: bound[SettlementParameters.rounding], paymentCap: bound[SettlementParameters.paymentCap]
        )
    }

    // MARK: Rules

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["indicators", "baselines"], &diagnostics)
        if Set(bound[baselinesParameter]).count > 1 {
            bound.requireValues(["fine_combination", "reward_condition"], &diagnostics)
        }
        for element in bound.indicatorBlocks { checkIndicator(element, in: bound, &diagnostics) }
        bound.checkUniqueIndicators(&diagnostics)
        SettlementParameters.check(bound, step: stepParameter, fund: fundParameter, &diagnostics)
    }

    private static func checkIndicator(
        _ block: BoundGroup.IndicatorBlock, in bound: BoundGroup, _ diagnostics: inout [Diagnostic]
    ) {
        let path = bound.indicatorPath(block.id)
        if block.group[seasonParameter] == .never { return }
        block.group.requireValues(["weight", "tiers"], named: path, &diagnostics)
        if [.heating, .nonHeating].contains(block.group[seasonParameter]) {
            bound.requireValues(["heating_months"], &diagnostics)
        }
        guard block.group.fields["tiers"] != nil, let indicator = AssessedIndicator(rawValue: block.id) else {
            return
        }
        let tiers = TierTable.parameter(indicator)
        if let complaint = block.group[tiers].complaint {
            diagnostics.append(
                Diagnostic(
                    code: "tiers", at: block.group.location(of: tiers), path: "\(path).tiers", complaint,
                    hint: "list the tiers from near to far, the last without `up_to`"))
        }
    }
}
