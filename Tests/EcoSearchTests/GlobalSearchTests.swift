import EcoUnits
import Testing

@testable import EcoSearch

@Suite struct GlobalSearchTests {
    private let square = SearchSpace([SearchAxis("x", low: 0, high: 1), SearchAxis("y", low: 0, high: 1)])

    /// Two counties and a pool: least k1 a1^2 / 2 + k2 a2^2 / 2 with T1 a1 + T2 a2 >= D. Equal marginal cost per unit of
    /// effect gives a_i = l T_i / k_i with l = D / (T1^2 / k1 + T2^2 / k2), and the cost D^2 / (2 sum T^2 / k).
    @Test func twoCountiesShareATargetAtEqualMarginalCost() throws {
        let (k, t, need) = ([2.0, 5.0], [0.5, 0.8], 1.0)
        let sum = t[0] * t[0] / k[0] + t[1] * t[1] / k[1]
        let expected = zip(t, k).map { need / sum * $0 / $1 }
        let space = SearchSpace([SearchAxis("a1", low: 0, high: 5), SearchAxis("a2", low: 0, high: 5)])
        let outcome = try Search(space, shares: [1], evaluations: 250).run(
            appraising(
                objective: { k[0] * $0[0] * $0[0] / 2 + k[1] * $0[1] * $0[1] / 2 },
                margins: { [t[0] * $0[0] + t[1] * $0[1] - need] }))
        let best = try #require(outcome.bestValues)
        #expect(outcome.bestObjective <= need * need / (2 * sum) * 1.001)
        for axis in 0..<2 { #expect((best[axis] - expected[axis]).magnitude < 0.05) }
        #expect(outcome.certainty == .bestFound(.noProof))
    }

    /// The constraint is curved: least x + y outside the circle of radius 0.8 is 0.8 at either end of an axis, and the
    /// point between them, 0.8 sqrt 2, is a trap for descent along the circle.
    @Test func aCurvedConstraintIsFollowedToItsEnd() throws {
        let outcome = try Search(square, shares: [1], evaluations: 300).run(
            appraising(
                objective: { $0[0] + $0[1] }, margins: { [$0[0] * $0[0] + $0[1] * $0[1] - 0.64] }))
        #expect(outcome.bestObjective < 0.805)
    }

    /// Rastrigin's function on [-2, 3]^2 has 25 hollows; the deepest, 0, is at the origin.
    @Test func theDeepestOfManyHollowsIsFound() throws {
        let space = SearchSpace([SearchAxis("x", low: -2, high: 3), SearchAxis("y", low: -2, high: 3)])
        let outcome = try Search(space, shares: [], evaluations: 900).run(
            appraising(objective: { point in
                point.reduce(20) { $0 + $1 * $1 - 10 * Self.cosine(2 * .pi * $1) }
            }))
        #expect(outcome.bestObjective < 0.1)
    }

    /// By its series; the tests take nothing from the C library.
    private static func cosine(_ angle: Double) -> Double {
        let x = angle.remainder(dividingBy: 2 * .pi)
        var (term, sum) = (1.0, 1.0)
        for k in 1...15 {
            term *= -x * x / Double((2 * k - 1) * 2 * k)
            sum += term
        }
        return sum
    }

    @Test func stepsOfALadderAreKept() throws {
        let space = SearchSpace([
            SearchAxis("tier", low: 0, high: 1000, step: 5), SearchAxis("rate", low: 0, high: 1),
        ])
        let outcome = try Search(space, shares: [1], evaluations: 300).run(
            appraising(
                objective: { ($0[0] - 333) * ($0[0] - 333) + $0[1] }, margins: { [$0[1] - 0.25] }))
        let best = try #require(outcome.bestValues)
        #expect(best[0] == 335)
        #expect((best[1] - 0.25).magnitude < 0.01)
    }

    @Test func whereNothingIsFeasibleTheNearestMissIsTold() throws {
        let outcome = try Search(square, shares: [1], evaluations: 120).run(
            appraising(objective: { $0[0] }, margins: { [$0[0] + $0[1] - 2.5] }))
        #expect(outcome.best == nil)
        #expect(outcome.entries[try #require(outcome.nearest)].values == [1, 1])
    }

    @Test func pointsThatCannotBeComputedStandBehindAllOthers() throws {
        let outcome = try Search(square, shares: [1], evaluations: 150).run { points in
            points.map {
                $0[0] < 0.3
                    ? Appraisal.failed(constraints: 1, criteria: 0)
                    : Appraisal(objective: $0[0] + $0[1], margins: [1])
            }
        }
        #expect(try #require(outcome.bestValues)[0] >= 0.3)
        #expect(outcome.bestObjective < 0.33)
    }
}

/// What holds of every search.
@Suite struct SearchLawTests {
    private static func search(_ seed: UInt64, high: Double = 1, evaluations: Int = 150) -> Search {
        Search(
            SearchSpace([
                SearchAxis("x", low: 0, high: high), SearchAxis("y", low: 0, high: high),
                SearchAxis("z", low: 0, high: high),
            ]), shares: [1], seed: seed, evaluations: evaluations)
    }

    /// A rough landscape from the seed, with a constraint that asks for `target`.
    private static func problem(_ seed: UInt64, target: Double) -> SearchArchive.Appraise {
        var random = SplitMix64(seed: seed)
        let weights = (0..<6).map { _ in 0.2 + Double(random.next() >> 11) * 0x1p-53 }
        return appraising(
            objective: { x in
                (0..<3).reduce(0) { $0 + weights[$1] * x[$1] + (x[$1] * 17).rounded(.down) / 40 }
            },
            margins: { x in [(0..<3).reduce(-target) { $0 + weights[$1 + 3] * x[$1].squareRoot() }] },
            criteria: { x in [x[0] + x[1], x[2]] })
    }

    @Test(arguments: 1...5) func moreEvaluationsBeginWithTheSamePointsAndNeverFindWorse(seed: Int) throws {
        let appraise = Self.problem(UInt64(seed), target: 0.9)
        var last = Double.infinity
        var entries: [SearchEntry] = []
        for evaluations in [20, 61, 150, 300] {
            let outcome = try Self.search(UInt64(seed), evaluations: evaluations).run(appraise)
            #expect(outcome.entries.starts(with: entries))
            #expect(outcome.entries.count == evaluations)
            #expect(outcome.bestObjective <= last)
            (last, entries) = (outcome.bestObjective, outcome.entries)
        }
    }

    @Test(arguments: 1...5) func aWiderRangeThatBeginsWithTheOldBestNeverFindsWorse(seed: Int) throws {
        let appraise = Self.problem(UInt64(seed), target: 0.7)
        let narrow = try Self.search(UInt64(seed)).run(appraise)
        var wide = Self.search(UInt64(seed), high: 3)
        wide.starts = [try #require(narrow.bestValues)]
        #expect(try wide.run(appraise).bestObjective <= narrow.bestObjective)
    }

    @Test(arguments: 1...5) func aStricterTargetNeverCostsLess(seed: Int) throws {
        var search = Self.search(UInt64(seed), evaluations: 300)
        search.space = SearchSpace(search.space.axes.map { SearchAxis($0.name, low: 0, high: 1, step: 0.2) })
        let costs = try [0.3, 0.6, 0.9, 1.2].map { target in
            let outcome = try search.run(Self.problem(UInt64(seed), target: target))
            #expect(outcome.certainty.isExact)
            return outcome.bestObjective
        }
        #expect(zip(costs, costs.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func theSameSeedGivesTheSamePointsAndAnotherSeedOthers() throws {
        let appraise = Self.problem(3, target: 0.9)
        let runs = try [3, 3, 4].map { try Self.search($0).run(appraise).entries }
        #expect(runs[0] == runs[1])
        #expect(runs[0] != runs[2])
    }

    @Test func noPointIsEvaluatedTwice() throws {
        let outcome = try Self.search(2, evaluations: 300).run(Self.problem(2, target: 0.9))
        #expect(Set(outcome.entries.map(\.values)).count == outcome.entries.count)
    }

    @Test func anAppraiserThatStopsEndsTheSearch() {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            _ = try Self.search(1).run { _ in throw Stop() }
        }
    }
}
