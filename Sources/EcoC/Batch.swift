import CEcoComp
import EcoParameters
import EcoRuns
import Synchronization

/// The runs of one `eco_run_many`: checked, then computed side by side into the caller's array.
struct Batch {
    private let open: OpenScenario
    private let plan: BatchPlan
    private let figures: [Int]
    private let threads: Int
    private let results: BatchResults
    private let progress: eco_progress?
    private let failure: eco_failure?
    private let context: UnsafeMutableRawPointer?

    init(_ batch: eco_batch, of open: OpenScenario) throws(CallFailure) {
        guard batch.size == Int64(MemoryLayout<eco_batch>.size) else {
            throw .call(
                "batch.size", "\(batch.size) bytes, and this version has \(MemoryLayout<eco_batch>.size)",
                hint: "compile with the header of this library, and set size to sizeof(eco_batch)")
        }
        self.open = open
        plan = try BatchPlan(batch)
        figures = try Self.figures(batch, of: open.scenario.figures.count)
        threads = try CallArguments.positive(batch.threads, "batch.threads")
        results = try BatchResults(batch, runs: plan.runCount, width: figures.count)
        (progress, failure, context) = (batch.progress, batch.failure, batch.context)
    }

    private static func figures(_ batch: eco_batch, of count: Int) throws(CallFailure) -> [Int] {
        guard let chosen = batch.figures else { return Array(0..<count) }
        var figures: [Int] = []
        for place in 0..<(try CallArguments.length(batch.figure_count, "batch.figure_count")) {
            guard let figure = Int(exactly: chosen[place]), (0..<count).contains(figure) else {
                throw .call("batch.figures[\(place)]", "\(chosen[place]) is no place among \(count) figures")
            }
            figures.append(figure)
        }
        return figures
    }

    func run() throws(CallFailure) {
        let state = BatchState(total: plan.runCount)
        let reporting = Reporting(interval: .milliseconds(100))
        let step: @Sendable () -> Bool = { [open, plan, figures, results] in
            guard let run = state.next() else { return false }
            let failure = results.fill(run, figures) { () throws(CallFailure) in
                try open.run(try plan.overrides(run))
            }
            state.finished(run, failure)
            return true
        }
        Workers.run(min(threads, plan.runCount) - 1, { while step() {} }) {
            while step() { if reporting.isDue { report(state) } }
        }
        report(state)
        if state.isCancelled { throw .cancelled }
    }

    /// On the caller's thread.
    private func report(_ state: BatchState) {
        for failed in state.takeFailures() {
            failed.failure.text.withCString {
                failure?(context, Int64(failed.run), failed.failure.status, $0)
            }
        }
        let (done, failed) = state.counts
        if let progress, progress(context, Int64(done), Int64(failed), Int64(plan.runCount)) != 0 {
            state.cancel()
        }
    }
}

/// Tells when a caller has waited long enough for news.
private final class Reporting {
    private let interval: Duration
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant

    init(interval: Duration) {
        self.interval = interval
        last = clock.now
    }

    var isDue: Bool {
        let now = clock.now
        guard now - last >= interval else { return false }
        last = now
        return true
    }
}

/// Which runs are left, and what became of the others.
private final class BatchState: Sendable {
    struct Failed: Sendable {
        let run: Int
        let failure: CallFailure
    }

    private struct Counts {
        var next = 0
        var done = 0
        var failed = 0
        var isCancelled = false
        var failures: [Failed] = []
    }

    private let total: Int
    private let state = Mutex(Counts())

    init(total: Int) { self.total = total }

    func next() -> Int? {
        state.withLock { state in
            guard !state.isCancelled, state.next < total else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    func finished(_ run: Int, _ failure: CallFailure?) {
        state.withLock { state in
            state.done += 1
            guard let failure else { return }
            state.failed += 1
            state.failures.append(Failed(run: run, failure: failure))
        }
    }

    func takeFailures() -> [Failed] {
        state.withLock { state in
            defer { state.failures = [] }
            return state.failures
        }
    }

    /// A batch whose runs are all done was not stopped.
    func cancel() { state.withLock { $0.isCancelled = $0.done < total } }

    var counts: (done: Int, failed: Int) { state.withLock { ($0.done, $0.failed) } }
    var isCancelled: Bool { state.withLock(\.isCancelled) }
}
