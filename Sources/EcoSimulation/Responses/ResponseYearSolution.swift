/// The choices of one year, from the rule to what the check says.
struct ResponseYearSolution {
    private let process: CountyResponse
    private let state: YearState
    private let before: ChoiceYear
    private let trial: TrialYear
    private(set) var choice = ChoiceYear()

    private var parameters: ResponseParameters { process.parameters }
    private var world: SimulationWorld { process.world }
    private var pollutants: Int { world.pollutants.count }

    /// - Parameter state: before the market, without a choice.
    init(
        _ process: CountyResponse, _ state: YearState, _ before: ChoiceYear, _ draw: YearDraw
    ) throws(SimulationFailure) {
        self.process = process
        self.state = state
        self.before = before
        trial = try TrialYear(process.chain, state, process.parameters.weather, draw)
        let plan = try self.plan(choice)
        let start = start(plan)
        if try !takeExact(start, plan) { try takeRounds(start, plan) }
        try finish()
    }

    // MARK: The market's part

    /// What the year comes to with that choice: the market's plan on top of it, or the choice alone.
    private func plan(_ choice: ChoiceYear) throws(SimulationFailure) -> YearPlan {
        guard let plans = process.plans else { return YearPlan(without: choice, state, world) }
        var tried = state
        tried.choice = choice
        return try plans.plan(tried)
    }

    private func game(_ plan: YearPlan) -> CountyGame {
        CountyGame(
            world, trial, process.terms, unabated: plan.unabated,
            quota: zip(state.quota, state.banked).map { $0 + $1 }, worth: plan.worth)
    }

    /// By county and pollutant.
    private func profile(_ bySource: [Double], _ game: CountyGame) -> ResponseProfile {
        let amounts = zip(world.byRegion(bySource), game.largest).map { min($0, $1) }
        return ResponseProfile(amounts, choices: pollutants)
    }

    /// Where counties begin: at the levels of last year; in the first one at what the market alone would have them do.
    private func start(_ plan: YearPlan) -> ResponseProfile {
        let game = game(plan)
        guard !before.isEmpty else { return profile(plan.abated, game) }
        return ResponseProfile(zip(before.abated, game.largest).map { min($0, $1) }, choices: pollutants)
    }

    // MARK: Rules

    /// An equilibrium that is asked for, where payments are linear or concave.
    private mutating func takeExact(
        _ start: ResponseProfile, _ plan: YearPlan
    ) throws(SimulationFailure) -> Bool {
        guard parameters.rule == .equilibrium else { return false }
        if try takeLinear(start, plan) { return true }
        return try takeConcave(start, plan)
    }

    /// The exact equilibrium; false where payments are not linear.
    private mutating func takeLinear(
        _ start: ResponseProfile, _ plan: YearPlan
    ) throws(SimulationFailure) -> Bool {
        let linear = LinearResponse(tolerance: parameters.smallestGain)
        let game = game(plan)
        guard let slopes = try linear.slopes(game, at: start) else { return false }
        let found = process.terms.choice(slopes, game, withMarket: process.plans != nil)
        let reached = try self.plan(found)
        let last = self.game(reached)
        guard let there = try linear.slopes(last, at: profile(reached.abated, last)),
            linear.agree(slopes, there, last)
        else { return false }
        choice = found
        choice.outcome = .exact
        choice.rounds = 1
        return true
    }

    /// The equilibrium of concave payments; false where they are not, or where the conditions are not met.
    private mutating func takeConcave(
        _ start: ResponseProfile, _ plan: YearPlan
    ) throws(SimulationFailure) -> Bool {
        let smooth = SmoothEquilibrium(tolerance: parameters.smallestGain)
        guard process.plans == nil else { return try takeConcaveMarket(smooth, start, plan) }
        let game = game(plan)
        guard let solution = try smooth.solve(game, from: start) else { return false }
        choice = process.terms.choice(taking: solution.profile, game, withMarket: false)
        claim(solution.kind, solution.bound, solution.iterations)
        return true
    }

    /// The market's own programme with the slopes of the payments taken off the costs, until the slopes stand.
    private mutating func takeConcaveMarket(
        _ smooth: SmoothEquilibrium, _ start: ResponseProfile, _ plan: YearPlan
    ) throws(SimulationFailure) -> Bool {
        let first = game(plan)
        guard try smooth.form(first, start) != nil else { return false }
        var slopes = try smooth.slopes(first, start)
        for round in 1...(4 * parameters.priceRounds) {
            let found = process.terms.choice(slopes, first, withMarket: true)
            let reached = try self.plan(found)
            let game = self.game(reached)
            let profile = profile(reached.abated, game)
            let next = try smooth.slopes(game, profile)
            let bound = smooth.gainBounds(game, profile, next).max() ?? 0
            if bound <= parameters.smallestGain {
                guard let kind = try smooth.form(game, profile) else { return false }
                choice = found
                claim(kind, bound, round)
                return true
            }
            slopes = zip(slopes, next).map { ($0 + $1) / 2 }
        }
        return false
    }

    private mutating func claim(_ kind: SmoothEquilibrium.Kind, _ bound: Double, _ rounds: Int) {
        choice.outcome = kind == .potential ? .potential : .variational
        (choice.gainBound, choice.rounds) = (bound, rounds)
    }

    /// Answers in rounds at a given worth of tonnes, and the worth anew, until it stands.
    private mutating func takeRounds(
        _ start: ResponseProfile, _ plan: YearPlan
    ) throws(SimulationFailure) {
        var (profile, plan, rounds) = (start, plan, 0)
        var (change, smallestGain) = (Double.infinity, parameters.smallestGain)
        for _ in 0..<(process.plans == nil || parameters.rule == .myopic ? 1 : parameters.priceRounds) {
            let game = game(plan)
            let result = try play(
                game,
                ResponseProfile(
                    zip(profile.amounts, game.largest).map { min($0, $1) }, choices: pollutants),
                movingForMoreThan: smallestGain)
            // What stands once only within some gain is where the next prices begin.
            if case .settledWithin(let gain) = result.outcome { smallestGain = gain }
            profile = result.profile
            rounds += result.rounds
            choice = process.terms.choice(taking: profile, game, withMarket: process.plans != nil)
            note(result)
            let next = try self.plan(choice)
            let last = change
            change = zip(plan.worth, next.worth).reduce(0) { max($0, abs($1.0 - $1.1)) }
            plan = next
            if change <= 1e-6 * (1 + (plan.worth.max() ?? 0)) { break }
            // Steps of payments keep worths from standing still: nothing comes of more rounds.
            if change > 0.75 * last { break }
        }
        (choice.worthChange, choice.rounds) = (change, rounds)
    }

    private func play(
        _ game: CountyGame, _ start: ResponseProfile, movingForMoreThan smallestGain: Double
    ) throws(SimulationFailure) -> ResponseRounds.Result {
        let answers = BestResponse(
            steps: parameters.scanSteps, refinements: parameters.refinements, smallestGain: smallestGain)
        let isOnce = parameters.rule == .myopic
        let rounds = ResponseRounds(
            answers: answers, turns: isOnce ? .simultaneous : parameters.turns,
            damping: isOnce ? 0 : parameters.damping, limit: parameters.rounds,
            approximates: parameters.rule == .equilibrium, finest: parameters.smallestGain)
        guard !isOnce else {
            let next = try rounds.round(game, start).next
            return ResponseRounds.Result(profile: next, outcome: .answered, rounds: 1, recurring: [next])
        }
        return try rounds.play(game, from: start)
    }

    private mutating func note(_ result: ResponseRounds.Result) {
        choice.outcome = result.outcome
        choice.movers = result.movers
        guard result.recurring.count > 1 else { return }
        let places = result.profile.amounts.indices
        choice.lowest = places.map { place in result.recurring.map { $0.amounts[place] }.min() ?? 0 }
        choice.highest = places.map { place in result.recurring.map { $0.amounts[place] }.max() ?? 0 }
    }

    // MARK: What comes of it

    /// What is abated in fact, what it brings, and what the check finds there.
    private mutating func finish() throws(SimulationFailure) {
        let plan = try plan(choice)
        let game = game(plan)
        let profile = profile(plan.abated, game)
        choice.abated = profile.amounts
        choice.largest = game.largest
        choice.gains = try DeviationCheck(steps: parameters.checkSteps).gains(game, at: profile).map(\.gain)
        try judge(game, profile)
    }

    private mutating func judge(
        _ game: CountyGame, _ profile: ResponseProfile
    ) throws(SimulationFailure) {
        let (net, damage) = try game.payments(profile)
        let market = (0..<world.regionCount).map { game.market($0, profile[$0]) }
        choice.terms = ResponseTerm.allCases.map { term in
            switch term {
            case .payments: net
            case .quota: market.map(\.worth)
            case .measures: market.map { -$0.cost }
            case .restoration: [Double](repeating: 0, count: world.regionCount)
            case .damage: damage
            }
        }
        for (place, curve) in game.curves.enumerated() {
            let (amount, most) = (profile.amounts[place], curve.largest)
            guard most > 0 else {
                choice.marginalCost.append(.nan)
                choice.marginalWorth.append(.nan)
                choice.marginalPayment.append(.nan)
                continue
            }
            let cost = curve.marginalCost(of: amount)
            choice.marginalCost.append(cost)
            choice.marginalWorth.append(cost - curve.marginalNetCost(of: amount))
            choice.marginalPayment.append(try slope(game, profile, place))
        }
    }

    /// What payments gain over a tenth of the county's range around its amount, for each tonne.
    private func slope(
        _ game: CountyGame, _ profile: ResponseProfile, _ place: Int
    ) throws(SimulationFailure) -> Double {
        let (county, most) = (place / pollutants, game.largest[place])
        var (low, high) = (profile, profile)
        low.amounts[place] = max(0, profile.amounts[place] - most / 20)
        high.amounts[place] = min(most, profile.amounts[place] + most / 20)
        let (one, other) = (try game.payments(low), try game.payments(high))
        return (other.net[county] + other.damage[county] - one.net[county] - one.damage[county])
            / (high.amounts[place] - low.amounts[place])
    }
}

extension CountyTerms {
    /// The choice that equates marginal cost with the slopes: through the market, or by itself.
    func choice(_ slopes: [Double], _ game: CountyGame, withMarket: Bool) -> ChoiceYear {
        var choice = ChoiceYear()
        choice.taken = [Double](repeating: 0, count: measureCount)
        choice.incentive = [Double](repeating: 0, count: game.sourceCount)
        for (place, curve) in game.curves.enumerated() {
            for step in curve.steps {
                // What pays without any market is taken in any case; a market weighs the rest at what it costs beyond.
                let taken =
                    step.slope > 0
                    ? min(step.maximum, max(0, (slopes[place] - step.cost) / step.slope))
                    : slopes[place] > step.cost ? step.maximum : 0
                choice.taken[step.measure] = taken
                if withMarket { choice.incentive[step.source] = slopes[place] }
            }
        }
        return choice
    }

    /// The choice that makes the amounts of a profile; with a market by what the last tonne of each county brings in
    /// payments, which the market weighs against costs.
    func choice(taking profile: ResponseProfile, _ game: CountyGame, withMarket: Bool) -> ChoiceYear {
        if withMarket {
            let slopes = zip(game.curves, profile.amounts).map { curve, amount in
                amount > 0 ? curve.marginalNetCost(of: amount) : min(0, curve.marginalNetCost(of: 0))
            }
            return choice(slopes, game, withMarket: true)
        }
        var choice = ChoiceYear()
        choice.taken = [Double](repeating: 0, count: measureCount)
        for (place, curve) in game.curves.enumerated() {
            for (step, taken) in zip(curve.steps, curve.amounts(making: profile.amounts[place])) {
                choice.taken[step.measure] = taken
            }
        }
        return choice
    }
}
