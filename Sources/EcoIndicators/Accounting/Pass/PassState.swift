import EcoGrids
import EcoParameters
import Synchronization

/// What all workers of a pass have finished. Sums, census and the list of tasks always tell of the same cells.
struct PassState: Sendable {
    private(set) var sums: PassSums
    private(set) var census: [LayerRole: LayerCensus] = [:]
    /// By running number of the task.
    private(set) var isFinished: [Bool]

    init(_ plan: PassPlan) {
        sums = PassSums(plan)
        isFinished = [Bool](repeating: false, count: plan.tasks.count)
    }

    /// Takes over what a worker did.
    mutating func add(_ sums: PassSums, _ census: [LayerRole: LayerCensus], finished tasks: [Int]) {
        self.sums.merge(sums)
        self.census.merge(census)
        for task in tasks { isFinished[task] = true }
    }

    var isComplete: Bool { !isFinished.contains(false) }
}

extension [LayerRole: LayerCensus] {
    mutating func merge(_ other: Self) {
        for (role, seen) in other { self[role, default: LayerCensus()].merge(seen) }
    }
}

/// Hands tasks to workers, gathers what they did, and stops them all at the first fault.
final class PassCoordinator: Sendable {
    private struct Progress {
        var state: PassState
        var next = 0
        var findings: [Diagnostic] = []
        var isStopped = false
    }

    private let progress: Mutex<Progress>
    private let plan: PassPlan
    private let observer: any PassObserver

    init(_ plan: PassPlan, from state: PassState, observer: any PassObserver) {
        self.plan = plan
        self.observer = observer
        progress = Mutex(Progress(state: state))
    }

    /// The next task; nil where none is left or the pass is to end.
    func nextTask() -> Int? {
        let mustStop = observer.mustStop
        return progress.withLock { progress in
            if mustStop { progress.isStopped = true }
            guard progress.findings.isEmpty, !progress.isStopped else { return nil }
            while progress.next < plan.tasks.count, progress.state.isFinished[progress.next] {
                progress.next += 1
            }
            guard progress.next < plan.tasks.count else { return nil }
            defer { progress.next += 1 }
            return progress.next
        }
    }

    func add(_ sums: PassSums, _ census: [LayerRole: LayerCensus], finished tasks: [Int]) {
        progress.withLock { $0.state.add(sums, census, finished: tasks) }
    }

    func fail(_ findings: [Diagnostic]) {
        progress.withLock { progress in
            progress.findings += findings.filter { !progress.findings.contains($0) }
        }
    }

    var state: PassState { progress.withLock { $0.state } }
    var findings: [Diagnostic] { progress.withLock { $0.findings } }
}
