import CGDAL
import EcoGrids

extension GDALRaster {
    /// Opens a raster on its own cells.
    convenience init(_ path: String, nodata: NodataStatement) throws(GridError) {
        let opened = GDALRuntime.capturing {
            GDALOpenEx(path, UInt32(GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR), nil, nil, nil)
        }
        guard let dataset = opened.result else { throw Self.openingFailure(path, opened.messages) }
        do throws(GridError) {
            let grid = try Self.grid(of: dataset, path)
            let bands = try Self.bands(of: dataset, path, nodata)
            try Self.checkLength(of: dataset, path, bands.map(\.1))
            self.init(name: path, grid: grid, dataset: dataset, bands: bands)
        } catch {
            _ = GDALRuntime.capturing { GDALClose(dataset) }
            throw error
        }
    }

    private static func openingFailure(_ path: String, _ messages: [String]) -> GridError {
        guard !isMissing(path) else {
            return GridError(
                .rasterMissing, file: path, "there is no raster \(path)",
                hint: "check the path; it is taken relative to the file that names it")
        }
        return GridError(
            .rasterUnreadable, file: path,
            "GDAL \(GDALRuntime.version) cannot open the raster" + GDALRuntime.quoted(messages),
            hint: "check with gdalinfo that the file is whole and a raster")
    }

    private static func grid(of dataset: GDALDatasetH, _ path: String) throws(GridError) -> Grid {
        var transform = [Double](repeating: 0, count: 6)
        let placed = GDALRuntime.capturing { GDALGetGeoTransform(dataset, &transform) }.result == CE_None
        guard placed else {
            throw notPlaced(path, "has no georeference", "add one, for instance with gdal_edit.py -a_ullr")
        }
        guard transform[2] == 0, transform[4] == 0, transform[1] > 0, transform[5] < 0 else {
            throw notPlaced(path, "is rotated or not north-up", "make it north-up with gdalwarp")
        }
        let reference = GDALRuntime.capturing { CoordinateReference(handle: GDALGetSpatialRef(dataset)) }
            .result
        guard let reference else {
            throw notPlaced(
                path, "names no CRS in degrees or in a projection's unit",
                "declare its CRS, for instance with gdal_edit.py -a_srs")
        }
        do throws(GridError) {
            return try Grid(
                originX: transform[0], originY: transform[3], cellWidth: transform[1],
                cellHeight: -transform[5], width: Int(GDALGetRasterXSize(dataset)),
                height: Int(GDALGetRasterYSize(dataset)), reference: reference)
        } catch {
            throw GridError(error.code, file: path, error.message, hint: error.hint)
        }
    }

    /// GDAL reads what a raw file is short of as zeros; so its length is checked here.
    private static func checkLength(
        of dataset: GDALDatasetH, _ path: String, _ bands: [Band]
    ) throws(GridError) {
        let driver = text(GDALGetDriverShortName(GDALGetDatasetDriver(dataset)))
        let isCompressed = text(GDALGetMetadataItem(dataset, "file_compression", "ENVI")) == "1"
        guard ["ENVI", "EHdr", "ISCE", "ROI_PAC", "GenBin"].contains(driver), !isCompressed,
            GDALGetMetadataItem(bands[0].handle, "NBITS", "IMAGE_STRUCTURE") == nil,
            let size = fileSize(path)
        else { return }
        let cells = Int(GDALGetRasterXSize(dataset)) * Int(GDALGetRasterYSize(dataset))
        let needed = bands.reduce(0) { $0 + cells * Int(GDALGetDataTypeSizeBytes($1.storage)) }
        guard size < needed else { return }
        throw GridError(
            .rasterUnreadable, file: path, "the file has \(size) bytes where its header asks for \(needed)",
            hint: "the file is damaged or cut short; fetch or make it again")
    }

    private static func notPlaced(_ path: String, _ what: String, _ remedy: String) -> GridError {
        GridError(.rasterNotPlaced, file: path, "the raster \(what)", hint: remedy)
    }

    private static func bands(
        of dataset: GDALDatasetH, _ path: String, _ nodata: NodataStatement
    ) throws(GridError) -> [(BandDescription, Band)] {
        let count = GDALGetRasterCount(dataset)
        guard count > 0 else {
            throw GridError(
                .rasterUnreadable, file: path, "the file holds no raster band",
                hint: "name one of its subdatasets, as gdalinfo lists them")
        }
        let complex = (1...count).contains {
            GDALDataTypeIsComplex(GDALGetRasterDataType(GDALGetRasterBand(dataset, $0))) != 0
        }
        guard !complex else {
            throw GridError(
                .rasterUnreadable, file: path, "the raster holds complex numbers",
                hint: "write the part that is meant as a raster of its own")
        }
        return GDALRuntime.capturing {
            (1...count).compactMap { index in
                GDALGetRasterBand(dataset, index).map { band($0, nodata) }
            }
        }.result
    }

    private static func band(
        _ handle: GDALRasterBandH, _ statement: NodataStatement
    ) -> (BandDescription, Band) {
        let storage = GDALGetRasterDataType(handle)
        let declared = declaredNodata(handle, storage)
        let flags = GDALGetMaskFlags(handle)
        let hasMask = flags & Int32(GMF_ALL_VALID | GMF_NODATA) == 0
        var markers = declared.map { [$0] } ?? []
        var suspects = declared == nil && !hasMask ? suspiciousConstants(storage) : []
        switch statement {
        case .declared: break
        case .value(let value):
            markers.append(storage == GDT_Float32 ? Double(Float(value)) : value)
            suspects = []
        case .none: (markers, suspects) = ([], [])
        }
        var present: Int32 = 0
        let scale = GDALGetRasterScale(handle, &present)
        let offset = GDALGetRasterOffset(handle, &present)
        let description = BandDescription(
            unit: text(GDALGetRasterUnitType(handle)), nodata: declared,
            storage: text(GDALGetDataTypeName(storage)), name: text(GDALGetDescription(handle)))
        let band = Band(
            handle: handle, storage: storage, markers: markers, suspects: suspects, scale: scale,
            offset: offset, mask: hasMask && statement != .none ? GDALGetMaskBand(handle) : nil)
        return (description, band)
    }

    private static func declaredNodata(_ handle: GDALRasterBandH, _ storage: GDALDataType) -> Double? {
        var present: Int32 = 0
        switch storage {
        case GDT_Int64:
            let value = GDALGetRasterNoDataValueAsInt64(handle, &present)
            return present != 0 ? Double(value) : nil
        case GDT_UInt64:
            let value = GDALGetRasterNoDataValueAsUInt64(handle, &present)
            return present != 0 ? Double(value) : nil
        default:
            let value = GDALGetRasterNoDataValue(handle, &present)
            guard present != 0 else { return nil }
            return storage == GDT_Float32 ? Double(Float(value)) : value
        }
    }

    /// Constants that files of a storage type commonly use for missing cells.
    private static func suspiciousConstants(_ storage: GDALDataType) -> [Double] {
        switch storage {
        case GDT_Byte: return [255]
        case GDT_UInt16: return [65535]
        case GDT_Int16: return [-9999, -32768, 32767]
        case GDT_UInt32: return [4_294_967_295]
        case GDT_Int32, GDT_Int64, GDT_UInt64:
            return [-9999, -99999, -32768, -2_147_483_648, 2_147_483_647]
        default:
            let largest = Double(Float.greatestFiniteMagnitude)
            return [
                -999, -9999, -99999, -32768, -largest, largest, -Double.greatestFiniteMagnitude, 1e20,
                Double(Float(1e20)), 9.969209968386869e36,
            ]
        }
    }
}
