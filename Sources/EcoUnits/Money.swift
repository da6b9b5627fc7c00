/// An amount of renminbi in whole fen. 万元 = 10^4 yuan = 10^6 fen.
///
/// Arithmetic is checked: an overflow throws ``ArithmeticOverflow`` and never wraps.
public struct Money: Hashable, Comparable, Sendable {
    public let fen: Int64

    public static let zero = Money(fen: 0)

    public init(fen: Int64) { self.fen = fen }

    /// The amount nearest to `yuan`, rounded to a whole `step` of yuan by `mode`.
    ///
    /// - Parameter step: the scheme's rounding step in yuan, such as 10000 (1 万元), 100 (0.01 万元) or 1/100.
    public init(yuan: Rational, step: Rational, _ mode: RoundingMode) throws(ArithmeticOverflow) {
        let count = try yuan.roundedCount(ofStep: step, mode)
        let exact = try Rational(count) * step * Rational(100)
        guard exact.isInteger, let fen = Int64(exactly: exact.numerator) else { throw ArithmeticOverflow() }
        self.fen = fen
    }

    public var yuan: Rational { Rational(Int128(fen), over: 100) ?? .zero }
    public var isNegative: Bool { fen < 0 }

    public static func < (left: Money, right: Money) -> Bool { left.fen < right.fen }

    public static func + (left: Money, right: Money) throws(ArithmeticOverflow) -> Money {
        let (sum, overflow) = left.fen.addingReportingOverflow(right.fen)
        if overflow { throw ArithmeticOverflow() }
        return Money(fen: sum)
    }

    public static func - (left: Money, right: Money) throws(ArithmeticOverflow) -> Money {
        let (difference, overflow) = left.fen.subtractingReportingOverflow(right.fen)
        if overflow { throw ArithmeticOverflow() }
        return Money(fen: difference)
    }

    public func negated() throws(ArithmeticOverflow) -> Money { try Money.zero - self }
}

extension Sequence<Money> {
    /// The checked sum.
    public func total() throws(ArithmeticOverflow) -> Money {
        var sum = Money.zero
        for amount in self { sum = try sum + amount }
        return sum
    }
}

extension Money: CustomStringConvertible {
    /// Yuan with two decimals: `-1234.50`.
    public var description: String { yuan.text(digits: 2) }
}
