import EcoGrids

/// Makes GeoTIFF files: tiled, DEFLATE, unit and nodata set, whole or not at all.
public struct GeoTIFFCreator: RasterCreator {
    /// How the finished file is laid out.
    public enum Layout: String, Sendable, Hashable, CaseIterable {
        /// Tiles of 256 x 256 cells.
        case tiled
        /// Cloud-optimised: as `tiled` with 512 x 512 and overviews; written a second time on `finish`.
        case cloudOptimized = "cloud_optimized"
    }

    public let format: RasterFormat

    public init(_ format: RasterFormat) { self.format = format }

    public init(layout: Layout = .tiled) {
        self.init(
            RasterFormat(
                layout: layout == .tiled ? .geotiff : .cog, hasOverviews: layout == .cloudOptimized))
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
