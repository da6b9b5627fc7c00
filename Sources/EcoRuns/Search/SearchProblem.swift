import Dispatch
import EcoAccounts
import EcoParameters
import EcoQuota
import EcoScenarios
import EcoSearch
import EcoSimulation
import EcoUnits
import Synchronization

/// A search prepared to be run: every point of its box can be tried, in the same draws.
struct SearchProblem: Sendable {
    let parameters: SearchParameters
    let figures: SearchFigures
    let objective: SearchMeasure
    let limits: [SearchLimit]
    let front: [SearchMeasure]
    /// Draws in which every point is tried.
    let draws: Int
    let loaded: LoadedScenario
    private let variation: SimulationVariation?
    /// For figures of the run; `nil` where only figures of the simulation are named.
    private let prepared: PreparedScenario?

    /// - Parameter earlier: the scenario as it stands, with its accounts.
    /// - Throws: everything wrong with the block.
    init(
        _ parameters: SearchParameters, _ earlier: RunResult, _ runner: Runner, _ settings: RunSettings
    ) throws(RunFailure) {
        let loaded = earlier.loaded
        let variation = try loaded.scenario.simulation.map { _ throws(RunFailure) in
            try SimulationVariation(earlier, runner, settings)
        }
        let simulation = try variation.map { own throws(RunFailure) in try own.simulation([]) }
        prepared = try Self.prepared(parameters, simulation, loaded, runner, settings)
        let figures = SearchFigures(
            simulation: simulation, run: prepared?.figures ?? [],
            regions: variation?.inputs.regions ?? loaded.scenario.regions)
        let gep = earlier.accounts.flatMap { accounts in
            let list = FigureList(accounts)
            return zip(list.keys, list.values).first { $0.0.figure.id == "gep.value_yuan" }?.1
        }
        var findings: [Diagnostic] = []
        func attempt<T>(_ body: () throws(DiagnosticFailure) -> T) -> T? {
            do throws(DiagnosticFailure) { return try body() } catch {
                findings += error.diagnostics
                return nil
            }
        }
        let objective = attempt { () throws(DiagnosticFailure) in
            try SearchMeasure(parameters.objective, figures, parameters, gep: gep)
        }
        limits = parameters.constraints.enumerated().compactMap { number, constraint in
            attempt { () throws(DiagnosticFailure) in
                try SearchLimit(constraint, number: number + 1, figures, parameters)
            }
        }
        front = parameters.front.compactMap { criterion in
            attempt { () throws(DiagnosticFailure) in
                try SearchMeasure(criterion, figures, parameters, gep: gep)
            }
        }
        guard let objective, findings.isEmpty else { throw .input(findings.sortedByLocation()) }
        self.objective = objective
        self.parameters = parameters
        self.figures = figures
        draws = parameters.draws ?? loaded.scenario.simulation?.draws ?? 1
        self.loaded = loaded
        self.variation = variation
    }

    /// What figures of the run take, where the search names one.
    private static func prepared(
        _ parameters: SearchParameters, _ simulation: Simulation?, _ loaded: LoadedScenario,
        _ runner: Runner, _ settings: RunSettings
    ) throws(RunFailure) -> PreparedScenario? {
        let criteria = [parameters.objective] + parameters.front
        let named =
            criteria.compactMap(\.figure)
            + parameters.constraints.compactMap { constraint in
                if case .figure(let limit) = constraint.kind { return limit.figure }
                return nil
            }
        let known = Set(simulation?.figures.map(\.id) ?? [])
        guard named.contains(where: { !known.contains($0) }), let source = loaded.source else { return nil }
        return try PreparedScenario(
            source, overrides: loaded.overrides,
            only: loaded.scenario.modules.subtracting([.simulation, .search]),
            comparesTrade: named.contains(where: SweepFigures.needsTradeCompared), geodata: runner.geodata,
            settings: settings)
    }

    var space: SearchSpace {
        SearchSpace(
            parameters.variables.map { SearchAxis($0.id, low: $0.low, high: $0.high, step: $0.step) })
    }

    /// Where the search begins.
    var start: [Double] { parameters.variables.map { $0.start ?? ($0.low + $0.high) / 2 } }

    // MARK: Trying

    /// A point in all draws.
    struct Trial: Sendable {
        let appraisal: Appraisal
        /// By limit and draw, in the units of the limits.
        let values: [[Double]]
        /// By draw: the objective, then the axes of the front, in their units.
        let measures: [[Double]]
        /// Why some draw ended early.
        let stop: SimulationFailure?
    }

    /// - Parameters:
    ///   - values: of the variables; `nil` for the scenario as it stands.
    ///   - jobs: threads over the draws; nothing depends on it.
    func tried(_ values: [Double]?, jobs: Int) throws(RunFailure) -> Trial {
        let point = try SearchPoint(self, values.map(parameters.overrides) ?? [])
        let measures = [objective] + front
        let rows = Mutex([Row](repeating: Row(), count: draws))
        let workers = max(1, min(jobs, draws))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for number in stride(from: worker, to: draws, by: workers) {
                let (draw, stop) = point.draw(number)
                let row = Row(
                    measures: measures.map { $0.value(draw) }, limits: limits.map { $0.margin(draw) },
                    stop: stop)
                rows.withLock { $0[number] = row }
            }
        }
        return trial(rows.withLock { $0 })
    }

    private struct Row: Sendable {
        var measures: [Double] = []
        var limits: [(margin: Double, value: Double)] = []
        var stop: SimulationFailure?
    }

    private func trial(_ rows: [Row]) -> Trial {
        let sums = ([objective] + front).enumerated().map { index, measure in
            measure.sign * measure.value(over: rows.map { $0.measures[index] })
        }
        let margins = limits.indices.map { limit in rows.map { $0.limits[limit].margin } }
        let deciding = zip(limits, margins).map { limit, margins in
            ShareOfDraws.deciding(margins, share: limit.share)?.margin ?? .infinity
        }
        return Trial(
            appraisal: Appraisal(
                objective: sums[0], margins: deciding, criteria: Array(sums.dropFirst()),
                drawMargins: margins),
            values: limits.indices.map { limit in rows.map { $0.limits[limit].value } },
            measures: rows.map(\.measures), stop: rows.lazy.compactMap(\.stop).first)
    }

    /// A limit at a point: what readers want to know of it.
    struct LimitStanding: Sendable {
        let shareMet: Double
        /// The draw that decides, and the value in it.
        let draw: Int?
        let value: Double
        /// The county and year that decide in it.
        let county: RegionCode?
        let year: Int?
        let margin: Double
    }

    func standings(_ trial: Trial, _ values: [Double]?) throws(RunFailure) -> [LimitStanding] {
        let point = try SearchPoint(self, values.map(parameters.overrides) ?? [])
        return limits.indices.map { index in
            let margins = trial.appraisal.drawMargins[index]
            let deciding = ShareOfDraws.deciding(margins, share: limits[index].share)
            let met = margins.count { $0 >= -Appraisal.tolerance }
            let place = deciding.flatMap { limits[index].place(point.draw($0.draw).values) }
            return LimitStanding(
                shareMet: Double(met) / Double(max(1, margins.count)), draw: deciding?.draw,
                value: deciding.map { trial.values[index][$0.draw] } ?? .nan,
                county: place.map { figures.regions.codes[$0.county] },
                year: place.map { figures.years[$0.year] }, margin: trial.appraisal.margins[index])
        }
    }

    /// What budgets and enterprises of each county bear at a point; empty where no burden is asked for.
    func burdens(_ values: [Double]?, jobs: Int) throws(RunFailure) -> [BurdenMeasure.Parts] {
        let measure =
            limits.lazy.compactMap(\.burden).first ?? ([objective] + front).lazy.compactMap(\.burden).first
        guard let measure else { return [] }
        let point = try SearchPoint(self, values.map(parameters.overrides) ?? [])
        let rows = Mutex([[BurdenMeasure.Parts]](repeating: [], count: draws))
        let workers = max(1, min(jobs, draws))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for number in stride(from: worker, to: draws, by: workers) {
                let parts = measure.parts(point.draw(number).values)
                rows.withLock { $0[number] = parts }
            }
        }
        var sums = [BurdenMeasure.Parts](repeating: .init(), count: figures.regionCount)
        for row in rows.withLock({ $0 }) {
            for (county, parts) in row.enumerated() { sums[county].add(parts) }
        }
        return sums.map { $0.divided(by: draws * figures.years.count) }
    }

    /// What one point needs: the simulation with its values, and figures of the run.
    struct SearchPoint: Sendable {
        private let simulation: Simulation?
        private let run: [Double]

        init(_ problem: SearchProblem, _ overrides: [String]) throws(RunFailure) {
            run =
                try problem.prepared.map { prepared throws(RunFailure) in try prepared.run(overrides) } ?? []
            guard let known = problem.figures.simulation else {
                simulation = nil
                return
            }
            guard !overrides.isEmpty else {
                simulation = known
                return
            }
            let own = try problem.variation?.simulation(overrides) ?? known
            guard own.figures.map(\.id) == known.figures.map(\.id), own.world.years == known.world.years
            else {
                throw .input([
                    Diagnostic(
                        code: "other_figures", at: problem.parameters.location, path: "search.variables",
                        "the point has other figures or years than the scenario as it stands",
                        hint: "choose values that leave processes and years as they are")
                ])
            }
            simulation = own
        }

        func draw(_ number: Int) -> (values: [Double], stop: SimulationFailure?) {
            guard let simulation else { return (run, nil) }
            let (values, stop) = simulation.values(ofDraw: number)
            return (values + run, stop)
        }
    }
}
