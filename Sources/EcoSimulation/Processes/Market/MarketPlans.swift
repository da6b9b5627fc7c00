import EcoAccounts
import EcoCompensation
import EcoParameters
import EcoQuota

/// What a year's market does to the state.
struct MarketOutcome: Sendable {
    /// By source, t.
    var emission: [Double]
    var banked: [Double]
    var year: MarketYear
}

/// Makes and solves the markets of years, and reads their plans in the positions of the world.
struct MarketPlans: Sendable {
    struct Key: Hashable, Sendable {
        let region, pollutant, sector: String
    }

    let world: SimulationWorld
    private let parameters: MarketParameters
    let places: [Key: Int]
    private let measures: [[AbatementMeasure]]
    private let distances: RegionDistances

    init(_ world: SimulationWorld, _ parameters: MarketParameters) {
        self.world = world
        self.parameters = parameters
        let records = world.records
        let places = Dictionary(
            (records?.sources ?? []).enumerated().map {
                (Key(region: $1.region, pollutant: $1.pollutant, sector: $1.sector), $0)
            }, uniquingKeysWith: { first, _ in first })
        self.places = places
        var measures = [[AbatementMeasure]](repeating: [], count: records?.sources.count ?? 0)
        for measure in records?.measures ?? [] {
            let key = Key(region: measure.region, pollutant: measure.pollutant, sector: measure.sector)
            if let source = places[key] { measures[source].append(measure) }
        }
        self.measures = measures
        distances = RegionDistances(world.regions)
    }

    private var zeros: [Double] { [Double](repeating: 0, count: world.regionCount) }

    private func emptyYear() -> MarketYear {
        var year = MarketYear()
        (year.measureCost, year.quotaIncome, year.projectValue, year.shortfallCost) = (
            zeros, zeros, zeros, zeros
        )
        let pollutants = world.pollutants.count
        year.price = [Double](repeating: .nan, count: pollutants)
        let none = [Double](repeating: 0, count: pollutants)
        (year.traded, year.shortfall, year.reserveDrawn) = (none, none, none)
        return year
    }

    // MARK: Without a market

    /// No measure but what counties chose of their own.
    func untouched(_ state: YearState) -> MarketOutcome {
        var outcome = MarketOutcome(emission: state.activity, banked: state.banked, year: emptyYear())
        outcome.take(state.choice, in: world)
        return outcome
    }

    /// Every measure in full, at its cost.
    func allMeasures(_ state: YearState) -> MarketOutcome {
        var outcome = untouched(state)
        for (source, list) in measures.enumerated() {
            for measure in list {
                let amount = min(measure.maximum, outcome.emission[source])
                outcome.emission[source] -= amount
                outcome.year.measureCost[world.regionOfSource[source]] +=
                    (measure.cost + measure.slope * amount / 2) * amount
            }
        }
        return outcome
    }

    // MARK: One year

    /// The market of one year by itself; quota kept from earlier years counts as held, and what counties chose of their
    /// own is taken before it.
    func plan(_ state: YearState) throws(SimulationFailure) -> YearPlan {
        guard var records = world.records else { return YearPlan(without: state.choice, state, world) }
        for source in records.sources.indices {
            records.sources[source].baseline = state.activity[source]
            records.sources[source].quota = state.quota[source] + state.banked[source]
        }
        state.choice.apply(to: &records, places)
        let market = try solved(records, year: state.year)
        let outcome = outcomes(market, quota: [records.sources.map(\.quota)])[0]
        return YearPlan(market, outcome, state, self)
    }

    // MARK: All years

    /// One plan over all years: later cost counts less, and quota may be kept where banking is on.
    func outcomes(activity: [[Double]], quota: [[Double]]) throws(SimulationFailure) -> [MarketOutcome] {
        guard var records = world.records else { return [] }
        let sources = records.sources
        records.periods = world.years.enumerated().map { index, year in
            MarketPeriod(name: "\(year)", discount: Self.discount(parameters.discountRate, index))
        }
        records.sources = world.years.indices.flatMap { index in
            sources.enumerated().map { place, record in
                var source = record
                source.period = index
                source.baseline = activity[index][place]
                source.quota = quota[index][place]
                return source
            }
        }
        if parameters.banking {
            records.banking = world.pollutants.map { BankingTerms(pollutant: $0, decay: parameters.decay) }
        }
        let market = try solved(records, year: world.years[0])
        return outcomes(market, quota: quota)
    }

    private static func discount(_ rate: Double, _ index: Int) -> Double {
        (0..<index).reduce(1.0) { value, _ in value / (1 + rate) }
    }

    private func solved(_ records: QuotaRecords, year: Int) throws(SimulationFailure) -> QuotaMarket {
        let records = parameters.trade ? records : records.withoutTrade()
        let solver = world.inputs.quota?.solver.flatMap { ProgramSolverCatalogue.solver($0)?.init() }
        let market: QuotaMarket
        do {
            market = try QuotaMarket(solving: QuotaProblem(records), with: solver)
        } catch let failure as QuotaMarket.Failure {
            throw SimulationFailure(Market.id, year: year, diagnostics(failure, year))
        } catch let failure as DiagnosticFailure {
            throw SimulationFailure(Market.id, year: year, failure.diagnostics)
        } catch {
            throw SimulationFailure(
                Market.id, year: year,
                [Diagnostic(code: "quota_failed", path: "quota: \(year)", "\(error)")])
        }
        guard market.certificate.verdict == .proven else {
            throw SimulationFailure(
                Market.id, year: year,
                [
                    Diagnostic(
                        code: "not_proven", path: "quota: \(year)",
                        "the plan is not proven: relative gap \(market.certificate.gap)",
                        hint: "scale the tables to comparable sizes, or report the scenario")
                ])
        }
        return market
    }

    private func diagnostics(_ failure: QuotaMarket.Failure, _ year: Int) -> [Diagnostic] {
        switch failure {
        case .infeasible(let report):
            report.diagnostics { id in
                RegionCode(id).map { world.regions.nameAndCode($0) } ?? .init(en: id, zh: id)
            }
        case .hindered(let finding): [finding]
        case .solver(.breakdown(let iteration)):
            [
                Diagnostic(
                    code: "solver_breakdown", path: "quota: \(year)",
                    "the solver broke down at iteration \(iteration)",
                    hint: "scale the tables to comparable sizes, or report the scenario")
            ]
        }
    }

    // MARK: Reading a plan

    private func outcomes(_ market: QuotaMarket, quota: [[Double]]) -> [MarketOutcome] {
        let (problem, solution) = (market.problem, market.solution)
        var outcomes = quota.map { _ in
            MarketOutcome(
                emission: [Double](repeating: 0, count: quota[0].count),
                banked: [Double](repeating: 0, count: quota[0].count), year: emptyYear())
        }
        for (index, record) in problem.sources.enumerated() {
            let key = Key(region: record.region, pollutant: record.pollutant, sector: record.sector)
            guard let source = places[key] else { continue }
            let (region, period) = (world.regionOfSource[source], record.period)
            outcomes[period].emission[source] = solution.emitted[index]
            for measure in problem.measuresOfSource[index] {
                let (amount, terms) = (solution.abated[measure], problem.measures[measure])
                outcomes[period].year.measureCost[region] += (terms.cost + terms.slope * amount / 2) * amount
            }
            for project in problem.projectsOfSource[index] {
                outcomes[period].year.projectValue[region] +=
                    problem.projects[project].value * solution.grown[project]
            }
        }
        readAccounts(problem, solution, &outcomes)
        readPrices(problem, solution, &outcomes)
        readCharges(market, &outcomes)
        for payment in problem.payments(solution, distance: { distances($0, $1) }) {
            if let region = region(payment.payer) {
                outcomes[payment.period].year.quotaIncome[region] -= payment.amount
            }
            if let region = region(payment.payee) {
                outcomes[payment.period].year.quotaIncome[region] += payment.amount
            }
        }
        return outcomes
    }

    /// For schemes that share the rent of limits; their tables name the year of the scenario.
    private func readCharges(_ market: QuotaMarket, _ outcomes: inout [MarketOutcome]) {
        guard world.inputs.compensation?.inputs.contains(.quota) == true else { return }
        let homes = world.inputs.quota?.receptorHomes ?? [:]
        for charge in market.placeCharges(homes: homes, year: { _ in world.inputs.year }) {
            outcomes[charge.period].year.charges.append(charge.charge)
        }
    }

    private func region(_ party: String) -> Int? {
        RegionCode(party).flatMap { world.regions.index(of: $0) }
    }

    private func readAccounts(
        _ problem: QuotaProblem, _ solution: QuotaSolution, _ outcomes: inout [MarketOutcome]
    ) {
        for (index, account) in problem.accounts.enumerated() {
            let period = account.period
            guard let pollutant = world.pollutants.firstIndex(of: account.pollutant),
                let region = region(account.region)
            else { continue }
            let shortfall = solution.shortfall[index]
            outcomes[period].year.traded[pollutant] += solution.bought[index]
            outcomes[period].year.shortfall[pollutant] += shortfall
            outcomes[period].year.shortfallCost[region] += problem.shortfallPenalty * shortfall
            // Seen by itself, a year leaves over what nobody uses or sells.
            guard parameters.banking, problem.bankLinks.isEmpty else { continue }
            let records = problem.sources[account.sources]
            let used = solution.emitted[account.sources].reduce(0, +) - shortfall
            let ratio = records.first?.replacementRatio ?? 1
            let left = account.quota + solution.bought[index] / ratio - solution.sold[index] - used
            guard left > 1e-9 * max(1, account.quota), let first = records.first,
                let source = places[
                    Key(region: first.region, pollutant: first.pollutant, sector: first.sector)]
            else { continue }
            outcomes[period].banked[source] = (1 - parameters.decay) * left
        }
        for (link, amount) in zip(problem.bankLinks, solution.banked) where !link.isBorrowing {
            let account = problem.accounts[link.later]
            guard let first = problem.sources[account.sources].first,
                let source = places[
                    Key(region: first.region, pollutant: first.pollutant, sector: first.sector)]
            else { continue }
            outcomes[problem.accounts[link.earlier].period].banked[source] += link.ratio * amount
        }
    }

    /// The price of a pollutant: of the zones in which somebody buys, weighted by what they buy.
    private func readPrices(
        _ problem: QuotaProblem, _ solution: QuotaSolution, _ outcomes: inout [MarketOutcome]
    ) {
        var worth = outcomes.map { _ in [Double](repeating: 0, count: world.pollutants.count) }
        for (index, account) in problem.accounts.enumerated() where solution.bought[index] > 1e-9 {
            guard let pollutant = world.pollutants.firstIndex(of: account.pollutant) else { continue }
            worth[account.period][pollutant] +=
                solution.bought[index] * solution.multipliers.zonePrice[account.zonePool]
        }
        for (period, worths) in worth.enumerated() {
            for (pollutant, sum) in worths.enumerated() where outcomes[period].year.traded[pollutant] > 1e-9 {
                outcomes[period].year.price[pollutant] = sum / outcomes[period].year.traded[pollutant]
            }
        }
        for (zone, drawn) in solution.reserveDrawn.enumerated() {
            let pool = problem.zonePools[zone]
            guard let pollutant = world.pollutants.firstIndex(of: pool.pollutant) else { continue }
            outcomes[pool.period].year.reserveDrawn[pollutant] += drawn
        }
    }
}
