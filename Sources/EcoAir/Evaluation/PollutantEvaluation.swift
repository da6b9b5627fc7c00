import EcoAccounts
import EcoUnits

/// Statistics of one pollutant over a period, exact and unrounded.
public struct PollutantEvaluation: Sendable, Equatable {
    public let pollutant: Pollutant
    /// Arithmetic mean of the daily values; nil without any.
    public let mean: Rational?
    /// Percentile of the daily values that HJ 663 names for this pollutant; nil without any value.
    public let percentile: Rational?
    /// Days in the statistics: valid and not excluded.
    public let validDays: Int
    /// True where the period has enough valid days (GB 3095 Table 4).
    public let isComplete: Bool
    /// Annual verdict: mean and percentile, rounded once, both within grade II; nil for shorter periods.
    public let attains: Bool?

    /// The figure that ranking and compensation use: the mean, for CO and O3 the percentile.
    public var assessed: Rational? { EvaluationRules.hasMeanLimit(pollutant) ? mean : percentile }
}

extension AirStandard {
    /// Grade II limit of the assessed figure: annual, for CO daily and for O3 the 8-hour maximum.
    public func assessedLimit(_ pollutant: Pollutant) -> Concentration? {
        switch pollutant {
        case .co: limits.limit(.co, .day)
        case .o3: limits.limit(.o3, .eightHourMaximum)
        default: limits.limit(pollutant, .year)
        }
    }

    /// Statistics of the daily values of one pollutant over a period, in any order.
    public func evaluate(
        _ pollutant: Pollutant, dailyValues: [Rational], period: Period, isComplete: Bool
    ) throws(ArithmeticOverflow) -> PollutantEvaluation {
        let mean = try arithmeticMean(dailyValues)
        let fraction = EvaluationRules.percentile(of: pollutant) ?? .one
        let upper = try percentile(ofSorted: dailyValues.sorted(), fraction: fraction)
        var verdict: Bool?
        if case .year = period { verdict = try attains(pollutant, mean: mean, percentile: upper) }
        return PollutantEvaluation(
            pollutant: pollutant, mean: mean, percentile: upper, validDays: dailyValues.count,
            isComplete: isComplete, attains: verdict)
    }

    /// Compares rounded statistics with the grade II limits (GB/T 8170, rounded-value comparison).
    private func attains(
        _ pollutant: Pollutant, mean: Rational?, percentile: Rational?
    ) throws(ArithmeticOverflow) -> Bool? {
        guard let mean, let percentile else { return nil }
        let digits = evaluation.comparisonDigits[pollutant] ?? 0
        let daily: Averaging = pollutant == .o3 ? .eightHourMaximum : .day
        guard let dailyLimit = limits.limit(pollutant, daily) else { return nil }
        let percentileAttains = try percentile.rounded(toDigits: digits) <= dailyLimit.rational
        guard let annualLimit = limits.limit(pollutant, .year) else { return percentileAttains }
        let roundedMean = try mean.rounded(toDigits: digits)
        return percentileAttains && roundedMean <= annualLimit.rational
    }
}
