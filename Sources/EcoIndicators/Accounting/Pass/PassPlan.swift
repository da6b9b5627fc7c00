import EcoGrids

/// What one pass reads and sums.
struct PassPlan: Sendable {
    struct Item: Sendable {
        let id: String
        let measurement: Measurement
        /// Running number in `terrain` of what the measurement's terrain model made.
        let terrain: Int?
        /// Figures that are written, with their running number among all outputs.
        let outputs: [(number: Int, origin: RasterOutput.Origin)]
    }

    /// What one terrain model made.
    struct Terrain: Sendable {
        let outputs: [TerrainOutput]
        let products: TerrainProducts
    }

    let stack: LayerStack
    let zones: Zones
    let items: [Item]
    let terrain: [Terrain]
    /// Layers that are read by window, land cover first.
    let roles: [LayerRole]
    let usesSlope: Bool
    /// What a worker takes at once: whole blocks of the files, cut to the regions.
    let tasks: [Window]
    /// Running numbers of the tasks that are worked on; all, unless the pass is of a share.
    var share: Range<Int>
    /// Cells of a window within a task, at most.
    let windowCells: Int

    init(
        _ stack: LayerStack, zones: Zones, items: [Item], terrain: [Terrain], settings: PassSettings
    ) {
        self.terrain = terrain
        self.stack = stack
        self.zones = zones
        self.items = items
        let measurements = items.map(\.measurement)
        let needed = Set(measurements.flatMap(\.layers))
        roles = LayerRole.allCases.filter {
            stack.layers[$0] != nil && ($0 == .landCover || needed.contains($0))
        }
        usesSlope = measurements.contains(where: \.usesSlope)
        tasks = Self.tasks(stack, zones, roles, settings.taskSide)
        share = tasks.indices
        let layerBytes = roles.reduce(0) { $0 + 8 * (stack.layers[$1]?.bands.count ?? 0) }
        let measureBytes = measurements.reduce(0) {
            $0 + 8 * ($1.measures.count + ($1.terrain?.outputs.count ?? 0))
        }
        let bytes = layerBytes + measureBytes + Self.workingBytes
        windowCells = max(1, min(settings.windowCells, settings.windowMemory / bytes))
    }

    /// Layers that terrain models read and no kernel does.
    static func terrainOnlyLayers(_ measurements: [Measurement]) -> [LayerRole] {
        let read = Set(measurements.flatMap(\.layers) + [.landCover])
        let models = Set(measurements.flatMap { $0.terrain?.layers ?? [] })
        return LayerRole.allCases.filter { models.contains($0) && !read.contains($0) }
    }

    /// What kernels hold besides, for each cell: annual sums and a few arrays of their own.
    private static let workingBytes = 128

    /// Whole blocks of all files where that is possible, cut to the regions.
    private static func tasks(
        _ stack: LayerStack, _ zones: Zones, _ roles: [LayerRole], _ side: Int
    ) -> [Window] {
        guard let extent = zones.extent, stack.layers[.landCover] != nil else { return [] }
        let blocks = roles.compactMap { stack.layers[$0]?.blockSize }
        let tiling = WindowTiling(
            stack.grid.extent, blockWidth: blocks.map(\.width).max() ?? 256,
            blockHeight: blocks.map(\.height).max() ?? 256, atLeast: side)
        return tiling.compactMap { $0.intersection(extent) }
    }

    /// The windows of a task, small enough for the memory of one worker.
    func windows(of task: Window) -> WindowTiling {
        WindowTiling(
            task, tileWidth: min(task.width, windowCells), tileHeight: max(1, windowCells / task.width))
    }

    /// How finely each measure of each item is summed.
    var resolutions: [SumResolution] {
        items.flatMap { $0.measurement.summed.map { SumResolution(ceiling: $0.ceiling) } }
    }

    var cellCount: Int { tasks[share].reduce(0) { $0 + $1.cellCount } }
}
