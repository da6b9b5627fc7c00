#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How an uncertain parameter is distributed; every kind is sampled by its quantile function.
public enum Distribution: Sendable, Equatable {
    /// Every value from low to high alike.
    case uniform(low: Double, high: Double)
    /// Every order of magnitude from low to high alike; low > 0.
    case logUniform(low: Double, high: Double)
    /// Rises to the mode and falls to the high end in straight lines.
    case triangular(low: Double, mode: Double, high: Double)
    /// Cut off (and scaled up between) at the ends given.
    case normal(mean: Double, standardDeviation: Double, low: Double?, high: Double?)
    /// The logarithm is normal; median and geometric standard deviation (above 1) of the value itself.
    case lognormal(median: Double, geometricDeviation: Double)
    /// Some values, in proportion to their weights.
    case values([Double], weights: [Double])

    /// The value that a share p of all draws does not pass, 0 <= p <= 1.
    public func quantile(_ p: Double) -> Double {
        switch self {
        case .uniform(let low, let high): low + (high - low) * p
        case .logUniform(let low, let high): low * exp(p * log(high / low))
        case .triangular(let low, let mode, let high): Self.triangular(p, low, mode, high)
        case .normal(let mean, let deviation, let low, let high):
            Self.normal(p, mean, deviation, low ?? -.infinity, high ?? .infinity)
        case .lognormal(let median, let deviation):
            median * exp(log(deviation) * NormalDistribution.quantile(p))
        case .values(let values, let weights): Self.discrete(p, values, weights)
        }
    }

    private static func triangular(_ p: Double, _ low: Double, _ mode: Double, _ high: Double) -> Double {
        guard high > low else { return low }
        let split = (mode - low) / (high - low)
        return p < split
            ? low + (p * (high - low) * (mode - low)).squareRoot()
            : high - ((1 - p) * (high - low) * (high - mode)).squareRoot()
    }

    private static func normal(
        _ p: Double, _ mean: Double, _ deviation: Double, _ low: Double, _ high: Double
    ) -> Double {
        guard deviation > 0 else { return min(max(mean, low), high) }
        let below = NormalDistribution.probability(below: (low - mean) / deviation)
        let above = NormalDistribution.probability(below: (high - mean) / deviation)
        let z = NormalDistribution.quantile(below + p * (above - below))
        return min(max(mean + deviation * z, low), high)
    }

    private static func discrete(_ p: Double, _ values: [Double], _ weights: [Double]) -> Double {
        let total = weights.reduce(0, +)
        var sum = 0.0
        for (value, weight) in zip(values, weights) {
            sum += weight / total
            if p < sum { return value }
        }
        return values[values.count - 1]
    }
}

extension Distribution {
    /// What is wrong with the numbers, in a few words; nil where they make a distribution.
    public var defect: String? {
        switch self {
        case .uniform(let low, let high): low <= high ? nil : "low is above high"
        case .logUniform(let low, let high): low > 0 && low <= high ? nil : "needs 0 < low <= high"
        case .triangular(let low, let mode, let high):
            low <= mode && mode <= high ? nil : "needs low <= mode <= high"
        case .normal(_, let deviation, let low, let high):
            if deviation < 0 {
                "the standard deviation is below 0"
            } else {
                (low ?? -.infinity) < (high ?? .infinity) ? nil : "low is not below high"
            }
        case .lognormal(let median, let deviation):
            median > 0 && deviation >= 1 ? nil : "needs median > 0 and geometric deviation >= 1"
        case .values(let values, let weights):
            if values.isEmpty || values.count != weights.count {
                "needs one weight for each value"
            } else {
                weights.allSatisfy { $0 >= 0 } && weights.contains { $0 > 0 } ? nil : "a weight is below 0"
            }
        }
    }
}
