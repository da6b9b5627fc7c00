import EcoTestSupport
import Testing

@testable import EcoGrids

@Suite struct ExactSumTests {
    private func sum(_ terms: [Double]) -> Double {
        var sum = ExactSum()
        for term in terms { sum.add(term) }
        return sum.value
    }

    @Test func nothingIsLostBetweenMagnitudes() {
        #expect(sum([1e100, 1, -1e100]) == 1)
        #expect(sum([1e308, 1e-300, -1e308]) == 1e-300)
        #expect(sum([-1e20, 3, 1e20, -5]) == -2)
        #expect(sum([]) == 0)
        #expect(sum([0.0, -0.0]) == 0)
    }

    /// Ten times the double 0.1 is 1.000000000000000055..., nearest to 1; term by term it rounds to less.
    @Test func roundedOnce() {
        #expect(sum([Double](repeating: 0.1, count: 10)) == 1)
        // halves go to even; the least bit beyond a half goes up
        #expect(sum([1, 0x1p-53]) == 1)
        #expect(sum([1, 0x1p-53, 0x1p-1000]) == 1 + 0x1p-52)
        #expect(sum([-1, -0x1p-53, -0x1p-1000]) == -1 - 0x1p-52)
    }

    @Test func ends() {
        let least = Double.leastNonzeroMagnitude
        #expect(sum([least, least, least]) == 3 * least)
        #expect(
            sum([.greatestFiniteMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude])
                == .greatestFiniteMagnitude)
        #expect(sum([1, .infinity]).isNaN)
        #expect(sum([1, .nan]).isNaN)
    }

    /// More terms than may wait for their carries: n x is exact, and so is its rounding.
    @Test(arguments: [1e-300, 0.1, 1e17 / 3, -7e250])
    func manyTerms(term: Double) {
        #expect(sum([Double](repeating: term, count: 5000)) == 5000 * term)
        var repeated = ExactSum()
        repeated.add(term, times: 5000, exponent: 0)
        #expect(repeated.value == 5000 * term)
    }

    @Test func orderAndMergingChangeNoBit() {
        var generator = SeededGenerator(seed: 5)
        let terms = (0..<3000).map { _ in
            Double(
                sign: Bool.random(using: &generator) ? .plus : .minus,
                exponent: Int.random(in: -200...200, using: &generator),
                significand: Double.random(in: 1..<2, using: &generator))
        }
        let whole = sum(terms).bitPattern
        #expect(sum(terms.shuffled(using: &generator)).bitPattern == whole)
        var (a, b) = (ExactSum(), ExactSum())
        for (index, term) in terms.enumerated() {
            if index % 3 == 0 { a.add(term) } else { b.add(term) }
        }
        a.add(b)
        #expect(a.value.bitPattern == whole)
        #expect(ExactSum(digits: a.digits)?.value.bitPattern == whole)
    }

    /// Whole numbers of 127 bits at any place: 3 x 2^100 x 2^-300 and so on, against powers of two.
    @Test func wideNumbers() {
        var sum = ExactSum()
        for exponent in [-1074, -300, -31, 0, 1, 33, 700] {
            sum.add(Int128(3) << 100, exponent: exponent)
            sum.add(-(Int128(3) << 100), exponent: exponent)
        }
        #expect(sum.value == 0)
        sum.add(Int128.max, exponent: -127)
        sum.add(1, exponent: -127)
        #expect(sum.value == 1)
        sum.add(Int128.min, exponent: -127)
        #expect(sum.value == 0)
    }
}
