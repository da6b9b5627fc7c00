import EcoAccounts
import EcoParameters
import EcoUnits

/// Points for what compensation money achieved, with a grade that a later transfer may read.
/// Method: `PerformanceScore.md`.
public struct PerformanceScore: Appraisal {
    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "performance_score", title: LocalizedText(en: "Performance of funds", zh: "补偿资金绩效评价"),
            meaning: LocalizedText(
                en: "100 points over indicators against their targets, and a grade", zh: "按指标完成情况百分制评分定级"),
            parameters: BlockIdentity.declarations + ScoringTerms.declarations,
            rules: [ScoringTerms.check])
    }

    public let identity: BlockIdentity
    private let terms: ScoringTerms

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        terms = ScoringTerms(bound)
    }

    public func scores(from evidence: Evidence) throws(DiagnosticFailure) -> AppraisalOutcome {
        var sheet = try ScoreSheet(terms.indicators, terms.results, terms, regions: evidence.table)
        var outcome = AppraisalOutcome()
        for key in sheet.keys {
            do {
                let (parts, total) = try sheet.scores(key)
                for (indicator, part) in zip(sheet.indicators, parts) {
                    outcome.add(identity, key.subject, key.period, indicator, part)
                }
                let grade = try total.map { sum throws(ArithmeticOverflow) in try terms.grade(sum.value) }
                outcome.add(
                    identity, key.subject, key.period, Score.total, total, grade: grade?.rawValue ?? "")
            } catch { throw .overflow(identity.path) }
        }
        outcome.warnings = sheet.warnings
        return outcome
    }
}
