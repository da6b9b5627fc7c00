import EcoAccounts
import EcoUnits

/// A claim and the money that moved for it.
public struct SettledClaim: Hashable, Sendable {
    public let claim: Claim
    /// Positive where the region received, negative where it paid; what was deferred is not in it.
    public let amount: Money
    /// The claim's arithmetic with the steps of settlement on top: cap, share of the pool, rounding.
    public let calculation: Calculation
}

/// Money owed at the end of a run because of a cap or a spent budget.
public struct OutstandingBalance: Hashable, Sendable {
    public let scheme: String
    public let region: RegionCode
    /// Positive where the region is still to receive, negative where it is still to pay.
    public let amount: Money
}
