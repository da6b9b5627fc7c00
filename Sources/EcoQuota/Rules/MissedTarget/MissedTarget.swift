import EcoParameters
import EcoUnits

/// A place that missed last year's reduction target approves nothing new. Method: `MissedTarget.md`.
public struct MissedTarget: QuotaRule {
    public static var declaration: GroupDeclaration {
        .rule(
            "missed_target", LocalizedText(en: "Missed reduction target", zh: "未完成减排任务限批"),
            LocalizedText(
                en: "no growth in the regions that missed last year's target for a pollutant",
                zh: "上年度未完成减排目标的地区暂停审批新增排放项目"),
            RuleScope.declarations)
    }

    private let scope: RuleScope

    public init(_ bound: BoundGroup) { scope = RuleScope(bound) }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        if scope.selection.regions.isEmpty {
            effect.report(
                "missing_value", scope.place, "regions",
                "the rule names no region, and would stop all growth",
                "list the regions that missed their target")
            return
        }
        for index in records.projects.indices where scope.selection.holds(records.projects[index]) {
            records.projects[index].maximum = 0
            effect.touched += 1
        }
    }
}
