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

    /// Days whose rounded value is within the daily grade II limit; nil where the standard has no such limit.
    public let compliantDays: Int?
    /// (C - S) / S of the mean against its annual limit; negative within it.
    public let meanExceedance: Rational?
    /// (C - S) / S of the percentile against the daily limit; negative within it.
    public let percentileExceedance: Rational?

    /// Compliant days among valid days in percent (HJ 663-2013, provisional); nil without a valid day.
    public var complianceRate: Rational? {
        compliantDays.flatMap { Rational(Int128($0) * 100, over: Int128(validDays)) }
    }

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

    /// Grade II limit of a daily value: the mean of 24 hours, for O3 the 8-hour maximum.
    public func dailyLimit(_ pollutant: Pollutant) -> Concentration? {
        limits.limit(pollutant, pollutant == .o3 ? .eightHourMaximum : .day)
    }

    /// Statistics of the daily values of one pollutant over a period, in any order.
    public func evaluate(
        _ pollutant: Pollutant, dailyValues: [Rational], period: Period, isComplete: Bool
    ) throws(ArithmeticOverflow) -> PollutantEvaluation {
        let mean = try arithmeticMean(dailyValues)
        var upper: Rational?
        if let fraction = EvaluationRules.percentile(of: pollutant) {
            upper = try percentile(ofSorted: dailyValues.sorted(), fraction: fraction)
        }
        var verdict: Bool?
        if case .year = period { verdict = try attains(pollutant, mean: mean, percentile: upper) }
        return PollutantEvaluation(
            pollutant: pollutant, mean: mean, percentile: upper, validDays: dailyValues.count,
            isComplete: isComplete, attains: verdict,
            compliantDays: try compliantDays(pollutant, dailyValues),
            meanExceedance: try exceedance(mean, of: limits.limit(pollutant, .year)),
            percentileExceedance: try exceedance(upper, of: dailyLimit(pollutant)))
    }

    /// (C - S) / S, HJ 663-2013 (provisional); nil without value or limit.
    func exceedance(_ value: Rational?, of limit: Concentration?) throws(ArithmeticOverflow) -> Rational? {
        guard let value, let limit else { return nil }
        return try (value - limit.rational) / limit.rational
    }

    private func compliantDays(_ pollutant: Pollutant, _ values: [Rational]) throws(ArithmeticOverflow)
        -> Int?
    {
        guard let limit = dailyLimit(pollutant)?.rational else { return nil }
        let digits = EvaluationRules.dailyDigits(of: pollutant, for: limit)
        var count = 0
        for value in values where try value.rounded(toDigits: digits) <= limit { count += 1 }
        return count
    }

    /// Compares rounded statistics with the grade II limits (GB/T 8170, rounded-value comparison).
    private func attains(
        _ pollutant: Pollutant, mean: Rational?, percentile: Rational?
    ) throws(ArithmeticOverflow) -> Bool? {
        let parts = [(mean, limits.limit(pollutant, .year)), (percentile, dailyLimit(pollutant))]
        let digits = evaluation.comparisonDigits[pollutant] ?? 0
        var verdict: Bool?
        for case (let value, let limit?) in parts {
            // What has a limit must be known; lead has no percentile and no daily limit.
            guard let value else { return nil }
            let isWithin = try value.rounded(toDigits: digits) <= limit.rational
            verdict = (verdict ?? true) && isWithin
        }
        return verdict
    }
}
