import ArgumentParser
import EcoIndicators
import EcoParameters
import EcoRuns
import EcoScenarios
import EcoUnits
import Glibc
import Synchronization

struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Compute a scenario many times with other values; resumes where it stopped.",
        discussion: """
            ecocomp sweep Scenarios/shanxi_market --vary "quota.fee_rate=0..0.03/4"
            ecocomp sweep Scenarios/taixin plan.yaml --out sweeps/taixin
            LIST is `1, 2, 3`; `0..10/5`, five steps; or a distribution such as `uniform(0, 10) CNY/t`, \
            `triangular(0, 2, 10)`, `normal(5, 1)`, `lognormal(5, 2)`, `log_uniform(1, 100)`. \
            `ecocomp describe sweep` tells what a plan takes.
            """)

    @OptionGroup var options: ScenarioOptions

    @Argument(help: "A file with the plan; else --vary.", completion: .file(extensions: ["yaml"]))
    var plan: String?

    @Option(
        name: .customLong("vary"), parsing: .singleValue,
        help: ArgumentHelp("A value that varies; may be repeated.", valueName: "path=list"))
    var variations: [String] = []

    @Option(
        help: ArgumentHelp(
            "Plan of the runs: \(SweepParameters.Sample.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "plan"))
    var sample: String?

    @Option(name: .customLong("n"), help: "Number of runs, base points (sobol) or trajectories (morris).")
    var count: Int?

    @Option(help: "Seed of the random numbers.")
    var seed: Int?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Figures to keep of every run, `*` for any text.", valueName: "pattern"))
    var figures: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Tables of the run folder to keep of every run, such as accounts.", valueName: "name"))
    var tables: [String] = []

    @Flag(help: "Begin only where the lowest and the highest of every value can be computed.")
    var requireCorners = false

    @Option(name: .customLong("out"), help: "The folder of the sweep; else sweeps/<scenario>-<fingerprint>.")
    var folder: String?

    @OptionGroup var threads: ThreadOptions

    @Option(
        help: ArgumentHelp(
            "Compute only the K-th of N shares of the runs, on one thread, beside other processes; the command without it finishes the sweep.",
            valueName: "K/N"))
    var share: TaskShare?

    @Flag(help: "Check all, begin the folder, and tell how many runs are left and how long one takes.")
    var outlook = false

    @Flag(name: .customLong("no-cache"), help: "Neither use nor keep sums over rasters of other runs.")
    var noCache = false

    @Flag(help: "Show no progress.")
    var quiet = false

    func validate() throws {
        guard folder != "" else { throw ValidationError("--out takes the name of a folder") }
        guard plan == nil || variations.isEmpty else {
            throw ValidationError("a file with the plan and --vary: give one of them")
        }
        guard plan != nil || !variations.isEmpty else {
            throw ValidationError("give a file with the plan, or --vary PATH=LIST")
        }
    }

    func run() throws {
        let control = SweepControl(isQuiet: quiet)
        let setup: SweepSetup
        do {
            setup = try SweepSetup(
                path: options.scenario, overrides: options.overrides, try document(), geodata: .gdal,
                settings: settings)
        } catch { try fail(error) }
        let folder = folder ?? Sweep.defaultFolder(setup, overrides: options.overrides)
        let sweep = Sweep(setup, overrides: options.overrides, folder: folder)
        if outlook {
            do { try tell(try sweep.outlook(), folder) } catch { try fail(error) }
            return control.end()
        }
        let end: Sweep.End
        do {
            end =
                try share.map { try sweep.run($0, observer: control) }
                ?? sweep.run(jobs: threads.jobs, observer: control)
        } catch {
            control.end()
            try fail(error, "what is finished is kept in \(folder), and the same command resumes")
        }
        control.end()
        if case .interrupted(let kept) = end {
            Console.error("interrupted; \(kept) runs are kept in \(folder), and the same command resumes")
            throw ExitCode(75)
        }
        if share == nil { try summarise(folder, control) }
    }

    private func tell(_ outlook: Sweep.Outlook, _ folder: String) throws {
        switch options.format {
        case .text:
            Console.output(
                CommandWords.text(
                    "\(folder): \(outlook.left) of \(outlook.runs) runs are left", Console.language))
        case .json:
            Console.output(
                JSON.object([
                    ("folder", .string(folder)), ("runs", .integer(outlook.runs)),
                    ("left", .integer(outlook.left)),
                    ("seconds_a_run", .number(outlook.secondsPerRun)),
                ]).text)
        }
    }

    private var settings: RunSettings {
        var settings = RunSettings(jobs: threads.jobs)
        settings.cache = noCache ? nil : SumCache.ofUser
        return settings
    }

    private func document() throws(RunFailure) -> LoadedDocument<SweepParameters> {
        let further: [(key: String, values: [String])] = [
            ("sample", sample.map { [$0] } ?? []), ("n", count.map { ["\($0)"] } ?? []),
            ("seed", seed.map { ["\($0)"] } ?? []), ("figures", figures), ("tables", tables),
            ("require_corners", requireCorners ? ["true"] : []),
        ]
        do throws(DiagnosticFailure) {
            guard let plan else { return try SweepLoader.load(vary: variations, further) }
            return try SweepLoader.load(file: plan, further)
        } catch { throw .input(error.diagnostics) }
    }

    private func fail(_ error: any Error, _ note: String? = nil) throws -> Never {
        guard let failure = error as? RunFailure else { throw error }
        Console.report(failure.diagnostics, as: options.format)
        if case .computation = failure, let note { Console.error(note) }
        throw ExitCode(failure.exitCode)
    }

    /// What the folder holds, read back from it.
    private func summarise(_ folder: String, _ control: SweepControl) throws {
        do throws(DiagnosticFailure) {
            let summary = try SweepSummary(folder: folder)
            switch options.format {
            case .text: Console.output(summary.text)
            case .json: Console.output(summary.json.text)
            }
        } catch {
            Console.report(error.diagnostics, as: options.format)
            throw ExitCode(1)
        }
        if let rate = control.rate, options.format == .text { Console.error(rate) }
    }
}

/// Watches a sweep: shows progress on stderr, and lets it come to rest when it is interrupted.
final class SweepControl: SweepObserver {
    private struct State {
        var progress: ProgressLine?
        var start: ContinuousClock.Instant?
        var last: ContinuousClock.Instant?
        var done = 0
    }

    private let state = Mutex(State())
    private let isStopping = Atomic(false)
    private let isRunning = Atomic(false)
    /// Set once, before any signal can come.
    private nonisolated(unsafe) var signals: InterruptSignals?
    private let isQuiet: Bool

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
        signals = InterruptSignals { [self] in interrupt() }
    }

    /// The first signal lets the runs under way end and be kept; before any, and a second one, end at once.
    private func interrupt() {
        let isSecond = isStopping.exchange(true, ordering: .relaxed)
        guard isSecond || !isRunning.load(ordering: .relaxed) else { return }
        Console.error("interrupted; what is finished is kept, and the same command resumes")
        _exit(75)
    }

    func end() {
        state.withLock { $0.progress?.clear() }
        signals?.release()
    }

    var mustStop: Bool { isStopping.load(ordering: .relaxed) }

    func begins(runs: Int, done: Int) {
        isRunning.store(true, ordering: .relaxed)
        state.withLock { state in
            state.start = .now
            if !isQuiet { state.progress = ProgressLine(step: "sweep", of: runs, done: done, "runs", 1) }
        }
    }

    func advances() {
        state.withLock { state in
            state.done += 1
            state.last = .now
            state.progress?.advance(by: 1)
        }
    }

    /// Runs of this command and how fast they were; nil where there were none.
    var rate: String? {
        state.withLock { state in
            guard let start = state.start, let last = state.last, state.done > 0 else { return nil }
            let seconds = (last - start) / .seconds(1)
            let tenths = Int((Double(state.done) / max(seconds, 1e-9) * 10).rounded())
            return "\(state.done) runs in \(Self.text(seconds)) s, \(tenths / 10).\(tenths % 10) a second"
        }
    }

    private static func text(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
