import EcoParameters
import EcoUnits

/// Shares of the total stay near the shares of the base. Method: `EquityBand.md`.
public struct EquityBand: QuotaRule {
    static let changeParameter = Parameter<Double>.quantity(
        "change", unit: .one, range: .fraction,
        LocalizedText(en: "largest change of a region's share, as a part of it", zh: "份额允许变动比例"))
    static let baseParameter = Parameter<CountyBand.Base>.choice(
        "base", default: .baseline, LocalizedText(en: "what gives the shares", zh: "份额依据"))

    public static var declaration: GroupDeclaration {
        .rule(
            "equity_band", LocalizedText(en: "Equity band", zh: "公平性约束"),
            LocalizedText(
                en:
                    "the share of each region in the total emission stays within a band around its base share",
                zh: "各地区排放份额相对基准份额的偏离不超过给定比例"),
            RuleScope.declarations + [changeParameter.declaration, baseParameter.declaration])
    }

    private let scope: RuleScope
    private let change: Double
    private let base: CountyBand.Base

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        change = bound[Self.changeParameter]
        base = bound[Self.baseParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        let weight = { (source: EmissionSource) in base == .baseline ? source.baseline : source.quota }
        let groups = records.grouped(records.sources.filter(scope.selection.holds))
        let totals = Dictionary(grouping: groups) {
            records.name($0.place.pollutant, period: $0.place.period)
        }
        for (name, places) in totals.sorted(by: { $0.key < $1.key }) {
            let sum = places.flatMap(\.members).reduce(0) { $0 + weight($1) }
            guard sum > 0 else { continue }
            let total = "\(Self.id) \(name)"
            records.totals.append(
                MarketTotal(
                    name: total, places.map { .init(.emission, $0.place.selection(of: $0.members)) }))
            for (place, members) in places {
                let share = members.reduce(0) { $0 + weight($1) } / sum
                let own = { MarketLimit.Term(.emission, place.selection(of: members), coefficient: $0) }
                let all = { MarketLimit.Term(.total(total), coefficient: $0) }
                let label = "\(place.region) \(name)"
                records.limits.append(
                    MarketLimit(
                        rule: Self.id, name: "\(label) most", [own(1), all(-(1 + change) * share)], atMost: 0,
                        location: scope.place.location))
                records.limits.append(
                    MarketLimit(
                        rule: Self.id, name: "\(label) least", [own(-1), all((1 - change) * share)],
                        atMost: 0,
                        location: scope.place.location))
                effect.touched += 1
            }
        }
    }
}
