/// An exact fraction, kept in lowest terms with a positive denominator.
///
/// Used wherever a rule must not depend on binary floating point: AQI interpolation, rounding by
/// GB/T 8170, settlement between observation and fen. Arithmetic throws ``ArithmeticOverflow`` instead of
/// wrapping or trapping once a term leaves 128 bits.
public struct Rational: Hashable, Sendable {
    public let numerator: Int128
    public let denominator: Int128

    public static let zero = Rational(0)
    public static let one = Rational(1)

    public init(_ value: some BinaryInteger) {
        numerator = Int128(value)
        denominator = 1
    }

    /// The fraction `numerator / denominator`; `nil` where the denominator is zero or a term overflows.
    public init?(_ numerator: Int128, over denominator: Int128) {
        guard denominator != 0, numerator != .min, denominator != .min else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * (divisor == 1 ? numerator : numerator / Int128(divisor))
        self.denominator = sign * (divisor == 1 ? denominator : denominator / Int128(divisor))
    }

    /// The exact value of a decimal text such as `47.5`, `-0.02` or `1.0e6`.
    public init?(decimal text: some StringProtocol) {
        guard let number = DecimalNumber(text) else { return nil }
        self = number.rational
    }

    /// The decimal that prints as the shortest text of `value`: what a person reads, made exact.
    public init?(shortestDecimalOf value: Double) {
        guard value.isFinite else { return nil }
        self.init(decimal: value.description)
    }

    public var doubleValue: Double { Double(numerator) / Double(denominator) }
    public var isInteger: Bool { denominator == 1 }
    public var isNegative: Bool { numerator < 0 }
    public var magnitude: Rational { isNegative ? Rational(unchecked: -numerator, denominator) : self }

    init(unchecked numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
        var (a, b) = (a, b)
        while b != 0 {
            // Words of 64 bits need no division at all.
            if a <= UInt128(UInt64.max), b <= UInt128(UInt64.max) {
                return UInt128(max(binaryDivisor(UInt64(a), UInt64(b)), 1))
            }
            (a, b) = (b, a % b)
        }
        return max(a, 1)
    }

    /// By halving and subtracting (Stein 1967, doi:10.1016/0021-9991(67)90047-2).
    private static func binaryDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
        guard a != 0, b != 0 else { return a | b }
        let shared = (a | b).trailingZeroBitCount
        var (a, b) = (a >> a.trailingZeroBitCount, b)
        while b != 0 {
            b >>= b.trailingZeroBitCount
            let larger = max(a, b)
            a = min(a, b)
            b = larger - a
        }
        return a << shared
    }
}

/// An exact computation left the range of its integers.
public struct ArithmeticOverflow: Error, Hashable, Sendable {
    public init() {}
}

extension Rational {
    /// Only the divisor of the denominators can be left in the sum (Knuth, The Art of Computer Programming 2,
    /// 4.5.1).
    public static func + (left: Rational, right: Rational) throws(ArithmeticOverflow) -> Rational {
        if left.numerator == 0 { return right }
        if right.numerator == 0 { return left }
        let divisor =
            left.denominator == 1 || right.denominator == 1
            ? 1 : Int128(greatestCommonDivisor(left.denominator.magnitude, right.denominator.magnitude))
        let scale = quotient(right.denominator, divisor)
        let sum = try checkedSum(
            checkedProduct(left.numerator, scale),
            checkedProduct(right.numerator, quotient(left.denominator, divisor)))
        let denominator = try checkedProduct(left.denominator, scale)
        if divisor == 1 { return try lowest(sum, denominator) }
        let common = Int128(greatestCommonDivisor(sum.magnitude, divisor.magnitude))
        return try lowest(quotient(sum, common), quotient(denominator, common))
    }

    public static func - (left: Rational, right: Rational) throws(ArithmeticOverflow) -> Rational {
        try left + (-right)
    }

    public static func * (left: Rational, right: Rational) throws(ArithmeticOverflow) -> Rational {
        guard left.numerator != 0, right.numerator != 0 else { return .zero }
        let first =
            right.denominator == 1
            ? 1 : Int128(greatestCommonDivisor(left.numerator.magnitude, right.denominator.magnitude))
        let second =
            left.denominator == 1
            ? 1 : Int128(greatestCommonDivisor(right.numerator.magnitude, left.denominator.magnitude))
        return try lowest(
            checkedProduct(quotient(left.numerator, first), quotient(right.numerator, second)),
            checkedProduct(quotient(left.denominator, second), quotient(right.denominator, first)))
    }

    /// Throws ``ArithmeticOverflow`` where `right` is zero: a caller checks the divisor first.
    public static func / (left: Rational, right: Rational) throws(ArithmeticOverflow) -> Rational {
        guard let inverse = Rational(right.denominator, over: right.numerator) else {
            throw ArithmeticOverflow()
        }
        return try left * inverse
    }

    public static prefix func - (value: Rational) -> Rational {
        Rational(unchecked: -value.numerator, value.denominator)
    }

    /// Division of 128 bits takes its time, and most divisors are 1.
    private static func quotient(_ value: Int128, _ divisor: Int128) -> Int128 {
        divisor == 1 ? value : value / divisor
    }

    /// Terms that have no common divisor.
    private static func lowest(
        _ numerator: Int128, _ denominator: Int128
    ) throws(ArithmeticOverflow) -> Rational {
        guard numerator != .min, denominator != .min else { throw ArithmeticOverflow() }
        return Rational(unchecked: numerator, denominator)
    }

    private static func checkedSum(_ a: Int128, _ b: Int128) throws(ArithmeticOverflow) -> Int128 {
        let (sum, overflow) = a.addingReportingOverflow(b)
        if overflow { throw ArithmeticOverflow() }
        return sum
    }

    private static func checkedProduct(_ a: Int128, _ b: Int128) throws(ArithmeticOverflow) -> Int128 {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        if overflow { throw ArithmeticOverflow() }
        return product
    }
}

extension Rational: Comparable {
    /// Exact for every pair: compares whole parts, then the remainders as a continued fraction.
    public static func < (left: Rational, right: Rational) -> Bool {
        if let a = Int64(exactly: left.numerator), let b = Int64(exactly: left.denominator),
            let c = Int64(exactly: right.numerator), let d = Int64(exactly: right.denominator)
        {
            return Int128(a) &* Int128(d) < Int128(c) &* Int128(b)
        }
        var (a, b, c, d) = (left.numerator, left.denominator, right.numerator, right.denominator)
        while true {
            let (p, q) = (floorDivision(a, b), floorDivision(c, d))
            if p != q { return p < q }
            let (r, s) = (a - p * b, c - q * d)
            if r == 0 || s == 0 { return r == 0 && s != 0 }
            (a, b, c, d) = (d, s, b, r)
        }
    }

    static func floorDivision(_ a: Int128, _ b: Int128) -> Int128 {
        let quotient = a / b
        return (a % b != 0 && (a < 0) != (b < 0)) ? quotient - 1 : quotient
    }
}

extension Rational: CustomStringConvertible {
    /// `7/3`, or a plain integer.
    public var description: String { isInteger ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
