import EcoParameters
import EcoScenarios
import EcoUnits

/// Turns what a person names, run folders or scenarios with variants, into runs to compare, and works out causes.
public struct ComparedCandidates: Sendable {
    private let geodata: Geodata
    private let settings: RunSettings
    private let runFolder: @Sendable (LoadedScenario) -> String

    /// - Parameter runFolder: where the runs of scenarios lie, or go to.
    public init(
        geodata: Geodata, settings: RunSettings = RunSettings(),
        runFolder: @escaping @Sendable (LoadedScenario) -> String = { RunStore.defaultFolder($0) }
    ) {
        self.geodata = geodata
        self.settings = settings
        self.runFolder = runFolder
    }

    /// - Parameter names: run folders and scenarios; of a scenario the run as it stands and every variant.
    /// - Throws: everything wrong with any of them.
    public func comparison(of names: [String]) throws(RunFailure) -> RunComparison {
        var runs: [ComparedRun] = []
        for name in names {
            runs += try Self.isScenario(name) ? variants(of: name) : [stored(name)]
        }
        var comparison = try reading { () throws(DiagnosticFailure) in
            try RunComparison(Self.namedApart(runs))
        }
        comparison.named = names
        return comparison
    }

    private static func isScenario(_ name: String) -> Bool {
        StoredRun.bytes(of: "\(name)/manifest.json") == nil
            && StoredRun.bytes(of: ScenarioDocument.file(name)) != nil
    }

    private func stored(_ folder: String, name: String? = nil) throws(RunFailure) -> ComparedRun {
        try reading { () throws(DiagnosticFailure) in
            try ComparedRun(StoredRun(folder: folder), name: name)
        }
    }

    /// Two folders of one name go by their paths.
    private static func namedApart(_ runs: [ComparedRun]) -> [ComparedRun] {
        runs.map { run in
            let isAlone = runs.filter { $0.name == run.name }.count == 1
            return isAlone ? run : run.renamed(run.stored.folder)
        }
    }

    // MARK: Scenarios

    private func variants(of path: String) throws(RunFailure) -> [ComparedRun] {
        let source = ScenarioSource(path: path, spreadsheets: geodata.spreadsheets)
        let loaded = try reading { () throws(DiagnosticFailure) -> LoadedScenario in try source.load() }
        var runs = [try computed(loaded, name: loaded.scenario.name).asVariant(of: path, [])]
        for variant in loaded.scenario.variants {
            let changed = try reading { () throws(DiagnosticFailure) -> LoadedScenario in
                do throws(DiagnosticFailure) { return try source.load(overrides: variant.settings) } catch {
                    throw DiagnosticFailure(error.diagnostics.map { $0.inVariant(variant) })
                }
            }
            runs.append(
                try computed(changed, name: variant.id, at: variant.location)
                    .asVariant(of: path, variant.settings))
        }
        return runs
    }

    /// The run folder of a scenario: that of an earlier run where it is of the same values, else a new one.
    private func computed(
        _ loaded: LoadedScenario, name: String, at place: SourceLocation? = nil
    ) throws(RunFailure) -> ComparedRun {
        let folder = runFolder(loaded)
        let fingerprint = loaded.fingerprint(toolVersion: Tool.version)
        if let run = try? StoredRun(folder: folder), run.manifest["fingerprint"]?.stringValue == fingerprint {
            return try stored(folder, name: name)
        }
        do throws(RunFailure) {
            try RunStore.write(Runner(geodata: geodata).run(loaded, settings: settings), to: folder)
        } catch {
            throw error.inRun(name, at: place)
        }
        return try stored(folder, name: name)
    }

    // MARK: Causes

    /// Splits the changes among the values that were changed.
    /// - Parameter scenario: of the run folders; `nil` where there is none, and the changes are left whole.
    public func addCauses(to comparison: inout RunComparison, scenario: String?) throws(RunFailure) {
        comparison.scenario = scenario ?? ""
        for index in comparison.pairs.indices {
            let later = comparison.pairs[index].later
            if let own = later.variant, comparison.first.variant?.scenario == own.scenario,
                comparison.first.variant?.settings == []
            {
                comparison.pairs[index].causes = try causes(
                    own.settings.map { ($0, $0) }, before: [], own.scenario)
                comparison.pairs[index].decomposition = try decomposition(
                    comparison, index, own.settings, before: [], own.scenario)
            } else if let path = scenario {
                comparison.pairs[index].causes = try causes(
                    between: comparison.first, comparison.pairs[index], path)
                let changed = comparison.pairs[index].inputs.filter { $0.kind == .value }
                comparison.pairs[index].decomposition = try decomposition(
                    comparison, index, changed.map(\.override), before: changed.map(\.overrideBefore), path)
            }
        }
    }

    /// Of two simulations the change by groups of inputs; `nil` where one of them has none.
    private func decomposition(
        _ comparison: RunComparison, _ index: Int, _ overrides: [String], before: [String], _ path: String
    ) throws(RunFailure) -> SimulationDecomposition? {
        let runs = [comparison.first, comparison.pairs[index].later]
        let isSimulated = runs.allSatisfy { $0.stored.bytes("simulation_years.csv") != nil }
        guard isSimulated, !overrides.isEmpty else { return nil }
        let source = ScenarioSource(path: path, spreadsheets: geodata.spreadsheets)
        let loaded = try reading { () throws(DiagnosticFailure) -> LoadedScenario in
            try source.load(overrides: before)
        }
        return try SimulationDecomposition(
            loaded, overrides, Runner(geodata: geodata), settings)
    }

    /// By the values that differ; changed files are told, since nobody can run the old ones again.
    private func causes(
        between first: ComparedRun, _ pair: RunComparison.Pair, _ path: String
    ) throws(RunFailure) -> ChangeCauses? {
        let changed = pair.inputs.filter { $0.kind == .value }
        guard !changed.isEmpty else { return nil }
        guard
            var causes = try self.causes(
                changed.map { ("\($0.path): \($0.before) → \($0.after)", $0.override) },
                before: changed.map(\.overrideBefore),
                path)
        else { return nil }
        causes.check(against: first, pair)
        return causes
    }

    private func causes(
        _ changed: [(name: String, override: String)], before: [String], _ path: String
    ) throws(RunFailure) -> ChangeCauses? {
        guard !changed.isEmpty else { return nil }
        let prepared = try PreparedScenario(
            path: path, overrides: before, geodata: geodata, settings: settings)
        return try ChangeCauses(
            changed.map { ChangeCauses.Cause(name: $0.name, overrides: [$0.override]) },
            figures: prepared.figures, jobs: settings.jobs
        ) { overrides throws(RunFailure) in try prepared.run(overrides) }
    }
}

/// The value of `body`, its findings as a failure of the run.
private func reading<T>(_ body: () throws(DiagnosticFailure) -> T) throws(RunFailure) -> T {
    do throws(DiagnosticFailure) { return try body() } catch { throw RunFailure(error) }
}

extension RunFailure {
    /// The same, told of a variant.
    fileprivate func inRun(_ name: String, at place: SourceLocation?) -> RunFailure {
        let told = diagnostics.map { finding -> Diagnostic in
            var finding = finding
            if let place, finding.location?.file == Override.fileName { finding.location = place }
            return finding.told({ "\(name): \($0)" }, zh: { "\(name)：\($0)" })
        }
        if case .input = self { return .input(told) }
        return .computation(told)
    }
}

extension Diagnostic {
    /// A finding about an override of a variant stands where the variant does.
    fileprivate func inVariant(_ variant: SweepVariant) -> Diagnostic {
        var finding = self
        if location == nil || location?.file == Override.fileName { finding.location = variant.location }
        return finding.told({ "\(variant.id): \($0)" }, zh: { "\(variant.id)：\($0)" })
    }
}
