import CGDAL
import EcoGrids

/// Reads outlines from any vector file that GDAL reads: GeoJSON, GeoPackage, Shapefile and others.
public struct GDALOutlineReader: OutlineReader {
    public init() {}

    public func outlines(_ request: OutlineRequest) throws(GridError) -> OutlineCollection {
        let opened = GDALRuntime.capturing {
            GDALOpenEx(request.path, UInt32(GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR), nil, nil, nil)
        }
        guard let dataset = opened.result else { throw openingFailure(request.path, opened.messages) }
        defer { _ = GDALRuntime.capturing { GDALClose(dataset) } }
        let layer = try layer(of: dataset, request)
        let reading = try OutlineReading(layer, request)
        return try reading.collection()
    }

    private func openingFailure(_ path: String, _ messages: [String]) -> GridError {
        if isMissing(path) {
            return GridError(
                .outlineMissing, file: path, "there is no boundary file \(path)",
                hint: "check the path; it is taken relative to the file that names it")
        }
        return GridError(
            .outlineUnreadable, file: path,
            "GDAL \(GDALRuntime.version) cannot open the boundary file" + GDALRuntime.quoted(messages),
            hint: "check with ogrinfo that the file is whole and holds polygons")
    }

    private func layer(of dataset: GDALDatasetH, _ request: OutlineRequest) throws(GridError) -> OGRLayerH {
        let layers = (0..<GDALDatasetGetLayerCount(dataset)).compactMap { GDALDatasetGetLayer(dataset, $0) }
        let names = layers.map { text(OGR_L_GetName($0)) }
        if let wanted = request.layer, let index = names.firstIndex(of: wanted) { return layers[index] }
        if request.layer == nil, layers.count == 1 { return layers[0] }
        let cause = request.layer.map { "there is no layer \($0)" } ?? "the file has \(layers.count) layers"
        throw GridError(
            .outlineUnreadable, file: request.path, cause,
            hint: "state one of the layers: \(names.joined(separator: ", "))")
    }
}
