import EcoAccounts
import EcoUnits

/// What a scheme says that a region receives (positive) or pays (negative) in a period, before caps and
/// rounding.
public struct Claim: Hashable, Sendable {
    /// Id of the scheme in the scenario.
    public let scheme: String
    public let region: RegionCode
    public let period: Period
    /// Exact, in yuan.
    public let amount: Rational
    /// What it is for, as an id: `pm25_fine`, `air_quality_improved`.
    public let basis: String
    /// How `amount` came about.
    public let calculation: Calculation
    /// Who pays it (or is paid) directly, past the scheme's fund: the other side of an agreement between
    /// two regions. `nil`: the fund.
    public let counterparty: Party?

    public init(
        scheme: String, region: RegionCode, period: Period, amount: Rational, basis: String,
        calculation: Calculation, counterparty: Party? = nil
    ) {
        self.scheme = scheme
        self.region = region
        self.period = period
        self.amount = amount
        self.basis = basis
        self.calculation = calculation
        self.counterparty = counterparty
    }

    /// The same claim over another amount, its calculation resting on the earlier one.
    func replacing(amount: Rational, _ calculation: Calculation) -> Claim {
        Claim(
            scheme: scheme, region: region, period: period, amount: amount, basis: basis,
            calculation: calculation, counterparty: counterparty)
    }
}
