import EcoGDAL
import EcoGrids

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
}
