import EcoGrids
import Foundation

/// A folder that lives as long as the test that holds it.
final class TestFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("ecogdal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func write(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
        return path(name)
    }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path))?.sorted() ?? [] }
}

/// The folder of shared data: `ECOCOMP_SHARED_DATA`, else `../shared/data` beside the checkout; nil where
/// absent.
let sharedData: String? = {
    let named = ProcessInfo.processInfo.environment["ECOCOMP_SHARED_DATA"]
    let checkout = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let beside = checkout.deletingLastPathComponent().appendingPathComponent("shared/data").path
    return [named, beside].compactMap { $0 }.first {
        FileManager.default.fileExists(atPath: $0 + "/boundaries/shanxi_counties.geojson")
    }
}()

/// The fault that `body` throws; nil where it throws none.
func fault(_ body: () throws -> Void) -> GridError? {
    do {
        try body()
        return nil
    } catch {
        return error as? GridError
    }
}

/// An Esri ASCII grid of cells of size 1 with corner (0, 0), with its CRS beside it.
func writeASCIIGrid(
    _ folder: TestFolder, _ name: String, width: Int, rows: [[String]], nodata: String? = nil,
    cell: Double = 1
) throws -> String {
    let header = """
        ncols \(width)
        nrows \(rows.count)
        xllcorner 0
        yllcorner 0
        cellsize \(cell)
        \(nodata.map { "NODATA_value \($0)\n" } ?? "")
        """
    let body = rows.map { $0.joined(separator: " ") }.joined(separator: "\n")
    let prj =
        "PROJCS[\"Albers\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
        + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Albers_Conic_Equal_Area\"],"
        + "PARAMETER[\"latitude_of_center\",0],PARAMETER[\"longitude_of_center\",112],"
        + "PARAMETER[\"standard_parallel_1\",35],PARAMETER[\"standard_parallel_2\",40],"
        + "PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1]]"
    _ = try folder.write(name + ".prj", prj)
    return try folder.write(name + ".asc", header + body + "\n")
}

/// A raw file with an ENVI header; `type` is ENVI's number for that of the cells (2 for 16 bits, 4 for single
/// precision, 12 for 16 bits unsigned).
func writeRaw<Cell: BitwiseCopyable>(
    _ folder: TestFolder, _ name: String, type: Int, width: Int, height: Int, _ values: [Cell],
    nodata: String? = nil
) throws -> String {
    _ = try folder.write(
        name + ".hdr",
        """
        ENVI
        samples = \(width)
        lines = \(height)
        bands = 1
        data type = \(type)
        interleave = bsq
        byte order = 0
        map info = {Geographic Lat/Lon, 1, 1, 110, 40, 1, 1, WGS-84}
        \(nodata.map { "data ignore value = \($0)" } ?? "")
        """)
    let path = folder.path(name + ".img")
    try values.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
    return path
}
