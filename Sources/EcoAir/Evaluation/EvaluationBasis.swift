/// What a figure was computed from and by; two figures are comparable only where this is equal.
public struct EvaluationBasis: Sendable, Equatable {
    public let standard: AirStandard.Version
    /// Statistics that leave out listed sand-dust days.
    public let excluded: ExcludedStatistics
    /// Daily values were rounded before the statistics.
    public let roundsDailyValues: Bool
    /// Temperature and pressure that the concentrations refer to.
    public let state: AirState

    public init(
        standard: AirStandard.Version, excluded: ExcludedStatistics, roundsDailyValues: Bool,
        state: AirState = AirState()
    ) {
        self.standard = standard
        self.excluded = excluded
        self.roundsDailyValues = roundsDailyValues
        self.state = state
    }

    /// Sand-dust days are left out of concentrations and composite index, as national reports have it.
    public init(standard: AirStandard.Version, excludesSandDust: Bool, roundsDailyValues: Bool) {
        self.init(
            standard: standard, excluded: excludesSandDust ? .national : .none,
            roundsDailyValues: roundsDailyValues)
    }

    /// Sand-dust days are left out of some statistic.
    public var excludesSandDust: Bool { excluded != .none }
}
