import EcoUnits
import EcoTestSupport
import Testing

@testable import EcoAir

@Suite("Mean and percentile")
struct StatisticsTests {
    /// Ranks k of HJ 663-2013 Annex A.
    static let ranks: [(Int, Int128, String)] = [
        (365, 98, "357.72"), (365, 95, "346.8"), (365, 90, "328.6"),
        (366, 98, "358.7"), (366, 95, "347.75"), (366, 90, "329.5"),
        (31, 95, "29.5"), (31, 90, "28"), (1, 98, "1"),
    ]

    @Test("k = 1 + (n - 1) p", arguments: ranks)
    func rank(count: Int, percent: Int128, expected: String) throws {
        let fraction = try #require(Rational(percent, over: 100))
        #expect(try percentileRank(count: count, fraction: fraction) == exact(expected))
        // In the list 1...n the value of rank k is k itself.
        let values = (1...count).map { Rational($0) }
        #expect(try percentile(ofSorted: values, fraction: fraction) == exact(expected))
    }

    /// Quantile type 7 of Hyndman and Fan in binary floating point, written apart from the product.
    private func typeSeven(_ values: [Double], _ p: Double) -> Double {
        let sorted = values.sorted()
        let h = Double(sorted.count - 1) * p
        let low = Int(h.rounded(.down))
        let high = min(low + 1, sorted.count - 1)
        return (1 - (h - Double(low))) * sorted[low] + (h - Double(low)) * sorted[high]
    }

    @Test("agrees with an independent quantile of type 7")
    func independentQuantile() throws {
        var generator = SeededGenerator(seed: 663)
        for _ in 0..<200 {
            let tenths = (0..<Int.random(in: 1...366, using: &generator)).map { _ in
                Int.random(in: 0...5000, using: &generator)
            }
            let percent = Int128(Int.random(in: 0...100, using: &generator))
            let values = try tenths.map { try #require(Rational(Int128($0), over: 10)) }.sorted()
            let fraction = try #require(Rational(percent, over: 100))
            let expected = typeSeven(tenths.map { Double($0) / 10 }, Double(percent) / 100)
            let value = try #require(try percentile(ofSorted: values, fraction: fraction))
            #expect(abs(value.doubleValue - expected) < 1e-9)
        }
    }

    @Test("no values, no statistic; a fraction outside 0 to 1 has none")
    func emptiness() throws {
        #expect(try arithmeticMean([]) == nil)
        #expect(try percentile(ofSorted: [], fraction: .one) == nil)
        #expect(try percentile(ofSorted: [.one], fraction: Rational(2)) == nil)
    }

    @Test("the mean is exact in any order and lies between minimum and maximum")
    func orderFreeMean() throws {
        var generator = SeededGenerator(seed: 2013)
        for _ in 0..<50 {
            var values = try (0..<60).map { _ in
                try #require(
                    Rational(
                        Int128(Int.random(in: 0...100_000, using: &generator)),
                        over: Int128(Int.random(in: 1...24, using: &generator))))
            }
            let mean = try #require(try arithmeticMean(values))
            values.shuffle(using: &generator)
            #expect(try arithmeticMean(values) == mean)
            let (low, high) = (try #require(values.min()), try #require(values.max()))
            #expect(low <= mean && mean <= high)
        }
        // 1/3 + 1/3 + 1/3 is 1, not 0.9999.
        let third = try #require(Rational(1, over: 3))
        #expect(try arithmeticMean([third, third, third]) == third)
    }
}
