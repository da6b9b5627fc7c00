import EcoTestSupport
import Testing

@testable import EcoUnits

/// Sums and products against cross multiplication, in lowest terms.
@Suite struct RationalArithmeticTests {
    private func draw(_ random: inout SeededGenerator) -> Rational {
        let sizes: [Int128] = [1, 2, 10, 1000, 1 << 20, 1 << 40]
        let top = sizes.randomElement(using: &random) ?? 1
        let bottom = sizes.randomElement(using: &random) ?? 1
        let value = Int128.random(in: -top...top, using: &random)
        return Rational(value, over: Int128.random(in: 1...bottom, using: &random)) ?? .zero
    }

    private func isLowest(_ value: Rational) -> Bool {
        value.denominator > 0
            && Rational(value.numerator, over: value.denominator)?.denominator == value.denominator
            && (value.numerator != 0 || value.denominator == 1)
    }

    @Test func sumsAndProductsAreThoseOfCrossMultiplication() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let (a, b) = (draw(&random), draw(&random))
            let sum = Rational(
                a.numerator * b.denominator + b.numerator * a.denominator, over: a.denominator * b.denominator
            )
            let product = Rational(a.numerator * b.numerator, over: a.denominator * b.denominator)
            #expect(try a + b == sum && a * b == product)
            #expect(try isLowest(a + b) && isLowest(a * b) && isLowest(a - b))
            #expect(try a - a == .zero && isLowest(a - a))
        }
    }

    /// Euclid's way, step by step.
    @Test func divisorsAreThoseOfEuclid() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<20_000 {
            let limit = UInt128(1) << UInt128.random(in: 0...126, using: &random)
            let pair = (
                UInt128.random(in: 0...limit, using: &random), UInt128.random(in: 0...limit, using: &random)
            )
            var (a, b) = pair
            while b != 0 { (a, b) = (b, a % b) }
            #expect(Rational.greatestCommonDivisor(pair.0, pair.1) == max(a, 1), "\(pair)")
        }
    }
}
