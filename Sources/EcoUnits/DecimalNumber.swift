/// A decimal as written: `significand x 10^exponent`, exact.
///
/// Accepts an optional sign, digits, one point, and an exponent: `12`, `-0.5`, `.5` is refused, `1.0e6` is
/// 1000000. Refuses what readers disagree on: a leading zero (`010`), underscores, hexadecimal, `12:30`,
/// infinities and NaN.
public struct DecimalNumber: Hashable, Sendable {
    public let significand: Int128
    public let exponent: Int

    public init(significand: Int128, exponent: Int) {
        self.significand = significand
        self.exponent = exponent
    }

    public init?(_ text: some StringProtocol) {
        var text = text
        let parsed = text.withUTF8Bytes { DecimalNumber(bytes: $0) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// Parses the ASCII bytes of one number; `nil` where they are anything else or hold over ``maximumDigits`` digits.
    public init?(bytes: UnsafeBufferPointer<UInt8>) {
        var scanner = DecimalScanner(bytes: bytes)
        guard let number = scanner.scanNumber() else { return nil }
        self = number
    }

    /// More digits are refused, so that exact arithmetic on numbers cannot overflow at once.
    public static let maximumDigits = 30

    /// Whether the text is a plain decimal of more digits than are read, so that it must not be called no number.
    public static func isTooLong(_ text: some StringProtocol) -> Bool {
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let isDecimal = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        }
        return isDecimal && parts.reduce(0) { $0 + $1.utf8.count } > maximumDigits
    }

    public var rational: Rational {
        let power = Self.powerOfTen(exponent.magnitude)
        if exponent >= 0 { return Rational(significand * power) }
        return Rational(significand, over: power) ?? .zero
    }

    /// The nearest double.
    public var doubleValue: Double {
        // Both factors are exact doubles, so one operation rounds once (Clinger's fast path).
        if significand.magnitude < 1 << 53, exponent.magnitude <= 22 {
            let power = Self.exactPowers[Int(exponent.magnitude)]
            return exponent < 0 ? Double(Int64(significand)) / power : Double(Int64(significand)) * power
        }
        return Double("\(significand)e\(exponent)") ?? .nan
    }

    private static let exactPowers: [Double] = (0...22).map { Double(powerOfTen($0)) }

    /// The value as a count of `10^-fractionDigits`; `nil` where that leaves a remainder or 64 bits.
    public func count(ofFractionDigits fractionDigits: Int) -> Int64? {
        let shift = fractionDigits + exponent
        let power = Self.powerOfTen(min(abs(shift), 37))
        if shift >= 0 {
            let (product, overflow) = significand.multipliedReportingOverflow(by: power)
            return overflow ? nil : Int64(exactly: product)
        }
        return significand % power == 0 ? Int64(exactly: significand / power) : nil
    }

    /// 10 to a power from 0 to 38.
    public static func powerOfTen(_ power: some BinaryInteger) -> Int128 {
        var result: Int128 = 1
        for _ in 0..<Int(power) { result *= 10 }
        return result
    }
}

extension StringProtocol {
    fileprivate mutating func withUTF8Bytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        var copy = String(self)
        return copy.withUTF8(body)
    }
}

/// A left-to-right reader of one decimal number; every step returns `nil` at the first foreign byte.
private struct DecimalScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    /// Numbers past these bounds are refused, so that exact arithmetic on them cannot overflow at once.
    static let maximumDigits = DecimalNumber.maximumDigits
    static let maximumExponent = 36

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func scanNumber() -> DecimalNumber? {
        let negative = scanSign()
        guard let whole = scanDigits(), !whole.hasLeadingZero else { return nil }
        var significand = whole.value
        var exponent = 0
        var digits = whole.count
        if next == UInt8(ascii: ".") {
            position += 1
            guard let fraction = scanDigits() else { return nil }
            digits += fraction.count
            guard digits <= Self.maximumDigits else { return nil }
            significand = significand * DecimalNumber.powerOfTen(fraction.count) + fraction.value
            exponent = -fraction.count
        }
        guard digits <= Self.maximumDigits, let power = scanExponent() else { return nil }
        exponent += power
        guard position == bytes.count, abs(exponent) <= Self.maximumExponent else { return nil }
        guard exponent <= 0 || digits + exponent <= Self.maximumExponent else { return nil }
        return DecimalNumber(significand: negative ? -significand : significand, exponent: exponent)
    }

    mutating func scanSign() -> Bool {
        guard let byte = next, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") else { return false }
        position += 1
        return byte == UInt8(ascii: "-")
    }

    struct Digits {
        var value: Int128
        var count: Int
        var hasLeadingZero: Bool
    }

    mutating func scanDigits() -> Digits? {
        let start = position
        var value: Int128 = 0
        while let byte = next, byte >= 0x30, byte <= 0x39 {
            guard position - start < Self.maximumDigits else { return nil }
            value = value * 10 + Int128(byte - 0x30)
            position += 1
        }
        let count = position - start
        guard count > 0 else { return nil }
        return Digits(value: value, count: count, hasLeadingZero: count > 1 && bytes[start] == 0x30)
    }

    mutating func scanExponent() -> Int? {
        guard let byte = next else { return 0 }
        guard byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") else { return nil }
        position += 1
        let negative = scanSign()
        guard let digits = scanDigits(), digits.value <= 99 else { return nil }
        return negative ? -Int(digits.value) : Int(digits.value)
    }
}
