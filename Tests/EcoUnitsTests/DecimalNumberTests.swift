import EcoUnits
import Testing

@Suite struct DecimalNumberTests {
    @Test(arguments: [
        ("12", 12, 0), ("-0.5", -5, -1), ("+7", 7, 0), ("0", 0, 0), ("0.10", 10, -2), ("1.0e6", 10, 5),
        ("2E-3", 2, -3), ("-0", 0, 0),
        ("123456789012345678901234567890", 123_456_789_012_345_678_901_234_567_890, 0),
    ])
    func readsWhatIsWritten(_ text: String, _ significand: Int128, _ exponent: Int) {
        #expect(DecimalNumber(text) == DecimalNumber(significand: significand, exponent: exponent))
    }

    /// Readers disagree on these, or they are no numbers.
    @Test(arguments: [
        "010", "00", "-01", ".5", "5.", "1_000", "0x10", "0o7", "12:30", "1e", "e5", "1e+", "--1", "+-1",
        " 1", "1 ",
        "1,000", "nan", "NaN", "inf", "-Infinity", "", "-", "1e100", "1e37", "1.2.3", "１２", "1e1.5",
        "1234567890123456789012345678901",
    ])
    func refusesTraps(_ text: String) {
        #expect(DecimalNumber(text) == nil)
        #expect(Rational(decimal: text) == nil)
    }

    @Test func isExactAndNearest() throws {
        #expect(try #require(DecimalNumber("0.1")).rational == Rational(1, over: 10))
        #expect(try #require(DecimalNumber("1.0e6")).rational == Rational(1_000_000))
        #expect(try #require(DecimalNumber("1e35")).rational.numerator == DecimalNumber.powerOfTen(35))
        // Reads to the same double as the standard library, to the last bit.
        for text in [
            "0.1", "47.5", "1e-36", "123456789.123456789", "9007199254740993", "2.2250738585072014e-20",
        ] {
            #expect(try #require(DecimalNumber(text)).doubleValue == Double(text))
        }
    }

    /// 31 digits are refused and told apart from what is no number; 30 are read.
    @Test func tooManyDigitsAreNoTypingError() {
        let digits = String(repeating: "9", count: 30)
        #expect(DecimalNumber(digits) != nil && !DecimalNumber.isTooLong(digits))
        for text in [digits + "9", "-" + digits + ".5"] {
            #expect(DecimalNumber(text) == nil && DecimalNumber.isTooLong(text), "\(text)")
        }
        for text in [digits + "x9", digits + "9.", "", "-"] {
            #expect(!DecimalNumber.isTooLong(text), "\(text)")
        }
    }
}
