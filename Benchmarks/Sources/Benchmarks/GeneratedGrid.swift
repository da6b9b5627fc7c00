import EcoGDAL
import EcoGrids
import Foundation

/// A folder of rasters and counties as the generator in the folder of peers makes them.
struct GeneratedGrid: Sendable {
    let folder: String

    func path(_ layer: String) -> String { "\(folder)/\(layer).tif" }

    func open(_ layer: String) throws -> any RasterSource {
        try GDALRasterOpener().open(RasterRequest(path(layer)))
    }

    /// The counties with six-digit codes made from their running number.
    func outlines(into reference: CoordinateReference) throws -> [RegionOutline] {
        let request = OutlineRequest(
            "\(folder)/counties.gpkg", idAttribute: "ws_id", nameAttribute: "name", into: reference)
        return try GDALOutlineReader().outlines(request).outlines.map { outline in
            var outline = outline
            outline.id = Self.code(outline.id)
            return outline
        }
    }

    /// County 7 is region 990007.
    static func code(_ number: String) -> String { String(990_000 + (Int(number) ?? 0)) }

    /// The generator's table of classes: one dictionary for each row.
    private var biophysicalRows: [[String: String]] {
        get throws {
            let text = try String(contentsOfFile: "\(folder)/biophysical.csv", encoding: .utf8)
            let lines = text.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",").map(String.init)
            }
            guard let header = lines.first else { return [] }
            return lines.dropFirst().map {
                Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first })
            }
        }
    }

    private func table(_ header: String, _ columns: [String], suffix: String = "") throws -> String {
        let rows = try biophysicalRows.map { row in
            columns.map { row[$0] ?? "" }.joined(separator: ",") + suffix
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    var waterYieldClasses: String {
        get throws {
            try table(
                "class,crop_coefficient,root_depth_mm,vegetated", ["lucode", "kc", "root_depth", "lulc_veg"]
            ).replacingOccurrences(of: ",1\n", with: ",yes\n").replacingOccurrences(of: ",0\n", with: ",no\n")
        }
    }

    var carbonPools: String {
        get throws {
            try table(
                "class,above_t_per_ha,below_t_per_ha,soil_t_per_ha,dead_t_per_ha,source,status",
                ["lucode", "c_above", "c_below", "c_soil", "c_dead"], suffix: ",generator,assumed")
        }
    }

    var erosionFactors: String {
        get throws {
            try table(
                "class,cover_factor,practice_factor,source,status", ["lucode", "usle_c", "usle_p"],
                suffix: ",generator,assumed")
        }
    }
}
