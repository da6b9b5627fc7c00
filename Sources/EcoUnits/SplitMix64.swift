/// Reproducible random numbers: SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    public init(seed: UInt64) { state = seed }

    /// Passes over so many numbers, at no cost.
    public mutating func skip(_ count: Int) { state &+= UInt64(count) &* Self.step }

    /// In 0..<1, a multiple of 2^-53.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    public mutating func next() -> UInt64 {
        state &+= Self.step
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
