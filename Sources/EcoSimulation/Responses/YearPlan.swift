import EcoQuota

/// The market's plan of a year with what counties chose: amounts, and what a tonne is worth.
struct YearPlan: Sendable {
    var outcome: MarketOutcome
    /// By source: tonnes that measures remove, and emission with none of them.
    var abated: [Double]
    var unabated: [Double]
    /// What a tonne less is worth to each source, yuan: price of quota and of limits.
    var worth: [Double]
}

extension YearPlan {
    /// Without a market: the choice alone, and a tonne is worth nothing beside payments.
    init(without choice: ChoiceYear, _ state: YearState, _ world: SimulationWorld) {
        outcome = MarketOutcome(emission: state.activity, banked: state.banked, year: MarketYear())
        outcome.year.measureCost = [Double](repeating: 0, count: world.regionCount)
        outcome.take(choice, in: world)
        unabated = state.activity
        abated = zip(state.activity, outcome.emission).map { $0 - $1 }
        worth = [Double](repeating: 0, count: state.activity.count)
    }

    /// A solved market, read back: costs as they are, not as payments make them look.
    init(_ market: QuotaMarket, _ outcome: MarketOutcome, _ state: YearState, _ plans: MarketPlans) {
        let (problem, solution, world) = (market.problem, market.solution, plans.world)
        let count = state.activity.count
        var (abated, grown) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        worth = [Double](repeating: 0, count: count)
        for (index, record) in problem.sources.enumerated() {
            let key = MarketPlans.Key(
                region: record.region, pollutant: record.pollutant, sector: record.sector)
            guard let source = plans.places[key] else { continue }
            abated[source] = problem.measuresOfSource[index].reduce(0) { $0 + solution.abated[$1] }
            grown[source] = problem.projectsOfSource[index].reduce(0) { $0 + solution.grown[$1] }
            worth[source] = max(0, solution.multipliers.marginalCost[index])
        }
        var outcome = outcome
        if !state.choice.incentive.isEmpty {
            for source in abated.indices {
                let region = world.regionOfSource[source]
                outcome.year.measureCost[region] += state.choice.incentive[source] * abated[source]
                outcome.year.projectValue[region] += state.choice.incentive[source] * grown[source]
            }
        }
        // Its part of the emission is in the plan's already.
        let emission = outcome.emission
        outcome.emission = state.activity
        outcome.take(state.choice, in: world)
        let taken = zip(state.activity, outcome.emission).map { $0 - $1 }
        outcome.emission = emission
        abated = zip(abated, taken).map { $0 + $1 }
        self.outcome = outcome
        self.abated = abated
        unabated = zip(emission, abated).map { $0 + $1 }
    }
}

extension MarketOutcome {
    /// What counties chose of their own, off the emission and at its cost.
    mutating func take(_ choice: ChoiceYear, in world: SimulationWorld) {
        for (measure, taken) in choice.taken.enumerated() where taken > 0 {
            guard let terms = world.records?.measures[measure],
                let source = world.source(terms.region, terms.pollutant, terms.sector)
            else { continue }
            emission[source] = max(0, emission[source] - taken)
            year.measureCost[world.regionOfSource[source]] += (terms.cost + terms.slope * taken / 2) * taken
        }
    }
}

extension ChoiceYear {
    /// The market that is left: what is taken is neither emitted nor to be had again, and the rest of a measure costs
    /// what payments do not bring back.
    func apply(to records: inout QuotaRecords, _ places: [MarketPlans.Key: Int]) {
        guard !taken.isEmpty else { return }
        for measure in records.measures.indices {
            let terms = records.measures[measure]
            let key = MarketPlans.Key(
                region: terms.region, pollutant: terms.pollutant, sector: terms.sector)
            guard let source = places[key] else { continue }
            let own = taken[measure]
            records.measures[measure].maximum = max(0, terms.maximum - own)
            records.sources[source].baseline = max(0, records.sources[source].baseline - own)
            let incentive = incentive.isEmpty ? 0 : incentive[source]
            records.measures[measure].cost = max(0, terms.cost + terms.slope * own - incentive)
        }
        guard !incentive.isEmpty else { return }
        for project in records.projects.indices {
            let terms = records.projects[project]
            let key = MarketPlans.Key(
                region: terms.region, pollutant: terms.pollutant, sector: terms.sector)
            guard let source = places[key] else { continue }
            records.projects[project].value = max(0, terms.value - incentive[source])
        }
    }
}
