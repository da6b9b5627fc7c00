/// The concentration at a receptor in one year of weather.
public struct ReceptorYear: Sendable, Equatable {
    public let receptor: String
    /// Position of the period; 0 where there is one.
    public let period: Int
    /// Of the weather.
    public let year: String
    /// Among the years, a part of 1.
    public let weight: Double
    /// With the background and the baseline of the sources, ug/m3.
    public let before: Double
    /// With the background and the emission of the plan, ug/m3.
    public let after: Double
    public let limit: Double

    /// Whether the limit holds in this year.
    public var isHeld: Bool { after <= limit + 1e-9 * limit.magnitude }
}

extension QuotaProblem {
    /// By period, receptor and year; empty where one matrix stands for all weather.
    public func receptorYears(_ solution: QuotaSolution) -> [ReceptorYear] {
        guard let response = response as? UncertainResponse, response.years.names.count > 1 else { return [] }
        let years = response.years
        let before = groupEmissions(sources.map(\.baseline))
        let after = groupEmissions(solution.emitted)
        return (0..<transfer.rows).flatMap { row -> [ReceptorYear] in
            let receptor = receptors[row % receptors.count]
            let (loads, then) = (response.loads(row, before), response.loads(row, after))
            return years.names.indices.map { year in
                ReceptorYear(
                    receptor: receptor.id, period: row / receptors.count, year: years.names[year],
                    weight: years.weights[year], before: receptor.background + loads[year],
                    after: receptor.background + then[year], limit: receptor.limit)
            }
        }
    }
}
