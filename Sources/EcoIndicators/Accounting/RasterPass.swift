import EcoGrids
import EcoParameters

/// One pass over the layers of an account: every window is read once and summed for every indicator.
struct RasterPass: Sendable {
    private let plan: PassPlan
    private let opener: any RasterOpener
    private let settings: PassSettings

    init(_ plan: PassPlan, opener: any RasterOpener, settings: PassSettings) {
        self.plan = plan
        self.opener = opener
        self.settings = settings
    }

    /// Reads and sums all tasks; throws every fault that the workers met before they stopped.
    func run() throws(DiagnosticFailure) -> PassState {
        let state = PassState(plan)
        let coordinator = PassCoordinator(plan, from: state, observer: settings.observer)
        settings.observer.begins(cells: plan.cellCount, done: 0)
        Workers.run(min(settings.jobs, plan.tasks.count)) { [self] in work(coordinator) }
        settings.observer.ends()
        let findings = coordinator.findings
        if !findings.isEmpty { throw DiagnosticFailure(findings.sortedByLocation()) }
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
}
