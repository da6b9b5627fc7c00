import EcoUnits
import EcoTestSupport
import Testing

@Suite struct RoundingTests {
    private func exact(_ text: String) throws -> Rational { try #require(Rational(decimal: text)) }

    /// GB/T 8170-2008, "四舍六入五成双": a tie goes to the even digit, any more to the larger.
    @Test(arguments: [
        ("2.5", 0, "2"), ("3.5", 0, "4"), ("-2.5", 0, "-2"), ("-3.5", 0, "-4"), ("2.500001", 0, "3"),
        ("0.125", 2, "0.12"), ("0.135", 2, "0.14"), ("0.1251", 2, "0.13"), ("15.4546", 0, "15"),
        ("1.05", 1, "1.0"), ("1.15", 1, "1.2"), ("-0.04", 1, "0.0"), ("99.995", 2, "100.00"),
    ])
    func halfEven(_ value: String, _ digits: Int, _ expected: String) throws {
        #expect(try exact(value).rounded(toDigits: digits).text(digits: digits) == expected)
        #expect(try exact(value).text(digits: digits) == expected)
    }

    /// HJ 633: indices are rounded up; an exact 100 stays 100.
    @Test(arguments: [("113.5", 114), ("100", 100), ("100.000000001", 101), ("-0.5", 0), ("-1", -1)])
    func up(_ value: String, _ expected: Int128) throws {
        #expect(try exact(value).roundedToInteger(.up) == expected)
    }

    @Test(arguments: [("2.5", 3), ("-2.5", -3), ("2.4999", 2), ("-2.4", -2), ("0.5", 1)])
    func halfUpGoesAwayFromZero(_ value: String, _ expected: Int128) throws {
        #expect(try exact(value).roundedToInteger(.halfUp) == expected)
    }

    @Test(arguments: [("2.9", 2), ("-2.1", -3), ("7", 7)])
    func down(_ value: String, _ expected: Int128) throws {
        #expect(try exact(value).roundedToInteger(.down) == expected)
    }

    /// Laws: within a step, ordered, fixed on whole numbers, nearest is nearest.
    @Test func everyModeObeysItsLaws() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<1000 {
            let denominator = Int128.random(in: 1...12, using: &generator)
            let value = try ratio(Int128.random(in: -100...100, using: &generator), denominator)
            let (low, high) = (value.roundedToInteger(.down), value.roundedToInteger(.up))
            #expect(Rational(low) <= value && value <= Rational(high))
            #expect(high - low == (value.isInteger ? 0 : 1))
            for mode in [RoundingMode.halfEven, .halfUp] {
                let nearest = value.roundedToInteger(mode)
                #expect(try (value - Rational(nearest)).magnitude <= ratio(1, 2))
                #expect((-value).roundedToInteger(mode) == -nearest)
            }
        }
    }

    @Test func stepsNeedNotBePowersOfTen() throws {
        // 94.3 in steps of 0.5 is 188.6 steps.
        #expect(try exact("94.3").roundedCount(ofStep: exact("0.5"), .halfEven) == 189)
        #expect(throws: ArithmeticOverflow.self) { try exact("1").roundedCount(ofStep: .zero, .halfEven) }
    }
}

@Suite struct MoneyTests {
    private func exact(_ text: String) throws -> Rational { try #require(Rational(decimal: text)) }

    @Test func roundsOnceToTheStep() throws {
        // 0.01 万元 is 100 yuan: 0.8 x 3109.96 万元 = 2487.968 万元 is 248796.8 steps.
        #expect(try Money(yuan: exact("24879680"), step: Rational(100), .halfUp).fen == 2_487_970_000)
        #expect(try Money(yuan: exact("0.125"), step: ratio(1, 100), .halfEven).fen == 12)
        #expect(try Money(yuan: exact("0.125"), step: ratio(1, 100), .halfUp).fen == 13)
        #expect(try Money(yuan: exact("25000"), step: Rational(10_000), .halfEven).fen == 2_000_000)
        #expect(try Money(yuan: exact("-25000"), step: Rational(10_000), .halfUp).fen == -3_000_000)
    }

    @Test func sumsAreChecked() throws {
        let most = Money(fen: .max)
        #expect(throws: ArithmeticOverflow.self) { try most + Money(fen: 1) }
        #expect(throws: ArithmeticOverflow.self) { try Money(fen: .min).negated() }
        #expect(throws: ArithmeticOverflow.self) { try [most, Money(fen: 1)].total() }
        #expect(try [Money(fen: 5), Money(fen: -7)].total() == Money(fen: -2))
        #expect(throws: ArithmeticOverflow.self) {
            try Money(yuan: Rational(Int128(1) << 100), step: .one, .halfEven)
        }
        // One step of a third of a fen is no whole number of fen.
        #expect(throws: ArithmeticOverflow.self) {
            try Money(yuan: ratio(1, 300), step: ratio(1, 300), .halfEven)
        }
    }

    @Test func printsYuanWithTwoDecimals() {
        #expect(Money(fen: -123_450).description == "-1234.50")
        #expect(Money(fen: 7).description == "0.07")
        #expect(Money(fen: -7).description == "-0.07")
    }
}
