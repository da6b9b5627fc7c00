import EcoTestSupport
import Testing

@testable import EcoGrids

@Suite struct ExactSumsTests {
    private func sum(_ terms: [Double]) -> Double {
        var sums = ExactSums()
        sums.append()
        for term in terms { sums.add(term, to: 0) }
        return sums.value(0)
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
        var repeated = ExactSums()
        repeated.append()
        repeated.add(term, repeated: 5000, to: 0)
        #expect(repeated.value(0) == 5000 * term)
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
        var (a, b) = (ExactSums(), ExactSums())
        a.append()
        b.append()
        for (index, term) in terms.enumerated() {
            if index % 3 == 0 { a.add(term, to: 0) } else { b.add(term, to: 0) }
        }
        a.add(b, 0, to: 0)
        #expect(a.value(0).bitPattern == whole)
    }
}
