/// How a value between two steps is settled.
public enum RoundingMode: String, CaseIterable, Sendable {
    /// To the nearest; a tie goes to the even digit: GB/T 8170-2008, "四舍六入五成双".
    case halfEven = "half_even"
    /// To the nearest; a tie goes away from zero: the habit of commercial arithmetic.
    case halfUp = "half_up"
    /// Toward positive infinity: AQI and IAQI (HJ 633).
    case up
    /// Toward negative infinity.
    case down
}

extension Rational {
    /// The multiple of `step` that `mode` chooses, as the count of steps.
    ///
    /// Rounds once, from the exact value, as GB/T 8170-2008 3.3 asks (no successive rounding).
    public func roundedCount(ofStep step: Rational, _ mode: RoundingMode) throws(ArithmeticOverflow) -> Int128
    {
        try (self / step).roundedToInteger(mode)
    }

    /// The value rounded to `digits` decimals.
    public func rounded(toDigits digits: Int, _ mode: RoundingMode = .halfEven) throws(ArithmeticOverflow)
        -> Rational
    {
        let power = DecimalNumber.powerOfTen(digits)
        let count = try (self * Rational(power)).roundedToInteger(mode)
        guard let value = Rational(count, over: power) else { throw ArithmeticOverflow() }
        return value
    }

    /// The integer that `mode` chooses.
    public func roundedToInteger(_ mode: RoundingMode) -> Int128 {
        let floor = Self.floorDivision(numerator, denominator)
        let remainder = numerator - floor * denominator
        guard remainder != 0 else { return floor }
        switch mode {
        case .down: return floor
        case .up: return floor + 1
        case .halfEven, .halfUp:
            let rest = denominator - remainder
            if remainder != rest { return remainder > rest ? floor + 1 : floor }
            if mode == .halfUp { return numerator > 0 ? floor + 1 : floor }
            return floor % 2 == 0 ? floor : floor + 1
        }
    }

    /// Fixed-point text with exactly `digits` decimals; ties settled by GB/T 8170.
    public func text(digits: Int) -> String {
        let power = DecimalNumber.powerOfTen(digits)
        guard let scaled = try? self * Rational(power) else { return "\(doubleValue)" }
        let count = scaled.roundedToInteger(.halfEven)
        let sign = count < 0 ? "-" : ""
        guard digits > 0 else { return "\(count)" }
        let fraction = String(count.magnitude % power.magnitude)
        let padding = String(repeating: "0", count: digits - fraction.count)
        return "\(sign)\(count.magnitude / power.magnitude).\(padding)\(fraction)"
    }
}
