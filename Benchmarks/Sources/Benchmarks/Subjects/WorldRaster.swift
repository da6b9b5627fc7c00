import EcoGDAL
import EcoGrids

extension Benchmark {
    /// Areas by class of a raster of any size in degrees; GRID is the raster file itself here.
    static let worldClasses = Benchmark(
        "world_classes", "true areas by class and by cells of 30 degrees; GRID is a raster file in degrees"
    ) { place in
        let source = try GDALRasterOpener().open(RasterRequest(place.grid.folder))
        let zones = try Zones(grid: source.grid, outlines: squares(source.grid, side: 30))
        var sums = ZonalSums(zones, resolutions: [])
        var classes = Raster<Int32>(Window(column: 0, row: 0, width: 0, height: 0))
        for window in source.windows {
            try source.read(window, band: 1, into: &classes)
            try sums.begin(window, classes: classes)
        }
        for row in sums.rows where place.details.contains("rows") {
            print("\(row.region),\(row.classCode.map(String.init) ?? ""),\(row.area)")
        }
        return Outcome(
            cells: source.grid.extent.cellCount, check: sums.rows.reduce(0) { $0 + $1.area })
    }

    /// Country-sized regions: squares of whole degrees, named by their south-western corner.
    private static func squares(_ grid: Grid, side: Int) -> [RegionOutline] {
        stride(from: -90, to: 90, by: side).flatMap { south in
            stride(from: -180, to: 180, by: side).map { west in
                let (x, y, d) = (Double(west), Double(south), Double(side))
                let ring = [Point(x, y), Point(x + d, y), Point(x + d, y + d), Point(x, y + d)]
                return RegionOutline(
                    id: "\(west),\(south)", polygons: [Polygon(ring)], reference: grid.reference)
            }
        }
    }
}
