import EcoParameters
import EcoUnits

/// No deal below the benchmark price. Method: `FloorPrice.md`.
public struct FloorPrice: QuotaRule {
    static let pricesParameter = Parameter<[String: Double]>.quantities(
        "prices", keys: .identifier, unit: .named("CNY/t"), range: .nonNegative,
        LocalizedText(en: "lowest price of a deal, by pollutant", zh: "交易基准价（最低价）"))
    static let buyBackParameter = Parameter<[String: Double]>.quantities(
        "buy_back", keys: .identifier, unit: .named("t"), range: .nonNegative,
        LocalizedText(
            en: "quota that the government takes at that price at most; then prices do not fall below it",
            zh: "政府按基准价回购的最大量，回购未满时市场价不低于基准价"))

    public static var declaration: GroupDeclaration {
        .rule(
            "floor_price", LocalizedText(en: "Floor price", zh: "交易基准价"),
            LocalizedText(
                en: "deals are settled at this price at least, and the government may buy at it",
                zh: "交易价格不得低于基准价，政府可按基准价回购"),
            [pricesParameter.declaration, buyBackParameter.declaration])
    }

    private let prices: [String: Double]
    private let buyBack: [String: Double]
    private let place: RulePlace

    public init(_ bound: BoundGroup) {
        prices = bound[Self.pricesParameter]
        buyBack = bound[Self.buyBackParameter]
        place = RulePlace(bound)
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        place.check(buyBack.keys, Set(prices.keys), "buy_back", &effect)
        // A list of prices for a whole province may name pollutants that this market does not trade.
        let traded = records.pollutants
        for (pollutant, price) in prices.sorted(by: { $0.key < $1.key }) where traded.contains(pollutant) {
            records.changeRule(of: pollutant) { rule in
                rule.floorPrice = price
                rule.buyBack = buyBack[pollutant] ?? rule.buyBack
                rule.location = place.location
            }
            effect.touched += 1
        }
    }
}
