import CGDAL
import EcoGrids
import Synchronization

extension GDALRaster {
    /// A view of `source` on the cells of another grid, made window by window.
    ///
    /// Nodata of each band on its own; cells without a source missing.
    convenience init(
        _ source: GDALRaster, onto grid: Grid, by method: ResamplingMethod, nodata: NodataStatement
    ) throws(GridError) {
        try Self.checkWarp(source, method)
        guard let wkt = grid.reference.completeWkt else {
            throw GridError(
                .gridInvalid, "GDAL does not know the CRS \(grid.reference.shortName) of the analysis grid",
                hint: "state an EPSG code or well-known text")
        }
        let arguments = Self.arguments(source, onto: grid, wkt, method, nodata)
        let warped = GDALRuntime.capturing { source.warped(arguments) }
        guard let dataset = warped.result else {
            throw GridError(
                .rasterUnreadable, file: source.name,
                "the raster cannot be warped to \(grid.reference.shortName)"
                    + GDALRuntime.quoted(warped.messages),
                hint: "check the CRS of the raster and that it reaches into the analysis grid")
        }
        let bands = GDALRuntime.capturing {
            zip(source.bands, source.bandHandles).enumerated().compactMap { index, pair in
                GDALGetRasterBand(dataset, Int32(index + 1)).map { handle in
                    var band = pair.1
                    (band.handle, band.storage, band.mask) = (handle, GDT_Float64, nil)
                    (band.markers, band.suspects) = ([], [])
                    return (pair.0, band)
                }
            }
        }.result
        self.init(name: source.name, grid: grid, dataset: dataset, bands: bands, underlying: source)
        try Self.checkCells(of: source, under: dataset, on: grid)
    }

    /// Whatever marks missing cells must be known before cells are blended; sums of shifted numbers mean
    /// nothing.
    private static func checkWarp(_ source: GDALRaster, _ method: ResamplingMethod) throws(GridError) {
        if method == .sum, source.bandHandles.contains(where: { $0.offset != 0 }) {
            throw GridError(
                .rasterMisaligned, file: source.name,
                "the raster has an offset, so its cells cannot be summed",
                hint: "write it without offset, or state `average`")
        }
        let markers = source.bandHandles.map { Set($0.markers.filter { !$0.isNaN }) }
        if let several = markers.first(where: { $0.count > 1 }) {
            let listed = several.sorted().map { "\($0)" }.joined(separator: ", ")
            throw GridError(
                .rasterMisaligned, file: source.name,
                "the raster has two nodata values (\(listed)), which resampling cannot keep apart from data",
                hint: "write it with one nodata value, for instance with gdal_calc.py")
        }
    }

    /// Reads once what the view may draw from: a constant that stands for missing cells must be known before cells are
    /// blended, and GDAL does not look whether the blocks that it warps are sound.
    private static func checkCells(
        of source: GDALRaster, under view: GDALDatasetH, on grid: Grid
    ) throws(GridError) {
        guard source.mayHideNodata || source.hasChecksums else { return }
        let reach = WarpReach.window(of: source, from: view, grid)
        let version = fileVersion(source.name).map { "\($0) \(reach)" }
        if let version, scanned.withLock({ $0.contains(version) }) { return }
        var cells = Raster<Double>(Window(column: 0, row: 0, width: 0, height: 0))
        for window in source.windows {
            guard let own = window.intersection(reach) else { continue }
            for band in 1...source.bands.count { try source.read(own, band: band, into: &cells) }
        }
        if let version { _ = scanned.withLock { $0.insert(version) } }
    }

    /// Files of which this was found sound: every worker opens them anew, and need not read them for it.
    private static let scanned = Mutex<Set<String>>([])

    /// How far, in source cells, the transformation between two CRS may be interpolated (none within one
    /// CRS).
    private static let transformationTolerance = "0.01"

    private static func arguments(
        _ source: GDALRaster, onto grid: Grid, _ wkt: String, _ method: ResamplingMethod,
        _ nodata: NodataStatement
    ) -> [String] {
        let tolerance = source.grid.reference == grid.reference ? "0" : transformationTolerance
        var arguments = [
            "-of", "VRT", "-t_srs", wkt, "-te", "\(grid.originX)", "\(grid.southY)", "\(grid.eastX)",
            "\(grid.originY)", "-ts", "\(grid.width)", "\(grid.height)", "-r", gdalName(method), "-dstnodata",
            "nan", "-ot", "Float64", "-et", tolerance, "-ovr", "NONE", "-novshift", "-wo",
            "UNIFIED_SRC_NODATA=NO",
            "-wo", "NUM_THREADS=1",
        ]
        switch nodata {
        case .declared: break
        case .value(let value): arguments += ["-srcnodata", "\(value)"]
        case .none: arguments += ["-srcnodata", "None"]
        }
        return arguments
    }

    private static func gdalName(_ method: ResamplingMethod) -> String {
        method == .nearest ? "near" : method.rawValue
    }
}

extension GDALRaster {
    fileprivate func warped(_ arguments: [String]) -> GDALDatasetH? {
        withOptions(arguments) { list in
            guard let options = GDALWarpAppOptionsNew(list, nil) else { return nil }
            defer { GDALWarpAppOptionsFree(options) }
            var sources: [GDALDatasetH?] = [handle]
            var usageError: Int32 = 0
            return GDALWarp("", nil, 1, &sources, options, &usageError)
        }
    }
}
