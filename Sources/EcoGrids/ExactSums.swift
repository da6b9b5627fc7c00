/// Many exact sums of doubles, side by side: the order of the terms changes no bit.
///
/// Each sum is a fixed-point number over the whole range of `Double`, in digits of 32 bits held in 64-bit
/// words so that carries wait (Neal 2015, "Fast exact summation using small and large superaccumulators",
/// arXiv:1505.05571). The rounded result is the double nearest to the true sum of the terms.
struct ExactSums: Sendable {
    /// Words of one sum: 65 digits for every double, the rest for carries.
    static let stride = 68
    /// Terms that may be added before carries must move up: each leaves less than 2^52 in a word.
    static let pendingLimit: Int32 = 1 << 10

    private var words: [Int64] = []
    private var pending: [Int32] = []
    private var nonFinite: [Bool] = []

    init() {}

    var count: Int { pending.count }

    /// Appends a sum of no terms; its index is the former `count`.
    mutating func append() {
        words.append(contentsOf: repeatElement(0, count: Self.stride))
        pending.append(0)
        nonFinite.append(false)
    }

    /// Adds `value` to sum `index`. A term that is not finite makes the sum not a number.
    @inline(__always)
    mutating func add(_ value: Double, to index: Int) {
        add(value, times: 1, to: index)
    }

    /// Adds `value` as often as `times` says (0 or more), exactly.
    mutating func add(_ value: Double, repeated times: Int, to index: Int) {
        var left = times
        while left > 0 {
            let step = min(left, Int(Self.pendingLimit))
            add(value, times: Int64(step), to: index)
            left -= step
        }
    }

    @inline(__always)
    private mutating func add(_ value: Double, times: Int64, to index: Int) {
        let bits = value.bitPattern
        let exponent = Int(bits >> 52) & 0x7ff
        if exponent == 0x7ff { return nonFinite[index] = true }
        if pending[index] + Int32(times) > Self.pendingLimit { carry(index) }
        pending[index] += Int32(times)
        let fraction = bits & 0xf_ffff_ffff_ffff
        let significand = exponent == 0 ? fraction : fraction | 1 << 52
        let position = max(exponent, 1) - 1
        let shift = UInt64(position & 31)
        let sign: Int64 = value < 0 ? -times : times
        let word = index * Self.stride + position >> 5
        words[word] += Int64((significand << shift) & 0xffff_ffff) * sign
        words[word + 1] += Int64(significand >> (32 - shift)) * sign
    }

    /// Adds `number` x 2^exponent, for exponents of -1074 to 800.
    mutating func add(_ number: Int128, exponent: Int, to index: Int) {
        if pending[index] >= Self.pendingLimit { carry(index) }
        pending[index] += 1
        let position = exponent + 1074
        let sign: Int64 = number < 0 ? -1 : 1
        let (high, low) = (number.magnitude >> 64, number.magnitude & UInt128(UInt64.max))
        let shift = UInt128(position & 31)
        var word = index * Self.stride + position >> 5
        var carried: UInt128 = 0
        for half in [low << shift, high << shift] {
            carried += half
            for _ in 0..<2 {
                words[word] += Int64(truncatingIfNeeded: carried & 0xffff_ffff) * sign
                carried >>= 32
                word += 1
            }
        }
        words[word] += Int64(carried) * sign
    }

    /// Adds `value` x `factor` x 2^exponent, for factors below 2^64.
    mutating func add(_ value: Double, times factor: Int64, exponent: Int, to index: Int) {
        guard value.isFinite else { return nonFinite[index] = true }
        guard value != 0 else { return }
        let significand = Int64(value.significand * 0x1p52) * (value < 0 ? -1 : 1)
        add(
            Int128(significand) * Int128(factor), exponent: max(-1074, Int(value.exponent) - 52 + exponent),
            to: index)
    }

    /// The double nearest to `number` x 2^exponent.
    static func rounded(_ number: Int128, exponent: Int) -> Double {
        Double(sign: .plus, exponent: exponent, significand: Double(number))
    }

    /// Adds `value * weight` for every value that is a number, and gives how many there were.
    mutating func add(_ values: UnsafeBufferPointer<Double>, weight: Double, to index: Int) -> Int {
        var (valid, start) = (0, 0)
        while start < values.count {
            if pending[index] >= Self.pendingLimit { carry(index) }
            let end = min(values.count, start + Int(Self.pendingLimit - pending[index]))
            let chunk = UnsafeBufferPointer(rebasing: values[start..<end])
            let (added, finite) = words.withUnsafeMutableBufferPointer { words in
                Self.add(chunk, weight, UnsafeMutableBufferPointer(rebasing: words[(index * Self.stride)...]))
            }
            pending[index] += Int32(chunk.count)
            if !finite { nonFinite[index] = true }
            valid += added
            start = end
        }
        return valid
    }

    /// The inner loop: terms into the words of one sum, without carries.
    private static func add(
        _ values: UnsafeBufferPointer<Double>, _ weight: Double, _ words: UnsafeMutableBufferPointer<Int64>
    ) -> (valid: Int, finite: Bool) {
        var (valid, finite) = (0, true)
        for value in values where value == value {
            valid += 1
            let bits = (value * weight).bitPattern
            let exponent = Int(bits >> 52) & 0x7ff
            if exponent == 0x7ff {
                finite = false
                continue
            }
            let fraction = bits & 0xf_ffff_ffff_ffff
            let significand = exponent == 0 ? fraction : fraction | 1 << 52
            let position = max(exponent, 1) - 1
            let shift = UInt64(truncatingIfNeeded: position & 31)
            let sign = Int64(bitPattern: bits) >> 63
            let low = Int64(bitPattern: (significand &<< shift) & 0xffff_ffff)
            let high = Int64(bitPattern: significand &>> (32 &- shift))
            words[position &>> 5] &+= (low ^ sign) &- sign
            words[position &>> 5 &+ 1] &+= (high ^ sign) &- sign
        }
        return (valid, finite)
    }

    /// Moves carries up so that all words but the top lie in 0..<2^32.
    private mutating func carry(_ index: Int) {
        let first = index * Self.stride
        for word in first..<first + Self.stride - 1 {
            words[word + 1] += words[word] >> 32
            words[word] &= 0xffff_ffff
        }
        pending[index] = 0
    }

    /// The digits of sum `index`, the lowest first, and at the end 1 where a term was not finite.
    func digits(_ index: Int) -> [Int] {
        var single = self
        single.carry(index)
        let first = index * Self.stride
        return single.words[first..<first + Self.stride].map { Int($0) } + [nonFinite[index] ? 1 : 0]
    }

    /// One sum from its digits; nil where they are none.
    init?(digits: [Int]) {
        guard digits.count == Self.stride + 1, digits.dropLast(2).allSatisfy({ (0..<(1 << 32)).contains($0) })
        else { return nil }
        words = digits.dropLast().map { Int64($0) }
        pending = [0]
        nonFinite = [digits[Self.stride] != 0]
    }

    /// Adds sum `source` of other sums to sum `index`.
    mutating func add(_ other: ExactSums, _ source: Int, to index: Int) {
        var other = other
        other.carry(source)
        carry(index)
        for word in 0..<Self.stride {
            words[index * Self.stride + word] += other.words[source * Self.stride + word]
        }
        nonFinite[index] = nonFinite[index] || other.nonFinite[source]
        carry(index)
    }

    /// The double nearest to the sum; not a number where a term was not finite.
    func value(_ index: Int) -> Double {
        if nonFinite[index] { return .nan }
        var single = ExactSums()
        single.append()
        let first = index * Self.stride
        single.words = Array(words[first..<first + Self.stride])
        single.carry(0)
        let negative = single.words[Self.stride - 1] < 0
        if negative {
            for word in 0..<Self.stride { single.words[word].negate() }
            single.carry(0)
        }
        let magnitude = Self.rounded(single.words)
        return negative ? -magnitude : magnitude
    }

    /// Rounds digits of 32 bits, none negative, to the nearest double.
    private static func rounded(_ digits: [Int64]) -> Double {
        guard let top = digits.lastIndex(where: { $0 != 0 }) else { return 0 }
        func digit(_ index: Int) -> UInt128 { index < 0 ? 0 : UInt128(digits[index]) }
        let leading = digit(top) << 64 | digit(top - 1) << 32 | digit(top - 2)
        let sticky = top > 2 && digits[..<(top - 2)].contains { $0 != 0 }
        let significand = Double(leading << 1 | (sticky ? 1 : 0))
        return Double(sign: .plus, exponent: 32 * (top - 2) - 1075, significand: significand)
    }
}
