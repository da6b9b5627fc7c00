import EcoAccounts
import EcoParameters
import EcoQuota
import EcoUnits

/// Measures and trade of a year, by the quota market. Method: docs/methods/simulation.md, 3.3.
struct Market: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "market", title: LocalizedText(en: "Market and abatement", zh: "指标市场与减排"),
        meaning: LocalizedText(
            en: "measures and trade of least cost within quota and ambient limits",
            zh: "在指标与环境质量约束下费用最小的减排与交易"),
        inputs: [.activity, .quota, .market, .choice], outputs: [.market])

    let plans: MarketPlans
    private let parameters: MarketParameters
    private let regionCount: Int
    private let world: SimulationWorld
    /// Slices of the plan over all years; empty where each year is solved by itself.
    private let foreseen: [MarketOutcome]

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let records = world.records else { return nil }
        if records.periods.count > 1 {
            findings.append(
                Diagnostic(
                    code: "contradiction", at: world.parameters.location, path: "quota.periods",
                    "a simulation makes its own periods, one for each year",
                    hint: "leave out `quota.periods`"))
            return nil
        }
        self.world = world
        regionCount = world.regionCount
        parameters = world.parameters.market ?? .ofDefaults()
        plans = MarketPlans(world, parameters)
        guard parameters.foresight == .perfect, parameters.abatement == .market else {
            foreseen = []
            return
        }
        do throws(SimulationFailure) {
            let (activity, quota) = try Self.paths(world)
            foreseen = try plans.outcomes(activity: activity, quota: quota)
        } catch {
            findings += error.diagnostics
            return nil
        }
    }

    /// Activity and quota of every year, by the processes that stand before the market.
    private static func paths(
        _ world: SimulationWorld
    ) throws(SimulationFailure) -> (activity: [[Double]], quota: [[Double]]) {
        var findings: [Diagnostic] = []
        var earlier: [any SimulationProcess] = []
        if !world.parameters.switchedOff.contains(Growth.id), let growth = Growth(world, &findings) {
            earlier.append(growth)
        }
        if !world.parameters.switchedOff.contains(QuotaIssue.id), let issue = QuotaIssue(world, &findings) {
            earlier.append(issue)
        }
        var state = world.base
        var (activity, quota): ([[Double]], [[Double]]) = ([], [])
        for (index, year) in world.years.enumerated() {
            (state.year, state.index) = (year, index)
            let draw = YearDraw(seed: 0, draw: 0, year: index)
            for process in earlier { try process.advance(&state, draw) }
            activity.append(state.activity)
            quota.append(state.quota)
        }
        return (activity, quota)
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        let outcome: MarketOutcome
        switch parameters.abatement {
        case .none: outcome = plans.untouched(state)
        case .all: outcome = plans.allMeasures(state)
        case .market where !foreseen.isEmpty: outcome = foreseen[state.index]
        case .market: outcome = try plans.plan(state).outcome
        }
        state.emission = outcome.emission
        state.banked = outcome.banked
        state.market = outcome.year
    }

    var figures: [SimulationFigure] {
        let pollutants = world.pollutants.map { id in
            let name = PollutantName.name(id) ?? LocalizedText(id)
            return SimulationFigure(
                "emission.\(id)_t", LocalizedText(en: "Emission, \(name.en)", zh: "排放量（\(name.zh)）"),
                unit: .named("t"), lessIsBetter: true)
        }
        let money: [(String, LocalizedText)] = [
            ("market.measure_cost_yuan", LocalizedText(en: "Cost of measures", zh: "减排费用")),
            (
                "market.quota_income_yuan",
                LocalizedText(en: "Quota sold less bought, fees included", zh: "指标交易净收入")
            ),
            ("market.shortfall_cost_yuan", LocalizedText(en: "Emission without quota", zh: "指标缺口费用")),
        ]
        return pollutants
            + money.map { SimulationFigure($0.0, $0.1, unit: .named("CNY")) }
    }

    func record(_ state: YearState, into values: inout [Double]) {
        let sums = world.byRegion(state.emission)
        for pollutant in world.pollutants.indices {
            let own = (0..<regionCount).map { sums[$0 * world.pollutants.count + pollutant] }
            values += own
            values.append(Aggregate.sum(own))
        }
        let market = state.market
        for list in [market.measureCost, market.quotaIncome, market.shortfallCost] {
            let own = list.isEmpty ? [Double](repeating: 0, count: regionCount) : list
            values += own
            values.append(Aggregate.sum(own))
        }
    }
}
