import EcoAccounts
import EcoParameters
import EcoQuota
import EcoUnits

extension FigureList {
    /// Costs of the plan and of every region, and tonnes and prices of every pollutant there.
    ///
    /// - Parameter comparesTrade: false leaves out what is told against the market without trade.
    init(_ solved: SolvedMarket, regions: RegionTable, comparesTrade: Bool) {
        let (problem, solution) = (solved.market.problem, solved.market.solution)
        addTotals(solved, comparesTrade)
        let distances = RegionDistances(regions)
        let payments = problem.payments(solution) { distances($0, $1) }
        let statement = MarketStatement(
            problem, solution, payments: payments, alone: solved.alone.map { ($0.problem, $0.solution) })
        for region in statement.regions {
            let measures: [(String, Double?)] =
                [
                    ("net_cost_yuan", region.netCost), ("measure_cost_yuan", region.measureCost),
                    ("project_value_yuan", region.projectValue),
                ] + (comparesTrade ? [("gain_yuan", region.gain)] : [])
            for (measure, value) in measures {
                add(
                    FigureKey(
                        block: .quota, region: RegionCode(region.region), measure: measure,
                        unit: "CNY"), value)
            }
        }
        addAccounts(solved.market)
        addReceptors(problem, solution)
    }

    private mutating func addTotals(_ solved: SolvedMarket, _ comparesTrade: Bool) {
        let market = solved.market
        let yuan = "CNY"
        let cost = market.certificate.primalObjective
        add(FigureKey(block: .quota, measure: "cost_yuan", unit: yuan), cost)
        add(
            FigureKey(block: .quota, measure: "shortfall_t", unit: "t"),
            market.solution.shortfall.reduce(0, +))
        guard comparesTrade else { return }
        add(FigureKey(block: .quota, measure: "cost_without_trade_yuan", unit: yuan), solved.costWithoutTrade)
        let saving = solved.costWithoutTrade.map { settled($0 - cost, to: 1e6) }
        add(FigureKey(block: .quota, measure: "saving_yuan", unit: yuan), saving)
    }

    /// By account: region, pollutant, pool and period.
    private mutating func addAccounts(_ market: QuotaMarket) {
        let (problem, solution) = (market.problem, market.solution)
        let prices = problem.accountPrices(solution)
        for (index, account) in problem.accounts.enumerated() {
            let key = { (measure: String, unit: String) in
                FigureKey(
                    block: .quota, region: RegionCode(account.region), item: account.pollutant,
                    part: Self.part(account.pool, account.pollutant, market.periodName(account.period)),
                    measure: measure, unit: unit)
            }
            let emitted = account.sources.reduce(0) { $0 + solution.emitted[$1] }
            let baseline = account.sources.reduce(0) { $0 + problem.sources[$1].baseline }
            add(key("price_yuan_per_t", "CNY/t"), prices[index].shadowPrice)
            add(key("baseline_t", "t"), baseline)
            add(key("emitted_t", "t"), emitted)
            add(key("sold_t", "t"), solution.sold[index])
            add(key("bought_t", "t"), solution.bought[index])
        }
    }

    /// A pool that is not the pollutant's only one, and a period of several.
    private static func part(_ pool: String, _ pollutant: String, _ period: String?) -> String {
        [pool == pollutant ? "" : pool, period ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
    }

    private mutating func addReceptors(_ problem: QuotaProblem, _ solution: QuotaSolution) {
        guard !problem.receptors.isEmpty else { return }
        let after = problem.loads(ofEmissions: solution.emitted)
        for row in after.indices {
            let receptor = problem.receptors[row % problem.receptors.count]
            let period = row / problem.receptors.count
            let part = problem.periods.count > 1 ? problem.periods[period].name : ""
            let key = { (measure: String, unit: String) in
                FigureKey(
                    block: .quota, item: "receptor.\(receptor.id)", part: part, measure: measure,
                    unit: unit)
            }
            add(key("concentration_ug_per_m3", "ug/m3"), receptor.background + after[row])
            add(key("price_yuan_per_ug_per_m3", "CNY/(ug/m3)"), solution.multipliers.receptor[row])
        }
    }
}
