import EcoGDAL
import EcoGrids

extension Benchmark {
    /// One layer over 117 counties with exact shares of cells at borders, outlines included.
    static let zonalSums = Benchmark(
        "zonal_sums", "sums of rain over 117 counties with exact shares, from the file to the table"
    ) { place in
        let source = try place.grid.open("precip")
        let zones = try Zones(
            grid: source.grid, outlines: try place.grid.outlines(into: source.grid.reference))
        var sums = ZonalSums(zones, resolutions: [SumResolution(ceiling: 16_384)])
        var rain = Raster<Double>(Window(column: 0, row: 0, width: 0, height: 0))
        for window in source.windows {
            try source.read(window, band: 1, into: &rain)
            try sums.begin(window)
            try sums.add(rain, to: 0)
        }
        return Outcome(cells: source.grid.extent.cellCount, check: sums.rows.reduce(0) { $0 + $1.sums[0] })
    }
}
