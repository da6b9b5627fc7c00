import EcoAccounts
import EcoParameters
import EcoUnits

/// What the compensation schemes of a scenario come to.
public struct SettlementResult: Sendable {
    /// Every transfer of every scheme; where an earlier ledger is corrected, that one and the differences.
    public let ledger: Ledger
    /// What the data revised in an earlier ledger; empty where none is corrected.
    public let corrections: [Correction]
    /// Per scheme and period; recomputed from the ledger, and equal to what settlement booked.
    /// Of the recomputed payments, where an earlier ledger is corrected.
    public let balances: [SchemeBalance]
    /// Every claim with its money and its arithmetic, in order of scheme, period, region and basis.
    public let claims: [SettledClaim]
    /// What caps and budgets left open at the end.
    public let outstanding: [OutstandingBalance]
    /// Scores of the appraisals, in their order.
    public let scores: [Score]
    /// What the allocations divided, and what of each stock stays undivided.
    public let allocated: [AllocatedAmount]
    public let stocks: [AllocatedStock]
    /// How the payments fall on the regions.
    public let fairness: Fairness
    /// Incentives and risk, where the scenario asks for them.
    public let analysis: Analysis
    /// Compensation that is not money.
    public let inKind: [InKindEntry]
    /// Published payments to show beside the computed ones.
    public let published: [PublishedPayment]
    /// The decision that each scheme's payments rest on, by scheme.
    public let clauses: [String: LocalizedText]
    /// Numbers that a preset brought in, by scheme.
    public let presetValues: [String: [SchemePreset.Entry]]
    /// Warnings kept with the result: `missing_data`, `period_without_data`,
    /// `reference_assumed`, `pool_carried_forward`, `payment_deferred`, `receipt_deferred`.
    public let warnings: [Diagnostic]
}
