import EcoGDAL
import EcoGrids

extension Benchmark {
    /// The engine's own reading of layers: windows, missing cells, checks of hidden nodata.
    static let layerReading = Benchmark(
        "layer_reading", "layers (named after the grid) read window by window by the engine"
    ) { place in
        var (cells, check) = (0, 0.0)
        for layer in place.details {
            let source = try place.grid.open(layer)
            var raster = Raster<Float>(Window(column: 0, row: 0, width: 0, height: 0))
            for window in source.windows {
                try source.read(window, band: 1, into: &raster)
                check += raster.cells.first?.number ?? 0
            }
            cells = source.grid.extent.cellCount
        }
        return Outcome(cells: max(cells, 1), check: check)
    }
}
