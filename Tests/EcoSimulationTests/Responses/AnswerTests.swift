import Testing

@testable import EcoSimulation

/// Answers, rounds and the check apart, on games whose outcome is worked out by hand.
@Suite struct AnswerTests {
    private func rounds(
        steps: Int = 10, refinements: Int = 14, gain: Double = 1e-9, turns: ResponseTurns = .sequential,
        damping: Double = 0, limit: Int = 500, patience: Int = 50, approximates: Bool = false,
        nearEnough: Double = 10_000
    ) -> ResponseRounds {
        ResponseRounds(
            answers: BestResponse(steps: steps, refinements: refinements, smallestGain: gain), turns: turns,
            damping: damping, limit: limit, patience: patience, approximates: approximates,
            nearEnough: nearEnough)
    }

    private func start(_ counties: Int) -> ResponseProfile {
        ResponseProfile([Double](repeating: 0, count: counties), choices: 1)
    }

    /// rate / slope = 1000 / 2.5 = 400 and 300 / 1 = 300; the third would want 900 and has 200.
    @Test(arguments: [ResponseTurns.sequential, .simultaneous])
    func linearGamesSettleWhereMarginalCostIsTheRate(_ turns: ResponseTurns) throws {
        let game = LinearGame(rates: [1000, 300, 900], slopes: [2.5, 1, 1], largest: [800, 500, 200])
        let result = try rounds(turns: turns).play(game, from: start(3))
        #expect(result.outcome == .settled)
        for (found, expected) in zip(result.profile.amounts, [400.0, 300, 200]) {
            #expect(abs(found - expected) < 0.02)
        }
        // Nobody's answer hangs on another's: one round to move, one to see that nobody does.
        #expect(result.rounds == 2)
    }

    /// pool x_j / X² = k_i x_i for both: x_2 / x_1 = q = sqrt(k_1 / k_2), x_1² = pool q / (k_1 (1 + q)²).
    @Test(arguments: [(1.0, 1.0), (4.0, 1.0), (2.5, 0.4)])
    func twoCountiesAndAPool(_ slopes: (Double, Double)) throws {
        let pool = 10_000.0
        let game = PoolGame(pool: pool, slopes: [slopes.0, slopes.1], largest: [200, 200])
        let ratio = (slopes.0 / slopes.1).squareRoot()
        let first = (pool * ratio / slopes.0).squareRoot() / (1 + ratio)
        let result = try rounds().play(game, from: start(2))
        #expect(result.outcome == .settled)
        #expect(abs(result.profile.amounts[0] - first) < 0.05)
        #expect(abs(result.profile.amounts[1] - ratio * first) < 0.05)
        let gains = try DeviationCheck(steps: 40).gains(game, at: result.profile)
        #expect(gains.allSatisfy { $0.gain < 0.01 })
    }

    /// Five amounts 0 to 4, prize 10, 3 a tonne. Against 0 the best is 1 (10 - 3), against 1 it is 2 (10 - 6, before
    /// 5 - 3), against 2 it is 3 (10 - 9), against 3 it is 0 (10 - 12 is a loss). One after the other from (0, 0):
    /// (1, 2), (3, 0), (1, 2): the first round comes back after two.
    @Test func aLadderGoesRoundInTwoRounds() throws {
        let game = LadderGame(prize: 10, cost: 3, largest: [4, 4])
        let result = try rounds(steps: 4, refinements: 0).play(game, from: start(2))
        #expect(result.outcome == .cycle(length: 2))
        #expect(result.recurring.map(\.amounts) == [[1, 2], [3, 0]])
        #expect(result.rounds == 3)
        #expect(result.movers == [0, 1])
        // Here as in every pure profile of the five amounts somebody gains: the check says so.
        #expect(try DeviationCheck(steps: 40).gains(game, at: result.profile).contains { $0.gain > 1 })
    }

    /// All at once both answer alike: (0,0), (1,1), (2,2), (3,3), (0,0): four rounds to come back.
    @Test func allAtOnceTheLadderTakesFour() throws {
        let game = LadderGame(prize: 10, cost: 3, largest: [4, 4])
        let result = try rounds(steps: 4, refinements: 0, turns: .simultaneous).play(game, from: start(2))
        #expect(result.outcome == .cycle(length: 4))
        #expect(result.recurring.map(\.amounts) == [[0, 0], [1, 1], [2, 2], [3, 3]])
    }

    @Test func roundsThatRunOutAreToldAsSuch() throws {
        let game = LadderGame(prize: 10, cost: 3, largest: [4, 4])
        let result = try rounds(steps: 4, refinements: 0, limit: 2).play(game, from: start(2))
        #expect(result.outcome == .unsettled)
    }

    /// Prize 100, 1 a tonne: from (x, x) one more brings 99 - x and none brings 0, so both climb to 99 and drop to 0: 100
    /// rounds to come back. Each time they gain 49 beyond sharing the prize: no nearer to rest.
    @Test func climbersAreLeftOnceTheirGainNoLongerFalls() throws {
        let game = LadderGame(prize: 100, cost: 1, largest: [128, 128])
        let play = { (patience: Int) in
            try rounds(steps: 128, refinements: 0, turns: .simultaneous, patience: patience)
                .play(game, from: start(2))
        }
        let short = try play(6)
        #expect(short.outcome == .unsettled)
        #expect(short.rounds == 7)
        #expect(short.profile.amounts == [7, 7])
        #expect(short.recurring.map(\.amounts) == (2...7).map { [Double($0), Double($0)] })
        #expect(short.movers == [0, 1])
        #expect(try play(500).outcome == .cycle(length: 100))
    }

    /// The climbers above gain 49 each round: at (7, 7), where they are left, one tonne more brings 100 - 8 against 50 - 7. Who
    /// moves for more than 49 only stays there. Off the lattice a little more than 7 brings just below 50.
    @Test func climbersRestWithinTheGainThatDoesNotFall() throws {
        let game = LadderGame(prize: 100, cost: 1, largest: [128, 128])
        let result = try rounds(
            steps: 128, refinements: 0, turns: .simultaneous, patience: 6, approximates: true
        ).play(game, from: start(2))
        #expect(result.outcome == .settledWithin(49))
        #expect(result.outcome.restsWithin(10) == 49 && result.movers.isEmpty)
        #expect(result.profile.amounts == [7, 7])
        // Seven rounds of climbing, and one in which nobody moves.
        #expect(result.rounds == 8)
        #expect(try DeviationCheck(steps: 128).gains(game, at: result.profile).allSatisfy { $0.gain < 50 })
    }

    /// The first gets 49 where it does as the second, the second 3 where it does one more (after 4 comes 0). From (0, 1) each
    /// round moves both on by one: 49 and 3, five rounds to come back. Left at (3, 4), nobody moves for more than 49; for more
    /// than 12.25 the first goes to 4, and the second stays, which would gain 3. For more than 0.75 both go on for ever.
    @Test func nearerRestsAreLookedForBelowTheFirst() throws {
        let game = ChaseGame(match: 49, lead: 3, amounts: 5)
        let start = ResponseProfile([0, 1], choices: 1)
        let play = { (patience: Int, enough: Double) in
            try rounds(
                steps: 4, refinements: 0, patience: patience, approximates: true, nearEnough: enough
            ).play(game, from: start)
        }
        #expect(try play(50, 0).outcome == .cycle(length: 5))
        let first = try play(2, 50)
        #expect(first.outcome == .settledWithin(49) && first.profile.amounts == [3, 4])
        let near = try play(2, 0)
        #expect(near.outcome == .settledWithin(3))
        #expect(near.profile.amounts == [4, 4])
        // Three that come no nearer, one at rest within 49, two to the next, and three in vain.
        #expect(near.rounds == 9)
        #expect(try DeviationCheck(steps: 4).gains(game, at: near.profile).allSatisfy { $0.gain <= 3 })
    }

    /// Ten for each whole 2 t that a county abates beyond the other, ten off for each below, 3 a tonne, whole tonnes 0 to 4. By hand the one best answer to 0, 1, 2, 3, 4 is 4, 3, 4, 2, 3; no amount is the answer to its own answer, so that no
    /// two amounts stand. Paid by the tonne (5 for each) both abate all they can, whatever the other does.
    @Test func paymentsInWholeStepsMayLeaveNoEquilibrium() throws {
        let game = StepGame(step: 2, payment: 10, cost: 3, largest: [4, 4])
        let answers = BestResponse(steps: 4, refinements: 0, smallestGain: 1e-9)
        for (other, expected) in [4.0, 3, 4, 2, 3].enumerated() {
            for own in 0...4 where Double(own) != expected {
                let profile = ResponseProfile([Double(own), Double(other)], choices: 1)
                let answer = try answers.answer(of: 0, in: game, to: profile)
                #expect(answer.own == [expected] && answer.gain > 0)
            }
        }
        for one in 0...4 {
            for other in 0...4 {
                let profile = ResponseProfile([Double(one), Double(other)], choices: 1)
                let gains = try (0...1).map { try answers.answer(of: $0, in: game, to: profile).gain }
                #expect(gains.contains { $0 >= 1 })
            }
        }
        let played = try rounds(steps: 4, refinements: 0).play(game, from: start(2))
        // (4, 3), (2, 4), (3, 2), (4, 3).
        #expect(played.outcome == .cycle(length: 3))
        let byTheTonne = StepGame(step: nil, payment: 5, cost: 3, largest: [4, 4])
        let rest = try rounds(steps: 4, refinements: 0).play(byTheTonne, from: start(2))
        #expect(rest.outcome == .settled && rest.profile.amounts == [4, 4])
    }

    /// Half of the way each round: to the same rest, in more rounds, never stuck short of it.
    @Test func dampingChangesTheWayNotTheRest() throws {
        let game = LinearGame(rates: [1000], slopes: [2.5], largest: [800])
        let result = try rounds(damping: 0.5).play(game, from: start(1))
        #expect(result.outcome == .settled)
        #expect(abs(result.profile.amounts[0] - 400) < 0.02)
        #expect(result.rounds > 5)
    }

    /// Half of the best amount is planted: the county gains slope (a*/2)² / 2 = 2.5 x 200² / 2 = 50,000 by leaving it.
    @Test func theCheckCatchesAPlantedProfile() throws {
        let game = LinearGame(rates: [1000, 300], slopes: [2.5, 1], largest: [800, 500])
        let planted = ResponseProfile([200, 300], choices: 1)
        let gains = try DeviationCheck(steps: 20).gains(game, at: planted)
        #expect(abs(gains[0].gain - 50_000) < 1)
        #expect(abs(gains[0].own[0] - 400) < 1)
        #expect(gains[1].gain < 1e-6)
    }

    /// The order of the counties is no part of the outcome where answers are given at once.
    @Test func countiesInAnotherOrderChooseTheSame() throws {
        let slopes = [1.0, 4, 2.5]
        let game = PoolGame(pool: 10_000, slopes: slopes, largest: [200, 200, 200])
        let turned = PoolGame(pool: 10_000, slopes: slopes.reversed(), largest: [200, 200, 200])
        let rounds = rounds(turns: .simultaneous, damping: 0.5)
        let from = ResponseProfile([10, 10, 10], choices: 1)
        let (one, other) = (try rounds.play(game, from: from), try rounds.play(turned, from: from))
        #expect(one.outcome == other.outcome)
        for (found, mirrored) in zip(one.profile.amounts, other.profile.amounts.reversed()) {
            #expect(abs(found - mirrored) < 0.05)
        }
    }
}

/// The cheapest division of an amount over measures.
@Suite struct AbatementCurveTests {
    private func step(
        _ measure: Int, cost: Double, slope: Double, maximum: Double, worth: Double = 0
    ) -> AbatementCurve.Step {
        AbatementCurve.Step(
            measure: measure, source: 0, cost: cost, slope: slope, maximum: maximum, worth: worth)
    }

    /// Rising from 0 by 2 and from 10 by 1, and a flat step of 5 t at 20: at 14 yuan/t 7 + 4 = 11 t.
    @Test func marginalCostsAreEqualised() {
        let curve = AbatementCurve([
            step(0, cost: 0, slope: 2, maximum: 50), step(1, cost: 10, slope: 1, maximum: 30),
            step(2, cost: 20, slope: 0, maximum: 5),
        ])
        #expect(curve.largest == 85)
        #expect(abs(curve.marginalNetCost(of: 11) - 14) < 1e-12)
        #expect(curve.amounts(making: 11).map { ($0 * 1e9).rounded() / 1e9 } == [7, 4, 0])
        // 7²  + (10 x 4 + 4² / 2) = 97.
        #expect(abs(curve.cost(of: 11).cost - 97) < 1e-9)
        // At 20 yuan/t 10 + 10, then 3 of the flat step.
        #expect(abs(curve.marginalNetCost(of: 23) - 20) < 1e-12)
        #expect(abs(curve.amounts(making: 23).reduce(0, +) - 23) < 1e-9)
        #expect(abs(curve.marginalCost(of: 23) - 20) < 1e-12)
        #expect(abs(curve.amounts(making: 85).reduce(0, +) - 85) < 1e-9)
    }

    /// Marginal cost never falls, and the cost of a sum of amounts is what the steps between cost.
    @Test func theCurveIsConvex() {
        let curve = AbatementCurve([
            step(0, cost: 5, slope: 0.5, maximum: 40, worth: 3), step(1, cost: 1, slope: 0, maximum: 10),
            step(2, cost: 8, slope: 1, maximum: 20, worth: 9), step(3, cost: 30, slope: 0, maximum: 7),
        ])
        var (last, earlier) = (-Double.infinity, 0.0)
        for amount in 0...77 {
            let (cost, worth) = curve.cost(of: Double(amount))
            #expect(abs(curve.amounts(making: Double(amount)).reduce(0, +) - Double(amount)) < 1e-9)
            let net = cost - worth
            if amount > 0 {
                #expect(net - earlier >= last - 1e-9)
                last = net - earlier
            }
            earlier = net
        }
    }

    /// Two years with marginal cost = a, needs 100 and 300, and 5 %: banking makes the price rise by 5 %, from
    /// 400 / 2.05. A county that takes those prices abates as the banked plan does: present value 39,024.390244.
    @Test func pricesOfABankedPlanAreAnsweredByItsAbatement() throws {
        let price = 400 / 2.05
        let amounts = [price, 1.05 * price].map { worth in
            AbatementCurve([step(0, cost: 0, slope: 1, maximum: 400, worth: worth)]).amount(at: 0)
        }
        #expect(abs(amounts[0] - 195.12195122) < 1e-6 && abs(amounts[1] - 204.87804878) < 1e-6)
        let cost = amounts.map { $0 * $0 / 2 }
        #expect(abs(cost[0] + cost[1] / 1.05 - 39_024.390244) < 1e-4)
        let game = LinearGame(rates: [price, 1.05 * price], slopes: [1, 1], largest: [400, 400])
        let gains = try DeviationCheck(steps: 40).gains(game, at: ResponseProfile(amounts, choices: 1))
        #expect(gains.allSatisfy { $0.gain < 1e-6 })
    }
}
