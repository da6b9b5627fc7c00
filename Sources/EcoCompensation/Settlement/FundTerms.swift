import EcoAccounts
import EcoParameters
import EcoUnits

/// The settlement parameters of a scheme whose claims are paid in full through a fund: what is short the
/// upper level tops up, what is left it retains or carries.
struct FundTerms: Sendable {
    let step: Parameter<Rational>
    let fund: Parameter<String>
    private static let surplus = Parameter<SettlementRules.Surplus>.choice(
        "surplus", default: .retained,
        LocalizedText(en: "what becomes of payments that no receiver needs", zh: "结余资金处理"),
        source: "no published scheme states it", status: .provisional)
    private static let budget = Parameter<Rational>.exactQuantity(
        "budget", unit: .yuan, range: .nonNegative,
        LocalizedText(
            en: "the most that the upper level adds in a period; unpaid claims are deferred", zh: "上级每期补足上限")
    ).optional

    /// - Parameter step: as in a scenario, such as `0.01 万元`.
    init(step: String, source: String, fund: StandardFund = .compensationFund) {
        self.step = SettlementParameters.roundingStep(default: step, source: source)
        self.fund = SettlementParameters.fund(default: fund)
    }

    var declarations: [ParameterDeclaration] {
        [
            step.declaration, SettlementParameters.rounding.declaration,
            SettlementParameters.paymentCap.declaration, Self.budget.declaration, Self.surplus.declaration,
            fund.declaration, SettlementParameters.upperLevel.declaration,
            SettlementParameters.carriedFund.declaration,
        ]
    }

    func rules(_ bound: BoundGroup) -> SettlementRules {
        SettlementRules(
            funding: .guaranteed(surplus: bound[Self.surplus], budget: bound[Self.budget]), fund: bound[fund],
            upperLevel: bound[SettlementParameters.upperLevel],
            carriedFund: bound[SettlementParameters.carriedFund], step: bound[step],
            rounding: bound[SettlementParameters.rounding], paymentCap: bound[SettlementParameters.paymentCap]
        )
    }

    func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SettlementParameters.check(bound, step: step, fund: fund, &diagnostics)
    }
}

extension SettlementRules {
    /// A whole amount of the step split by weights that sum to anything positive: the parts add up to it.
    func split(_ yuan: Rational, by weights: [Rational]) throws(ArithmeticOverflow) -> [Rational] {
        let count = try rounded(yuan).yuan.roundedCount(ofStep: step, .halfEven)
        var parts: [Rational] = []
        for part in try Apportionment.largestRemainder(count, by: weights) {
            parts.append(try Rational(part) * step)
        }
        return parts
    }

    /// A whole amount of the step in equal instalments; the remainder goes to the first ones.
    func instalments(_ yuan: Rational, count: Int) throws(ArithmeticOverflow) -> [Rational] {
        try split(yuan, by: Array(repeating: .one, count: count))
    }
}
