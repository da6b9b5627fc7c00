import CGDAL
import EcoGrids

extension GDALRasterOpener {
    /// As GDAL lists them; mosaics (VRT) are followed into the mosaics that they are made of.
    public func files(of path: String) -> [String] {
        var found = GDALRuntime.capturing { Self.listed(path) }.result
        var next = 0
        while next < found.count {
            let file = found[next]
            next += 1
            guard file != path, file.lowercased().hasSuffix(".vrt") else { continue }
            let parts = GDALRuntime.capturing { Self.listed(file) }.result
            found += parts.filter { !found.contains($0) }
        }
        return found
    }

    private static func listed(_ path: String) -> [String] {
        guard let dataset = GDALOpenEx(path, UInt32(GDAL_OF_RASTER), nil, nil, nil) else { return [] }
        defer { GDALClose(dataset) }
        guard let list = GDALGetFileList(dataset) else { return [] }
        defer { CSLDestroy(list) }
        return (0..<Int(CSLCount(list))).compactMap { list[$0] }.map { String(cString: $0) }
    }
}
