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
    private static let terms = FundTerms(step: "1 万元", source: "published amounts of Shandong are whole 万元")

    private static let weightParameter = Parameter<Rational>.exactNumber(
        "weight", range: .nonNegative, LocalizedText(en: "weight in the score", zh: "权重"))

    private static func rateParameter(_ indicator: AssessedIndicator) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(
            "rate", unit: indicator.rateUnit, range: .nonNegative,
            LocalizedText(
                en: "money for one unit of weighted change, in place of money_per_point", zh: "单位变化金额")
        ).optional
    }

    private static let indicatorsParameter = Parameter<[IndicatorRule]>.indicators(
        LocalizedText(en: "assessed indicators with their weights", zh: "考核指标及权重")
    ) { indicator in
        [
            weightParameter.optional.declaration, rateParameter(indicator).declaration,
            Baseline.fixedParameter(indicator).declaration,
        ]
    } make: { indicator, bound in
        IndicatorRule(
            indicator: indicator, weight: bound[weightParameter], rate: bound[rateParameter(indicator)],
            fixedBaseline: bound[Baseline.fixedParameter(indicator)])
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
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        period = bound[Self.periodParameter]
        baseline = bound[Self.baselineParameter]
        indicators = bound[Self.indicatorsParameter]
        moneyPerPoint = bound[Self.moneyPerPointParameter]
        coefficients = bound[Self.coefficientsParameter]
        defaultCoefficient = bound[Self.defaultCoefficientParameter]
        settlement = Self.terms.rules(bound)
    }

    // MARK: Rules

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["indicators", "baseline"], &diagnostics)
        let isFixed = bound[baselineParameter.optional] == .fixed
        bound.requireInIndicators(&diagnostics) { _ in isFixed ? ["weight", "fixed_baseline"] : ["weight"] }
        if bound.indicatorBlocks.contains(where: { $0.group.fields["rate"] == nil }) {
            bound.requireValues(["money_per_point"], &diagnostics)
        }
        terms.check(bound, &diagnostics)
    }
}
