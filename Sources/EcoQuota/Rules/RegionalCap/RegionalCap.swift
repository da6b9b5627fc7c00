import EcoParameters
import EcoUnits

/// One total for a whole region in place of county totals. Method: `RegionalCap.md`.
public struct RegionalCap: QuotaRule {
    static let capParameter = Parameter<[String: Double]>.quantities(
        "cap", keys: .identifier, unit: .named("t"), range: .nonNegative,
        LocalizedText(
            en: "most emission in each period, by pollutant; all quota and the reserve where absent",
            zh: "各污染物排放总量上限，缺省为指标与储备之和"))
    static let factorParameter = Parameter<Double>.number(
        "factor", range: .nonNegative, default: "1",
        LocalizedText(en: "factor on the cap, such as 0.95 for 5 % less", zh: "上限系数，如 0.95 表示再减 5%"))

    public static var declaration: GroupDeclaration {
        .rule(
            "regional_cap", LocalizedText(en: "Regional total", zh: "区域总量控制"),
            LocalizedText(
                en: "one total of emission for all regions chosen", zh: "以区域为单元统一控制排放总量"),
            RuleScope.declarations + [capParameter.declaration, factorParameter.declaration])
    }

    private let scope: RuleScope
    private let caps: [String: Double]
    private let factor: Double

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        caps = bound[Self.capParameter]
        factor = bound[Self.factorParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        scope.place.check(caps.keys, Set(records.sources.map(\.pollutant)), "cap", &effect)
        let chosen = records.sources.filter(scope.selection.holds)
        let pollutants = Set(chosen.map(\.pollutant)).filter { caps.isEmpty || caps[$0] != nil }
        for pollutant in pollutants.sorted() {
            for period in Set(chosen.map(\.period)).sorted() {
                let members = chosen.filter { $0.pollutant == pollutant && $0.period == period }
                let held = members.reduce(0) { $0 + $1.quota }
                let reserve = records.reserve(of: pollutant, period: period)
                var selection = scope.selection
                (selection.pollutants, selection.periods) = ([pollutant], [period])
                records.limits.append(
                    MarketLimit(
                        rule: Self.id, name: records.name(pollutant, period: period),
                        [.init(.emission, selection)], atMost: factor * (caps[pollutant] ?? held + reserve),
                        location: scope.place.location))
                effect.touched += members.count
            }
        }
    }
}

extension QuotaRecords {
    /// What the province may sell in a period, in all its tiers, t.
    fileprivate func reserve(of pollutant: String, period: Int) -> Double {
        let own = rules.first { $0.pollutant == pollutant }?.reserve ?? 0
        return reserves.filter { $0.pollutant == pollutant }.reduce(own) { $0 + $1.amount(inPeriod: period) }
    }

    /// A name with its period where there are several.
    func name(_ text: String, period: Int) -> String {
        periods.indices.contains(period) && periods.count > 1 ? "\(text) \(periods[period].name)" : text
    }
}
