import EcoGDAL
import EcoGrids
import EcoParameters
import EcoScenarios
import Testing

@testable import EcoRuns

#if canImport(Glibc)
    import Glibc
#endif

/// One market of two counties and two stations, its matrix from a wide table, a NetCDF array and a GeoTIFF grid.
@Suite("Matrix files in a run")
struct MatrixFileRunTests {
    private static let tables = [
        "regions.csv": "region,name_zh,name_en\n140122,阳曲县,Yangqu\n140123,娄烦县,Loufan\n",
        "sources.csv": """
        region,pollutant,sector,baseline_t,quota_t,status
        140122,so2,industry,100,100,assumed
        140123,so2,industry,100,100,assumed

        """,
        "measures.csv": """
        region,pollutant,sector,measure,cost_yuan_per_t,maximum_t,status
        140122,so2,industry,scrubber,1000,80,assumed
        140123,so2,industry,scrubber,3000,80,assumed

        """,
        "receptors.csv": "receptor,limit_ug_m3,status\na,10,assumed\nb,8,assumed\n",
        "wide.csv": "receptor,pollutant,140122,140123\na,so2,0.1,0.05\nb,so2,0.02,0.1\n",
        "years.csv": """
        receptor,pollutant,weather,140122,140123
        a,so2,2018,0.1,0.05
        b,so2,2018,0.02,0.1
        a,so2,2019,0.11,0.055
        b,so2,2019,0.022,0.11

        """,
        "positions.csv": "position,receptor\n1,a\n0,b\n",
        "cells.csv": "position,region\n0,140122\n2,140122\n1,140123\n",
    ]

    private static let formats = [
        "wide": "{format: wide, file: wide.csv}",
        "array": """
        {format: array, file: matrix.ncf, variable: pSO4, pollutant: so2, order: layer_source_receptor, layer: 1, \
        unit: ug_m3_per_ug_s, receptors: positions.csv, sources: cells.csv}
        """,
        "grid": "{format: grid, file: matrix.tif, pollutant: so2, receptors: [a, b], regions: regions.tif}",
    ]

    /// The same with the years 2018, and 2019 in which every tonne adds a tenth more.
    private static let yearFormats = [
        "wide": "{format: wide, file: years.csv}",
        "array": (formats["array"] ?? "").replacing(
            "pollutant: so2", with: "pollutant: so2, years: [\"2018\", \"2019\"]"),
        "grid": """
        {format: grid, file: matrix.tif, pollutant: so2, receptors: [a, b], regions: regions.tif, \
        years: ["2018", "2019"]}
        """,
    ]

    private let folder = TemporaryFolder()

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = try #require(fopen("\(folder.path)/\(name)", "wb"))
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    private func scenario(_ matrix: String, _ more: String = "") throws -> LoadedScenario {
        for (name, text) in Self.tables { try write(name, Array(text.utf8)) }
        let text = """
            name: market
            title: {en: market, zh: 市场}
            year: 2019
            regions: {table: regions.csv}
            quota:
              sources: sources.csv
              measures: measures.csv
              receptors: receptors.csv
              source_receptor_files:
                - \(matrix)
              \(more)

            """
        try write("scenario.yaml", Array(text.utf8))
        return try ScenarioLoader.load(path: folder.path)
    }

    private static let runner = Runner(
        geodata: Geodata(
            rasters: GDALRasterOpener(), outlines: GDALOutlineReader(), arrays: GDALArrayOpener()))

    /// InMAP's layout in a classic NetCDF file: 2 layers of 3 source cells by 2 receptors, ug/m3 for each ug/s. The first
    /// county is the mean of the cells 0 and 2, which differ; layer 0 holds nonsense.
    /// - Parameter years: factors; several make another dimension, the slowest.
    private func writeArray(years: [Double] = [1]) throws {
        let perTonne = 1e12 / 31_556_952
        let cells = [[0.01, 0.09], [0.1, 0.05], [0.03, 0.11]]
        let values = years.flatMap { factor in
            [Double](repeating: 9, count: 6) + cells.flatMap { $0.map { factor * $0 / perTonne } }
        }
        let dimensions =
            (years.count > 1 ? [("year", years.count)] : []) + [("layer", 2), ("source", 3), ("receptor", 2)]
        func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }
        func name(_ text: String) -> [UInt8] {
            let bytes = Array(text.utf8)
            return word(bytes.count) + bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
        }
        var bytes: [UInt8] = [0x43, 0x44, 0x46, 1] + word(0) + word(10) + word(dimensions.count)
        for (label, count) in dimensions {
            bytes += name(label) + word(count)
        }
        bytes += word(0) + word(0) + word(11) + word(1) + name("pSO4") + word(dimensions.count)
        for index in dimensions.indices { bytes += word(index) }
        bytes += word(0) + word(0) + word(6) + word(values.count * 8)
        bytes += word(bytes.count + 4)
        bytes += values.flatMap { value in (0..<8).map { UInt8(value.bitPattern >> (56 - 8 * $0) & 255) } }
        try write("matrix.ncf", bytes)
    }

    /// A grid of 2 by 2 cells: the first column is the first county, the upper right cell the second one.
    private func writeGrids(years: [Double] = [1]) throws {
        let grid = try Grid(
            originX: 112, originY: 38.2, cellWidth: 0.1, cellHeight: 0.1, width: 2, height: 2,
            reference: .wgs84)
        func write(_ name: String, _ bands: [[Double]]) throws {
            let sink = try GeoTIFFCreator().create(
                "\(folder.path)/\(name)", grid: grid,
                bands: bands.map { _ in BandDescription(storage: "Float64") })
            for (index, cells) in bands.enumerated() {
                let raster = Raster<Double>(grid.extent) { column, row in cells[row * 2 + column] }
                try sink.write(raster, band: index + 1)
            }
            try sink.finish()
        }
        let bands = [[0.11, 0.05, 0.09, .nan], [0.03, 0.1, 0.01, .nan]]
        try write("matrix.tif", years.flatMap { factor in bands.map { $0.map { factor * $0 } } })
        try write("regions.tif", [[140122, 140123, 140122, .nan]])
    }

    /// 100 t from each county: 0.1 x 100 + 0.05 x 100 = 15 at a, 2 + 10 = 12 at b. Both limits bind: 0.1 x + 0.05 y = 5
    /// and 0.02 x + 0.1 y = 4 leave x = 100/3 and y = 100/3 to abate; 1000 and 3000 yuan/t make 133,333 yuan.
    @Test(arguments: ["wide", "array", "grid"]) func everyFormatGivesTheSameMarket(format: String) throws {
        try writeArray()
        try writeGrids()
        let loaded = try scenario(Self.formats[format] ?? "")
        let result = try Self.runner.run(loaded)
        try RunStore.write(result, to: "\(folder.path)/run")
        let run = try StoredRun(folder: "\(folder.path)/run")
        let rows = try #require(try run.table("receptors.csv")).rows
        let loads = rows.compactMap { Double($0["baseline_ug_m3"]) }
        #expect(loads.count == 2 && zip(loads, [15, 12]).allSatisfy { ($0 - $1).magnitude < 1e-9 })
        let cost = try #require(result.quota).market.certificate.primalObjective
        #expect((cost - 400_000.0 / 3).magnitude < 0.01)
    }

    /// The worse year binds: 0.11 x + 0.055 y = 16.5 - 10 and 0.022 x + 0.11 y = 13.2 - 8 leave x = y = 1300/33.
    @Test(arguments: ["wide", "array", "grid"]) func everyFormatHoldsSeveralYears(format: String) throws {
        try writeArray(years: [1, 1.1])
        try writeGrids(years: [1, 1.1])
        let loaded = try scenario(Self.yearFormats[format] ?? "", "uncertainty: {method: every_year}")
        let result = try Self.runner.run(loaded)
        let market = try #require(result.quota).market
        #expect((market.certificate.primalObjective - 4000 * 1300.0 / 33).magnitude < 0.01)
        try RunStore.write(result, to: "\(folder.path)/run")
        let years = try #require(
            try StoredRun(folder: "\(folder.path)/run").table("receptor_years.csv")
        ).rows
        let loads = years.compactMap { $0.number("baseline_ug_m3") }
        #expect(years.map { $0["weather"] } == ["2018", "2019", "2018", "2019"])
        #expect(zip(loads, [15, 16.5, 12, 13.2]).allSatisfy { ($0 - $1).magnitude < 1e-9 })
    }

    @Test func oneYearOrSeveralOfAFile() throws {
        try writeGrids(years: [1, 1.1])
        let text = (Self.yearFormats["grid"] ?? "").replacing("years:", with: "weather: \"2018\", years:")
        let failure = #expect(throws: DiagnosticFailure.self) { try scenario(text) }
        #expect(failure?.diagnostics.map(\.code) == ["conflicting_values"])
    }

    @Test func faultsAreToldWhereTheFileIsNamed() throws {
        try writeArray()
        let loaded = try scenario(
            (Self.formats["array"] ?? "").replacing("pSO4", with: "pNO3"))
        let findings = Self.runner.check(loaded)
        let first = try #require(findings.first)
        #expect(first.code == "raster_band_missing" && first.hint.contains("pSO4"))
        #expect(first.location?.line == 10)
    }
}
