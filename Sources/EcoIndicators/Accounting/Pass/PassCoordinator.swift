import EcoGrids
import EcoParameters
import Synchronization

/// Hands tasks to workers, gathers what they did, keeps checkpoints, and stops all at the first fault.
final class PassCoordinator: Sendable {
    private struct Progress {
        var state: PassState
        var next: Int
        var findings: [Diagnostic] = []
        var mustStop = false
        var lastCheckpoint = ContinuousClock.now
    }

    private let plan: PassPlan
    private let settings: PassSettings
    /// Nil where no checkpoint is kept.
    private let key: String?
    private let parts: RasterParts?
    private let progress: Mutex<Progress>
    /// Held while a checkpoint is written, so that an older one cannot replace a newer.
    private let writing = Mutex<Void>(())

    init(
        _ plan: PassPlan, from state: PassState, key: String?, parts: RasterParts?, settings: PassSettings
    ) {
        self.plan = plan
        self.parts = parts
        self.settings = settings
        self.key = key
        progress = Mutex(Progress(state: state, next: plan.share.lowerBound))
    }

    /// The next task; nil where none is left, one has failed, or the run is to end.
    func nextTask() -> Int? {
        let mustStop = settings.observer.mustStop
        return progress.withLock { progress in
            if mustStop { progress.mustStop = true }
            guard progress.findings.isEmpty, !progress.mustStop else { return nil }
            let rest = progress.next..<plan.share.upperBound
            guard let task = rest.first(where: { !progress.state.isFinished[$0] }) else { return nil }
            progress.next = task + 1
            return task
        }
    }

    /// Takes over what a worker did, and puts it on disk where it is time.
    func add(_ sums: PassSums, _ census: [LayerRole: LayerCensus], finished tasks: [Int]) {
        let now = ContinuousClock.now
        let isDue = progress.withLock { progress in
            progress.state.add(sums, census, finished: tasks)
            let isDue = now - progress.lastCheckpoint >= .seconds(settings.checkpointInterval)
            if isDue { progress.lastCheckpoint = now }
            return isDue
        }
        if isDue { keepCheckpoint() }
    }

    func fail(_ findings: [Diagnostic]) {
        progress.withLock { progress in
            progress.findings += findings.filter { !progress.findings.contains($0) }
        }
    }

    func keepCheckpoint() {
        guard let key, let store = settings.checkpoints else { return }
        writing.withLock { _ in
            let bytes = state.bytes
            do throws(GridError) {
                try parts?.synchronise()
                store.keep(bytes, for: key)
            } catch {
                fail([error.diagnostic(path: "accounts.rasters")])
            }
        }
    }

    var state: PassState { progress.withLock { $0.state } }
    var findings: [Diagnostic] { progress.withLock { $0.findings } }
    /// True where tasks were left because the run is to end.
    var isStopped: Bool {
        progress.withLock { $0.mustStop && $0.state.isFinished[plan.share].contains(false) }
    }
}
