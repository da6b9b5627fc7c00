import EcoUnits

/// Composite index of HJ 663-2013 Annex C (informative): the sum over the six items of the larger of mean over
/// annual limit and percentile over daily limit (provisional: no official copy seen).
///
/// Another index than ``CompositeIndex`` of the national ranking; the two are never mixed.
public struct AnnexIndex: Sendable, Equatable {
    public let standard: AirStandard.Version
    public let value: Rational
    /// Sub-indices in the order of `Pollutant.basic`.
    public let parts: [Rational]
}

extension AirStandard {
    /// The index of Annex C; nil where a statistic is missing.
    public func annexIndex(_ pollutants: [PollutantEvaluation]) throws(ArithmeticOverflow) -> AnnexIndex? {
        var sum = Rational.zero
        var parts: [Rational] = []
        for pollutant in Pollutant.basic {
            guard let item = pollutants.first(where: { $0.pollutant == pollutant }),
                let part = try annexPart(item)
            else { return nil }
            parts.append(part)
            sum = try sum + part
        }
        return AnnexIndex(standard: version, value: sum, parts: parts)
    }

    private func annexPart(_ item: PollutantEvaluation) throws(ArithmeticOverflow) -> Rational? {
        let daily: Averaging = item.pollutant == .o3 ? .eightHourMaximum : .day
        guard let percentile = item.percentile, let limit = limits.limit(item.pollutant, daily) else {
            return nil
        }
        let upper = try percentile / limit.rational
        guard let annual = limits.limit(item.pollutant, .year) else { return upper }
        guard let mean = item.mean else { return nil }
        return max(upper, try mean / annual.rational)
    }
}
