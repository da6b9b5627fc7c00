import EcoGrids
import EcoParameters

/// One thread of a pass: its own open files, its own windows, its own sums.
struct PassWorker {
    private let plan: PassPlan
    private let settings: PassSettings
    private let coordinator: PassCoordinator
    private var reader: LayerReader
    private var terrain: TerrainReader
    private let cells = LayerWindow(window: .empty, classes: Raster(.empty))
    private var densities: [DensityWindow]
    private var sums: PassSums
    /// Tasks whose cells are in `sums`.
    private var finished: [Int] = []

    init(
        _ plan: PassPlan, opener: any RasterOpener, settings: PassSettings, coordinator: PassCoordinator
    ) throws(DiagnosticFailure) {
        self.plan = plan
        self.settings = settings
        self.coordinator = coordinator
        reader = try LayerReader(
            plan.stack, roles: plan.roles, usesSlope: plan.usesSlope, opener: opener)
        terrain = try TerrainReader(plan.terrain)
        densities = plan.items.map {
            DensityWindow(.empty, measureCount: $0.measurement.measures.count)
        }
        sums = PassSums(plan)
    }

    /// Works until no task is left; what it did is handed over from time to time.
    mutating func run() throws(DiagnosticFailure) {
        let clock = ContinuousClock()
        var last = clock.now
        while let task = coordinator.nextTask() {
            for window in plan.windows(of: plan.tasks[task]) { try add(window) }
            finished.append(task)
            settings.observer.advances(by: plan.tasks[task].cellCount)
            if clock.now - last >= .seconds(settings.checkpointInterval) {
                handOver()
                last = clock.now
            }
        }
        handOver()
    }

    private mutating func add(_ window: Window) throws(DiagnosticFailure) {
        try reader.read(window, into: cells)
        try terrain.read(window)
        do throws(GridError) {
            try sums.begin(cells)
            for index in plan.items.indices {
                cells.terrain = terrain[plan.items[index].terrain]
                densities[index].reshape(to: window)
                plan.items[index].measurement.kernel.densities(cells, into: &densities[index])
                try sums.add(&densities[index], item: index)
            }
            cells.terrain = [:]
        } catch {
            throw DiagnosticFailure([error.diagnostic(path: "accounts.layers")])
        }
    }

    private mutating func handOver() {
        guard !finished.isEmpty else { return }
        coordinator.add(sums, reader.takeCensus(), finished: finished)
        sums = PassSums(plan)
        finished = []
    }
}
