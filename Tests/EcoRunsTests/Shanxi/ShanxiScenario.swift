import EcoGDAL
import EcoGrids
import EcoScenarios
import Foundation

@testable import EcoRuns

/// A scenario of all 117 counties of Shanxi on the shared rasters of 5 km, made in a temporary folder: the outlines
/// may not be passed on, so nothing of it is kept.
struct ShanxiScenario {
    /// The folder of shared data: `ECOCOMP_SHARED_DATA`, else `../shared/data` beside the checkout; nil where absent.
    static let data: String? = {
        let named = ProcessInfo.processInfo.environment["ECOCOMP_SHARED_DATA"]
        let checkout = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let beside = checkout.deletingLastPathComponent().appendingPathComponent("shared/data").path
        return [named, beside].compactMap { $0 }.first {
            FileManager.default.fileExists(atPath: $0 + "/boundaries/shanxi_counties.geojson")
        }
    }()

    let data: String
    let folder: String

    init(data: String, folder: String) throws {
        self.data = data
        self.folder = folder
        try save("outlines.geojson", try outlines)
        try save("regions.csv", try regions)
        try writeEvapotranspiration()
        try save("scenario.yaml", text)
    }

    func run() throws -> RunResult {
        let geodata = Geodata(rasters: GDALRasterOpener(), outlines: GDALOutlineReader())
        return try Runner(geodata: geodata).run(ScenarioLoader.load(path: folder))
    }

    private func save(_ name: String, _ text: String) throws {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }

    private func raster(_ name: String) -> String { "\(data)/raster/shanxi/\(name).tif" }

    private var outlines: String {
        get throws {
            try String(contentsOfFile: data + "/boundaries/shanxi_counties.geojson", encoding: .utf8)
                .replacingOccurrences(of: "\"adcode\":", with: "\"region\":")
        }
    }

    /// Code, name, city and official area of each county.
    private var regions: String {
        get throws {
            let text = try String(contentsOfFile: data + "/boundaries/shanxi_counties.csv", encoding: .utf8)
            let rows = text.split(whereSeparator: \.isNewline).dropFirst().map { line in
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                return "\(cells[0]),\(cells[1]),\(cells[0]),\(cells[2]),\(cells[3]),\(cells[2]),\(cells[4])\n"
            }
            return "region,name_zh,name_en,city,city_zh,city_en,area_km2\n" + rows.joined()
        }
    }

    private var text: String {
        """
        name: shanxi
        title: {en: "Shanxi, 117 counties", zh: 山西 117 县}
        year: 2019
        regions: {table: regions.csv, outlines: outlines.geojson}
        accounts:
          rule_pack: mee_2020
          year: 2019
          price_year: 2019
          layers:
            land_cover: {file: "\(raster("landcover_igbp_mcd12c1_2019_0p05"))", legend: igbp}
            precipitation:
              file: "\(raster("precip_monthly_itu_p837_0p25"))"
              unit: mm
              resampling: bilinear
              status: derived
            evapotranspiration: {file: evapotranspiration_mm.tif, unit: mm, status: assumed}
          indicators:
            water_retention:
              runoff_table: gong_2017
              runoff_classes: {grassland: temperate_steppe, shrubland: deciduous_broadleaf_shrubland}
              reservoir_cost: {amount: 10 CNY/m3, price_year: 2019, status: assumed}
              clamped_sum: always

        """
    }

    // MARK: Evapotranspiration

    /// Turc (1954) from the rain of the year and the mean temperature, on the cells of the land cover.
    private func writeEvapotranspiration() throws {
        let grid = try GDALRasterOpener().open(
            RasterRequest(raster("landcover_igbp_mcd12c1_2019_0p05"))
        ).grid
        let rain = try annual("precip_monthly_itu_p837_0p25", on: grid)
        let warmth = try annual("tair_monthly_itu_p1510_0p75", on: grid)
        let evaporated = Raster<Double>(grid.extent) { column, row in
            Self.turc(rain: rain[column, row], celsius: warmth[column, row] / 12 - 273.15)
        }
        let sink = try GeoTIFFCreator().create(
            "\(folder)/evapotranspiration_mm.tif", grid: grid,
            bands: [BandDescription(unit: "mm", storage: "Float64")])
        try sink.write(evaporated, band: 1)
        try sink.finish()
    }

    private static func turc(rain: Double, celsius: Double) -> Double {
        let limit = 300 + 25 * celsius + 0.05 * celsius * celsius * celsius
        return min(rain, rain / (0.9 + (rain / limit) * (rain / limit)).squareRoot())
    }

    /// The sum of 12 monthly bands, brought onto `grid` between the centres of their own cells.
    private func annual(_ name: String, on grid: Grid) throws -> Raster<Double> {
        let source = try GDALRasterOpener().open(
            RasterRequest(raster(name), onto: grid, resampling: .bilinear))
        var total = Raster<Double>(grid.extent, filledWith: 0)
        for band in 1...12 {
            let month: Raster<Double> = try source.read(grid.extent, band: band)
            total.withMutableCells { cells in
                for index in cells.indices { cells[index] += month.cells[index] }
            }
        }
        return total
    }
}
