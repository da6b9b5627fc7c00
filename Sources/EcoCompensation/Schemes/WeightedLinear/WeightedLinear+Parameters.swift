import EcoAccounts
import EcoParameters
import EcoUnits

extension WeightedLinear {
    private static let periodParameter = Parameter<PeriodKind>.choice(
        "period", default: .quarter, LocalizedText(en: "length of a settlement period", zh: "结算周期"))
    private static let baselineParameter = Parameter<Baseline>.choice(
        "baseline", LocalizedText(en: "what the values are compared with", zh: "比较基数"))
    private static let moneyPerPointParameter = Parameter<Rational>.exactQuantity(
        "money_per_point", unit: .yuan, range: .nonNegative,
        LocalizedText(
            en: "money for one point of the score: one unit of weighted change of the indicators",
            zh: "每分补偿金额")
    ).optional
    private static let coefficientsParameter = Parameter<[RegionCode: Rational]>(
        ParameterDeclaration(
            key: "coefficients", shape: .map(key: .regionCode, value: .number(range: .nonNegative)),
            presence: .optional,
            meaning: LocalizedText(en: "coefficient k of single regions, by code", zh: "个别地区系数"))
    ) { bound in
        guard case .map(let entries)? = bound else { return [:] }
        var coefficients: [RegionCode: Rational] = [:]
        for (code, field) in entries {
            if let region = RegionCode(code) { coefficients[region] = field.value.exactNumber }
        }
        return coefficients
    }
    private static let defaultCoefficientParameter = Parameter<Rational>.exactNumber(
        "default_coefficient", range: .nonNegative, default: "1",
        LocalizedText(en: "coefficient k of all other regions", zh: "其余地区系数"))
    private static let surplusParameter = Parameter<SettlementRules.Surplus>.choice(
        "surplus", default: .retained,
        LocalizedText(en: "what becomes of payments that no receiver needs", zh: "结余资金处理"),
        source: "no published scheme states it", status: .provisional)
    private static let budgetParameter = Parameter<Rational>.exactQuantity(
        "budget", unit: .yuan, range: .nonNegative,
        LocalizedText(
            en: "the most that the upper level adds in a period; unpaid claims are deferred", zh: "上级每期补足上限")
    ).optional
    private static let fundParameter = SettlementParameters.fund(default: .compensationFund)
    private static let stepParameter = SettlementParameters.roundingStep(
        default: "1 万元", source: "published amounts of Shandong are whole 万元")

    private static let weightParameter = Parameter<Rational>.exactNumber(
        "weight", range: .nonNegative, LocalizedText(en: "weight in the score", zh: "权重"))

    private static func rateParameter(_ indicator: AssessedIndicator) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(
            "rate", unit: indicator.rateUnit, range: .nonNegative,
            LocalizedText(
                en: "money for one unit of weighted change, in place of money_per_point", zh: "单位变化金额")
        ).optional
    }

    private static func fixedBaselineParameter(_ indicator: AssessedIndicator) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(
            "fixed_baseline", unit: indicator.unit, range: .nonNegative,
            LocalizedText(en: "baseline of all regions, for `baseline: fixed`", zh: "固定基数")
        ).optional
    }

    private static func indicatorDeclaration(_ indicator: AssessedIndicator) -> GroupDeclaration {
        GroupDeclaration(
            id: indicator.rawValue, title: indicator.name,
            meaning: LocalizedText(en: "One assessed indicator", zh: "一项考核指标"),
            parameters: [
                weightParameter.optional.declaration, rateParameter(indicator).declaration,
                fixedBaselineParameter(indicator).declaration,
            ])
    }

    private static let indicatorsParameter = Parameter<[IndicatorRule]>.variants(
        "indicators", discriminator: "indicator",
        options: AssessedIndicator.allCases.map {
            VariantOption(id: $0.rawValue, group: indicatorDeclaration($0))
        },
        LocalizedText(en: "assessed indicators with their weights", zh: "考核指标及权重")
    ) { id, bound in
        AssessedIndicator(rawValue: id).map { indicator in
            IndicatorRule(
                indicator: indicator, weight: bound[weightParameter], rate: bound[rateParameter(indicator)],
                fixedBaseline: bound[fixedBaselineParameter(indicator)])
        }
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "weighted_linear",
            title: LocalizedText(en: "Weighted linear change (Shandong)", zh: "加权线性考核（山东方案）"),
            meaning: LocalizedText(
                en: "Money in proportion to the weighted change against a baseline, both ways",
                zh: "按各指标加权变化量双向计算补偿资金"),
            parameters: SchemeScope.declarations + [
                periodParameter.declaration, baselineParameter.optional.declaration,
                indicatorsParameter.declaration, moneyPerPointParameter.declaration,
                coefficientsParameter.declaration, defaultCoefficientParameter.declaration,
                stepParameter.declaration, SettlementParameters.rounding.declaration,
                SettlementParameters.paymentCap.declaration, budgetParameter.declaration,
                surplusParameter.declaration, fundParameter.declaration,
                SettlementParameters.upperLevel.declaration, SettlementParameters.carriedFund.declaration,
            ],
            completion: { $0.completed(by: presets) }, rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        period = bound[Self.periodParameter]
        baseline = bound[Self.baselineParameter]
        indicators = bound[Self.indicatorsParameter]
        moneyPerPoint = bound[Self.moneyPerPointParameter]
        coefficients = bound[Self.coefficientsParameter]
        defaultCoefficient = bound[Self.defaultCoefficientParameter]
        settlement = SettlementRules(
            funding: .guaranteed(surplus: bound[Self.surplusParameter], budget: bound[Self.budgetParameter]),
            fund: bound[Self.fundParameter], upperLevel: bound[SettlementParameters.upperLevel],
            carriedFund: bound[SettlementParameters.carriedFund], step: bound[Self.stepParameter],
            rounding: bound[SettlementParameters.rounding], paymentCap: bound[SettlementParameters.paymentCap]
        )
    }

    // MARK: Rules

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["indicators", "baseline"], &diagnostics)
        let isFixed = bound[baselineParameter.optional] == .fixed
        for block in bound.indicatorBlocks {
            block.group.requireValues(
                isFixed ? ["weight", "fixed_baseline"] : ["weight"], named: bound.indicatorPath(block.id),
                &diagnostics)
        }
        if bound.indicatorBlocks.contains(where: { $0.group.fields["rate"] == nil }) {
            bound.requireValues(["money_per_point"], &diagnostics)
        }
        bound.checkUniqueIndicators(&diagnostics)
        SettlementParameters.check(bound, step: stepParameter, fund: fundParameter, &diagnostics)
    }
}
