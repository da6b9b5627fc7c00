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
    @Argument(
        help: .said("A folder with scenario.yaml, or such a file.", zh: "含 scenario.yaml 的文件夹，或该文件本身。"),
        completion: .file(extensions: ["yaml"]))
    var scenario: String

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: .said(
            "Replace a value by its dotted path; may be repeated.", zh: "按点分路径替换一个取值；可重复使用。",
            valueName: "path=value"))
    var overrides: [String] = []

    @Option(help: .said("How findings and results are printed.", zh: "检查结果与计算结果的输出格式。"))
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

/// The language of what a command prints and writes.
struct LanguageOptions: ParsableArguments {
    @Option(
        name: .customLong("lang"),
        help: .said(
            "Language of help, messages and what is printed; else ECOCOMP_LANG, else that of the system.",
            zh: "帮助、提示与输出的语言；缺省取环境变量 ECOCOMP_LANG，再取系统语言。"))
    var language: Language = Speech.language
}

/// How many threads compute.
struct ThreadOptions: ParsableArguments {
    @Option(
        help: .said(
            "How many threads compute; else one for each processor.", zh: "计算线程数；缺省为每个处理器一个。"))
    var jobs: Int = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs takes a number from 1") }
    }
}
