import EcoGrids
import EcoParameters

/// One pass over the layers of an account: every window is read once and summed for every indicator.
struct RasterPass: Sendable {
    private let plan: PassPlan
    /// Holds everything that the state of the pass depends on; nil where it cannot be told.
    private let key: String?
    private let opener: any RasterOpener
    private let settings: PassSettings

    init(_ plan: PassPlan, key: String?, opener: any RasterOpener, settings: PassSettings) {
        self.plan = plan
        self.key = key
        self.opener = opener
        self.settings = settings
    }

    /// Reads and sums all tasks that an earlier pass did not finish; throws every fault that the workers met before
    /// they stopped.
    func run() throws(DiagnosticFailure) -> PassState {
        let start = resumed ?? PassState(plan)
        let coordinator = PassCoordinator(plan, from: start, key: key, settings: settings)
        settings.observer.passes(cells: plan.cellCount, done: start.finishedCells(plan))
        Workers.run(min(settings.jobs, plan.tasks.count)) { [self] in work(coordinator) }
        let findings = coordinator.findings
        if !findings.isEmpty { throw DiagnosticFailure(findings.sortedByLocation()) }
        if coordinator.isStopped { throw stopped(coordinator) }
        return coordinator.state
    }

    private func work(_ coordinator: PassCoordinator) {
        do throws(DiagnosticFailure) {
            var worker = try PassWorker(
                plan, opener: opener, settings: settings, coordinator: coordinator)
            try worker.run()
        } catch {
            coordinator.fail(error.diagnostics)
        }
    }

    /// What an earlier pass of the same kind finished.
    private var resumed: PassState? {
        guard let key, let store = settings.checkpoints else { return nil }
        switch store.checkpoint(for: key) {
        case .none: return nil
        case .unusable(let reason):
            settings.observer.notes("the checkpoint is not used: \(reason)")
            return nil
        case .found(let bytes):
            guard let state = PassState(plan, decoding: bytes) else {
                settings.observer.notes("the checkpoint is not used: it is damaged")
                return nil
            }
            let finished = state.isFinished.count { $0 }
            settings.observer.notes(
                "resumed from a checkpoint: \(finished) of \(plan.tasks.count) windows are done")
            return state
        }
    }

    private func stopped(_ coordinator: PassCoordinator) -> DiagnosticFailure {
        coordinator.keepCheckpoint()
        let done = key == nil || settings.checkpoints == nil ? 0 : coordinator.state.finishedCells(plan)
        settings.observer.stopped(done: done, of: plan.cellCount)
        return DiagnosticFailure([
            Diagnostic(
                code: "interrupted", path: "accounts", "the pass over the rasters was interrupted",
                hint: "the same command resumes")
        ])
    }
}
