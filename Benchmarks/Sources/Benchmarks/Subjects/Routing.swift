import EcoGDAL
import EcoGrids

extension Benchmark {
    /// Depressions filled, flats resolved, directions to the steepest neighbour, cells above counted.
    static let steepestDescent = Benchmark(
        "steepest_descent", "elevation filled, D8 directions and accumulation, in the working store"
    ) { place in
        let opener = GDALRasterOpener()
        let grid = try place.grid.open("dem").grid
        let context = RoutingContext(
            grid: grid, store: TileStore(memoryLimit: 4 << 30), workers: place.jobs)
        let filled = try FilledElevation(
            RoutingInput(opener, RasterRequest(place.grid.path("dem"))), context: context)
        let flow = try FlowNetwork(filled, method: .steepest, context: context)
        let cells = try flow.accumulate(.uniform(1))[0]
        var largest = 0.0
        for window in WindowTiling(grid.extent, tileWidth: 256, tileHeight: 256) {
            for value in try cells.read(window).cells where value > largest { largest = value }
        }
        return Outcome(cells: grid.extent.cellCount, check: largest)
    }
}
