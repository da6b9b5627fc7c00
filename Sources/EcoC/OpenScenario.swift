import EcoParameters
import EcoRuns
import EcoScenarios
import EcoUnits

/// A scenario that a caller has opened.
final class OpenScenario: Sendable {
    let scenario: PreparedScenario
    /// What `eco_describe` gives.
    let description: String

    init(
        path: String, overrides: [String], modules: String?, geodata: String?, jobs: Int
    ) throws(CallFailure) {
        let chosen = try modules.map { names throws(CallFailure) in try Self.modules(names) }
        do throws(RunFailure) {
            let folder = ScenarioSource(path: path).folder
            var settings = RunSettings(jobs: jobs)
            let record = try geodata.map { file throws(RunFailure) in try Self.record(file, folder) }
            settings.cache = record.map(RecordedSums.init)
            scenario = try PreparedScenario(
                path: path, overrides: overrides, only: chosen, geodata: .recorded(record, folder: folder),
                settings: settings)
        } catch {
            throw CallFailure(error)
        }
        description =
            JSON.object([
                ("engine", .string(Tool.version)), ("scenario", .string(path)),
                ("figures", .array(scenario.figures.map(\.json))),
            ]).text
    }

    private static func record(_ file: String, _ folder: String) throws(RunFailure) -> GeodataRecord {
        do throws(DiagnosticFailure) { return try GeodataRecord.read(file, folder: folder) } catch {
            throw .input(error.diagnostics)
        }
    }

    private static func modules(_ names: String) throws(CallFailure) -> Set<RunModule> {
        var chosen: Set<RunModule> = []
        for name in names.split(separator: ",").map({ $0.trimmingBlanks() }) {
            guard let module = RunModule(rawValue: name) else {
                let known = RunModule.allCases.map(\.rawValue)
                let near = Suggestion.nearest(to: name, in: known).map { "did you mean '\($0)'?" }
                throw .call(
                    "modules", "unknown module '\(name)'", hint: near ?? known.joined(separator: ", "))
            }
            chosen.insert(module)
        }
        return chosen
    }

    func run(_ overrides: [String]) throws(CallFailure) -> [Double] {
        let values = try asCall { () throws(RunFailure) in try scenario.run(overrides) }
        guard values.count == scenario.figures.count else {
            throw CallFailure(.computation([Diagnostic(code: "size_mismatch", "the run has other figures")]))
        }
        return values
    }

    func table(_ name: String, _ overrides: [String]) throws(CallFailure) -> String {
        try asCall { () throws(RunFailure) in
            try RunStore.table(name, of: try scenario.result(overrides)).text
        }
    }

    func write(to folder: String, _ overrides: [String]) throws(CallFailure) {
        try asCall { () throws(RunFailure) in
            try RunStore.write(try scenario.result(overrides), to: folder)
        }
    }

    private func asCall<T>(_ body: () throws(RunFailure) -> T) throws(CallFailure) -> T {
        do throws(RunFailure) { return try body() } catch { throw CallFailure(error) }
    }
}

extension RunFigure {
    fileprivate var json: JSON {
        .object([
            ("id", .string(id)), ("region", region.isEmpty ? .null : .string(region)),
            ("item", item.isEmpty ? .null : .string(item)), ("unit", .string(unit)),
            ("meaning", .object([("en", .string(meaning.en)), ("zh", .string(meaning.zh))])),
        ])
    }
}
