import EcoAccounts
import EcoParameters
import EcoUnits

/// Emissions lie no less evenly on people, area or another indicator than a limit says. Method: `GiniLimit.md`.
public struct GiniLimit: QuotaRule {
    static let indicatorsParameter = Parameter<[String]>.texts(
        "indicators", .identifier, minimumCount: 1,
        LocalizedText(
            en: "ids of the table `values`, or population, area, revenue of the table of regions",
            zh: "指标代号：values 表中的代号，或地区表的 population、area、revenue"))
    static let valuesParameter = Parameter<Table>.table(
        "values", QuotaAllocationParameters.indicatorsTable,
        LocalizedText(en: "further indicators by region", zh: "其他各地区指标")
    ).optional
    static let baseParameter = Parameter<CountyBand.Base>.choice(
        "base", default: .baseline, LocalizedText(en: "what gives the present coefficient", zh: "现状基尼系数的依据"))
    static let mostParameter = Parameter<Double>.number(
        "at_most", range: .fraction,
        LocalizedText(en: "largest coefficient; the present one where absent", zh: "基尼系数上限，缺省为现状值")
    ).optional

    public static var declaration: GroupDeclaration {
        .rule(
            "gini_limit", LocalizedText(en: "No less even than today", zh: "环境基尼系数不高于现状"),
            LocalizedText(
                en: "the environmental Gini coefficients of emission stay at or below a limit",
                zh: "各指标的排放环境基尼系数不得超过上限"),
            RuleScope.declarations + [
                indicatorsParameter.declaration, valuesParameter.declaration, baseParameter.declaration,
                mostParameter.declaration,
            ])
    }

    private let scope: RuleScope
    private let indicators: [String]
    private let values: Table?
    private let base: CountyBand.Base
    private let most: Double?

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        indicators = bound[Self.indicatorsParameter]
        values = bound[Self.valuesParameter]
        base = bound[Self.baseParameter]
        most = bound[Self.mostParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        let own = values.map(QuotaAllocationParameters.values) ?? [:]
        let known = records.regionIndicators.merging(own) { $0.merging($1) { $1 } }
        let groups = records.grouped(records.sources.filter(scope.selection.holds))
        let totals = Dictionary(grouping: groups) {
            records.name($0.place.pollutant, period: $0.place.period)
        }
        for (name, places) in totals.sorted(by: { $0.key < $1.key }) {
            for indicator in indicators {
                limit(indicator, known[indicator] ?? [:], name, places, &records, &effect)
            }
        }
    }

    private func limit(
        _ indicator: String, _ known: [String: Double], _ name: String,
        _ places: [(place: RegionPlace, members: [EmissionSource])], _ records: inout QuotaRecords,
        _ effect: inout RuleEffect
    ) {
        let lacking = places.filter { (known[$0.place.region] ?? 0) <= 0 }.map(\.place.region)
        guard lacking.isEmpty else {
            effect.report(
                "indicator_missing", scope.place, "indicators",
                "the indicator '\(indicator)' has no value above 0 for \(lacking.joined(separator: ", "))",
                "add it to the table of regions or to `values`")
            return
        }
        let amounts = places.map { place in
            place.members.reduce(0) { $0 + (base == .baseline ? $1.baseline : $1.quota) }
        }
        let present = Gini.coefficient(of: amounts, over: places.map { known[$0.place.region] }) ?? 0
        records.giniBounds.append(
            GiniBound(
                name: "\(name) \(indicator)",
                parts: places.map {
                    .init(selection: $0.place.selection(of: $0.members), share: known[$0.place.region] ?? 0)
                }, most: most ?? present))
        effect.touched += places.count
    }
}
