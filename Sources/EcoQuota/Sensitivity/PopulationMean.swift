/// What people breathe on average: the concentrations at the receptors, weighted by the population of each.
public struct PopulationMean: Sendable, Equatable {
    /// Position of the period; 0 where there is one.
    public let period: Int
    public let population: Double
    /// With the background and the baseline of the sources, ug/m3.
    public let before: Double
    /// With the background and the emission of the plan, ug/m3.
    public let after: Double
    /// Of the limits, ug/m3.
    public let limit: Double
}

extension QuotaProblem {
    /// One mean for each period; empty where no receptor states a population. Receptors without one do not count.
    public func populationMeans(_ solution: QuotaSolution) -> [PopulationMean] {
        let population = receptors.reduce(0) { $0 + $1.population }
        guard population > 0 else { return [] }
        let before = loads(ofEmissions: sources.map(\.baseline))
        let after = loads(ofEmissions: solution.emitted)
        return periods.indices.map { period in
            let mean = { (value: (Int) -> Double) in
                receptors.indices.reduce(0) { $0 + receptors[$1].population * value($1) } / population
            }
            let row = { period * receptors.count + $0 }
            return PopulationMean(
                period: period, population: population,
                before: mean { receptors[$0].background + before[row($0)] },
                after: mean { receptors[$0].background + after[row($0)] },
                limit: mean { receptors[$0].limit })
        }
    }
}
