import EcoUnits

/// `(1 + r)^-t` for whole years, each rounded to 15 decimals: exact powers of a rate leave 128 bits after some
/// twenty years. A sum of 10^12 yuan is then right to 0.001 yuan and better.
struct DiscountFactors: Sendable {
    private static let digits = 15

    let rate: Rational

    /// The factors of years 0 to `last`.
    func factors(to last: Int) throws(ArithmeticOverflow) -> [Rational] {
        let growth = try Rational.one + rate
        var factors = [Rational.one]
        for _ in 0..<max(0, last) {
            factors.append(try (factors[factors.count - 1] / growth).rounded(toDigits: Self.digits))
        }
        return factors
    }

    /// Values of years 0, 1, 2 ... in money of year 0, rounded to 15 decimals.
    func presentValue(_ values: [Rational]) throws(ArithmeticOverflow) -> Rational {
        var sum = Rational.zero
        for (value, factor) in zip(values, try factors(to: values.count - 1)) {
            sum = try sum + (value * factor).rounded(toDigits: Self.digits)
        }
        return sum
    }
}
