import EcoGrids
import EcoParameters
import EcoUnits

/// The block `accounts.rasters`: which figures are written cell by cell, and how.
public struct RasterOutputParameters: ParameterGroup {
    /// A name as it stands in the scenario.
    struct Name: Hashable, Sendable {
        let text: String
        let path: String
        let location: SourceLocation
    }

    static let names = Parameter<[BoundField]>(
        ParameterDeclaration(
            key: "write", shape: .list(of: .text(.any), minimumCount: 1), presence: .required,
            meaning: LocalizedText(
                en: "indicators (all their figures), or single figures as indicator.figure",
                zh: "输出的指标或 指标.图层"))
    ) { bound in
        guard case .list(let fields) = bound else { return [] }
        return fields
    }
    static let layout = Parameter<RasterLayout>.choice(
        "layout", default: .cog, LocalizedText(en: "how the files are laid out", zh: "文件布局"))
    static let compression = Parameter<RasterCompression>.choice(
        "compression", default: .deflate, LocalizedText(en: "how cells are packed", zh: "压缩方式"))
    static let overviews = Parameter<Bool>.boolean(
        "overviews", default: "true",
        LocalizedText(
            en: "coarser copies for fast display; a cloud-optimised file always has them", zh: "金字塔"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "raster_outputs", title: LocalizedText(en: "raster outputs", zh: "栅格输出"),
            meaning: LocalizedText(
                en: "Figures of cells that are written as rasters/<indicator>.<figure>.tif", zh: "逐像元结果输出"),
            parameters: [
                names.declaration, layout.declaration, compression.declaration, overviews.declaration,
            ])
    }

    let names: [Name]
    public let format: RasterFormat

    public init(_ bound: BoundGroup) {
        names = bound[Self.names].enumerated().map { index, field in
            Name(
                text: field.value.text ?? "", path: "\(bound.path(of: Self.names))[\(index)]",
                location: field.location)
        }
        let layout = bound[Self.layout].layout
        format = RasterFormat(
            layout: layout, compression: bound[Self.compression].compression,
            hasOverviews: bound[Self.overviews] || layout == .cog)
    }
}

/// Layouts of raster files that a scenario may name.
public enum RasterLayout: String, ParameterChoice {
    case cog, geotiff

    public var meaning: LocalizedText {
        switch self {
        case .cog: LocalizedText(en: "cloud-optimised GeoTIFF", zh: "云优化 GeoTIFF")
        case .geotiff: LocalizedText(en: "tiled GeoTIFF", zh: "分块 GeoTIFF")
        }
    }

    var layout: RasterFormat.Layout { self == .cog ? .cog : .geotiff }
}

/// Packings of raster files that a scenario may name.
public enum RasterCompression: String, ParameterChoice {
    case deflate, zstd, lzw, none

    public var meaning: LocalizedText {
        switch self {
        case .deflate: LocalizedText(en: "DEFLATE, read everywhere", zh: "DEFLATE，通用")
        case .zstd: LocalizedText(en: "Zstandard, faster, read by GDAL", zh: "Zstandard，较快")
        case .lzw: LocalizedText(en: "LZW, for old programs", zh: "LZW")
        case .none: LocalizedText(en: "not packed", zh: "不压缩")
        }
    }

    var compression: RasterFormat.Compression {
        switch self {
        case .deflate: .deflate
        case .zstd: .zstd
        case .lzw: .lzw
        case .none: .none
        }
    }
}
