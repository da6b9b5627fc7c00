import EcoUnits
import EcoTestSupport
import Testing

func ratio(_ numerator: Int128, _ denominator: Int128) throws -> Rational {
    try #require(Rational(numerator, over: denominator))
}

@Suite struct RationalTests {
    private func random(_ generator: inout SeededGenerator) throws -> Rational {
        try ratio(
            Int128.random(in: -50...50, using: &generator), Int128.random(in: 1...50, using: &generator))
    }

    @Test func lowestTermsWithPositiveDenominator() throws {
        #expect(try ratio(6, -4) == ratio(-3, 2))
        #expect(try ratio(0, -7) == .zero)
        #expect(try ratio(6, 4).description == "3/2")
        #expect(try ratio(8, 4).description == "2")
        #expect(Rational(1, over: 0) == nil)
        #expect(Rational(.min, over: 1) == nil)
    }

    /// Ring and field laws, and every result against cross multiplication in plain integers.
    @Test func arithmeticObeysItsLaws() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<1000 {
            let (a, b, c) = (try random(&generator), try random(&generator), try random(&generator))
            #expect(try a + b == b + a)
            #expect(try a * b == b * a)
            #expect(try (a + b) + c == a + (b + c))
            #expect(try (a * b) * c == a * (b * c))
            #expect(try a * (b + c) == a * b + a * c)
            #expect(try a - a == .zero)
            #expect(try a + (-b) == a - b)
            if b != .zero { #expect(try a / b * b == a) }
            let sum = try a + b
            #expect(
                sum.numerator * a.denominator * b.denominator
                    == (a.numerator * b.denominator + b.numerator * a.denominator) * sum.denominator)
        }
    }

    @Test func comparisonAgreesWithCrossMultiplication() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<2000 {
            let (a, b) = (try random(&generator), try random(&generator))
            #expect((a < b) == (a.numerator * b.denominator < b.numerator * a.denominator))
            #expect((a == b) == (!(a < b) && !(b < a)))
        }
    }

    /// Terms of 120 bits, where cross products would not fit: neighbours differ by one in a term.
    @Test func comparisonIsExactForHugeTerms() throws {
        var generator = SeededGenerator(seed: 3)
        let huge = Int128(1) << 120
        for _ in 0..<500 {
            let n = Int128.random(in: huge...(2 * huge), using: &generator)
            let d = Int128.random(in: huge...(2 * huge), using: &generator)
            let (value, above, below) = (try ratio(n, d), try ratio(n + 1, d), try ratio(n, d + 1))
            #expect(value < above && !(above < value))
            #expect(below < value && !(value < below))
            #expect(-above < -value && !(-value < -above))
            #expect(!(value < value))
        }
    }

    @Test func overflowThrowsInsteadOfWrapping() throws {
        let huge = Rational(Int128.max)
        #expect(throws: ArithmeticOverflow.self) { try huge + .one }
        #expect(throws: ArithmeticOverflow.self) { try huge * Rational(2) }
        #expect(throws: ArithmeticOverflow.self) { try -huge - Rational(2) }
        #expect(throws: ArithmeticOverflow.self) { try Rational.one / .zero }
        let tiny = try ratio(1, .max)
        #expect(throws: ArithmeticOverflow.self) { try tiny / Rational(2) }
        #expect(throws: ArithmeticOverflow.self) { try tiny + ratio(1, .max - 1) }
        #expect(try huge * tiny == .one)
    }

    @Test func doublesReadAsTheyPrint() throws {
        #expect(try Rational(shortestDecimalOf: 0.1) == ratio(1, 10))
        #expect(try Rational(shortestDecimalOf: 47.5) == ratio(95, 2))
        #expect(Rational(shortestDecimalOf: .nan) == nil)
        #expect(Rational(shortestDecimalOf: .infinity) == nil)
        #expect(try ratio(1, 8).doubleValue == 0.125)
    }
}
