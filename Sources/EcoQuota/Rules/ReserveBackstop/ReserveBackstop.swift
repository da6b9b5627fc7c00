import EcoParameters
import EcoUnits

/// The province covers local shortage at a fixed price. Method: `ReserveBackstop.md`.
public struct ReserveBackstop: QuotaRule {
    static let nameParameter = Parameter<String>.text(
        "name", kind: .identifier, default: "backstop",
        LocalizedText(en: "name of the tier; one for each rule", zh: "储备层级名称"))
    static let amountParameter = Parameter<[String: Double]>.quantities(
        "amount", keys: .identifier, unit: .named("t"), range: .nonNegative,
        LocalizedText(en: "quota for each period, by pollutant", zh: "各期储备量"))
    static let shareParameter = Parameter<Double>.number(
        "share", range: .fraction, default: "0",
        LocalizedText(
            en: "amount of the pollutants without one, as a part of all quota", zh: "未列数量的污染物按指标总量的比例储备"))
    static let priceParameter = Parameter<[String: Double]>.quantities(
        "price", keys: .identifier, unit: .named("CNY/t"), range: .nonNegative,
        LocalizedText(en: "price, by pollutant; the floor price where absent", zh: "出让价，缺省为基准价"))
    static let metParameter = Parameter<[String]>.texts(
        "requires_met", .identifier,
        LocalizedText(en: "standards that a region must meet to be covered", zh: "享受调剂须达标的指标"))
    static let repaidParameter = Parameter<Int>.integer(
        "repaid_after", range: 1...50,
        LocalizedText(en: "periods after which it is given back; never where absent", zh: "若干期后归还，缺省为不归还")
    ).optional
    static let repaymentParameter = Parameter<Double>.number(
        "repayment_ratio", range: .nonNegative, default: "1",
        LocalizedText(en: "tonnes given back for each tonne drawn", zh: "归还倍数"))

    public static var declaration: GroupDeclaration {
        .rule(
            "reserve_backstop", LocalizedText(en: "Provincial reserve", zh: "省级储备兜底"),
            LocalizedText(
                en: "a tier of the reserve: amount, price, who may draw it and when it is given back",
                zh: "储备层级：数量、价格、可用对象与归还期"),
            RuleScope.declarations + [
                nameParameter.declaration, amountParameter.declaration, shareParameter.declaration,
                priceParameter.declaration,
                metParameter.declaration, repaidParameter.declaration, repaymentParameter.declaration,
            ])
    }

    private let scope: RuleScope
    private let name: String
    private let amounts: [String: Double]
    private let share: Double
    private let prices: [String: Double]
    private let met: [String]
    private let repaidAfter: Int?
    private let repaymentRatio: Double

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        name = bound[Self.nameParameter]
        amounts = bound[Self.amountParameter]
        share = bound[Self.shareParameter]
        prices = bound[Self.priceParameter]
        met = bound[Self.metParameter]
        repaidAfter = bound[Self.repaidParameter]
        repaymentRatio = bound[Self.repaymentParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        scope.place.check(amounts.keys, records.pollutants, "amount", &effect)
        scope.place.check(met, Set(records.attainment.map(\.standard)), "requires_met", &effect)
        if let repaidAfter, repaidAfter >= max(1, records.periods.count) {
            effect.report(
                "out_of_range", scope.place, "repaid_after",
                "what is drawn would be given back after the last period, so nothing could be drawn",
                "give more periods, or leave repaid_after out")
        }
        var buyers = scope.selection
        buyers.pollutants = []
        if !met.isEmpty {
            let regions = Set(records.sources.map(\.region)).filter { isMet(records, $0) }
            buyers.regions = regions.filter(scope.selection.holds(region:))
            // An empty set would not restrict: then nobody is covered.
            if buyers.regions.isEmpty { return }
        }
        for (pollutant, amount) in amounts(records) where amount > 0 {
            let floor = records.rules.first { $0.pollutant == pollutant }?.floorPrice ?? 0
            if prices[pollutant] == nil, floor == 0 {
                effect.report(
                    "missing_value", scope.place, "price",
                    "\(pollutant) has neither a price nor a floor price",
                    "give `price`, or the rule floor_price")
            }
            records.reserves.append(
                ReserveTier(
                    name: name, pollutant: pollutant, amount: amount, price: prices[pollutant] ?? floor,
                    buyers: buyers, repaidAfter: repaidAfter, repaymentRatio: repaymentRatio,
                    location: scope.place.location))
            effect.touched += 1
        }
    }

    /// t in each period, in the order of pollutants.
    private func amounts(_ records: QuotaRecords) -> [(String, Double)] {
        let pollutants = records.pollutants.filter { Selection.admits(scope.selection.pollutants, $0) }
        return pollutants.sorted().map { pollutant in
            let held = records.sources.filter { $0.pollutant == pollutant && $0.period == 0 }
            return (pollutant, amounts[pollutant] ?? share * held.reduce(0) { $0 + $1.quota })
        }
    }

    private func isMet(_ records: QuotaRecords, _ region: String) -> Bool {
        met.allSatisfy { standard in
            let rows = records.attainment.filter {
                $0.standard == standard && Selection(regions: [$0.region]).holds(region: region)
            }
            return !rows.isEmpty && rows.allSatisfy(\.isMet)
        }
    }
}
