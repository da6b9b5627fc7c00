import EcoAccounts
import EcoParameters
import EcoUnits

/// A rule that turns figures into scores, grades and gaps to targets; it moves no money. Schemes and
/// adjusters may read its scores by id.
public protocol Appraisal: Sendable {
    /// Id (lower_snake, equal to the folder), texts and parameters.
    static var declaration: GroupDeclaration { get }
    var identity: BlockIdentity { get }
    /// The results of other modules that it reads.
    var inputs: Set<EvidenceSource> { get }

    init(_ bound: BoundGroup)

    /// - Throws: ``DiagnosticFailure`` with every finding.
    func scores(from evidence: Evidence) throws(DiagnosticFailure) -> AppraisalOutcome
}

extension Appraisal {
    public var inputs: Set<EvidenceSource> { [] }
}

/// One figure of an appraisal.
public struct Score: Hashable, Sendable {
    /// Id of the appraisal in the scenario.
    public let appraisal: String
    /// Code of the region, else name of the project or firm.
    public let subject: String
    public let period: Period
    /// What was scored, as an id; `total` for the result that others read.
    public let indicator: String
    /// `nil` where it cannot be had; never 0 in its place.
    public let value: Rational?
    public let unit: Unit
    /// Grade or verdict as an id: `excellent`, `met`, `not_met`; empty where there is none.
    public let grade: String
    public let calculation: Calculation?

    public static let total = "total"
}

public struct AppraisalOutcome: Sendable {
    public var scores: [Score] = []
    public var warnings: [Diagnostic] = []
    public init() {}
}
