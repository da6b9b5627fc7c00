import EcoParameters
import EcoUnits

/// The exchange takes its part of every deal. Method: `Fee.md`.
public struct Fee: QuotaRule {
    public enum Base: String, ParameterChoice {
        case floorPrice = "floor_price"
        case dealPrice = "deal_price"

        public var meaning: LocalizedText {
            switch self {
            case .floorPrice: LocalizedText(en: "part of the floor price: linear", zh: "以基准价计（线性）")
            case .dealPrice:
                LocalizedText(
                    en: "part of the price of the deal, found by repeated solving", zh: "以成交价计（迭代求解）")
            }
        }
    }

    static let rateParameter = Parameter<Double>.number(
        "rate", range: .fraction,
        LocalizedText(en: "part of the price that buyer and seller pay, each", zh: "买卖双方各自的费率"))
    static let baseParameter = Parameter<Base>.choice(
        "base", default: .floorPrice, LocalizedText(en: "the price that it is a part of", zh: "计费基准"))

    public static var declaration: GroupDeclaration {
        .rule(
            "fee", LocalizedText(en: "Fee", zh: "交易手续费"),
            LocalizedText(en: "a part of the price on each side of a deal", zh: "按成交金额向买卖双方收取手续费"),
            [RuleScope.pollutants.declaration, rateParameter.declaration, baseParameter.declaration])
    }

    private let scope: RuleScope
    private let rate: Double
    private let base: Base

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        rate = bound[Self.rateParameter]
        base = bound[Self.baseParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        for pollutant in records.pollutants.sorted()
        where Selection.admits(scope.selection.pollutants, pollutant) {
            records.changeRule(of: pollutant) { rule in
                rule.buyFee += rate * rule.floorPrice
                rule.sellFee += rate * rule.floorPrice
                if base == .dealPrice { rule.dealPriceFeeRate = rate }
            }
            effect.touched += 1
        }
    }
}
