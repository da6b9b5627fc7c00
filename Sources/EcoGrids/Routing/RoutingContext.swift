/// What a step of routing is doing, for progress.
public enum RoutingStage: String, Sendable, CaseIterable {
    case depressions, filling, directions, flats, order, accumulation, streams
    case streamDistance = "stream_distance"
    case sediment
}

/// Grid, working store and workers of a routing run.
public struct RoutingContext: Sendable {
    /// Told the stage, the cells done in it and all cells of the grid, from any worker; a stage that leaves out
    /// missing cells ends below that. Throwing ends the run.
    public typealias Progress =
        @Sendable (_ stage: RoutingStage, _ done: Int, _ all: Int) throws(GridError) -> Void

    public let grid: Grid
    public let store: TileStore
    /// Threads that work at once, at least 1.
    public let workers: Int
    let progress: Progress?
    let lattice: TileLattice
    /// What an earlier run left, and what this one keeps; nil where nothing is kept.
    public var kept: KeptLayers?

    public init(grid: Grid, store: TileStore, workers: Int = 1, progress: Progress? = nil) {
        self.grid = grid
        self.store = store
        self.workers = max(1, workers)
        self.progress = progress
        var side = 8
        while side < store.tileSide, side < max(grid.width, grid.height) { side *= 2 }
        // The rims of all tiles stand in memory: of two layers of numbers in a quarter of it.
        while (256..<1024).contains(side), grid.cellCount / side * 64 > store.memoryLimit / 4 { side *= 2 }
        // Several tiles must fit in memory for flow to be followed from one to the next.
        while side > 64, Self.tilesInMemory(store, grid, side: side) < 4 { side /= 2 }
        lattice = TileLattice(width: grid.width, height: grid.height, side: side)
    }

    /// Tiles a side of the largest square whose layers of a sweep fit in memory together.
    var tilesInMemory: Int { Self.tilesInMemory(store, grid, side: lattice.side) }

    private static func tilesInMemory(_ store: TileStore, _ grid: Grid, side: Int) -> Int {
        // Three layers of numbers, weights, order, and two of bytes; a little is left for the readers.
        let rims = grid.cellCount / side * 4 * 29
        let count = max(1, store.room(beside: rims) / (side * side * 40))
        return max(1, Int(Double(count).squareRoot()))
    }
}
