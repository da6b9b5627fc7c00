import EcoParameters
import EcoUnits

/// A region that misses a standard may not add to its total. Method: `NoPurchase.md`.
public struct NoPurchase: QuotaRule {
    enum Mode: String, ParameterChoice {
        case noPurchase = "no_purchase"
        case noNetIncrease = "no_net_increase"

        var meaning: LocalizedText {
            switch self {
            case .noPurchase: LocalizedText(en: "no purchase at all", zh: "不得购入")
            case .noNetIncrease:
                LocalizedText(en: "purchases at most as large as sales", zh: "购入不得超过出让")
            }
        }
    }

    static let modeParameter = Parameter<Mode>.choice(
        "mode", default: .noPurchase, LocalizedText(en: "what is forbidden", zh: "禁止方式"))

    public static var declaration: GroupDeclaration {
        .rule(
            "no_purchase", LocalizedText(en: "No purchase where a standard is missed", zh: "不达标地区不得增加指标"),
            LocalizedText(
                en: "regions listed, or that miss a standard, must not do trades that add to their total",
                zh: "所列地区或环境质量不达标地区不得进行增加其总量的交易"),
            RuleScope.declarations + [MissedStandard.listParameter.declaration, modeParameter.declaration])
    }

    private let scope: RuleScope
    private let missed: [MissedStandard]
    private let mode: Mode

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        missed = bound[MissedStandard.listParameter]
        mode = bound[Self.modeParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        scope.place.check(missed, records, &effect)
        let places = MissedPlaces(missed, records)
        let isTouched = { (source: EmissionSource) in
            scope.selection.holds(source)
                && (missed.isEmpty || places.holds(region: source.region, pollutant: source.pollutant))
        }
        guard mode == .noNetIncrease else {
            for index in records.sources.indices where isTouched(records.sources[index]) {
                records.sources[index].mayBuy = false
                effect.touched += 1
            }
            return
        }
        let chosen = records.sources.filter(isTouched)
        for (place, members) in records.grouped(chosen) {
            let selection = place.selection(of: members)
            records.limits.append(
                MarketLimit(
                    rule: Self.id,
                    name: records.name("\(place.region) \(place.pollutant)", period: place.period),
                    [.init(.purchase, selection), .init(.sale, selection, coefficient: -1)], atMost: 0,
                    location: scope.place.location))
            effect.touched += members.count
        }
    }
}
