import EcoParameters
import EcoUnits

/// Quota that is kept for later. Method: `Banking.md`.
public struct Banking: QuotaRule {
    static let decayParameter = Parameter<Double>.number(
        "decay", range: .fraction, default: "0",
        LocalizedText(en: "part of what is carried over that is lost", zh: "结转折减比例"))
    static let carryLimitParameter = Parameter<Double>.number(
        "carry_limit", range: .nonNegative,
        LocalizedText(
            en: "most that is carried over, as a part of the quota of the period", zh: "结转上限（占当期指标比例）")
    ).optional
    static let netSalesParameter = Parameter<Double>.number(
        "net_sales_factor", range: .nonNegative,
        LocalizedText(
            en: "tonnes that may be carried over for each tonne of net sales, besides the limit",
            zh: "与净卖出量挂钩的结转倍数")
    ).optional
    static let borrowLimitParameter = Parameter<Double>.number(
        "borrow_limit", range: .fraction, default: "0",
        LocalizedText(
            en: "part of the next period's quota that may be borrowed; 0: none", zh: "可预借下期指标比例，0 为不得预借"))
    static let borrowRatioParameter = Parameter<Double>.number(
        "borrow_ratio", range: NumberRange(minimum: 1), default: "1",
        LocalizedText(en: "tonnes given back for each tonne borrowed", zh: "预借归还倍数"))

    public static var declaration: GroupDeclaration {
        .rule(
            "banking", LocalizedText(en: "Banking", zh: "指标结转与储存"),
            LocalizedText(
                en: "unused quota passes into the next period; borrowing only where stated",
                zh: "未用指标可结转下期，除注明外不得预借"),
            [
                RuleScope.pollutants.declaration, decayParameter.declaration,
                carryLimitParameter.declaration, netSalesParameter.declaration,
                borrowLimitParameter.declaration, borrowRatioParameter.declaration,
            ])
    }

    private let scope: RuleScope
    private let terms: BankingTerms

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        terms = BankingTerms(
            pollutant: "", decay: bound[Self.decayParameter], carryLimit: bound[Self.carryLimitParameter],
            netSalesFactor: bound[Self.netSalesParameter], borrowLimit: bound[Self.borrowLimitParameter],
            borrowRatio: bound[Self.borrowRatioParameter], location: bound.location)
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        if records.periods.count < 2 {
            effect.report(
                "one_period", scope.place, "decay",
                "there is only one period, so nothing can be carried over",
                "give the block `periods`, or leave the rule out")
        }
        for pollutant in records.pollutants.sorted()
        where Selection.admits(scope.selection.pollutants, pollutant) {
            records.banking.removeAll { $0.pollutant == pollutant }
            var own = terms
            own.pollutant = pollutant
            records.banking.append(own)
            effect.touched += 1
        }
    }
}
