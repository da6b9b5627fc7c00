import EcoParameters
import EcoUnits

/// Quota must be held some time before production. Method: `QuotaBeforeProduction.md`.
public struct QuotaBeforeProduction: QuotaRule {
    static let leadParameter = Parameter<Int>.integer(
        "lead_periods", range: 0...50,
        LocalizedText(
            en: "periods before production; 0: when production begins", zh: "投产前须持有指标的期数，0 为投产当期"))

    public static var declaration: GroupDeclaration {
        .rule(
            "quota_before_production", LocalizedText(en: "Time of commitment", zh: "指标落实时点"),
            LocalizedText(
                en: "projects hold quota from the approval of their assessment, or from production only",
                zh: "项目在环评审批时或投产前落实指标"),
            RuleScope.declarations + [leadParameter.declaration])
    }

    private let scope: RuleScope
    private let lead: Int

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        lead = bound[Self.leadParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        for index in records.projects.indices where scope.selection.holds(records.projects[index]) {
            records.projects[index].commitmentPeriod = max(0, records.projects[index].period - lead)
            effect.touched += 1
        }
    }
}
