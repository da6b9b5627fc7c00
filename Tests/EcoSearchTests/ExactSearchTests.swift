import Testing

@testable import EcoSearch

/// Problems whose optimum is worked out on paper.
@Suite struct ExactSearchTests {
    // MARK: Shares of draws

    @Test func theDecidingDrawIsMetExactlyWhereEnoughDrawsAre() throws {
        let margins = [3.0, -1, 2, -4, 0, .nan, 1, -2, 5, -3]
        // At least 0 in five of ten draws: 5, 3, 2, 1, 0.
        #expect(ShareOfDraws.deciding(margins, share: 0.5)?.margin == 0)
        #expect(try #require(ShareOfDraws.deciding(margins, share: 0.5)).draw == 4)
        #expect(ShareOfDraws.deciding(margins, share: 0.51)?.margin == -1)
        #expect(ShareOfDraws.deciding(margins, share: 1)?.margin == -.infinity)
        #expect(ShareOfDraws.deciding(margins, share: 0) == nil)
    }

    @Test func nineTenthsOfTwoHundredAreOneHundredAndEighty() {
        #expect(ShareOfDraws.required(0.9, of: 200) == 180)
        #expect(ShareOfDraws.required(0.901, of: 200) == 181)
        #expect(ShareOfDraws.required(0.1 * 3, of: 10) == 3)
    }

    // MARK: Linear

    /// Draw d needs a coefficient of at least d, for d = 1 to 10: eight tenths of the draws need 8, all of them 10.
    @Test(arguments: [(0.8, 8.0), (0.75, 8.0), (1.0, 10.0), (0.1, 1.0)])
    func aCoefficientThatIsPaidInEveryDrawIsFoundExactly(share: Double, best: Double) throws {
        var search = Search(
            SearchSpace([SearchAxis("c", low: 0, high: 20)]), shares: [share], form: .linear)
        search.starts = [[3]]
        let outcome = try search.run(
            appraising(objective: { 4 * $0[0] + 1 }, share: share) { x in (1...10).map { x[0] - Double($0) } }
        )
        #expect(outcome.method == .linear && outcome.certainty == .exact(precision: 0))
        #expect((try #require(outcome.bestValues)[0] - best).magnitude < 1e-9)
        // The ends, the start, the answer and the audit of four places.
        #expect(outcome.entries.count <= 8)
    }

    /// Draws 1 to 4 need x >= d, draws 5 to 8 need x <= 9 - d: half of them hold on [1, 3] and elsewhere in [0, 4]; for
    /// x in [3, 4] draws 1, 2, 3 and 5 of 8 do. The dearest allowed place of three quarters is worked below.
    @Test func ofSeveralIntervalsTheBestEndIsTaken() throws {
        // x in [2, 3]: draws 1, 2 from below; 5 (x <= 4), 6 (x <= 3) from above: 4 of 8. Three of eight: [0.., ..]
        // with the objective -x the largest x with at least four: x = 4 has 1, 2, 3, 4 and 5 (x <= 4): five.
        let search = Search(
            SearchSpace([SearchAxis("x", low: 0, high: 10)]), shares: [0.625], form: .linear)
        let outcome = try search.run(
            appraising(objective: { -$0[0] }, share: 0.625) { x in
                (1...4).map { x[0] - Double($0) } + (5...8).map { Double(9 - $0) - x[0] }
            })
        #expect((try #require(outcome.bestValues)[0] - 4).magnitude < 1e-9)
        #expect(outcome.certainty.isExact)
    }

    /// Least 2x + 3y with x + y >= 4 and x + 3y >= 6: where both meet, (3, 1), at 9.
    @Test func severalCoefficientsAreALinearProgramme() throws {
        let space = SearchSpace([SearchAxis("x", low: 0, high: 10), SearchAxis("y", low: 0, high: 10)])
        let outcome = try Search(space, shares: [1, 1], form: .linear).run(
            appraising(
                objective: { 2 * $0[0] + 3 * $0[1] },
                margins: { [$0[0] + $0[1] - 4, ($0[0] + 3 * $0[1] - 6) / 6] }))
        let best = try #require(outcome.bestValues)
        #expect((best[0] - 3).magnitude < 1e-9 && (best[1] - 1).magnitude < 1e-9)
        #expect(outcome.certainty.isExact)
    }

    @Test func aProblemThatIsNotLinearLosesTheLabel() throws {
        var search = Search(SearchSpace([SearchAxis("x", low: 0, high: 2)]), shares: [1], form: .linear)
        search.evaluations = 150
        let outcome = try search.run(
            appraising(objective: { $0[0] * $0[0] }, margins: { [$0[0] - 1] }))
        #expect(outcome.certainty == .bestFound(.contradicted))
        #expect(outcome.method == .global)
        #expect((try #require(outcome.bestValues)[0] - 1).magnitude < 1e-3)
    }

    // MARK: Bisection

    /// A payment of c per ug/m3 with transfer coefficient T and cost k a^2 / 2 gives abatement c T / k. With T = 0.5 and
    /// k = 2 an abatement of 3 needs c = 12; it pays c T a = c^2 T^2 / k = 18.
    @Test func theLeastCoefficientOfALinearPaymentIsBisected() throws {
        let (transfer, slope, wanted) = (0.5, 2.0, 3.0)
        let search = Search(
            SearchSpace([SearchAxis("c", low: 0, high: 100)]), shares: [1],
            form: .monotone(marginsRise: true))
        let outcome = try search.run(
            appraising(
                objective: { $0[0] * transfer * ($0[0] * transfer / slope) },
                margins: { [($0[0] * transfer / slope - wanted) / wanted] }))
        #expect(outcome.method == .bisection && outcome.certainty.isExact)
        let best = try #require(outcome.bestValues)[0]
        #expect(best >= 12 - 1e-6 && best <= 12 + 100 * 1e-6)
        #expect((outcome.bestObjective - 18).magnitude < 1e-3)
        #expect(outcome.entries.count < 40)
    }

    @Test func stepsAreBisectedToTheStep() throws {
        let search = Search(
            SearchSpace([SearchAxis("c", low: 0, high: 100_000, step: 0.5)]), shares: [1],
            form: .monotone(marginsRise: true), evaluations: 60)
        let outcome = try search.run(appraising(objective: { $0[0] }, margins: { [$0[0] - 777.3] }))
        #expect(outcome.bestValues == [777.5])
        #expect(outcome.certainty == .exact(precision: 0))
    }

    @Test func aTargetOutOfReachOfTheRangeIsAVerdictWithTheBestPlace() throws {
        let search = Search(
            SearchSpace([SearchAxis("c", low: 0, high: 10)]), shares: [1], form: .monotone(marginsRise: true))
        let outcome = try search.run(appraising(objective: { $0[0] }, margins: { [($0[0] - 12) / 12] }))
        #expect(outcome.best == nil && outcome.certainty.isExact)
        let nearest = try #require(outcome.nearest)
        #expect(outcome.entries[nearest].values == [10])
    }

    /// A subsidy that a threshold cuts off: the objective falls once, and the audit sees it.
    @Test func aBrokenMonotonicityIsSeenAndTheGlobalSearchGoesOn() throws {
        var search = Search(
            SearchSpace([SearchAxis("c", low: 0, high: 10)]), shares: [1], form: .monotone(marginsRise: true))
        search.evaluations = 200
        let outcome = try search.run(
            appraising(
                objective: { $0[0] < 6 ? $0[0] : $0[0] - 5 }, margins: { [$0[0] - 4] }))
        #expect(outcome.certainty == .bestFound(.contradicted))
        // Least 1 at c = 6, where bisection alone would say 4.
        #expect(outcome.bestObjective < 1.1)
    }

    // MARK: Enumeration

    /// Three rungs of a ladder with fines 10, 20, 30 or 40 each, rising; the least sum of fines whose top rung is at
    /// least twice the first and whose sum is at least 80: (10, 30, 40), (20, 20, 40), and so on; 80 in any case.
    @Test func everyCombinationOfALadderIsTried() throws {
        let rungs = (1...3).map { SearchAxis("rung\($0)", low: 10, high: 40, step: 10) }
        let outcome = try Search(SearchSpace(rungs), shares: [1, 1, 1, 1]).run(
            appraising(
                objective: { $0.reduce(0, +) + $0[1] / 1000 },
                margins: { [$0[1] - $0[0], $0[2] - $0[1], $0[2] - 2 * $0[0], $0.reduce(0, +) - 80] }))
        #expect(outcome.method == .enumeration && outcome.certainty.isExact)
        #expect(outcome.entries.count == 64)
        // Of the sums of 80 the one with the lowest middle rung.
        #expect(outcome.bestValues == [20, 20, 40])
    }

    @Test func tooFewEvaluationsForAllCombinationsAreNoProof() throws {
        let axes = (1...3).map { SearchAxis("x\($0)", low: 0, high: 9, step: 1) }
        let outcome = try Search(SearchSpace(axes), shares: [], evaluations: 200).run(
            appraising(objective: { $0.reduce(0, +) }))
        #expect(outcome.certainty == .bestFound(.noProof))
        #expect(outcome.bestValues == [0, 0, 0])
    }
}
