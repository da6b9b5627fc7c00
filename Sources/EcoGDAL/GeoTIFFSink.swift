import CGDAL
import EcoGrids

#if canImport(Glibc)
    import Glibc
#endif

/// A GeoTIFF in the making, under a temporary name beside its final one.
final class GeoTIFFSink: RasterSink {
    let grid: Grid
    private let path: String
    private let temporary: String
    private let format: RasterFormat
    private let storage: Storage
    private let bandCount: Int
    private var dataset: GDALDatasetH?

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
            // What becomes a cloud-optimised file is packed once, when that is made.
            let packing = format.layout == .cog ? "NONE" : compression
            let options = [
                "TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=\(packing)", "BIGTIFF=IF_SAFER",
                "NUM_THREADS=1", "SPARSE_OK=TRUE",
            ]
            return withOptions(options) { list in
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

    func write<Cell: RasterCell>(_ raster: Raster<Cell>, band: Int) throws(GridError) {
        guard let dataset, (1...bandCount).contains(band) else {
            throw failure("there is no band \(band), or the file is finished", [])
        }
        let window = raster.window
        guard grid.extent.contains(window), !window.isEmpty else {
            throw failure("the window \(window) is not inside the grid", [])
        }
        var numbers = try stored(raster)
        let outcome = GDALRuntime.capturing {
            GDALRasterIO(
                GDALGetRasterBand(dataset, Int32(band)), GF_Write, Int32(window.column), Int32(window.row),
                Int32(window.width), Int32(window.height), &numbers, Int32(window.width),
                Int32(window.height), GDT_Float64, 0, 0)
        }
        guard outcome.result == CE_None else { throw failure("writing failed", outcome.messages) }
    }

    /// The cells as they are stored, missing ones as nodata.
    @specialized(where Cell == Double)
    @specialized(where Cell == Float)
    @specialized(where Cell == Int32)
    private func stored<Cell: RasterCell>(_ raster: Raster<Cell>) throws(GridError) -> [Double] {
        var numbers = raster.cells.map(\.number)
        let nodata = storage.nodata
        for index in numbers.indices where !storage.holds(numbers[index]) {
            guard numbers[index].isNaN else {
                throw failure("\(numbers[index]) cannot be stored as \(storage.rawValue)", [])
            }
            numbers[index] = nodata
        }
        return numbers
    }

    func finish() throws(GridError) {
        guard let dataset else { return }
        var finished = temporary
        if format.layout == .cog { finished = try makeCloudOptimized(dataset) }
        if format.layout == .geotiff, format.hasOverviews { try addOverviews(dataset) }
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

    private var compression: String { format.compression.rawValue.uppercased() }

    /// Coarser copies by halves, until one is no larger than a tile.
    private func addOverviews(_ dataset: GDALDatasetH) throws(GridError) {
        var factors: [Int32] = []
        var factor = 2
        while max(grid.width, grid.height) * 2 > 256 * factor {
            factors.append(Int32(factor))
            factor *= 2
        }
        guard !factors.isEmpty else { return }
        let method = storage == .byte || storage == .int32 ? "NEAREST" : "AVERAGE"
        let made = GDALRuntime.capturing {
            GDALFlushCache(dataset)
            return GDALBuildOverviews(dataset, method, Int32(factors.count), &factors, 0, nil, nil, nil)
        }
        guard made.result == CE_None else { throw failure("overviews cannot be made", made.messages) }
    }

    /// Copies the tiled file into a cloud-optimised one and gives its temporary name.
    private func makeCloudOptimized(_ dataset: GDALDatasetH) throws(GridError) -> String {
        let target = temporary + ".cog"
        let made = GDALRuntime.capturing { () -> Bool in
            GDALFlushCache(dataset)
            let options = [
                "COMPRESS=\(compression)", "NUM_THREADS=1",
                "OVERVIEW_RESAMPLING=\(storage == .byte || storage == .int32 ? "NEAREST" : "AVERAGE")",
            ]
            let predictor = format.compression == .none ? [] : ["PREDICTOR=YES"]
            let copy = withOptions(options + predictor) { list in
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

    /// Forces the bytes to disk, so that a name never stands for less than its file.
    private static func synchronise(_ path: String) -> Bool {
        let file = Glibc.open(path, O_RDONLY)
        guard file >= 0 else { return false }
        defer { close(file) }
        return fsync(file) == 0
    }

    private func failure(_ what: String, _ messages: [String]) -> GridError {
        GridError(
            .rasterUnwritable, file: path, what + GDALRuntime.quoted(messages),
            hint: "check the folder, its permissions and the space left on the disk")
    }
}
