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
            // Words of 64 bits divide several times faster.
            if a <= UInt128(UInt64.max), b <= UInt128(UInt64.max) {
                var (small, smaller) = (UInt64(a), UInt64(b))
                while smaller != 0 { (small, smaller) = (smaller, small % smaller) }
                return UInt128(max(small, 1))
            }
            (a, b) = (b, a % b)
        }
        return max(a, 1)
    }
}

/// An exact computation left the range of its integers.
public struct ArithmeticOverflow: Error, Hashable, Sendable {
    public init() {}
}

extension Rational {
    public static func + (left: Rational, right: Rational) throws(ArithmeticOverflow) -> Rational {
        let divisor = Int128(greatestCommonDivisor(left.denominator.magnitude, right.denominator.magnitude))
        let scale = right.denominator / divisor
        return try normalized(
            checkedSum(
                checkedProduct(left.numerator, scale),
                checkedProduct(right.numerator, left.denominator / divisor)),
            checkedProduct(left.denominator, scale))
    }

    public static func - (left: Rational, right: Rational) throws(ArithmeticOverflow) -> Rational {
        try left + (-right)
    }

    public static func * (left: Rational, right: Rational) throws(ArithmeticOverflow) -> Rational {
        let first = Int128(greatestCommonDivisor(left.numerator.magnitude, right.denominator.magnitude))
        let second = Int128(greatestCommonDivisor(right.numerator.magnitude, left.denominator.magnitude))
        return try normalized(
            checkedProduct(left.numerator / first, right.numerator / second),
            checkedProduct(left.denominator / second, right.denominator / first))
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

    private static func normalized(
        _ numerator: Int128, _ denominator: Int128
    ) throws(ArithmeticOverflow) -> Rational {
        guard let value = Rational(numerator, over: denominator) else { throw ArithmeticOverflow() }
        return value
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
