import EcoGDAL
import EcoGrids
import Testing

@Suite struct WarpingTests {
    private let opener = GDALRasterOpener()

    /// Two rows of four cells of 1 m; the analysis grid has cells of 2 m over the same extent.
    private func fine(_ folder: TestFolder, _ rows: [[String]], nodata: String? = "-9999") throws -> String {
        try writeASCIIGrid(folder, "fine", width: 4, rows: rows, nodata: nodata)
    }

    private func coarse(_ path: String, cell: Double = 2, originX: Double = 0) throws -> Grid {
        let own = try opener.open(RasterRequest(path)).grid
        return try Grid(
            originX: originX, originY: 2, cellWidth: cell, cellHeight: cell, width: Int(4 / cell),
            height: Int(2 / cell), reference: own.reference)
    }

    private func warp(_ path: String, _ method: ResamplingMethod?, onto grid: Grid) throws -> [Double] {
        let source = try opener.open(RasterRequest(path, onto: grid, resampling: method))
        #expect(source.grid == grid)
        return try source.read(grid.extent, as: Double.self).cells
    }

    @Test func averageAndSum() throws {
        let folder = try TestFolder()
        let path = try fine(folder, [["1", "2", "5", "-9999"], ["3", "6", "5", "8"]])
        let grid = try coarse(path)
        // (1 + 2 + 3 + 6) / 4; (5 + 5 + 8) / 3 with one cell missing
        #expect(try warp(path, .average, onto: grid) == [3, 6])
        // 12 and 18: the total of 30 stays
        #expect(try warp(path, .sum, onto: grid) == [12, 18])
    }

    @Test func classesStayClasses() throws {
        let folder = try TestFolder()
        let path = try fine(folder, [["7", "7", "2", "9"], ["7", "4", "9", "9"]])
        #expect(try warp(path, .mode, onto: coarse(path)) == [7, 9])
        let finer = try warp(path, .nearest, onto: coarse(path, cell: 0.5))
        #expect(Array(finer.prefix(8)) == [7, 7, 7, 7, 2, 2, 9, 9])
    }

    /// A linear field keeps its values at the finer centres between the outer ones.
    @Test func bilinearKeepsALinearField() throws {
        let folder = try TestFolder()
        let path = try fine(folder, [["0.5", "1.5", "2.5", "3.5"], ["0.5", "1.5", "2.5", "3.5"]])
        let finer = try warp(path, .bilinear, onto: coarse(path, cell: 0.5))
        #expect(zip(finer[1...6], [0.75, 1.25, 1.75, 2.25, 2.75, 3.25]).allSatisfy { abs($0 - $1) < 1e-9 })
    }

    @Test func methodMustBeStated() throws {
        let folder = try TestFolder()
        let path = try fine(folder, [["1", "2", "5", "4"], ["3", "6", "5", "8"]])
        let found = fault { _ = try warp(path, nil, onto: coarse(path)) }
        #expect(found?.code == .rasterMisaligned)
        #expect(found?.file == path)
        #expect(found?.message.contains("cell size 1 against 2 in x") == true)
        // aligned cells need none, and are cut without resampling
        #expect(try warp(path, nil, onto: coarse(path, cell: 1, originX: 2)).prefix(2) == [5, 4])
    }

    /// A marker that nobody declared is found before it is blended into its neighbours.
    @Test func undeclaredMarkerIsFoundBeforeWarping() throws {
        let folder = try TestFolder()
        let path = try fine(folder, [["1.5", "2", "5", "-9999"], ["3", "6", "5", "8"]], nodata: nil)
        let grid = try coarse(path)
        #expect(fault { _ = try warp(path, .average, onto: grid) }?.code == .rasterNodataUndeclared)
        let stated = try opener.open(
            RasterRequest(path, nodata: .value(-9999), onto: grid, resampling: .average))
        // (1.5 + 2 + 3 + 6) / 4; (5 + 5 + 8) / 3
        #expect(try stated.read(grid.extent, as: Double.self).cells == [3.125, 6])
    }

    @Test func twoMarkersAreNotBlended() throws {
        let folder = try TestFolder()
        let path = try fine(folder, [["1.5", "-1", "5", "-9999"], ["3", "6", "5", "8"]])
        let own = try opener.open(RasterRequest(path, nodata: .value(-1)))
        #expect(try own.read(own.grid.extent, as: Double.self).validCount == 6)
        let request = RasterRequest(path, nodata: .value(-1), onto: try coarse(path), resampling: .average)
        #expect(fault { _ = try opener.open(request) }?.code == .rasterMisaligned)
    }

    /// Degrees to the projected grid: on the central meridian 112, 38 degrees north is (0, 3,992,387) (by
    /// PROJ).
    @Test func betweenReferenceSystems() throws {
        let folder = try TestFolder()
        let degrees = try Grid(
            originX: 111, originY: 39, cellWidth: 0.01, cellHeight: 0.01, width: 200, height: 200,
            reference: .wgs84)
        let path = folder.path("longitude.tif")
        let sink = try GeoTIFFCreator().create(path, grid: degrees, bands: [BandDescription(unit: "degree")])
        try sink.write(
            Raster<Double>(degrees.extent) { column, _ in degrees.centreX(column: column) }, band: 1)
        try sink.finish()
        let albers = try opener.open(
            RasterRequest(writeASCIIGrid(folder, "plane", width: 1, rows: [["1"]])))
        let target = try Grid(
            originX: -5000, originY: 3_997_387, cellWidth: 10000, cellHeight: 10000, width: 1, height: 1,
            reference: albers.grid.reference)
        let source = try opener.open(RasterRequest(path, onto: target, resampling: .bilinear))
        let value = try source.read(target.extent, as: Double.self)[0, 0]
        #expect(abs(value - 112) < 1e-6)
        #expect(source.bands[0].unit == "degree")
    }
}
