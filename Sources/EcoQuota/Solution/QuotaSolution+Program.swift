extension QuotaSolution {
    /// The solution of a market's programme in the positions of its problem.
    ///
    /// Amounts are brought into their ranges, and emissions are computed from measures and projects, so that the
    /// balance of every source holds exactly whatever the residuals of the solver.
    public init(_ problem: QuotaProblem, _ program: MarketProgram, _ found: ProgramSolution) {
        let layout = QuotaLayout(problem)
        let values = zip(found.values, program.upper).map { min(max(0, $0), $1) }
        let part = { (range: Range<Int>) in Array(values[range]) }
        let prices = { (range: Range<Int>) in Array(found.rowPrices[range]) }
        self.init(
            abated: part(layout.abatement), grown: part(layout.growth), emitted: part(layout.emission),
            bought: part(layout.purchase), sold: part(layout.sale), shortfall: part(layout.shortfall),
            flows: part(layout.flow), reserveDrawn: part(layout.reserve), boughtBack: part(layout.buyBack),
            multipliers: Multipliers(
                marginalCost: prices(layout.balanceRow).map { -$0 }, scarcity: prices(layout.quotaRow),
                zonePrice: prices(layout.poolRow), reserve: prices(layout.reserveRow),
                buyBack: prices(layout.buyBackRow), receptor: found.ambientPrices),
            solver: found.solver, iterations: found.iterations, activeReceptors: found.activeAmbientRows)
        emitted = problem.emissions(abated: abated, grown: grown)
    }
}
