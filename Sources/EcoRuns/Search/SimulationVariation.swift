import EcoParameters
import EcoScenarios
import EcoSimulation

/// The simulation of a scenario with other values; what they do not reach is prepared once.
struct SimulationVariation: Sendable {
    let loaded: LoadedScenario
    let inputs: SimulationInputs
    private let runner: Runner
    private let settings: RunSettings

    /// - Parameter earlier: the scenario as it stands, with its accounts.
    init(_ earlier: RunResult, _ runner: Runner, _ settings: RunSettings) throws(RunFailure) {
        loaded = earlier.loaded
        self.runner = runner
        self.settings = settings
        inputs = try asInput { () throws(DiagnosticFailure) in
            try runner.inputs(earlier.loaded, earlier, threads: settings.jobs)
        }
    }

    /// - Throws: what is wrong with the values, or with what they lead to.
    func simulation(_ overrides: [String]) throws(RunFailure) -> Simulation {
        try asInput { () throws(DiagnosticFailure) in
            let place = loaded.scenario.search?.location ?? SourceLocation(file: "", line: 1, column: 1)
            var changed = loaded
            if !overrides.isEmpty {
                guard let source = loaded.source else {
                    throw SearchFigures.failure(
                        "missing_value", place, "simulation", "the scenario has no file to change",
                        "run it from its folder")
                }
                changed = try source.load(Scenario.self, overrides: loaded.overrides + overrides)
            }
            guard let own = changed.scenario.simulation else {
                throw SearchFigures.failure(
                    "missing_value", place, "simulation", "the point has no simulation",
                    "let no variable take the block away")
            }
            return try Simulation(own, try runner.withHooks(try inputs(of: changed, overrides), changed))
        }
    }

    private func inputs(
        of changed: LoadedScenario, _ overrides: [String]
    ) throws(DiagnosticFailure) -> SimulationInputs {
        let reached = Reach(overrides).modules
        var own = inputs
        own.compensation = changed.scenario.compensation
        guard !reached.isSubset(of: [.compensation, .simulation]) else { return own }
        var result = RunResult(changed)
        if reached.contains(.accounts) {
            do throws(RunFailure) {
                result.accounts = try runner.run(changed, only: [.accounts], settings: settings).accounts
            } catch { throw DiagnosticFailure(error.diagnostics) }
        }
        let fresh = try runner.inputs(changed, result, threads: 1)
        if Set(RunModule.allCases).isSubset(of: reached) { return fresh }
        if reached.contains(.air) { (own.series, own.evaluator) = (fresh.series, fresh.evaluator) }
        if reached.contains(.quota) { (own.records, own.quota) = (fresh.records, fresh.quota) }
        if reached.contains(.accounts) { (own.accounts, own.geep) = (fresh.accounts, fresh.geep) }
        return own
    }
}
