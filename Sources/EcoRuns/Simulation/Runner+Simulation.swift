import Dispatch
import EcoAccounts
import EcoAir
import EcoParameters
import EcoQuota
import EcoScenarios
import EcoSimulation
import Synchronization

extension Runner {
    /// The years of a scenario: what no draw changes once, then the draws, `jobs` at a time.
    ///
    /// Years and draws that an earlier run of the same inputs finished are taken from the partial folder.
    func simulated(
        _ parameters: SimulationParameters, _ earlier: RunResult, _ settings: RunSettings
    ) throws(RunFailure) -> SimulationResult {
        let loaded = earlier.loaded
        let inputs = "simulation \(loaded.fingerprint(toolVersion: Tool.version))"
        let years = settings.partial.map { YearFiles($0.yearFolder, key: inputs) }
        let simulation = try asRunInput { () throws(DiagnosticFailure) in
            try Simulation(
                parameters, try self.inputs(loaded, earlier, threads: settings.jobs), keeping: years)
        }
        let key = "\(inputs) \(simulation.valuesPerDraw)"
        let file = DrawFile(settings.partial?.drawFile, key: key, values: simulation.valuesPerDraw)
        let stops = draw(simulation, parameters.draws, jobs: settings.jobs, into: file)
        return try asRunInput { () throws(DiagnosticFailure) in
            try SimulationResult(
                simulation, draws: KeptDraws(file: file, count: parameters.draws), stops: stops)
        }
    }

    /// What is wrong with the block, without drawing.
    func simulationFindings(_ loaded: LoadedScenario) -> [Diagnostic] {
        guard let parameters = loaded.scenario.simulation else { return [] }
        do throws(DiagnosticFailure) {
            let inputs = try inputs(loaded, RunResult(loaded), threads: 1)
            return Simulation.findings(parameters, inputs)
        } catch {
            // The blocks that it reads tell their own findings.
            return []
        }
    }

    func inputs(
        _ loaded: LoadedScenario, _ earlier: RunResult, threads: Int
    ) throws(DiagnosticFailure) -> SimulationInputs {
        let scenario = loaded.scenario
        // By code, so that the order of the table changes nothing.
        let regions = RegionTable(
            scenario.regions.regions.sorted { $0.code < $1.code }, changes: scenario.regions.changes)
        var inputs = SimulationInputs(regions: regions, year: scenario.year)
        if let air = scenario.air {
            inputs.series = try air.observedSeries(regions: regions, threads: threads)
            inputs.evaluator = air.settlementEvaluator
        }
        inputs.records = try records(loaded, regions)
        inputs.quota = scenario.quota
        inputs.hasAccounts = scenario.accounts != nil
        if let accounts = earlier.accounts {
            inputs.accounts = accounts.entries
            inputs.geep = accounts.tables.geep
        }
        inputs.compensation = scenario.compensation
        return try withHooks(inputs, loaded)
    }

    /// With the scenario changed by each set of hooks that may be in force together.
    func withHooks(
        _ inputs: SimulationInputs, _ loaded: LoadedScenario
    ) throws(DiagnosticFailure) -> SimulationInputs {
        var inputs = inputs
        (inputs.variants, inputs.hookTexts, inputs.hookFindings) = ([], [], [])
        guard let simulation = loaded.scenario.simulation, !simulation.hooks.isEmpty else { return inputs }
        let hooked = try HookVariants(self, loaded, simulation, inputs)
        (inputs.variants, inputs.hookTexts, inputs.hookFindings) = (
            hooked.variants, hooked.ownTexts, hooked.findings
        )
        return inputs
    }

    /// nil without a market.
    func records(
        _ loaded: LoadedScenario, _ regions: RegionTable
    ) throws(DiagnosticFailure) -> QuotaRecords? {
        guard let quota = loaded.scenario.quota else { return nil }
        let matrix = try geodata.sourceReceptor(of: quota, in: loaded)
        return try QuotaRecords(quota, regions: regions, matrix: matrix)
    }

    private struct Draws: Sendable {
        var next = 0
        var stops: [Int: SimulationFailure] = [:]
    }

    /// Draws what the file lacks. - Returns: why draws ended early, by their number.
    private func draw(
        _ simulation: Simulation, _ count: Int, jobs: Int, into file: DrawFile
    ) -> [Int: SimulationFailure] {
        let known = file.resume(count)
        let draws = Mutex(Draws())
        let workers = max(1, min(jobs, count))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            var run = simulation.newRun()
            while true {
                let number = draws.withLock { draws -> Int? in
                    while draws.next < count, known.contains(draws.next) { draws.next += 1 }
                    defer { draws.next += 1 }
                    return draws.next < count ? draws.next : nil
                }
                guard let number else { return }
                let stop = run.play(number)
                file.append(number, run.values, isWhole: stop == nil)
                if let stop { draws.withLock { $0.stops[number] = stop } }
            }
        }
        return draws.withLock { $0.stops }
    }
}

private func asRunInput<T>(_ body: () throws(DiagnosticFailure) -> T) throws(RunFailure) -> T {
    do { return try body() } catch { throw RunFailure(error) }
}
