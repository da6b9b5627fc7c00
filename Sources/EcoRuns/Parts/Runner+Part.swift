import EcoIndicators
import EcoParameters
import EcoScenarios

extension Runner {
    /// Computes one share of the pass over rasters and leaves it in `folder`; a part that is there already and holds
    /// the same sums is kept.
    ///
    /// - Returns: the file.
    public func part(
        _ share: TaskShare, of loaded: LoadedScenario, in folder: PartFolder,
        settings: RunSettings = RunSettings()
    ) throws(RunFailure) -> String {
        let known = folder.part(share)
        let part = try asInput { () throws(DiagnosticFailure) in
            guard let parameters = loaded.scenario.accounts else { throw Self.nothingToCut }
            var pass = try PassSettings(settings, loaded, geodata)
            pass.partEngine = Tool.contentEngine
            return try GEPAccounting.part(
                share, known: known, parameters: parameters, regions: loaded.scenario.regions,
                outlines: try geodata.outlines(of: loaded.scenario, on: parameters),
                opener: geodata.rasters, settings: pass)
        }
        if part != known {
            do throws(Diagnostic) { try folder.write(part) } catch { throw .computation([error]) }
        }
        return folder.file(of: share)
    }

    private static var nothingToCut: DiagnosticFailure {
        DiagnosticFailure([
            Diagnostic(
                code: "nothing_to_cut", path: "accounts", "the scenario has no account of ecosystem services",
                hint: "only the pass over rasters is made in parts; compute with `ecocomp run`")
        ])
    }
}
