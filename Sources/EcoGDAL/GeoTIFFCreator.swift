import EcoGrids

/// Makes GeoTIFF files: tiles of 256 x 256 (cloud-optimised: 512 x 512), unit and nodata set, whole or not at
/// all.
///
/// Level 1 of each compression is taken: on elevations in single precision, level 6 of DEFLATE makes files
/// 4 % smaller and costs twice the time. Zstandard costs a third of DEFLATE.
public struct GeoTIFFCreator: RasterCreator {
    public let format: RasterFormat

    public init(
        _ format: RasterFormat = RasterFormat(layout: .geotiff, compression: .deflate, hasOverviews: false)
    ) {
        self.format = format
    }

    /// Starts a file. `storage` is `Float32`, `Float64`, `Int32` or `Byte`, the same for all bands.
    ///
    /// Missing cells are stored as NaN, -2147483648 or 255. Throws `raster_unwritable`.
    public func create(
        _ path: String, grid: Grid, bands: [BandDescription]
    ) throws(GridError) -> any RasterSink {
        try GeoTIFFSink(path, grid: grid, bands: bands, format: format)
    }
}

extension RasterFormat {
    /// Options of the compression for GDAL's GTiff driver; `isNumber` where cells are numbers rather than codes.
    func tiffOptions(isNumber: Bool) -> [String] {
        switch compression {
        case .deflate: ["COMPRESS=DEFLATE", "ZLEVEL=1"]
        case .zstd: ["COMPRESS=ZSTD", "ZSTD_LEVEL=1", "PREDICTOR=\(isNumber ? 2 : 1)"]
        case .lzw: ["COMPRESS=LZW"]
        case .none: ["COMPRESS=NONE"]
        }
    }

    /// The same for the COG driver.
    func cloudOptions(isNumber: Bool) -> [String] {
        switch compression {
        case .deflate: ["COMPRESS=DEFLATE", "LEVEL=1"]
        case .zstd: ["COMPRESS=ZSTD", "LEVEL=1", "PREDICTOR=\(isNumber ? "STANDARD" : "NO")"]
        case .lzw: ["COMPRESS=LZW"]
        case .none: ["COMPRESS=NONE"]
        }
    }
}
