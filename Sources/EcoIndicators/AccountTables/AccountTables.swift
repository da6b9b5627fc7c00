import EcoAccounts

/// The account tables of a report: T1 to T5, what moves the account most, and where asked for T6 and T9.
public struct AccountTables: Sendable {
    /// T1; empty where the account has no land cover.
    public let extent: [ExtentRow]
    /// T2 and T3.
    public let services: [ServiceRow]
    public let methods: [IndicatorMethod]
    /// T4.
    public let matrix: [MatrixRow]
    /// T5.
    public let regions: [RegionMatrixRow]
    /// The columns of T5.
    public let indicators: [String]
    public let drivers: [DriverRow]
    /// T6; nil where the scenario names no opening account.
    public let change: ChangeAccount?
    /// T9; empty where the scenario gives no block `geep`.
    public let geep: [GEEPRow]
    public let indices: [IndexRow]
    /// What makes two accounts comparable.
    public let basis: AccountBasis
    /// The rules of the pack, with what the scenario chose.
    public let rules: [RuleRow]
    /// How pollution damage was valued; nil without block `geep`.
    public let damageMethod: DamageMethod?
    /// Printed figures against their parts and against this account.
    public let published: [PublishedCheck]
}
