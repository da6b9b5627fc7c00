import EcoUnits

/// Which part of the variance of a result each parameter explains.
///
/// First order: alone (Saltelli 2010, table 2 (b)). Total: with all its interactions (Jansen 1999). Second
/// order: a pair beyond both alone. Intervals come from resampled base points.
public struct SobolIndices: Sendable, Equatable {
    public struct Index: Sendable, Equatable {
        public let value: Double
        /// Half the width of the interval at the confidence asked for; nil without resampling.
        public let halfWidth: Double?
    }

    public let first: [Index]
    public let total: [Index]
    /// `second[j][k]` for j < k, else nil; empty without a sample for it.
    public let second: [[Index?]]

    /// - Parameters:
    ///   - results: one for each run, in the order of the sample.
    ///   - resamples: number of resamples; 0 for no intervals.
    ///   - confidence: such as 0.95.
    ///   - largestGroups: base points beyond so many are resampled in groups of neighbours, which keeps memory
    ///     bounded.
    /// - Returns: nil where the results do not vary, one is missing, or they are not one for each run.
    public init?<Results: ValueStream>(
        _ results: Results, of sample: SaltelliSample, resamples: Int = 100, confidence: Double = 0.95,
        seed: UInt64 = 1, largestGroups: Int = 4096
    ) throws(Results.Failure) {
        let moments = try Moments(results)
        guard moments.count == sample.runCount, moments.populationDeviation.isFinite,
            moments.populationDeviation > 0
        else { return nil }
        var sums = SobolSums(sample, moments, groupCount: min(sample.baseCount, max(1, largestGroups)))
        try results.visit { sums.add($0) }
        let groups = Array(0..<sums.groupCount)
        // Of results in units of their deviation; less is the rounding of equal results.
        guard sums.variance(groups) > 1e-12 else { return nil }
        let point = sums.estimate(groups)
        var random = SplitMix64(seed: seed)
        let draws = (0..<resamples).map { _ in
            sums.estimate(groups.map { _ in Int.random(in: 0..<sums.groupCount, using: &random) })
        }
        let z = NormalDistribution.quantile(0.5 + confidence / 2)
        func index(_ value: Double, _ drawn: [Double]) -> Index {
            Index(value: value, halfWidth: resamples > 1 ? z * Moments(drawn).standardDeviation : nil)
        }
        first = point.first.indices.map { axis in index(point.first[axis], draws.map { $0.first[axis] }) }
        total = point.total.indices.map { axis in index(point.total[axis], draws.map { $0.total[axis] }) }
        second = point.second.indices.map { j in
            point.second[j].indices.map { k in
                j < k ? index(point.second[j][k], draws.map { $0.second[j][k] }) : nil
            }
        }
    }
}
