import EcoGDAL
import EcoGrids
import Testing

/// Zion National Park: elevation in degrees, land cover in UTM, outline in a GeoPackage and in GeoJSON.
@Suite(
    .enabled(
        if: sharedData != nil,
        "no shared data: set ECOCOMP_SHARED_DATA, or put shared/data beside the checkout"))
struct ZionTests {
    private let opener = GDALRasterOpener()

    private func file(_ name: String) throws -> String { try #require(sharedData) + "/raster/zion/" + name }

    private func park(_ name: String, into reference: CoordinateReference) throws -> RegionOutline {
        let read = try GDALOutlineReader().outlines(
            OutlineRequest(try file(name), idAttribute: "UNIT_CODE", into: reference))
        #expect(read.outlines.map(\.id) == ["ZION"])
        return read.outlines[0]
    }

    /// The National Park Service gives 147,243 acres (595.9 km2); both grids must show it within 1 %.
    @Test(arguments: ["zion.gpkg", "zion.geojson"], ["srtm.tif", "nlcd2011.tif"])
    func areaOfThePark(outline: String, raster: String) throws {
        let grid = try opener.open(RasterRequest(try file(raster), nodata: .none)).grid
        let zones = try Zones(grid: grid, outlines: [try park(outline, into: grid.reference)])
        #expect(zones.insideShare == [1])
        #expect(abs(zones.areas[0] / 595.9e6 - 1) < 0.01)
    }

    /// Land cover of 30 m onto the degree grid: refused without a method; else the same by any windows.
    @Test(arguments: [ResamplingMethod.nearest, .mode, .bilinear, .average])
    func windowsChangeNoBitOfAWarpedLayer(method: ResamplingMethod) throws {
        let full = try opener.open(RasterRequest(try file("srtm.tif"), nodata: .none)).grid
        let grid = try Grid(
            originX: full.originX + 150 * full.cellWidth, originY: full.originY - 150 * full.cellHeight,
            cellWidth: full.cellWidth, cellHeight: full.cellHeight, width: 150, height: 140,
            reference: full.reference)
        var request = RasterRequest(try file("nlcd2011.tif"), nodata: .declared, onto: grid)
        #expect(fault { _ = try opener.open(request) }?.code == .rasterMisaligned)
        request.resampling = method
        let whole = try opener.open(request).read(grid.extent, as: Double.self)
        #expect(whole.validCount > grid.cellCount / 2)
        let source = try opener.open(request)
        var same = true
        for window in WindowTiling(grid.extent, tileWidth: 97, tileHeight: 41) {
            let part = try source.read(window, as: Double.self)
            for row in window.rows {
                let line = part.cells[part.index(column: window.column, row: row)...].prefix(window.width)
                let start = whole.index(column: window.column, row: row)
                same =
                    same
                    && line.map(\.bitPattern) == whole.cells[start..<start + window.width].map(\.bitPattern)
            }
        }
        #expect(same)
    }
}
