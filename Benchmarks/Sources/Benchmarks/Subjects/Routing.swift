import EcoGDAL
import EcoGrids

extension Benchmark {
    /// Depressions filled, flats resolved, directions to the steepest neighbour, cells above counted.
    static let steepestDescent = Benchmark(
        "steepest_descent",
        "elevation filled, D8 directions and accumulation, in the working store; three rasters with `write`"
    ) { place in
        let opener = GDALRasterOpener()
        let grid = try place.grid.open("dem").grid
        let context = RoutingContext(
            grid: grid, store: TileStore(memoryLimit: 4 << 30), workers: place.jobs)
        let filled = try FilledElevation(
            RoutingInput(opener, RasterRequest(place.grid.path("dem"))), context: context)
        let flow = try FlowNetwork(filled, method: .steepest, context: context)
        let cells = try flow.accumulate(.uniform(1))[0]
        if place.details.contains("write") {
            try write("filled", "Float32", grid, place, filled.layer.read)
            try write("direction", "Byte", grid, place, flow.directions)
            try write("accumulation", "Float64", grid, place, cells.read)
        }
        var largest = 0.0
        for window in tiles(grid) {
            for value in try cells.read(window).cells where value > largest { largest = value }
        }
        return Outcome(cells: grid.extent.cellCount, check: largest)
    }

    private static func tiles(_ grid: Grid) -> WindowTiling {
        WindowTiling(grid.extent, tileWidth: 256, tileHeight: 256)
    }

    private static func write(
        _ name: String, _ storage: String, _ grid: Grid, _ place: Place,
        _ read: (Window) throws(GridError) -> Raster<Double>
    ) throws {
        let sink = try GeoTIFFCreator().create(
            "\(place.folder)/\(name).tif", grid: grid, bands: [BandDescription(storage: storage)])
        for window in tiles(grid) { try sink.write(try read(window), band: 1) }
        try sink.finish()
    }
}
