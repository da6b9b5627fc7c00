extension QuotaSolution {
    /// The solution of a market's programme in the positions of its problem.
    ///
    /// Amounts are brought into their ranges, and emissions are computed from measures and projects, so that the
    /// balance of every source holds exactly whatever the residuals of the solver. Prices are those of their own
    /// period: what the programme discounts is undone.
    public init(_ problem: QuotaProblem, _ program: MarketProgram, _ found: ProgramSolution) {
        let layout = QuotaLayout(problem)
        let values = zip(found.values, program.upper).map { min(max(0, $0), $1) }
        let part = { (range: Range<Int>) in Array(values[range]) }
        self.init(
            abated: part(layout.abatement), grown: part(layout.growth), emitted: part(layout.emission),
            bought: part(layout.purchase), sold: part(layout.sale), shortfall: part(layout.shortfall),
            flows: part(layout.flow), reserveDrawn: part(layout.reserve), boughtBack: part(layout.buyBack),
            sentDirectly: part(layout.edge), banked: part(layout.bank), tierDrawn: part(layout.tier),
            multipliers: Multipliers(problem, layout, found), solver: found.solver,
            iterations: found.iterations, activeReceptors: found.activeAmbientRows)
        emitted = problem.emissions(abated: abated, grown: grown)
        sectionLoads = problem.loads(atSections: emitted)
    }
}

extension QuotaSolution.Multipliers {
    init(_ problem: QuotaProblem, _ layout: QuotaLayout, _ found: ProgramSolution) {
        let prices = { (range: Range<Int>, periods: [Int]) in
            zip(found.rowPrices[range], periods).map { $0 / problem.periods[$1].discount }
        }
        let sources = problem.sources.map(\.period)
        let rules = problem.rules.indices.map { $0 % problem.periods.count }
        let receptors = found.ambientPrices.indices.map { $0 / max(1, problem.receptors.count) }
        self.init(
            marginalCost: prices(layout.balanceRow, sources).map { -$0 },
            scarcity: prices(layout.quotaRow, problem.accounts.map(\.period)),
            zonePrice: prices(layout.poolRow, problem.zonePools.map(\.period)),
            reserve: prices(layout.reserveRow, rules), buyBack: prices(layout.buyBackRow, rules),
            receptor: zip(found.ambientPrices, receptors).map { $0 / problem.periods[$1].discount },
            tier: prices(layout.tierRow, problem.tiers.map(\.period)),
            section: prices(layout.sectionBalanceRow, problem.sectionLoads.map(\.period)).map { -$0 },
            limit: Array(found.rowPrices[layout.limitRow]))
    }
}

extension QuotaProblem {
    /// The load at each section under the emission of each source, t.
    public func loads(atSections emissions: [Double]) -> [Double] {
        var loads: [Double] = []
        for section in sectionLoads {
            let own = section.discharges.reduce(0) { $0 + $1.part * emissions[$1.position] }
            let above = section.tributaries.reduce(0) { $0 + $1.part * loads[$1.position] }
            loads.append(section.background + own + above)
        }
        return loads
    }
}
