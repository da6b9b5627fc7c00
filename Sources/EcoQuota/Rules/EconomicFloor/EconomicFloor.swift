import EcoParameters
import EcoUnits

/// The plan must keep a least value added. Method: `EconomicFloor.md`.
public struct EconomicFloor: QuotaRule {
    static let totalParameter = Parameter<Double>.quantity(
        "total", unit: .named("CNY"), range: .nonNegative,
        LocalizedText(en: "least value added of the projects accepted, in all", zh: "接纳项目增加值合计下限")
    ).optional
    static let regionsParameter = Parameter<[String: Double]>.quantities(
        "by_region", keys: .regionCode, unit: .named("CNY"), range: .nonNegative,
        LocalizedText(en: "least value added of the projects in a region", zh: "各地区接纳项目增加值下限"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "economic_floor", title: LocalizedText(en: "Economic floor", zh: "经济产出下限"),
            meaning: LocalizedText(
                en: "value added of accepted projects is at least this, in all and by region",
                zh: "接纳项目的增加值总量及分地区不低于下限"),
            parameters: [
                RuleScope.pollutants.declaration, RuleScope.sectors.declaration, totalParameter.declaration,
                regionsParameter.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard bound[totalParameter] == nil, bound[regionsParameter].isEmpty else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "missing_value", at: bound.location, path: bound.path(of: totalParameter),
                            "the rule states no floor", hint: "give `total` or `by_region`"))
                }
            ])
    }

    private let scope: RuleScope
    private let total: Double?
    private let byRegion: [String: Double]

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        total = bound[Self.totalParameter]
        byRegion = bound[Self.regionsParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        if let total { add("total", scope.selection, total, &records, &effect) }
        for (region, floor) in byRegion.sorted(by: { $0.key < $1.key }) {
            var selection = scope.selection
            selection.regions = [region]
            add(region, selection, floor, &records, &effect)
        }
    }

    private func add(
        _ name: String, _ selection: Selection, _ floor: Double, _ records: inout QuotaRecords,
        _ effect: inout RuleEffect
    ) {
        let members = records.projects.filter(selection.holds)
        let most = members.reduce(0) { $0 + $1.value * $1.maximum }
        if most < floor {
            effect.report(
                "floor_out_of_reach", scope.place, "total",
                "all projects of \(name) together add \(most.shortText) yuan, below the floor of "
                    + "\(floor.shortText) yuan", "lower the floor, or list more projects")
        }
        records.limits.append(
            MarketLimit(
                rule: Self.id, name: name, [.init(.value, selection, coefficient: -1)], atMost: -floor,
                unit: "CNY", location: scope.place.location))
        effect.touched += members.count
    }
}
