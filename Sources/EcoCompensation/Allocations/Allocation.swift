import EcoAccounts
import EcoParameters
import EcoUnits

/// A rule that divides a stock (quota, capacity, cost, budget, value added) among regions, projects or firms.
/// It moves no money by itself. Always `allocated + unallocated = available`, checked after the fact.
public protocol Allocation: Sendable {
    /// Id (lower_snake, equal to the folder), texts and parameters.
    static var declaration: GroupDeclaration { get }
    var identity: BlockIdentity { get }
    /// The results of other modules that it reads.
    var inputs: Set<EvidenceSource> { get }

    init(_ bound: BoundGroup)

    /// - Throws: ``DiagnosticFailure`` with every finding.
    func allocate(from evidence: Evidence) throws(DiagnosticFailure) -> AllocationOutcome
}

extension Allocation {
    public var inputs: Set<EvidenceSource> { [] }
}

/// What one recipient gets of an item.
public struct AllocatedAmount: Hashable, Sendable {
    /// Id of the allocation in the scenario.
    public let allocation: String
    public let period: Period
    /// What is divided, as an id: `so2`, `incinerator_capacity`, `construction_cost`.
    public let item: String
    /// Code of the region, else name of the project or firm.
    public let recipient: String
    /// Exact; never negative.
    public let amount: Rational
    public let unit: Unit
    public let calculation: Calculation
}

/// The stock of one item, and what stays undivided.
public struct AllocatedStock: Hashable, Sendable {
    public let allocation: String
    public let period: Period
    public let item: String
    public let available: Rational
    public let unallocated: Rational
    public let unit: Unit
}

public struct AllocationOutcome: Sendable {
    public var amounts: [AllocatedAmount] = []
    public var stocks: [AllocatedStock] = []
    public var warnings: [Diagnostic] = []
    public init() {}
}
