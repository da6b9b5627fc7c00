import ArgumentParser
import EcoGDAL
import EcoParameters
import EcoReports
import EcoRuns
import EcoScenarios
import EcoUnits

struct RunCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "run",
            abstract: Speech.said(
                "Compute a scenario, write its run folder, print a summary.", zh: "计算情景，写出运行文件夹，打印摘要。"))
    }

    @OptionGroup var options: ScenarioOptions

    @Option(
        name: .customLong("out"),
        help: .said("The run folder; else runs/<scenario>-<fingerprint>.", zh: "运行文件夹；缺省为 runs/<情景>-<指纹>。"))
    var folder: String?

    @Option(
        help: .said(
            "Compute only these modules and what they read: \(RunModule.allCases.map(\.rawValue).joined(separator: ", ")).",
            zh: "只计算这些模块及其所需：\(RunModule.allCases.map(\.rawValue).joined(separator: "、"))。",
            valueName: "module,..."))
    var only: String?

    @Option(
        name: .customLong("lang"),
        help: .said(
            "Language of report.html, the summary and messages; else of the report the scenario's first.",
            zh: "report.html、摘要与提示的语言；报告缺省取情景列出的第一种语言。")
    )
    var language: Language?

    @Option(
        help: .said(
            "Take the sums over rasters from the parts that `ecocomp part` left in this folder.",
            zh: "栅格累加值取自此文件夹中 ecocomp part 的各部分。", valueName: "dir"))
    var parts: String?

    @OptionGroup var threads: ThreadOptions

    @Flag(
        name: .customLong("no-cache"),
        help: .said(
            "Read all rasters anew: neither use nor keep sums of other runs.",
            zh: "重新读取全部栅格：不使用也不保存其他运行的累加值。")
    )
    var noCache = false

    @Flag(help: .said("Show no progress.", zh: "不显示进度。"))
    var quiet = false

    @Option(
        help: .said(
            "Seconds of work after which finished windows are put on disk.", zh: "每隔多少秒把已完成的窗口存盘。",
            visibility: .hidden))
    var checkpointSeconds = 5.0

    func validate() throws {
        guard folder != "" else { throw ValidationError("--out takes the name of a folder") }
        _ = try modules()
    }

    func run() throws {
        let control = RunControl(isQuiet: quiet)
        let loaded = try options.load()
        let language = language ?? loaded.scenario.report.languages.first ?? .en
        let folder = folder ?? RunStore.defaultFolder(loaded)
        try requireChosen(in: loaded.scenario)
        try requireFree(folder)
        let settings = settings(folder, control)
        control.discards(folder, settings.partial)
        let warnings: Int
        var verdict: Diagnostic?
        do {
            let result = try Runner(geodata: .gdal).run(loaded, only: try modules(), settings: settings)
            try RunStore.write(
                result, to: folder, producers: [reports(language, loaded)], rasters: settings.partial)
            settings.partial?.remove()
            warnings = result.warnings.count
            verdict = result.search.flatMap { $0.isInfeasible ? $0.warnings.first : nil }
        } catch let failure as RunFailure {
            settings.partial?.tidy()
            Console.report(failure.diagnostics, as: options.format)
            if case .infeasible(let market) = failure {
                try explain(RunResult(loaded, infeasible: market), in: folder, language)
            }
            throw ExitCode(failure.exitCode)
        }
        control.end()
        try summarise(folder, language)
        if warnings > 0, options.format == .text {
            Console.error(
                "warnings: \(warnings); the report lists them, and \(folder)/diagnostics.json", in: language)
        }
        // A search that finds nothing has a result, and what was asked for cannot be met.
        if let verdict {
            Console.report([verdict], as: .text)
            throw ExitCode(1)
        }
    }

    private func reports(_ language: Language, _ loaded: LoadedScenario) -> ReportProducer {
        ReportProducer(
            languages: [language] + loaded.scenario.report.languages.filter { $0 != language })
    }

    /// Where no plan meets the limits, the run folder holds the page that tells why.
    private func explain(_ result: RunResult, in folder: String, _ language: Language) throws {
        do throws(RunFailure) {
            try RunStore.write(result, to: folder, producers: [reports(language, result.loaded)])
        } catch {
            Console.report(error.diagnostics, as: options.format)
            return
        }
        if options.format == .text {
            Console.error("what conflicts and what would help: \(folder)/report.html")
        }
    }

    private func settings(_ folder: String, _ control: RunControl) -> RunSettings {
        var settings = RunSettings()
        settings.jobs = threads.jobs
        settings.observer = control
        settings.cache = noCache ? nil : SumCache.ofUser
        settings.parts = parts.map { PartFolder($0) }
        settings.checkpointInterval = checkpointSeconds
        settings.partial = PartialFolder(destination: folder, geodata: .gdal)
        return settings
    }

    /// A module that the scenario does not have would be left out without a word.
    private func requireChosen(in scenario: Scenario) throws {
        let missing = try (modules() ?? []).subtracting(scenario.modules).map(\.rawValue).sorted()
        guard !missing.isEmpty else { return }
        let findings = missing.map {
            Diagnostic(
                code: "missing_value", path: $0,
                "--only asks for `\($0)`, and the scenario has no such block",
                hint: "add the block, or leave it out of --only")
        }
        Console.report(findings, as: options.format)
        throw ExitCode(2)
    }

    /// Asked before anything is computed.
    private func requireFree(_ folder: String) throws {
        do { try RunFolder.check(destination: folder) } catch {
            Console.report([error], as: options.format)
            throw ExitCode(1)
        }
    }

    private func modules() throws -> Set<RunModule>? {
        guard let only else { return nil }
        var chosen: Set<RunModule> = []
        for name in only.split(separator: ",").map({ $0.trimmingBlanks() }) {
            guard let module = RunModule(rawValue: name) else {
                let near = Suggestion.nearest(to: name, in: RunModule.allCases.map(\.rawValue))
                throw ValidationError(
                    "unknown module '\(name)'" + (near.map { ". Did you mean '\($0)'?" } ?? ""))
            }
            chosen.insert(module)
        }
        return chosen
    }

    /// The summary is read back from the folder, as the report is.
    private func summarise(_ folder: String, _ language: Language) throws {
        do throws(DiagnosticFailure) {
            let run = try StoredRun(folder: folder)
            switch options.format {
            case .text: Console.output(try RunSummary.text(of: run, language: language))
            case .json: Console.output(try RunSummary.json(of: run).text)
            }
        } catch {
            Console.report(error.diagnostics, as: options.format)
            throw ExitCode(1)
        }
    }
}

extension RunFailure {
    var exitCode: Int32 {
        switch self {
        case .input: 2
        case .computation, .infeasible: 1
        }
    }
}

extension Geodata {
    static let gdal = Geodata(
        rasters: GDALRasterOpener(), outlines: GDALOutlineReader(), arrays: GDALArrayOpener(),
        spreadsheets: GDALSpreadsheetReader(), creator: { GeoTIFFCreator($0) }, scratch: { ScratchFolder($0) }
    )
}
