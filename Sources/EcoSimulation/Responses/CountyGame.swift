/// The choices of one year: what each county abates of each pollutant, and what that brings it.
///
///     payoff = payments - damage + worth of quota beyond emission - cost of measures
///
/// Payments come from the year's own evaluation of the emission that all choices leave. What a tonne is worth in the
/// market is given: counties are too small to move it, one by one.
struct CountyGame: SmoothGame {
    let world: SimulationWorld
    /// By county and pollutant.
    let curves: [AbatementCurve]
    let largest: [Double]
    private let trial: TrialYear
    private let tried: TriedEmission
    let sourceCount: Int
    /// Yuan for one ug/m3 of PM2.5 in a year, by county.
    private let damage: [Double]
    let countyCount: Int
    let choiceCount: Int
    /// Worth of the quota that each county would have to spare with nothing abated, yuan.
    private let spare: [Double]

    init(
        _ world: SimulationWorld, _ trial: TrialYear, _ terms: CountyTerms, unabated: [Double],
        quota: [Double], worth: [Double]
    ) {
        self.world = world
        self.trial = trial
        sourceCount = unabated.count
        damage = terms.damage
        (countyCount, choiceCount) = (world.regionCount, world.pollutants.count)
        curves = terms.curves(unabated: unabated, worth: worth)
        tried = TriedEmission(curves, unabated: unabated)
        largest = curves.map(\.largest)
        var spare = [Double](repeating: 0, count: world.regionCount)
        for source in unabated.indices {
            spare[world.regionOfSource[source]] += worth[source] * (quota[source] - unabated[source])
        }
        self.spare = spare
    }

    /// Payments received less paid, and own damage below 0, by county, yuan.
    func payments(_ profile: ResponseProfile) throws(SimulationFailure) -> (net: [Double], damage: [Double]) {
        let outcome = try trial.outcome(tried.emission(profile.amounts))
        let counties = 0..<countyCount
        return (counties.map { net($0, outcome) }, counties.map { ownDamage($0, outcome) })
    }

    private func net(_ county: Int, _ outcome: TrialYear.Outcome) -> Double {
        outcome.net.isEmpty ? 0 : Double(outcome.net[county]) / 100
    }

    private func ownDamage(_ county: Int, _ outcome: TrialYear.Outcome) -> Double {
        damage[county] == 0 || outcome.pm25.isEmpty ? 0 : -damage[county] * outcome.pm25[county]
    }

    /// Worth of quota and cost of measures of a county, yuan.
    func market(_ county: Int, _ own: ArraySlice<Double>) -> (worth: Double, cost: Double) {
        var (worth, cost) = (spare[county], 0.0)
        for (choice, amount) in own.enumerated() where amount > 0 {
            let part = curves[county * choiceCount + choice].cost(of: amount)
            worth += part.worth
            cost += part.cost
        }
        return (worth, cost)
    }

    func rewards(_ profile: ResponseProfile) throws(SimulationFailure) -> [Double] {
        let (net, damage) = try payments(profile)
        return zip(net, damage).map { $0 + $1 }
    }

    func marginalNetCost(_ place: Int, of amount: Double) -> Double {
        curves[place].marginalNetCost(of: amount)
    }

    func payoffs(_ profile: ResponseProfile) throws(SimulationFailure) -> [Double] {
        let outcome = try trial.outcome(tried.emission(profile.amounts))
        return (0..<countyCount).map { payoff(of: $0, profile, outcome) }
    }

    func payoff(of county: Int, _ profile: ResponseProfile) throws(SimulationFailure) -> Double {
        payoff(of: county, profile, try trial.outcome(tried.emission(profile.amounts)))
    }

    private func payoff(
        of county: Int, _ profile: ResponseProfile, _ outcome: TrialYear.Outcome
    ) -> Double {
        let (worth, cost) = market(county, profile[county])
        return net(county, outcome) + ownDamage(county, outcome) + worth - cost
    }
}

/// What does not change from year to year in the counties' payoffs.
struct CountyTerms: Sendable {
    private let world: SimulationWorld
    private let sourceOfMeasure: [Int?]
    /// Yuan for one ug/m3 of PM2.5 in a year, by county.
    let damage: [Double]

    init(_ world: SimulationWorld, _ parameters: ResponseParameters) {
        self.world = world
        sourceOfMeasure = (world.records?.measures ?? []).map {
            world.source($0.region, $0.pollutant, $0.sector)
        }
        damage = world.regions.regions.map { parameters.ownDamage * ($0.population ?? 0) }
    }

    /// The measures of each county and pollutant; measures of one source remove no more than it emits.
    func curves(unabated: [Double], worth: [Double]) -> [AbatementCurve] {
        let measures = world.records?.measures ?? []
        let order = measures.indices.sorted { (measures[$0].cost, $0) < (measures[$1].cost, $1) }
        var left = unabated
        var steps = [[AbatementCurve.Step]](
            repeating: [], count: world.regionCount * world.pollutants.count)
        for measure in order {
            guard let source = sourceOfMeasure[measure] else { continue }
            let terms = measures[measure]
            let maximum = min(terms.maximum, left[source])
            guard maximum > 0 else { continue }
            left[source] -= maximum
            let place =
                world.regionOfSource[source] * world.pollutants.count + world.pollutantOfSource[source]
            steps[place].append(
                AbatementCurve.Step(
                    measure: measure, source: source, cost: terms.cost, slope: terms.slope, maximum: maximum,
                    worth: worth[source]))
        }
        return steps.map { AbatementCurve($0) }
    }

    var measureCount: Int { sourceOfMeasure.count }
}
