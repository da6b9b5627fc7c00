import EcoUnits

/// A figure that schemes read: one indicator of one region in one period, exact.
public struct EvaluatedIndicator: Hashable, Sendable {
    public let region: RegionCode
    public let period: Period
    /// Lower_snake id, such as `pm25`, `composite_index`, `good_day_ratio`.
    public let indicator: String
    /// `nil` where there are no data: missing is missing.
    public let value: Rational?
    public let unit: Unit
    /// Enough valid data under the standard's rules.
    public let isValid: Bool
    /// Id of the standard that fixes the figure, such as `gb3095_2012`; empty where none does.
    public let standard: String
    /// `measured`, `city_mean`, `assumed`: how the weakest input came about.
    public let basis: String

    public init(
        region: RegionCode, period: Period, indicator: String, value: Rational?, unit: Unit, isValid: Bool,
        standard: String, basis: String
    ) {
        self.region = region
        self.period = period
        self.indicator = indicator
        self.value = value
        self.unit = unit
        self.isValid = isValid
        self.standard = standard
        self.basis = basis
    }
}
