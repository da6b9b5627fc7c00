import ArgumentParser
import EcoParameters
import EcoRuns
import EcoScenarios
import EcoUnits

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
