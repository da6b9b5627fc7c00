/// How a raster file is laid out and packed.
public struct RasterFormat: Hashable, Sendable {
    public enum Layout: String, CaseIterable, Sendable {
        /// Cloud-optimised GeoTIFF: tiles, overviews first.
        case cog
        /// Tiled GeoTIFF.
        case geotiff
    }

    public enum Compression: String, CaseIterable, Sendable {
        case deflate, zstd, lzw, none
    }

    public var layout: Layout
    public var compression: Compression
    public var hasOverviews: Bool

    public init(layout: Layout = .cog, compression: Compression = .deflate, hasOverviews: Bool = true) {
        self.layout = layout
        self.compression = compression
        self.hasOverviews = hasOverviews
    }
}
