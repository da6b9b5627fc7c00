import ArgumentParser
import Dispatch
import EcoGDAL
import EcoParameters
import EcoReports
import EcoRuns
import EcoScenarios
import EcoUnits
import Glibc

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Compute a scenario, write its run folder, print a summary.")

    @OptionGroup var options: ScenarioOptions

    @Option(name: .customLong("out"), help: "The run folder; else runs/<scenario>-<fingerprint>.")
    var folder: String?

    @Option(
        help: ArgumentHelp(
            "Compute only these modules and what they read: \(RunModule.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "module,..."))
    var only: String?

    @Option(
        name: .customLong("lang"), help: "Language of report.html and the summary; else the scenario's first."
    )
    var language: Language?

    @Option(help: "How many modules run at once.")
    var jobs: Int = 2

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs takes a number from 1") }
        _ = try modules()
    }

    func run() throws {
        let loaded = try options.load()
        let language = language ?? loaded.scenario.report.languages.first ?? .en
        let folder = folder ?? RunStore.defaultFolder(loaded)
        let guardian = InterruptGuard(discarding: folder)
        defer { guardian.end() }
        do {
            let result = try Runner(geodata: .gdal).run(loaded, only: try modules(), jobs: jobs)
            let languages = [language] + loaded.scenario.report.languages.filter { $0 != language }
            try RunStore.write(result, to: folder, producers: [ReportProducer(languages: languages)])
        } catch let failure as RunFailure {
            Console.report(failure.diagnostics, as: options.format)
            throw ExitCode(failure.exitCode)
        }
        try summarise(folder, language)
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
        case .computation: 1
        }
    }
}

extension Geodata {
    static let gdal = Geodata(rasters: GDALRasterOpener(), outlines: GDALOutlineReader())
}

/// Removes the half-written folder when the run is interrupted, and ends with exit code 75.
struct InterruptGuard {
    private let sources: [any DispatchSourceSignal]

    init(discarding folder: String) {
        sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                RunFolder.discard(destination: folder)
                Console.error("interrupted; nothing was written")
                _exit(75)
            }
            source.resume()
            return source
        }
    }

    func end() {
        for source in sources { source.cancel() }
    }
}
