/// What follows from the data before any iteration: sources whose emission is settled, and zones that no
/// quota can reach. Both would leave the feasible set without an interior.
struct MarketPresolve: Sendable {
    /// The settled emission of a source, t; nil where it is free.
    let fixedEmission: [Double?]
    /// True where some quota for sale, reserve or inflow can reach the zone of the pool.
    let isSupplied: [Bool]

    init(_ problem: QuotaProblem) {
        fixedEmission = problem.sources.indices.map { Self.fixedEmission(problem, $0) }
        isSupplied = Self.supplied(problem)
    }

    private static func fixedEmission(_ problem: QuotaProblem, _ source: Int) -> Double? {
        let lowest = problem.lowestEmission(ofSource: source)
        let highest = problem.naturalEmission(ofSource: source)
        if let cap = problem.sources[source].emissionCap, cap <= lowest + 1e-10 * highest { return lowest }
        return highest <= lowest ? lowest : nil
    }

    private static func supplied(_ problem: QuotaProblem) -> [Bool] {
        var supplied = problem.zonePools.map { problem.rules[$0.rule].reserve > 0 }
        for account in problem.accounts where account.tradable > 0 { supplied[account.zonePool] = true }
        var changed = true
        while changed {
            changed = false
            for arc in problem.poolArcs where supplied[arc.from] && !supplied[arc.to] {
                supplied[arc.to] = true
                changed = true
            }
        }
        return supplied
    }
}
