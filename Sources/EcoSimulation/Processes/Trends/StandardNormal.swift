import EcoSampling

enum StandardNormal {
    /// The value that a share of all draws does not pass; 0 and 1 are taken to the ends of the distribution.
    static func quantile(_ share: Double) -> Double {
        Distribution.normal(mean: 0, standardDeviation: 1, low: nil, high: nil).quantile(share)
    }
}
