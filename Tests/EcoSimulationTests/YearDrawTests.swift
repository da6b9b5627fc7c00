import EcoUnits
import Testing

@testable import EcoSimulation

@Suite struct YearDrawTests {
    @Test func streamsDependOnSeedDrawYearAndUseAlone() {
        func first(_ seed: UInt64, _ draw: Int, _ year: Int, _ use: YearDraw.Use) -> UInt64 {
            var generator = YearDraw(seed: seed, draw: draw, year: year).generator(use)
            return generator.next()
        }
        #expect(first(7, 3, 2, .weatherDays) == first(7, 3, 2, .weatherDays))
        let others = [
            first(8, 3, 2, .weatherDays), first(7, 4, 2, .weatherDays), first(7, 3, 1, .weatherDays),
            first(7, 2, 3, .weatherDays), first(7, 3, 2, .runoff),
        ]
        #expect(Set(others + [first(7, 3, 2, .weatherDays)]).count == 6)
    }

    @Test func uniformsFillTheUnitInterval() {
        var generator = YearDraw(seed: 1, draw: 0, year: 0).generator(.weatherDays)
        let values = (0..<10_000).map { _ in generator.uniform() }
        #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
        // Mean 1/2 with standard error 1/sqrt(12 n) = 0.0029: five of them.
        #expect(abs(values.reduce(0, +) / 10_000 - 0.5) < 0.0145)
        #expect((0..<1000).allSatisfy { _ in (0..<7).contains(generator.below(7)) })
    }
}
