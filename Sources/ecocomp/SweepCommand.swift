import ArgumentParser
import EcoIndicators
import EcoParameters
import EcoRuns
import EcoScenarios
import EcoUnits
import Glibc
import Synchronization

struct SweepCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "sweep",
            abstract: Speech.said(
                "Compute a scenario many times with other values; resumes where it stopped.",
                zh: "以多组取值反复计算情景；中断后可接续。"),
            discussion: Speech.said(
                """
                ecocomp sweep Scenarios/shanxi_market --vary "quota.fee_rate=0..0.03/4"
                ecocomp sweep Scenarios/taixin plan.yaml --out sweeps/taixin
                LIST is `1, 2, 3`; `0..10/5`, five steps; or a distribution such as `uniform(0, 10) CNY/t`, \
                `triangular(0, 2, 10)`, `normal(5, 1)`, `lognormal(5, 2)`, `log_uniform(1, 100)`. \
                `ecocomp describe sweep` tells what a plan takes.
                """,
                zh: """
                    ecocomp sweep Scenarios/shanxi_market --vary "quota.fee_rate=0..0.03/4"
                    ecocomp sweep Scenarios/taixin plan.yaml --out sweeps/taixin
                    LIST 为 `1, 2, 3`；或 `0..10/5`，即五个等距值；或分布，如 `uniform(0, 10) CNY/t`、`triangular(0, 2, 10)`、\
                    `normal(5, 1)`、`lognormal(5, 2)`、`log_uniform(1, 100)`。计划文件的写法见 `ecocomp describe sweep`。
                    """))
    }

    @OptionGroup var options: ScenarioOptions

    @Argument(
        help: .said("A file with the plan; else --vary.", zh: "计划文件；缺省用 --vary。"),
        completion: .file(extensions: ["yaml"]))
    var plan: String?

    @Option(
        name: .customLong("vary"), parsing: .singleValue,
        help: .said("A value that varies; may be repeated.", zh: "变化的取值；可重复使用。", valueName: "path=list"))
    var variations: [String] = []

    @Option(
        help: .said(
            "Plan of the runs: \(SweepParameters.Sample.allCases.map(\.rawValue).joined(separator: ", ")).",
            zh: "抽样方式：\(SweepParameters.Sample.allCases.map(\.rawValue).joined(separator: "、"))。",
            valueName: "plan"))
    var sample: String?

    @Option(
        name: .customLong("n"),
        help: .said(
            "Number of runs, base points (sobol) or trajectories (morris).",
            zh: "运行次数；sobol 为基点数，morris 为轨迹数。"))
    var count: Int?

    @Option(help: .said("Seed of the random numbers.", zh: "随机数种子。"))
    var seed: Int?

    @Option(
        parsing: .upToNextOption,
        help: .said(
            "Figures to keep of every run, `*` for any text.", zh: "每次运行保留的指标，`*` 代表任意文字。",
            valueName: "pattern"))
    var figures: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: .said(
            "Tables of the run folder to keep of every run, such as accounts.",
            zh: "每次运行保留的表，如 accounts。", valueName: "name"))
    var tables: [String] = []

    @Flag(
        help: .said(
            "Begin only where the lowest and the highest of every value can be computed.",
            zh: "各取值的最低、最高两端均可计算时才开始。"))
    var requireCorners = false

    @Option(
        help: .said(
            "Where the quota market of each run is solved from: \(SweepParameters.MarketStart.allCases.map(\.rawValue).joined(separator: ", ")).",
            zh:
                "各次运行的排污权市场从何处开始求解：\(SweepParameters.MarketStart.allCases.map(\.rawValue).joined(separator: "、"))。",
            valueName: "start"))
    var market: String?

    @Option(
        name: .customLong("out"),
        help: .said(
            "The folder of the sweep; else sweeps/<scenario>-<fingerprint>.",
            zh: "批量计算的文件夹；缺省为 sweeps/<情景>-<指纹>。"))
    var folder: String?

    @OptionGroup var threads: ThreadOptions

    @OptionGroup var speech: LanguageOptions

    @Option(
        help: .said(
            "Compute only the K-th of N shares of the runs, on one thread, beside other processes; the command without it finishes the sweep.",
            zh: "只算 N 份中的第 K 份，单线程，可与其他进程并行；最后以不带此选项的命令收尾。", valueName: "K/N"))
    var share: TaskShare?

    @Flag(
        help: .said(
            "Check all, begin the folder, and tell how many runs are left and how long one takes.",
            zh: "检查全部取值，建立文件夹，告知还剩多少次及每次用时。"))
    var outlook = false

    @Flag(
        name: .customLong("no-cache"),
        help: .said(
            "Neither use nor keep sums over rasters of other runs.", zh: "不使用也不保存其他运行的栅格累加值。"))
    var noCache = false

    @Flag(help: .said("Show no progress.", zh: "不显示进度。"))
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
                    "\(folder): \(outlook.left) of \(outlook.runs) runs are left", speech.language))
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
            ("require_corners", requireCorners ? ["true"] : []), ("market", market.map { [$0] } ?? []),
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
            case .text: Console.output(summary.text(speech.language))
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
