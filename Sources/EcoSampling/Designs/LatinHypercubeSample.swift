import EcoUnits

/// One draw in each of `runCount` strata of every axis, the strata paired at random (McKay, Beckman and Conover
/// 1979, doi:10.2307/1268522).
public struct LatinHypercubeSample: SampleDesign, Equatable {
    public let runCount: Int
    private let seed: UInt64
    /// The stratum of each run, axis by axis.
    private let strata: [SeededPermutation]

    public init(count: Int, dimension: Int, seed: UInt64) {
        (runCount, self.seed) = (count, seed)
        strata = (0..<dimension).map {
            SeededPermutation(count: count, stream: .stream(2 * $0, seed: seed))
        }
    }

    public func point(_ run: Int) -> [Double] {
        strata.enumerated().map { axis, strata in
            var random = SplitMix64.stream(2 * axis + 1, seed: seed)
            random.skip(run)
            return (Double(strata[run]) + random.uniform()) / Double(runCount)
        }
    }
}
