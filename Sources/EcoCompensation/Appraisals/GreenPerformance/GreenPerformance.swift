import EcoAccounts
import EcoParameters
import EcoUnits

/// A weighted green score of counties with the double growth of GEP and GDP, and veto items that cap the grade.
/// Method: `GreenPerformance.md`.
public struct GreenPerformance: Appraisal {
    public let identity: BlockIdentity
    public var inputs: Set<EvidenceSource> { readsAccounts ? [.accounts] : [] }
    let terms: ScoringTerms
    let growth: Table
    let vetoes: Table?
    let vetoGrade: Grade
    let gradeWithoutDoubleGrowth: Grade
    let readsAccounts: Bool
}
