import Dispatch
import EcoAccounts
import EcoAir
import EcoCompensation
import EcoGrids
import EcoIndicators
import EcoParameters
import EcoQuota
import EcoScenarios
import EcoSimulation
import Synchronization

/// Computes a scenario: the list of its modules, each a pure function of the scenario and earlier results.
public struct Runner: Sendable {
    let geodata: Geodata

    public init(geodata: Geodata) { self.geodata = geodata }

    /// - Parameters:
    ///   - only: modules to compute, with what they read; `nil` for all that the scenario has.
    public func run(
        _ loaded: LoadedScenario, only: Set<RunModule>? = nil, settings: RunSettings = RunSettings()
    ) throws(RunFailure) -> RunResult {
        let chosen = (only ?? Set(RunModule.allCases)).withInputs(in: loaded.scenario)
        if chosen.contains(.search) {
            let findings = searchFindings(loaded)
            if !findings.isEmpty { throw .input(findings) }
        }
        let chains: [Chain] = [accountChain(settings), airChain(settings), quotaChain]
        let outcome = Mutex(Outcome(result: RunResult(loaded)))
        let workers = min(settings.jobs, chains.count)
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: chains.count, by: workers) {
                for update in chains[index](loaded, chosen) { outcome.withLock { $0.apply(update) } }
            }
        }
        return try outcome.withLock { outcome throws(RunFailure) in
            if chosen.contains(.compensation) {
                for update in compensation(outcome.result) { outcome.apply(update) }
            }
            if chosen.contains(.simulation) {
                for update in simulation(outcome.result, settings) { outcome.apply(update) }
            }
            if chosen.contains(.search), outcome.failures.isEmpty {
                for update in search(outcome.result, settings) { outcome.apply(update) }
            }
            return try outcome.finished()
        }
    }
}

// MARK: Chains

/// Modules that wait for each other; chains do not.
private typealias Chain = @Sendable (LoadedScenario, Set<RunModule>) -> [Update]

/// What one module adds to the result.
private enum Update: Sendable {
    case accounts(AccountResult)
    case air(AirResult)
    case settlement(SettlementResult)
    case quota(QuotaResult)
    case simulation(SimulationResult)
    case search(SearchResult)
    case seconds(RunModule, Double)
    case failure(RunFailure)
}

private struct Outcome: Sendable {
    var result: RunResult
    var failures: [RunFailure] = []

    mutating func apply(_ update: Update) {
        switch update {
        case .accounts(let accounts): result.accounts = accounts
        case .air(let air): result.air = air
        case .settlement(let settlement): result.settlement = settlement
        case .quota(let quota): result.quota = quota
        case .simulation(let simulation): result.simulation = simulation
        case .search(let search): result.search = search
        case .seconds(let module, let seconds): result.seconds.append((module.rawValue, seconds))
        case .failure(let failure): failures.append(failure)
        }
    }

    func finished() throws(RunFailure) -> RunResult {
        if let failure = RunFailure.merged(failures) { throw failure }
        var result = result
        result.seconds.sort { $0.0 < $1.0 }
        return result
    }
}

extension Runner {
    private func accountChain(_ settings: RunSettings) -> Chain {
        { [geodata] loaded, chosen in
            guard chosen.contains(.accounts), let parameters = loaded.scenario.accounts else { return [] }
            return timed(.accounts) { () throws(RunFailure) in
                settings.partial?.removeRasters()
                return .accounts(
                    try asInput { () throws(DiagnosticFailure) in
                        let accounts = try GEPAccounting.evaluate(
                            parameters: parameters, regions: loaded.scenario.regions,
                            outlines: try geodata.outlines(of: loaded.scenario, on: parameters),
                            opener: geodata.rasters, settings: try PassSettings(settings, loaded, geodata))
                        // Rasters are read long after their digests were taken.
                        let changes = loaded.files.changes
                        if !changes.isEmpty { throw DiagnosticFailure(changes) }
                        return accounts
                    })
            }
        }
    }

    private func airChain(_ settings: RunSettings) -> Chain {
        { loaded, chosen in
            guard chosen.contains(.air), let parameters = loaded.scenario.air else { return [] }
            return timed(.air) { () throws(RunFailure) in
                .air(
                    try asInput { () throws(DiagnosticFailure) in
                        try parameters.evaluate(
                            regions: loaded.scenario.regions, threads: settings.jobs,
                            naming: dayNaming(loaded))
                    })
            }
        }
    }

    /// Payments are explained down to days and rows, so a run that settles keeps them.
    private func dayNaming(_ loaded: LoadedScenario) -> (@Sendable (String) -> String)? {
        guard loaded.scenario.compensation != nil else { return nil }
        return { loaded.files.relativeName($0) }
    }

    /// After the chains whose results it reads. Where one of them failed, the schemes' own tables are still
    /// checked, so that everything wrong is told at once.
    private func compensation(_ earlier: RunResult) -> [Update] {
        let scenario = earlier.loaded.scenario
        guard let parameters = scenario.compensation else { return [] }
        let regions = scenario.regions
        let inputs = parameters.inputs
        guard !inputs.contains(.air) || earlier.air != nil,
            !inputs.contains(.accounts) || earlier.accounts != nil,
            !inputs.contains(.quota) || earlier.quota != nil
        else {
            let findings = CompensationEvaluation.findings(parameters: parameters, regions: regions)
            return findings.isEmpty ? [] : [.failure(.input(findings))]
        }
        return timed(.compensation) { () throws(RunFailure) in
            .settlement(
                try asInput { () throws(DiagnosticFailure) in
                    try CompensationEvaluation.settle(
                        parameters: parameters, indicators: earlier.air?.indicators ?? [],
                        accounts: earlier.accounts?.entries ?? [],
                        placeCharges: earlier.quota?.placeCharges(year: scenario.year) ?? [], regions: regions
                    )
                })
        }
    }

    /// After everything else: the years start from the results of the one period.
    private func simulation(_ earlier: RunResult, _ settings: RunSettings) -> [Update] {
        guard let parameters = earlier.loaded.scenario.simulation,
            earlier.loaded.scenario.accounts == nil || earlier.accounts != nil
        else { return [] }
        return timed(.simulation) { () throws(RunFailure) in
            .simulation(try simulated(parameters, earlier, settings))
        }
    }

    /// Last of all: a search computes the scenario with many values, and nothing reads what it finds.
    private func search(_ earlier: RunResult, _ settings: RunSettings) -> [Update] {
        guard let parameters = earlier.loaded.scenario.search else { return [] }
        return timed(.search) { () throws(RunFailure) in
            .search(try searched(parameters, earlier, settings))
        }
    }

    private var quotaChain: Chain {
        { [geodata] loaded, chosen in
            guard chosen.contains(.quota), let parameters = loaded.scenario.quota else { return [] }
            return timed(.quota) { () throws(RunFailure) in
                let matrix = try asInput { () throws(DiagnosticFailure) in
                    try geodata.sourceReceptor(of: parameters, in: loaded)
                }
                return .quota(
                    try QuotaResult(
                        parameters, regions: loaded.scenario.regions, matrix: matrix,
                        labels: loaded.scenario.labels))
            }
        }
    }
}

extension PassSettings {
    init(_ run: RunSettings, _ loaded: LoadedScenario, _ geodata: Geodata) throws(DiagnosticFailure) {
        self.init()
        let identity = RasterIdentity(loaded.files, opener: geodata.rasters)
        jobs = run.jobs
        observer = run.observer
        sums = run.cache
        checkpoints = run.partial
        rasters = run.partial
        scratch = run.partial?.scratch
        checkpointInterval = run.checkpointInterval
        self.identity = { identity.text($0) }
        engine = Tool.engine
        if let folder = run.parts {
            parts = try folder.read()
            partEngine = Tool.contentEngine
        }
    }
}

/// The update of a module and how long it took, or its failure.
private func timed(_ module: RunModule, _ body: () throws(RunFailure) -> Update) -> [Update] {
    let clock = ContinuousClock()
    let start = clock.now
    do {
        let update = try body()
        let elapsed = (clock.now - start).components
        let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        return [update, .seconds(module, seconds)]
    } catch {
        return [.failure(error)]
    }
}

func asInput<T>(_ body: () throws(DiagnosticFailure) -> T) throws(RunFailure) -> T {
    do { return try body() } catch { throw RunFailure(error) }
}
