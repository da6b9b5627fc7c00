import EcoUnits

/// Independent draws.
public struct RandomSample: SampleDesign, Equatable {
    public let runCount: Int
    public let dimension: Int
    public let seed: UInt64

    public init(count: Int, dimension: Int, seed: UInt64) {
        (runCount, self.dimension, self.seed) = (count, dimension, seed)
    }

    public func point(_ run: Int) -> [Double] {
        var random = SplitMix64(seed: seed)
        random.skip(run * dimension)
        return (0..<dimension).map { _ in random.uniform() }
    }
}

extension SplitMix64 {
    /// The generator of that number among those of a seed.
    static func stream(_ number: Int, seed: UInt64) -> SplitMix64 {
        var random = SplitMix64(seed: seed)
        random.skip(number)
        return SplitMix64(seed: random.next())
    }
}
