import EcoAccounts
import EcoParameters
import EcoUnits

/// A clause that changes a scheme's claims after its formula and before caps and rounding.
public protocol ClaimAdjuster: Sendable {
    /// Id (lower_snake, equal to the folder), texts and parameters.
    static var declaration: GroupDeclaration { get }

    init(_ bound: BoundGroup)

    /// The claims of all periods, changed. Every change puts a step on top of the claim's calculation.
    ///
    /// - Throws: ``DiagnosticFailure`` with every finding; then nothing is paid.
    func adjust(_ claims: [Claim], _ assessment: inout Assessment) throws(DiagnosticFailure) -> AdjustedClaims
}

/// Claims after an adjuster, and what it withheld for a named fund instead of a region.
public struct AdjustedClaims: Sendable {
    var claims: [Claim]
    var setAside: [SetAside] = []
}

/// Money of a scheme that goes to a named fund in a period, such as what a reduction withholds.
public struct SetAside: Hashable, Sendable {
    public let period: Period
    /// Id of the fund.
    public let fund: String
    /// Exact, in yuan; positive.
    public let amount: Rational
    public let basis: String
    public let calculation: Calculation
}
