import EcoAccounts
import EcoParameters
import EcoUnits

/// A rule that turns evaluated indicators into claims: the assessed region receives (+) or pays (-).
public protocol CompensationScheme: Sendable {
    /// Id, texts, parameters and presets of the scheme's family.
    static var family: SchemeFamily { get }
    /// Which regions and periods this scheme settles, and from which data.
    var scope: SchemeScope { get }
    /// How its claims become money.
    var settlement: SettlementRules { get }
    /// The results of other modules that it reads.
    var inputs: Set<EvidenceSource> { get }

    init(_ bound: BoundGroup)

    /// The claims of every period, in order of period, region and indicator.
    ///
    /// - Throws: ``DiagnosticFailure`` where data are missing that the scheme may not do without, standards
    ///   are mixed, or exact arithmetic overflows; then nothing is paid.
    func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim]

    /// What every party pays and receives in all, where the scheme can tell it without its claims: the same to the fen
    /// as claims that are settled. `nil` where it cannot, and where something is amiss.
    func balances(from assessment: Assessment) -> PartyBalances?

    /// The claims with what the scheme's own formula withholds for a named fund.
    func claimsAndSetAside(from assessment: inout Assessment) throws(DiagnosticFailure) -> AdjustedClaims
}

extension CompensationScheme {
    public func claimsAndSetAside(
        from assessment: inout Assessment
    ) throws(DiagnosticFailure) -> AdjustedClaims {
        AdjustedClaims(claims: try claims(from: &assessment))
    }

    public func balances(from assessment: Assessment) -> PartyBalances? { nil }

    public var inputs: Set<EvidenceSource> { [.air] }
}

/// Where a scheme's figures come from besides its own tables.
public enum EvidenceSource: Hashable, Sendable {
    /// Evaluated indicators of the block `air`.
    case air
    /// Entries of the block `accounts`.
    case accounts
    /// Prices of the block `quota`.
    case quota
}

/// A family of schemes that share a formula: what `list` and `describe` show.
public struct SchemeFamily: Sendable {
    /// Lower_snake; equal to the folder.
    public let id: String
    public let declaration: GroupDeclaration
    public let presets: [SchemePreset]

    init(id: String, declaration: GroupDeclaration, presets: [SchemePreset]) {
        self.id = id
        self.declaration = declaration
        self.presets = presets
    }
}
