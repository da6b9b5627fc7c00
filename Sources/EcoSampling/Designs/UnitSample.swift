import EcoUnits

/// Points of the unit cube, one row for each run: what a plan of runs is before it meets distributions.
public enum UnitSample {
    /// Independent draws.
    public static func random(count: Int, dimension: Int, seed: UInt64) -> [[Double]] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in (0..<dimension).map { _ in random.uniform() } }
    }

    /// One draw in each of `count` strata of every axis, the strata paired at random (McKay, Beckman and Conover
    /// 1979, doi:10.2307/1268522).
    public static func latinHypercube(count: Int, dimension: Int, seed: UInt64) -> [[Double]] {
        var random = SplitMix64(seed: seed)
        let axes = (0..<dimension).map { _ -> [Double] in
            let strata = (0..<count).shuffled(using: &random)
            return strata.map { (Double($0) + random.uniform()) / Double(count) }
        }
        return (0..<count).map { row in axes.map { $0[row] } }
    }

    /// The first `count` points of the sequence of Sobol', shifted at random.
    public static func sobol(count: Int, dimension: Int, seed: UInt64) -> [[Double]] {
        var sequence = SobolSequence(dimension: dimension, seed: seed)
        return (0..<count).map { _ in sequence.next() }
    }
}

extension SplitMix64 {
    /// In 0..<1, a multiple of 2^-53.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}
