import ArgumentParser
import EcoGDAL
import EcoRuns
import EcoUnits

struct CheckCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: Speech.said(
                "Validate a scenario and its tables and rasters without computing.",
                zh: "检查情景及其表格、栅格，不做计算。"))
    }

    @OptionGroup var options: ScenarioOptions

    @OptionGroup var speech: LanguageOptions

    func run() throws {
        let loaded = try options.load()
        let findings = loaded.warnings + Runner(geodata: .gdal).check(loaded)
        if !findings.isEmpty || options.format == .json { Console.report(findings, as: options.format) }
        if findings.hasErrors { throw ExitCode(2) }
        if options.format == .text {
            Console.output(options.scenario + (speech.language == .zh ? "：未发现错误" : ": no errors"))
        }
    }
}
