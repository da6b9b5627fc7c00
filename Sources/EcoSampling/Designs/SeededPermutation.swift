import EcoUnits

/// A permutation of 0..<count drawn by seed, of which each place is found without the others.
///
/// A balanced Feistel network on the next power of four, walked until it falls below `count` (Black and Rogaway
/// 2002, doi:10.1007/3-540-45760-7_9): at most four steps on average.
struct SeededPermutation: Sendable, Equatable {
    let count: Int
    /// Of each of the two halves of a word, 1 to 31.
    private let bits: UInt64
    private let keys: [UInt64]

    private static let rounds = 8

    /// - Parameter count: 1 to 2^62.
    init(count: Int, stream: SplitMix64) {
        self.count = count
        var random = stream
        bits = UInt64(max(1, (Int.bitWidth - max(0, count - 1).leadingZeroBitCount + 1) / 2))
        keys = (0..<Self.rounds).map { _ in random.next() }
    }

    subscript(position: Int) -> Int {
        var word = UInt64(position)
        repeat { word = step(word) } while word >= UInt64(count)
        return Int(word)
    }

    private func step(_ word: UInt64) -> UInt64 {
        let mask = (UInt64(1) << bits) - 1
        var (left, right) = (word >> bits, word & mask)
        for key in keys {
            var mixer = SplitMix64(seed: key ^ right &* 0xD6E8_FEB8_6659_FD93)
            (left, right) = (right, left ^ mixer.next() >> (64 - bits))
        }
        return left << bits | right
    }
}
