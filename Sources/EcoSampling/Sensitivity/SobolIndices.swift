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
    /// - Returns: nil where the results do not vary or are not one for each run.
    public init?(
        _ results: [Double], of sample: SaltelliSample, resamples: Int = 100, confidence: Double = 0.95,
        seed: UInt64 = 1
    ) {
        guard results.count == sample.runCount, results.allSatisfy(\.isFinite) else { return nil }
        let values = Blocks(results, sample)
        guard values.variance(Array(0..<sample.baseCount)) > 0 else { return nil }
        let point = values.indices(Array(0..<sample.baseCount))
        var random = SplitMix64(seed: seed)
        let draws = (0..<resamples).map { _ in
            values.indices(
                (0..<sample.baseCount).map { _ in Int.random(in: 0..<sample.baseCount, using: &random) })
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

    private struct Estimate {
        var first: [Double] = []
        var total: [Double] = []
        var second: [[Double]] = []
    }

    /// The results by matrix, less their mean and divided by their deviation.
    private struct Blocks {
        let sample: SaltelliSample
        var a: [Double] = []
        var b: [Double] = []
        /// `ab[j][i]`: base point i with coordinate j of B.
        var ab: [[Double]]
        var ba: [[Double]]

        init(_ results: [Double], _ sample: SaltelliSample) {
            self.sample = sample
            let moments = Moments(results)
            let deviation = moments.populationDeviation
            let scaled = results.map { deviation > 0 ? ($0 - moments.mean) / deviation : 0 }
            ab = [[Double]](repeating: [], count: sample.dimension)
            ba = sample.hasSecondOrder ? ab : []
            for start in stride(from: 0, to: scaled.count, by: sample.blockSize) {
                a.append(scaled[start])
                b.append(scaled[start + sample.blockSize - 1])
                for axis in 0..<sample.dimension {
                    ab[axis].append(scaled[start + 1 + axis])
                    if sample.hasSecondOrder { ba[axis].append(scaled[start + 1 + sample.dimension + axis]) }
                }
            }
        }

        func variance(_ rows: [Int]) -> Double {
            let deviation = Moments(rows.map { a[$0] } + rows.map { b[$0] }).populationDeviation
            return deviation * deviation
        }

        func indices(_ rows: [Int]) -> Estimate {
            let variance = self.variance(rows)
            let mean = { (term: (Int) -> Double) in
                rows.reduce(0) { $0 + term($1) } / Double(rows.count) / variance
            }
            var estimate = Estimate()
            for axis in 0..<sample.dimension {
                estimate.first.append(mean { b[$0] * (ab[axis][$0] - a[$0]) })
                estimate.total.append(0.5 * mean { (a[$0] - ab[axis][$0]) * (a[$0] - ab[axis][$0]) })
            }
            guard sample.hasSecondOrder else { return estimate }
            estimate.second = (0..<sample.dimension).map { j in
                (0..<sample.dimension).map { k in
                    mean { ba[j][$0] * ab[k][$0] - a[$0] * b[$0] } - estimate.first[j] - estimate.first[k]
                }
            }
            return estimate
        }
    }
}
