import EcoUnits
import Testing

@testable import EcoReports

@Suite struct NumberStyleTests {
    let style = NumberStyle(language: .zh)

    @Test func thousandsAndRounding() {
        #expect(style.number(1234567.891, digits: 2) == "1,234,567.89")
        #expect(style.number(-999.5, digits: 0) == "-1,000")
        // GB/T 8170: a tie goes to the even digit.
        #expect(style.number(0.125, digits: 2) == "0.12")
        #expect(style.number(0.375, digits: 2) == "0.38")
        #expect(style.number(-0.001, digits: 2) == "0.00")
        #expect(style.number(nil as Double?, digits: 2) == "–")
        #expect(style.number(.infinity, digits: 2) == "–")
    }

    @Test func amountsTakeTheUnitOfTheirSize() {
        // 5.07 亿元 is 507 million yuan.
        #expect(style.amount(yuan: 507_000_000) == "5.070 亿元")
        #expect(NumberStyle(language: .en).amount(yuan: 507_000_000) == "507 million yuan")
        #expect(style.amount(yuan: 12_636_400) == "1,264 万元")
        #expect(style.amount(yuan: 999) == "999 元")
        // 9,007,199,254,740,993 fen is odd beyond doubles: 90,071,992,547,409.93 yuan.
        #expect(style.amount(fen: 9_007_199_254_740_993) == "900,720 亿元")
        #expect(AmountScale.yuan.text(fen: 9_007_199_254_740_993, style) == "90,071,992,547,409.93")
    }

    @Test func digitsShowFourFiguresAndNoFalseZero() {
        #expect(style.digits(for: [12_345.6, 3.2]) == 0)
        #expect(style.digits(for: [12.3456]) == 2)
        #expect(style.digits(for: [0.012345]) == 5)
        #expect(style.digits(for: [12_345.6, 0.04]) == 2)
        #expect(style.digits(for: []) == 0)
    }

    @Test func smallSharesKeepTheirPower() {
        #expect(style.scientific(3.24e-9) == "3.2×10⁻⁹")
        #expect(style.scientific(0) == "0")
        #expect(style.percent(0.17695) == "17.7%")
    }
}
