import EcoParameters
import EcoUnits

/// Strategic sectors come first. Method: `PrioritySectors.md`.
public struct PrioritySectors: QuotaRule {
    static let rankParameter = Parameter<Int>.integer(
        "rank", range: 1...9, default: "1",
        LocalizedText(en: "1 is served first (objective `lexicographic`)", zh: "优先级，1 最先（用于分级目标）"))
    static let weightParameter = Parameter<Double>.number(
        "weight", range: .nonNegative, default: "1",
        LocalizedText(en: "factor on the value added in the objective", zh: "增加值在目标函数中的权重"))

    public static var declaration: GroupDeclaration {
        .rule(
            "priority_sectors", LocalizedText(en: "Priority sectors", zh: "优先保障行业"),
            LocalizedText(
                en: "projects of the sectors chosen get quota before others", zh: "所列行业的项目优先获得指标"),
            RuleScope.declarations + [rankParameter.declaration, weightParameter.declaration])
    }

    private let scope: RuleScope
    private let rank: Int
    private let weight: Double

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        rank = bound[Self.rankParameter]
        weight = bound[Self.weightParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        for index in records.projects.indices where scope.selection.holds(records.projects[index]) {
            let earlier = records.projects[index].priority
            records.projects[index].priority = min(earlier ?? rank, rank)
            records.projects[index].weight *= weight
            effect.touched += 1
        }
    }
}
