import EcoUnits

/// One payment: never negative; the direction is payer to payee.
public struct Transfer: Hashable, Sendable {
    public let period: Period
    /// Id of the scheme in the scenario.
    public let scheme: String
    public let payer: Party
    public let payee: Party
    public let amount: Money
    /// What it is for, as ids: `pm25_fine`, `composite_index_reward`, `retained`.
    public let basis: String

    public init(period: Period, scheme: String, payer: Party, payee: Party, amount: Money, basis: String) {
        self.period = period
        self.scheme = scheme
        self.payer = payer
        self.payee = payee
        self.amount = amount
        self.basis = basis
    }
}
