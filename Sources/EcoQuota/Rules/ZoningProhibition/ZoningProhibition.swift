import EcoParameters
import EcoUnits

/// Zoning plans keep sectors out of units. Method: `ZoningProhibition.md`.
public struct ZoningProhibition: QuotaRule {
    static let unitsParameter = Parameter<[String]>.texts(
        "units", .any, LocalizedText(en: "units of the zoning plan; all where empty", zh: "三线一单管控单元，空表示全部"))

    public static var declaration: GroupDeclaration {
        .rule(
            "zoning_prohibition", LocalizedText(en: "Zoning plan", zh: "三线一单准入限制"),
            LocalizedText(
                en: "no growth of the sectors chosen in the units chosen", zh: "所列单元内禁止所列行业新增"),
            RuleScope.declarations + [unitsParameter.declaration])
    }

    private let scope: RuleScope
    private let units: Set<String>

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        units = Set(bound[Self.unitsParameter])
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        scope.place.check(units, Set(records.projects.map(\.unit)), "units", &effect)
        for index in records.projects.indices {
            let project = records.projects[index]
            guard scope.selection.holds(project), Selection.admits(units, project.unit) else { continue }
            records.projects[index].maximum = 0
            effect.touched += 1
        }
    }
}
