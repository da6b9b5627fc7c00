import EcoGrids
import EcoParameters

/// One pass over the layers of an account: every window is read once and summed for every indicator.
struct RasterPass: Sendable {
    private let plan: PassPlan
    /// Holds everything that the state of the pass depends on; nil where it cannot be told.
    private let key: String?
    private let opener: any RasterOpener
    private let settings: PassSettings
    private let outputs: [RasterOutput]

    init(
        _ plan: PassPlan, outputs: [RasterOutput], key: String?, opener: any RasterOpener,
        settings: PassSettings
    ) {
        self.plan = plan
        self.outputs = outputs
        self.key = key
        self.opener = opener
        self.settings = settings
    }

    /// Reads and sums all tasks that an earlier pass did not finish; throws every fault that the workers met before
    /// they stopped.
    func run() throws(DiagnosticFailure) -> (state: PassState, parts: RasterParts?) {
        let start = resumed
        let parts = try parts(fresh: start == nil)
        let coordinator = PassCoordinator(
            plan, from: start ?? PassState(plan), key: key, parts: parts, settings: settings)
        settings.observer.passes(cells: plan.cellCount, done: start?.finishedCells(plan) ?? 0)
        Workers.run(min(settings.jobs, plan.tasks.count)) { [self] in work(coordinator, parts) }
        let findings = coordinator.findings
        if !findings.isEmpty {
            settings.checkpoints?.remove()
            settings.rasters?.removeParts()
            throw DiagnosticFailure(findings.sortedByLocation())
        }
        if coordinator.isStopped { throw stopped(coordinator) }
        return (coordinator.state, parts)
    }

    private func parts(fresh: Bool) throws(DiagnosticFailure) -> RasterParts? {
        guard !outputs.isEmpty, let storage = settings.rasters else { return nil }
        do throws(GridError) {
            return try RasterParts(outputs, tasks: plan.tasks, storage: storage, fresh: fresh)
        } catch {
            throw DiagnosticFailure([error.diagnostic(path: "accounts.rasters")])
        }
    }

    private func work(_ coordinator: PassCoordinator, _ parts: RasterParts?) {
        do throws(DiagnosticFailure) {
            var worker = try PassWorker(
                plan, opener: opener, settings: settings, coordinator: coordinator, parts: parts)
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
