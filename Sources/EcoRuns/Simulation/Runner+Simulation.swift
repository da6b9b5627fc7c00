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
    /// Draws that an earlier run of the same inputs finished are taken from the partial folder.
    func simulated(
        _ parameters: SimulationParameters, _ earlier: RunResult, _ settings: RunSettings
    ) throws(RunFailure) -> SimulationResult {
        let loaded = earlier.loaded
        let simulation = try asRunInput { () throws(DiagnosticFailure) in
            try Simulation(parameters, try inputs(loaded, earlier, threads: settings.jobs))
        }
        let key = "simulation \(loaded.fingerprint(toolVersion: Tool.version)) \(simulation.valuesPerDraw)"
        let kept = settings.partial.map { DrawFile($0.drawFile, key: key, values: simulation.valuesPerDraw) }
        let (values, stops) = draws(simulation, parameters.draws, jobs: settings.jobs, kept)
        return try asRunInput { () throws(DiagnosticFailure) in
            try SimulationResult(simulation, draws: values, stops: stops)
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
        if let quota = scenario.quota {
            let matrix = try geodata.sourceReceptor(of: quota, in: loaded)
            inputs.records = try QuotaRecords(quota, regions: regions, matrix: matrix)
            inputs.quota = quota
        }
        inputs.hasAccounts = scenario.accounts != nil
        if let accounts = earlier.accounts {
            inputs.accounts = accounts.entries
            inputs.geep = accounts.tables.geep
        }
        inputs.compensation = scenario.compensation
        return inputs
    }

    private struct Draws: Sendable {
        var values: [[Double]]
        var stops: [SimulationFailure?]
        var next = 0
    }

    private func draws(
        _ simulation: Simulation, _ count: Int, jobs: Int, _ kept: DrawFile?
    ) -> (values: [[Double]], stops: [SimulationFailure?]) {
        let known = kept?.finished(count) ?? [:]
        let draws = Mutex(
            Draws(
                values: (0..<count).map { known[$0] ?? [] },
                stops: [SimulationFailure?](repeating: nil, count: count)))
        let workers = max(1, min(jobs, count))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let number = draws.withLock { draws -> Int? in
                    while draws.next < count, known[draws.next] != nil { draws.next += 1 }
                    defer { draws.next += 1 }
                    return draws.next < count ? draws.next : nil
                }
                guard let number else { return }
                let (values, stop) = simulation.values(ofDraw: number)
                if stop == nil { kept?.append(number, values) }
                draws.withLock { ($0.values[number], $0.stops[number]) = (values, stop) }
            }
        }
        return draws.withLock { ($0.values, $0.stops) }
    }
}

private func asRunInput<T>(_ body: () throws(DiagnosticFailure) -> T) throws(RunFailure) -> T {
    do { return try body() } catch { throw RunFailure(error) }
}
