import EcoParameters
import EcoUnits

/// Small projects need no quota; their sum is reported. Method: `DeMinimis.md`.
public struct DeMinimis: QuotaRule {
    static let limitsParameter = Parameter<[String: Double]>.quantities(
        "limits", keys: .identifier, unit: .named("t"), range: .nonNegative,
        LocalizedText(en: "largest emission in a year that is exempt, by pollutant", zh: "免于替代的年排放量上限"))

    public static var declaration: GroupDeclaration {
        .rule(
            "de_minimis", LocalizedText(en: "Small amounts", zh: "小量豁免"),
            LocalizedText(
                en: "projects at or below a limit are approved without quota; what leaks out is summed",
                zh: "排放量不超过限值的项目免予总量替代，豁免总量单独汇总"),
            RuleScope.declarations + [limitsParameter.declaration])
    }

    private let scope: RuleScope
    private let limits: [String: Double]

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        limits = bound[Self.limitsParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        for index in records.projects.indices where scope.selection.holds(records.projects[index]) {
            let project = records.projects[index]
            guard let limit = limits[project.pollutant], project.maximum <= limit else { continue }
            records.projects[index].replacementRatio = 0
            effect.touched += 1
            effect.exemptions.append(
                .init(
                    region: project.region, pollutant: project.pollutant, project: project.name,
                    tonnes: project.maximum))
        }
    }
}
