import EcoAccounts
import EcoParameters
import EcoQuota
import EcoUnits

/// How a solved market becomes figures: costs of the plan and of every region, tonnes and prices of every pollutant
/// there, receptors. Their names are found once, and followed by all runs of markets of the same form.
struct MarketFigures: Sendable {
    /// The figures of the market itself.
    private(set) var base = FigureList()
    private let form: Form
    private let distances: RegionDistances
    /// False leaves out what is told against the market without trade.
    private let comparesTrade: Bool

    init(_ solved: SolvedMarket, regions: RegionTable, comparesTrade: Bool) {
        (distances, self.comparesTrade) = (RegionDistances(regions), comparesTrade)
        let statements = Self.statements(solved, distances)
        form = Form(solved.market, statements)
        base = FigureList(form.keys(comparesTrade), values(solved, statements))
    }

    /// The figures of another market in the same regions.
    func list(_ solved: SolvedMarket) -> FigureList {
        let statements = Self.statements(solved, distances)
        let own = Form(solved.market, statements)
        return FigureList(own == form ? base.keys : own.keys(comparesTrade), values(solved, statements))
    }

    private static func statements(
        _ solved: SolvedMarket, _ distances: RegionDistances
    ) -> [RegionStatement] {
        solved.market.problem.regionStatements(
            solved.market.solution, alone: solved.alone.map { ($0.problem, $0.solution) }
        ) { distances($0, $1) }
    }

    /// In the order of `Form.keys`.
    private func values(_ solved: SolvedMarket, _ statements: [RegionStatement]) -> [Double] {
        let (problem, solution) = (solved.market.problem, solved.market.solution)
        let cost = solved.market.certificate.primalObjective
        var values = [cost, solution.shortfall.reduce(0, +)]
        if comparesTrade {
            let saving = solved.costWithoutTrade.map { settled($0 - cost, to: 1e6) }
            values += [solved.costWithoutTrade ?? .nan, saving ?? .nan]
        }
        for region in statements {
            values += [region.netCost, region.measureCost, region.projectValue]
            if comparesTrade { values.append(region.gain ?? .nan) }
        }
        let prices = problem.accountPrices(solution)
        for (index, account) in problem.accounts.enumerated() {
            let emitted = account.sources.reduce(0) { $0 + solution.emitted[$1] }
            let baseline = account.sources.reduce(0) { $0 + problem.sources[$1].baseline }
            values += [
                prices[index].shadowPrice, baseline, emitted, solution.sold[index], solution.bought[index],
            ]
        }
        guard !problem.receptors.isEmpty else { return values }
        for (row, load) in problem.loads(ofEmissions: solution.emitted).enumerated() {
            let receptor = problem.receptors[row % problem.receptors.count]
            values += [receptor.background + load, solution.multipliers.receptor[row]]
        }
        return values
    }
}

extension MarketFigures {
    /// What the figures of a market are of.
    fileprivate struct Form: Equatable {
        struct Account: Equatable {
            let region, pollutant, pool: String
            let period: Int
        }

        let regions: [String]
        let accounts: [Account]
        let receptors: [String]
        /// One empty name where there is one.
        let periods: [String]

        init(_ market: QuotaMarket, _ statements: [RegionStatement]) {
            let problem = market.problem
            regions = statements.map(\.region)
            accounts = problem.accounts.map {
                Account(region: $0.region, pollutant: $0.pollutant, pool: $0.pool, period: $0.period)
            }
            receptors = problem.receptors.map(\.id)
            periods = problem.periods.count > 1 ? problem.periods.map(\.name) : [""]
        }
    }
}

extension MarketFigures.Form {
    func keys(_ comparesTrade: Bool) -> [FigureKey] {
        let totals =
            [("cost_yuan", "CNY"), ("shortfall_t", "t")]
            + (comparesTrade ? [("cost_without_trade_yuan", "CNY"), ("saving_yuan", "CNY")] : [])
        let costs =
            ["net_cost_yuan", "measure_cost_yuan", "project_value_yuan"]
            + (comparesTrade ? ["gain_yuan"] : [])
        return totals.map { FigureKey(block: .quota, measure: $0, unit: $1) }
            + regions.flatMap { region in
                costs.map {
                    FigureKey(block: .quota, region: RegionCode(region), measure: $0, unit: "CNY")
                }
            } + accounts.flatMap(keys) + receptorKeys
    }

    /// By account: region, pollutant, pool and period.
    private func keys(_ account: Account) -> [FigureKey] {
        // A pool that is not the pollutant's only one, and a period of several.
        let part = [account.pool == account.pollutant ? "" : account.pool, periods[account.period]]
            .filter { !$0.isEmpty }.joined(separator: ".")
        return [
            ("price_yuan_per_t", "CNY/t"), ("baseline_t", "t"), ("emitted_t", "t"), ("sold_t", "t"),
            ("bought_t", "t"),
        ].map { measure, unit in
            FigureKey(
                block: .quota, region: RegionCode(account.region), item: account.pollutant, part: part,
                measure: measure, unit: unit)
        }
    }

    private var receptorKeys: [FigureKey] {
        periods.flatMap { period in
            receptors.flatMap { receptor in
                [
                    ("concentration_ug_per_m3", "ug/m3"),
                    ("price_yuan_per_ug_per_m3", "CNY/(ug/m3)"),
                ].map { measure, unit in
                    FigureKey(
                        block: .quota, item: "receptor.\(receptor)", part: period, measure: measure,
                        unit: unit)
                }
            }
        }
    }
}
