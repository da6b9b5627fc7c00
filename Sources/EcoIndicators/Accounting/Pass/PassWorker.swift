import EcoGrids
import EcoParameters

/// One thread of a pass: its own open files, its own windows, its own sums.
struct PassWorker {
    private let plan: PassPlan
    private let settings: PassSettings
    private let coordinator: PassCoordinator
    private let parts: RasterParts?
    private var reader: LayerReader
    private var terrain: TerrainReader
    private let cells = LayerWindow(window: .empty, classes: Raster(.empty))
    private var densities: [DensityWindow]
    private var sums: PassSums
    /// Tasks whose cells are in `sums`.
    private var finished: [Int] = []

    init(
        _ plan: PassPlan, opener: any RasterOpener, settings: PassSettings, coordinator: PassCoordinator,
        parts: RasterParts?
    ) throws(DiagnosticFailure) {
        self.plan = plan
        self.settings = settings
        self.coordinator = coordinator
        self.parts = parts
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
            for window in plan.windows(of: plan.tasks[task]) { try add(window, task) }
            finished.append(task)
            settings.observer.advances(by: plan.tasks[task].cellCount)
            if clock.now - last >= .seconds(settings.checkpointInterval) {
                handOver()
                last = clock.now
            }
        }
        handOver()
    }

    private mutating func add(_ window: Window, _ task: Int) throws(DiagnosticFailure) {
        try reader.read(window, into: cells)
        try terrain.read(window)
        do throws(GridError) {
            try sums.begin(cells)
            for index in plan.items.indices where !sums.isOutside || !plan.items[index].outputs.isEmpty {
                cells.terrain = terrain[plan.items[index].terrain]
                densities[index].reshape(to: window)
                plan.items[index].measurement.kernel.densities(cells, into: &densities[index])
                try sums.add(&densities[index], item: index)
                try keep(plan.items[index], &densities[index], task)
            }
            cells.terrain = [:]
        } catch {
            throw DiagnosticFailure([error.diagnostic(path: "accounts.rasters")])
        }
    }

    /// Puts aside the cells of an item that are written as rasters.
    private func keep(
        _ item: PassPlan.Item, _ densities: inout DensityWindow, _ task: Int
    ) throws(GridError) {
        guard let parts else { return }
        let window = densities.window
        for output in item.outputs {
            switch output.origin {
            case .measure(let index):
                try densities.withCells { cells throws(GridError) in
                    let own = cells[index * window.cellCount..<(index + 1) * window.cellCount]
                    try parts.keep(
                        UnsafeBufferPointer(rebasing: own), window, task: task, output: output.number)
                }
            case .terrain(let id):
                try cells.terrain(id).withUnsafeBufferPointer { cells throws(GridError) in
                    try parts.keep(cells, window, task: task, output: output.number)
                }
            }
        }
    }

    private mutating func handOver() {
        guard !finished.isEmpty else { return }
        coordinator.add(sums, reader.takeCensus(), finished: finished)
        sums = PassSums(plan)
        finished = []
    }
}
