import ArgumentParser
import EcoParameters
import EcoRuns
import EcoScenarios
import EcoUnits
import Glibc

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

extension Language: ExpressibleByArgument {}

/// The scenario and the values set over it.
struct ScenarioOptions: ParsableArguments {
    @Argument(help: "A folder with scenario.yaml, or such a file.", completion: .file(extensions: ["yaml"]))
    var scenario: String

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("Replace a value by its dotted path; may be repeated.", valueName: "path=value"))
    var overrides: [String] = []

    @Option(help: "How findings and results are printed.")
    var format: OutputFormat = .text

    /// The scenario; findings are printed and end the command with exit code 2.
    func load() throws -> LoadedScenario {
        do {
            return try ScenarioLoader.load(
                path: scenario, overrides: overrides, spreadsheets: Geodata.gdal.spreadsheets)
        } catch {
            Console.report(error.diagnostics, as: format)
            throw ExitCode(2)
        }
    }
}

/// How many threads compute.
struct ThreadOptions: ParsableArguments {
    @Option(help: "How many threads compute; else one for each processor.")
    var jobs: Int = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs takes a number from 1") }
    }
}
