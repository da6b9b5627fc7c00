import Testing

@testable import EcoSearch

@Suite struct FrontTests {
    private func entry(_ criteria: [Double], feasible: Bool = true) -> SearchEntry {
        SearchEntry(
            values: criteria,
            appraisal: Appraisal(objective: criteria[0], margins: [feasible ? 1 : -1], criteria: criteria),
            purpose: .design)
    }

    @Test func onlyPointsThatNothingBeatsStayAndInfeasibleOnesDoNotCount() {
        let entries = [
            entry([3, 1]), entry([2, 2]), entry([1, 3]), entry([2, 3]), entry([0, 0], feasible: false),
            entry([2, 2]),
        ]
        #expect(ParetoFront(entries).positions == [2, 1, 0])
    }

    /// Boxes of (1, 3), (2, 2), (3, 1) up to (4, 4): 1 + 2 + 3 of 16 squares.
    @Test func areaBehindThreePointsIsSixOfSixteen() {
        let points = [[1.0, 3], [2, 2], [3, 1]]
        let share = ParetoFront.hypervolume(points, best: [0, 0], worst: [4, 4])
        #expect((share - 0.375).magnitude < 1e-15)
        // A point that is beaten adds nothing.
        #expect(ParetoFront.hypervolume(points + [[3, 3]], best: [0, 0], worst: [4, 4]) == share)
    }

    /// (0, 2, 2) and (2, 0, 0) up to 4: 4 x 2 x 2 + 2 x 4 x 4 - 2 x 2 x 2 = 40 of 64.
    @Test func volumeOfTwoBoxesCountsWhatTheyShareOnce() {
        let share = ParetoFront.hypervolume([[0, 2, 2], [2, 0, 0]], best: [0, 0, 0], worst: [4, 4, 4])
        #expect((share - 40.0 / 64).magnitude < 1e-15)
    }

    /// Cost x^2 against pollution (1 - x)^2: every x is on the front, and the filling leaves no wide gap.
    @Test func theGapsOfAFrontAreFilled() throws {
        let space = SearchSpace([SearchAxis("x", low: 0, high: 1), SearchAxis("waste", low: 0, high: 1)])
        let outcome = try Search(space, shares: [], evaluations: 400).run(
            appraising(
                objective: { $0[0] * $0[0] + $0[1] },
                criteria: { [$0[0] * $0[0] + $0[1], (1 - $0[0]) * (1 - $0[0]) + $0[1]] }))
        let front = ParetoFront(outcome.entries).positions.map { outcome.entries[$0].appraisal.criteria }
        #expect(front.count > 10)
        let gaps = zip(front, front.dropFirst()).map { max($1[0] - $0[0], $0[1] - $1[1]) }
        #expect(try #require(gaps.max()) < 0.35)
        #expect(try #require(front.first)[0] < 0.01)
        #expect(try #require(front.last)[1] < 0.01)
    }

    @Test func alternativesAreNearlyBestAndFarApart() throws {
        // x + y = 1 costs the same wherever it stands.
        let space = SearchSpace([SearchAxis("x", low: 0, high: 1), SearchAxis("y", low: 0, high: 1)])
        let outcome = try Search(space, shares: [1], evaluations: 300).run(
            appraising(objective: { $0[0] + $0[1] }, margins: { [$0[0] + $0[1] - 1] }))
        let near = NearOptimal(outcome, tolerance: 0.05, count: 3)
        #expect(near.alternatives.count == 3)
        #expect(near.alternatives.first == outcome.best)
        for position in near.alternatives {
            #expect(outcome.entries[position].appraisal.objective <= outcome.bestObjective * 1.05 + 1e-12)
        }
        #expect(near.ranges[0].upperBound - near.ranges[0].lowerBound > 0.8)
    }

    /// Least x with x >= 2 in parts of 2: one hundredth less to ask for is 0.02 less to pay; the limit on y is idle.
    @Test func theShadowOfTheBindingConstraintIsItsPrice() throws {
        let space = SearchSpace([SearchAxis("x", low: 0, high: 10), SearchAxis("y", low: 0, high: 1)])
        let appraise = appraising(
            objective: { $0[0] + $0[1] }, margins: { [($0[0] - 2) / 2, 1.5 - $0[1]] })
        let search = Search(space, shares: [1, 1], evaluations: 200)
        let outcome = try search.run(appraise)
        let binding = try search.binding(outcome, limit: 40, appraise)
        #expect(binding.constraints == [0])
        #expect(binding.ends == [1: false])
        let shadow = try #require(binding.shadows.first)
        #expect((shadow.change + 0.02).magnitude < 1e-4)
        #expect(binding.evaluations <= 40)
    }
}
