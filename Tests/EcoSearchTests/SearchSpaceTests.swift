import Testing

@testable import EcoSearch

@Suite struct SearchSpaceTests {
    @Test func stepsEndAtTheLastOneWithinTheRange() {
        let axis = SearchAxis("rate", low: 0, high: 0.35, step: 0.1)
        #expect(axis.count == 4)
        #expect((axis.high - 0.3).magnitude < 1e-15)
        #expect(axis.nearest(0.24) == 0.2)
        #expect(axis.nearest(9) == axis.high)
    }

    @Test func aRangeOfThreeTenthsHasFourValuesThoughATenthIsNoBinaryNumber() {
        #expect(SearchAxis("rate", low: 0, high: 0.3, step: 0.1).count == 4)
    }

    @Test func pointsAreCountedWhereEveryAxisHasSteps() {
        let steps = SearchAxis("a", low: 1, high: 3, step: 1)
        #expect(SearchSpace([steps, steps]).pointCount == 9)
        #expect(SearchSpace([steps, SearchAxis("b", low: 0, high: 1)]).pointCount == nil)
    }

    @Test func endsOfARangeAreMetToTheBit() {
        let axis = SearchAxis("x", low: 0.1, high: 0.7)
        #expect(axis.value(at: 0) == 0.1)
        #expect(axis.value(at: 1) == 0.7)
    }
}
