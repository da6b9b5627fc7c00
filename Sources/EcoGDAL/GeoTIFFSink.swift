import CGDAL
import EcoGrids

#if canImport(Glibc)
    import Glibc
#endif

/// A GeoTIFF in the making, under a temporary name beside its final one.
final class GeoTIFFSink: RasterSink {
    let grid: Grid
    /// Sides of tiles.
    static let blockSide = 256
    private static let cloudBlockSide = 512
    private let path: String
    private let temporary: String
    private let format: RasterFormat
    let storage: Storage
    let bandCount: Int
    private(set) var dataset: GDALDatasetH?

    /// The types of number that are written, with the value that stands for missing cells.
    enum Storage: String {
        case float32 = "Float32"
        case float64 = "Float64"
        case int32 = "Int32"
        case byte = "Byte"

        var type: GDALDataType {
            switch self {
            case .float32: GDT_Float32
            case .float64: GDT_Float64
            case .int32: GDT_Int32
            case .byte: GDT_Byte
            }
        }

        var nodata: Double {
            switch self {
            case .float32, .float64: .nan
            case .int32: Double(Int32.min)
            case .byte: 255
            }
        }

        /// True where cells are numbers rather than codes: neighbours differ little.
        var isNumber: Bool { self == .float32 || self == .float64 }

        /// True where a value that is not missing can be stored as it is (rounded, for `float32`).
        func holds(_ value: Double) -> Bool {
            switch self {
            case .float32: Float(value).isFinite
            case .float64: value.isFinite
            case .int32: Int32(exactly: value) != nil && value != nodata
            case .byte: UInt8(exactly: value) != nil && value != nodata
            }
        }
    }

    init(
        _ path: String, grid: Grid, bands: [BandDescription], format: RasterFormat
    ) throws(GridError) {
        guard let first = bands.first, let storage = Storage(rawValue: first.storage),
            bands.allSatisfy({ $0.storage == first.storage })
        else {
            throw GridError(
                .rasterUnwritable, file: path, "bands need one storage type: Float32, Float64, Int32 or Byte",
                hint: "state it in the band description")
        }
        self.path = path
        self.grid = grid
        self.format = format
        self.storage = storage
        bandCount = bands.count
        temporary = "\(path).partial-\(getpid())"
        try open(bands)
    }

    deinit {
        guard let dataset else { return }
        _ = GDALRuntime.capturing { GDALClose(dataset) }
        unlink(temporary)
    }

    private func open(_ bands: [BandDescription]) throws(GridError) {
        guard let wkt = grid.reference.completeWkt else {
            throw failure("GDAL does not know the CRS \(grid.reference.shortName)", [])
        }
        let made = GDALRuntime.capturing { () -> GDALDatasetH? in
            // what becomes a cloud-optimised file is packed once, when that is made
            let packing =
                format.layout == .cog ? ["COMPRESS=NONE"] : format.tiffOptions(isNumber: storage.isNumber)
            let options = [
                "TILED=YES", "BLOCKXSIZE=\(Self.blockSide)", "BLOCKYSIZE=\(Self.blockSide)",
                "INTERLEAVE=BAND", "BIGTIFF=IF_SAFER", "NUM_THREADS=1", "SPARSE_OK=TRUE",
            ]
            return withOptions(options + packing) { list in
                GDALCreate(
                    GDALGetDriverByName("GTiff"), temporary, Int32(grid.width), Int32(grid.height),
                    Int32(bandCount), storage.type, list)
            }
        }
        dataset = made.result
        guard let dataset else { throw failure("the file cannot be made", made.messages) }
        let described = GDALRuntime.capturing { describe(dataset, wkt, bands) }
        guard described.result else { throw failure("the file cannot be described", described.messages) }
    }

    private func describe(_ dataset: GDALDatasetH, _ wkt: String, _ bands: [BandDescription]) -> Bool {
        var transform = [grid.originX, grid.cellWidth, 0, grid.originY, 0, -grid.cellHeight]
        var done = GDALSetGeoTransform(dataset, &transform) == CE_None
        done = GDALSetProjection(dataset, wkt) == CE_None && done
        for (index, band) in bands.enumerated() {
            let handle = GDALGetRasterBand(dataset, Int32(index + 1))
            done = GDALSetRasterNoDataValue(handle, storage.nodata) == CE_None && done
            if !band.unit.isEmpty { done = GDALSetRasterUnitType(handle, band.unit) == CE_None && done }
            if !band.name.isEmpty { GDALSetDescription(handle, band.name) }
        }
        return done
    }

    func finish() throws(GridError) {
        guard let dataset else { return }
        if format.hasOverviews { try addOverviews(dataset) }
        let finished = format.layout == .cog ? try makeCloudOptimized(dataset) : temporary
        let closed = GDALRuntime.capturing {
            GDALFlushCache(dataset)
            GDALClose(dataset)
        }
        self.dataset = nil
        if finished != temporary { unlink(temporary) }
        guard !closed.failed, Self.synchronise(finished), rename(finished, path) == 0 else {
            unlink(finished)
            throw failure("the file cannot be completed", closed.messages)
        }
    }

    /// Copies the tiled file into a cloud-optimised one and gives its temporary name.
    private func makeCloudOptimized(_ dataset: GDALDatasetH) throws(GridError) -> String {
        let target = temporary + ".cog"
        let packing = format.cloudOptions(isNumber: storage.isNumber)
        let made = GDALRuntime.capturing { () -> Bool in
            GDALFlushCache(dataset)
            let options = [
                "NUM_THREADS=1", "BIGTIFF=IF_SAFER", "BLOCKSIZE=\(Self.cloudBlockSide)",
                "OVERVIEWS=\(format.hasOverviews ? "FORCE_USE_EXISTING" : "NONE")",
            ]
            let copy = withOptions(options + packing) { list in
                GDALCreateCopy(GDALGetDriverByName("COG"), target, dataset, 1, list, nil, nil)
            }
            guard let copy else { return false }
            GDALClose(copy)
            return true
        }
        guard made.result, !made.failed else {
            unlink(target)
            throw failure("the cloud-optimised copy cannot be made", made.messages)
        }
        return target
    }

    /// Classes keep their codes, quantities are averaged.
    private var overviewMethod: String {
        storage.isNumber ? "AVERAGE" : "NEAREST"
    }

    /// Coarser copies by factors of two until one fits into a tile.
    ///
    /// A cloud-optimised file takes them over; its driver would make them at four times the cost.
    private func addOverviews(_ dataset: GDALDatasetH) throws(GridError) {
        var factors: [Int32] = []
        let side = format.layout == .cog ? Self.cloudBlockSide : Self.blockSide
        while max(grid.width, grid.height) >> factors.count > side {
            factors.append(2 << Int32(factors.count))
        }
        guard !factors.isEmpty else { return }
        let made = GDALRuntime.capturing {
            GDALFlushCache(dataset)
            return GDALBuildOverviews(
                dataset, overviewMethod, Int32(factors.count), &factors, 0, nil, nil, nil) == CE_None
        }
        guard made.result else { throw failure("the overviews cannot be made", made.messages) }
    }

    /// Forces the bytes to disk, so that a name never stands for less than its file.
    private static func synchronise(_ path: String) -> Bool {
        let file = Glibc.open(path, O_RDONLY)
        guard file >= 0 else { return false }
        defer { close(file) }
        return fsync(file) == 0
    }

    func failure(_ what: String, _ messages: [String]) -> GridError {
        GridError(
            .rasterUnwritable, file: path, what + GDALRuntime.quoted(messages),
            hint: "check the folder, its permissions and the space left on the disk")
    }
}
