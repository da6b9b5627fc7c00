import EcoGDAL
import EcoGrids
import Testing

/// The 117 counties of Shanxi on the 0.05 degree grid of the shared rasters.
@Suite(
    .enabled(
        if: sharedData != nil,
        "no shared data: set ECOCOMP_SHARED_DATA, or put shared/data beside the checkout"))
struct ShanxiTests {
    private func counties() throws -> (OutlineCollection, any RasterSource) {
        let data = try #require(sharedData)
        let source = try GDALRasterOpener().open(
            RasterRequest(data + "/raster/shanxi/landcover_igbp_mcd12c1_2019_0p05.tif", nodata: .none))
        let outlines = try GDALOutlineReader().outlines(
            OutlineRequest(
                data + "/boundaries/shanxi_counties.geojson", idAttribute: "adcode", nameAttribute: "name",
                into: source.grid.reference))
        return (outlines, source)
    }

    /// Areas from cell shares against the ellipsoidal areas of the same outlines before simplification.
    @Test func areasAgreeWithTheRegister() throws {
        let (read, source) = try counties()
        #expect(read.outlines.count == 117)
        let zones = try Zones(grid: source.grid, outlines: read.outlines)
        #expect(zones.insideShare.allSatisfy { $0 == 1 })
        for (index, area) in zones.areas.enumerated() {
            let register = try #require(Double(read.attributes[index]["area_km2"] ?? ""))
            #expect(abs(area / 1e6 / register - 1) < 0.005, "\(read.outlines[index].name)")
        }
    }

    /// Every class by county adds up to the class in the province (all outlines as one region).
    @Test func countiesAddUpToTheProvince() throws {
        let (read, source) = try counties()
        let province = RegionOutline(
            id: "140000", polygons: read.outlines.flatMap(\.polygons), reference: source.grid.reference)
        func table(_ outlines: [RegionOutline]) throws -> [ZonalSums.Row] {
            var sums = ZonalSums(
                try Zones(grid: source.grid, outlines: outlines), resolutions: [SumResolution(ceiling: 1)])
            for window in WindowTiling(source.grid.extent, tileWidth: 50, tileHeight: 60) {
                let classes = try source.read(window, as: Int32.self)
                try sums.begin(window, classes: classes)
                try sums.add(Raster(window, filledWith: 1), to: 0)
            }
            return sums.rows
        }
        let counties = try table(read.outlines)
        let whole = try table([province])
        #expect(whole.count > 5)
        for row in whole {
            let parts = counties.filter { $0.classCode == row.classCode }.reduce(0) { $0 + $1.sums[0] }
            #expect(abs(parts / row.sums[0] - 1) < 1e-9)
        }
    }
}
