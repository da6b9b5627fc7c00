extension MarketSystem {
    /// The iterate in tonnes and yuan, in the positions of the problem.
    func solution(x: [Double], y: [Double], iterations: Int) -> QuotaSolution {
        let masses = { (range: Range<Int>) in x[range].map { max(0, $0) * massUnit } }
        var solution = QuotaSolution(
            abated: masses(layout.measure), grown: masses(layout.project), emitted: masses(layout.emission),
            bought: masses(layout.buy), sold: masses(layout.sell), shortfall: masses(layout.shortfall),
            flows: masses(layout.arc), reserveDrawn: masses(layout.draw), boughtBack: masses(layout.buyBack),
            multipliers: multipliers(y), solver: InteriorPointSolver.id, iterations: iterations,
            activeReceptors: receptors.count)
        for (source, emission) in presolve.fixedEmission.enumerated() {
            guard let emission else { continue }
            fix(source, at: emission, &solution)
        }
        return solution
    }

    /// A settled source either has no measure at all, or needs all of them.
    private func fix(_ source: Int, at emission: Double, _ solution: inout QuotaSolution) {
        let measures = problem.measuresOfSource[source]
        let full = measures.reduce(0) { $0 + problem.measures[$1].maximum }
        let needed = problem.sources[source].baseline - emission
        for measure in measures where full > 0 {
            solution.abated[measure] = problem.measures[measure].maximum * min(1, needed / full)
        }
        for project in problem.projectsOfSource[source] { solution.grown[project] = 0 }
        solution.emitted[source] = emission
    }

    /// Rows are written as equalities, so the price of a limit is the negative of its row's multiplier. What
    /// the iteration cannot tell from 0 is 0.
    private func multipliers(_ y: [Double]) -> QuotaSolution.Multipliers {
        let price = { (multiplier: Double) in multiplier < -1e-12 ? -multiplier * priceUnit : 0 }
        let prices = { (range: Range<Int>) in y[range].map(price) }
        var receptor = [Double](repeating: 0, count: problem.receptors.count)
        for (position, row) in receptors.enumerated() {
            receptor[row] =
                price(y[layout.receptorRow.lowerBound + position]) / receptorScale[position]
        }
        return QuotaSolution.Multipliers(
            marginalCost: y[layout.balanceRow].map { $0 * priceUnit }, scarcity: prices(layout.quotaRow),
            zonePrice: prices(layout.zoneRow), reserve: prices(layout.reserveRow),
            buyBack: prices(layout.buyBackRow), receptor: receptor)
    }
}
