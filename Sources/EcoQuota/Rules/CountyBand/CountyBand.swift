import EcoParameters
import EcoUnits

/// No region strays far from its base. Method: `CountyBand.md`.
public struct CountyBand: QuotaRule {
    enum Base: String, ParameterChoice {
        case baseline
        case quota

        var meaning: LocalizedText {
            switch self {
            case .baseline: LocalizedText(en: "emission of the base year", zh: "基准年排放量")
            case .quota: LocalizedText(en: "quota held", zh: "持有指标")
            }
        }
    }

    enum Sides: String, ParameterChoice {
        case both
        case upper
        case lower

        var meaning: LocalizedText {
            switch self {
            case .both: LocalizedText(en: "neither more nor less", zh: "上下均限")
            case .upper: LocalizedText(en: "not more", zh: "只限增加")
            case .lower: LocalizedText(en: "not less", zh: "只限减少")
            }
        }
    }

    static let changeParameter = Parameter<Double>.quantity(
        "change", unit: .one, range: .fraction,
        LocalizedText(en: "largest change, as a part of the base", zh: "允许变动比例"))
    static let baseParameter = Parameter<Base>.choice(
        "base", default: .baseline, LocalizedText(en: "what the change is measured from", zh: "变动基准"))
    static let sidesParameter = Parameter<Sides>.choice(
        "sides", default: .both, LocalizedText(en: "which changes are limited", zh: "限制方向"))

    public static var declaration: GroupDeclaration {
        .rule(
            "county_band", LocalizedText(en: "County band", zh: "县区变动幅度"),
            LocalizedText(
                en: "the emission of each region stays within a band around its base",
                zh: "各县区排放量相对基准的变动不超过给定比例"),
            RuleScope.declarations + [
                changeParameter.declaration, baseParameter.declaration, sidesParameter.declaration,
            ])
    }

    private let scope: RuleScope
    private let change: Double
    private let base: Base
    private let sides: Sides

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        change = bound[Self.changeParameter]
        base = bound[Self.baseParameter]
        sides = bound[Self.sidesParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        let chosen = records.sources.filter(scope.selection.holds)
        for (place, members) in records.grouped(chosen) {
            let center = members.reduce(0) { $0 + (base == .baseline ? $1.baseline : $1.quota) }
            let term = { MarketLimit.Term(.emission, place.selection(of: members), coefficient: $0) }
            let name = records.name("\(place.region) \(place.pollutant)", period: place.period)
            if sides != .lower {
                records.limits.append(
                    MarketLimit(
                        rule: Self.id, name: "\(name) most", [term(1)], atMost: (1 + change) * center,
                        location: scope.place.location))
            }
            if sides != .upper {
                records.limits.append(
                    MarketLimit(
                        rule: Self.id, name: "\(name) least", [term(-1)], atMost: -(1 - change) * center,
                        location: scope.place.location))
            }
            effect.touched += 1
        }
    }
}
