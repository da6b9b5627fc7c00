import Dispatch
import EcoParameters
import EcoScenarios
import Synchronization

/// Who watches a sweep; called from several threads.
public protocol SweepObserver: Sendable {
    /// Runs of earlier commands are counted among `done`.
    func begins(runs: Int, done: Int)
    func advances()
    /// Asked before every run.
    var mustStop: Bool { get }
}

/// Computes the runs of a sweep into a folder, and resumes where an earlier command stopped.
public struct Sweep: Sendable {
    /// How a command ended.
    public enum End: Sendable, Equatable {
        case done
        /// The same command resumes; so many runs are kept.
        case interrupted(kept: Int)
    }

    let setup: SweepSetup
    let folder: String
    let overrides: [String]
    /// Results that the statistics hold in memory, at most; the tables do not depend on it.
    var largestHeld = 1 << 18

    public init(_ setup: SweepSetup, overrides: [String], folder: String) {
        self.setup = setup
        self.overrides = overrides
        self.folder = folder
    }

    /// Where a sweep goes that names no folder.
    public static func defaultFolder(_ setup: SweepSetup, overrides: [String]) -> String {
        let name = setup.variants.first?.presentResult.loaded.scenario.name ?? ""
        return "sweeps/\(name)-\(setup.identity(overrides: overrides).key.prefix(12))"
    }

    /// - Parameter jobs: threads; the results do not depend on it.
    /// - Throws: a folder of another sweep, as wrong input; a place that cannot be written, where all finished
    ///   parts stay and the same command resumes.
    public func run(jobs: Int, observer: any SweepObserver) throws(RunFailure) -> End {
        try told { () throws(Diagnostic) in
            let place = try SweepFolder(folder)
            let identity = setup.identity(overrides: overrides)
            if try place.begin(identity) == .done { return .done }
            try RunFolder.makeFolders(place.parts)
            let kept = SweepPart.all(in: place.parts, key: identity.key)
            let work = SweepWork(setup, kept.map(\.runs), key: identity.key, folder: place.parts)
            observer.begins(runs: setup.jobCount, done: setup.jobCount - work.open)
            try work.run(jobs: jobs, observer: observer)
            guard work.open == 0 else { return .interrupted(kept: setup.jobCount - work.open) }
            let parts = SweepPart.all(in: place.parts, key: identity.key)
            let output = SweepOutput(
                setup, overrides: overrides, parts, folder: place.path, key: identity.key,
                largestHeld: largestHeld)
            try output.write(jobs: jobs)
            place.tidy()
            return .done
        }
    }

    /// A folder of another sweep is wrong input; a place that cannot be written is not.
    func told<Value>(_ body: () throws(Diagnostic) -> Value) throws(RunFailure) -> Value {
        do { return try body() } catch {
            let isInput = ["sweep_changed", "output_exists"].contains(error.code)
            throw isInput ? .input([error]) : .computation([error])
        }
    }
}

/// The runs that are still to do, handed out in pieces and put on disk piece by piece.
final class SweepWork: Sendable {
    private struct State {
        var gaps: [Range<Int>]
        var open: Int
        var failure: Diagnostic?
    }

    private let setup: SweepSetup
    private let key: String
    private let folder: String
    private let state: Mutex<State>
    /// Runs in a part, at most: what lies between two looks at the disk.
    private let largestPart: Int

    /// - Parameter done: runs that earlier commands finished, in order.
    init(_ setup: SweepSetup, _ done: [Range<Int>], key: String, folder: String) {
        self.setup = setup
        self.key = key
        self.folder = folder
        largestPart = Self.largestPart(setup)
        // Runs for the swing of the results come first: they show early what the ends of the values do.
        let gaps = Sweep.gaps(in: 0..<setup.jobCount, besides: done)
        state = Mutex(State(gaps: gaps, open: gaps.reduce(0) { $0 + $1.count }, failure: nil))
    }

    static func largestPart(_ setup: SweepSetup) -> Int {
        min(4096, max(1, (8 << 20) / (8 * max(1, setup.figures.count))))
    }

    /// Runs that are not on disk.
    var open: Int { state.withLock(\.open) }

    /// - Throws: where a part cannot be written.
    func run(jobs: Int, observer: any SweepObserver) throws(Diagnostic) {
        DispatchQueue.concurrentPerform(iterations: max(1, jobs)) { _ in work(jobs, observer) }
        if let failure = state.withLock(\.failure) { throw failure }
    }

    private func work(_ jobs: Int, _ observer: any SweepObserver) {
        let clock = ContinuousClock()
        var size = 1
        while !observer.mustStop, let runs = take(size, jobs) {
            let start = clock.now
            var records: [SweepRecord] = []
            for run in runs where !observer.mustStop {
                records.append(setup.record(run))
                observer.advances()
            }
            guard keep(records, of: runs) else { return }
            // A part for about every second of work.
            let seconds = (clock.now - start) / .seconds(1)
            let wanted = Double(size) / max(seconds, 1e-3)
            size = min(largestPart, max(1, Int(min(wanted, Double(4 * size)))))
        }
    }

    /// At most `size` runs, and no more than leaves the others something to do.
    private func take(_ size: Int, _ jobs: Int) -> Range<Int>? {
        state.withLock { state in
            guard state.failure == nil, let gap = state.gaps.last else { return nil }
            let share = max(1, state.gaps.reduce(0) { $0 + $1.count } / (2 * max(1, jobs)))
            let runs = gap.suffix(min(size, share))
            state.gaps.removeLast()
            let rest = gap.lowerBound..<runs.lowerBound
            if !rest.isEmpty { state.gaps.append(rest) }
            return runs
        }
    }

    private func keep(_ records: [SweepRecord], of runs: Range<Int>) -> Bool {
        guard !records.isEmpty else { return true }
        do throws(Diagnostic) {
            try SweepPart.write(records, first: runs.lowerBound, key: key, into: folder)
            state.withLock { $0.open -= records.count }
            return true
        } catch {
            state.withLock { $0.failure = $0.failure ?? error }
            return false
        }
    }
}
