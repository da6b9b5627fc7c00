import ArgumentParser
import EcoGDAL
import EcoRuns
import EcoUnits

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Validate a scenario and its tables and rasters without computing.")

    @OptionGroup var options: ScenarioOptions

    @Option(name: .customLong("lang"), help: "Language of the findings.")
    var language: Language = .en

    func run() throws {
        let loaded = try options.load()
        let findings = loaded.warnings + Runner(geodata: .gdal).check(loaded)
        if !findings.isEmpty || options.format == .json { Console.report(findings, as: options.format) }
        if findings.hasErrors { throw ExitCode(2) }
        if options.format == .text {
            Console.output(options.scenario + (language == .zh ? "：未发现错误" : ": no errors"))
        }
    }
}
