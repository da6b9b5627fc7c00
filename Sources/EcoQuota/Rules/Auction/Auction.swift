import EcoParameters
import EcoUnits

/// Part of the quota is sold instead of given. Method: `Auction.md`.
public struct Auction: QuotaRule {
    static let shareParameter = Parameter<Double>.number(
        "share", range: .fraction, LocalizedText(en: "part of the quota that is auctioned", zh: "拍卖比例"))
    static let priceParameter = Parameter<[String: Double]>.quantities(
        "reserve_price", keys: .identifier, unit: .named("CNY/t"), range: .nonNegative,
        LocalizedText(en: "lowest price, by pollutant; the floor price where absent", zh: "拍卖底价，缺省为基准价"))

    public static var declaration: GroupDeclaration {
        .rule(
            "auction", LocalizedText(en: "Auction", zh: "有偿分配（拍卖）"),
            LocalizedText(
                en: "a part of the quota of every source chosen is sold from the pool at a reserve price",
                zh: "按比例收回初始指标并按底价在池中拍卖"),
            RuleScope.declarations + [shareParameter.declaration, priceParameter.declaration])
    }

    private let scope: RuleScope
    private let share: Double
    private let prices: [String: Double]

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        share = bound[Self.shareParameter]
        prices = bound[Self.priceParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        var withheld: [String: [Int: Double]] = [:]
        for index in records.sources.indices where scope.selection.holds(records.sources[index]) {
            let source = records.sources[index]
            withheld[source.pollutant, default: [:]][source.period, default: 0] += share * source.quota
            records.sources[index].quota *= 1 - share
            effect.touched += 1
        }
        for (pollutant, amounts) in withheld.sorted(by: { $0.key < $1.key }) {
            let floor = records.rules.first { $0.pollutant == pollutant }?.floorPrice ?? 0
            records.reserves.append(
                ReserveTier(
                    name: Self.id, pollutant: pollutant, amount: amounts[0] ?? 0,
                    price: prices[pollutant] ?? floor, location: scope.place.location))
            records.reserves[records.reserves.count - 1].amountByPeriod = amounts
        }
    }
}
