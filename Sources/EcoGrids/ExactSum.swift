/// An exact sum of doubles and of products: the order of the terms changes no bit.
///
/// A fixed-point number over the whole range of `Double`, in digits of 32 bits held in 64-bit words so that
/// carries wait (Neal 2015, "Fast exact summation using small and large superaccumulators",
/// arXiv:1505.05571). The rounded result is the double nearest to the true sum of the terms.
struct ExactSum: Sendable {
    /// Words: 65 digits for every double, the rest for carries.
    static let wordCount = 68
    /// Terms that may be added before carries must move up: each leaves less than 2^32 in a word.
    static let pendingLimit = 1 << 20

    private var words = [Int64](repeating: 0, count: wordCount)
    private var pending = 0
    private var nonFinite = false

    init() {}

    /// Adds a term. One that is not finite makes the sum not a number.
    mutating func add(_ value: Double) { add(value, times: 1, exponent: 0) }

    /// Adds `value` x `factor` x 2^exponent, for factors below 2^64.
    mutating func add(_ value: Double, times factor: Int64, exponent: Int) {
        guard value.isFinite else { return nonFinite = true }
        let bits = Int(value.exponentBitPattern)
        let fraction = Int64(value.significandBitPattern)
        let significand = bits == 0 ? fraction : fraction | 1 << 52
        let product = Int128(value < 0 ? -significand : significand) * Int128(factor)
        add(product, exponent: max(bits, 1) - 1075 + exponent)
    }

    /// Adds `number` x 2^exponent, for exponents of -1074 to 800 (to 971 below 2^53).
    mutating func add(_ number: Int128, exponent: Int) {
        if pending >= Self.pendingLimit { carry() }
        pending += 1
        let position = exponent + 1074
        let sign: Int64 = number < 0 ? -1 : 1
        let (high, low) = (number.magnitude >> 64, number.magnitude & UInt128(UInt64.max))
        let shift = UInt128(position & 31)
        var word = position >> 5
        var left: UInt128 = 0
        for half in [low << shift, high << shift] {
            left += half
            for _ in 0..<2 {
                words[word] += Int64(left & 0xffff_ffff) * sign
                left >>= 32
                word += 1
            }
        }
        words[word] += Int64(left) * sign
    }

    /// Moves carries up so that all words but the top lie in 0..<2^32.
    private mutating func carry() {
        for word in 0..<Self.wordCount - 1 {
            words[word + 1] += words[word] >> 32
            words[word] &= 0xffff_ffff
        }
        pending = 0
    }

    /// Adds another sum.
    mutating func add(_ other: ExactSum) {
        var other = other
        other.carry()
        carry()
        for word in words.indices { words[word] += other.words[word] }
        nonFinite = nonFinite || other.nonFinite
        carry()
    }

    /// The double nearest to the sum; not a number where a term was not finite.
    var value: Double {
        if nonFinite { return .nan }
        var single = self
        single.carry()
        let isNegative = single.words[Self.wordCount - 1] < 0
        if isNegative {
            for word in words.indices { single.words[word].negate() }
            single.carry()
        }
        let magnitude = Self.rounded(single.words)
        return isNegative ? -magnitude : magnitude
    }

    /// Rounds digits of 32 bits, none negative, to the nearest double.
    private static func rounded(_ digits: [Int64]) -> Double {
        guard let top = digits.lastIndex(where: { $0 != 0 }) else { return 0 }
        func digit(_ index: Int) -> UInt128 { index < 0 ? 0 : UInt128(digits[index]) }
        let leading = digit(top) << 64 | digit(top - 1) << 32 | digit(top - 2)
        let sticky = top > 2 && digits[..<(top - 2)].contains { $0 != 0 }
        let significand = nearest(leading << 1 | (sticky ? 1 : 0))
        return Double(sign: .plus, exponent: 32 * (top - 2) - 1075, significand: significand)
    }

    /// The double nearest to `number` x 2^exponent.
    static func rounded(_ number: Int128, exponent: Int) -> Double {
        let size = nearest(number.magnitude)
        return Double(sign: .plus, exponent: exponent, significand: number < 0 ? -size : size)
    }

    /// The double nearest to a whole number: from its upper 64 bits, the last of which says whether more follow.
    private static func nearest(_ number: UInt128) -> Double {
        let shift = max(0, 64 - number.leadingZeroBitCount)
        let upper = UInt64(truncatingIfNeeded: number >> UInt128(shift))
        let isCut = number.trailingZeroBitCount < shift
        return Double(sign: .plus, exponent: shift, significand: Double(isCut ? upper | 1 : upper))
    }

    // MARK: Storing

    /// The digits, the lowest first, and at the end 1 where a term was not finite.
    var digits: [Int] {
        var single = self
        single.carry()
        return single.words.map { Int($0) } + [nonFinite ? 1 : 0]
    }

    /// A sum from its digits; nil where they are none.
    init?(digits: [Int]) {
        guard digits.count == Self.wordCount + 1,
            digits.dropLast(2).allSatisfy({ (0..<(1 << 32)).contains($0) })
        else { return nil }
        words = digits.dropLast().map { Int64($0) }
        nonFinite = digits[Self.wordCount] != 0
    }
}
