import CGDAL
import EcoGrids

/// A raster that GDAL reads, window by window. Not to be used from two tasks at a time.
final class GDALRaster: RasterSource {
    /// What reading needs to know of a band.
    struct Band {
        var handle: GDALRasterBandH
        var storage: GDALDataType
        /// Stored values that mark missing cells.
        var markers: [Double]
        /// Constants that would be markers in a file that declares one; empty where it does.
        var suspects: [Double]
        var scale: Double
        var offset: Double
        /// Mask of cells that is neither "all valid" nor the nodata value.
        var mask: GDALRasterBandH?

        /// Markers for reading in single precision; nil where the numbers do not fit, or a mask must be
        /// looked at.
        var singleMarkers: SingleMarkers? {
            let fits = [GDT_Float32, GDT_Byte, GDT_Int16, GDT_UInt16].contains(storage)
            return fits && mask == nil ? SingleMarkers(markers, suspects: suspects) : nil
        }

        /// True where stored numbers are codes as they are.
        var holdsCodes: Bool {
            let fits = [GDT_Byte, GDT_Int16, GDT_UInt16, GDT_Int32].contains(storage)
            return fits && mask == nil && scale == 1 && offset == 0
        }
    }

    let name: String
    let grid: Grid
    let bands: [BandDescription]
    let blockSize: (width: Int, height: Int)
    let bandHandles: [Band]
    let handle: GDALDatasetH
    /// What `handle` draws from, where it is a warped view.
    private let underlying: GDALRaster?
    /// Nil for a warped view, whose blocks GDAL makes itself.
    private let blocks: BlockReader?
    private let checksums: BlockChecksums?
    /// Of each band; found once, as windows are small.
    private let singleMarkers: [SingleMarkers?]

    init(
        name: String, grid: Grid, dataset: GDALDatasetH, bands: [(BandDescription, Band)],
        underlying: GDALRaster? = nil
    ) {
        self.name = name
        self.grid = grid
        handle = dataset
        self.underlying = underlying
        self.bands = bands.map(\.0)
        bandHandles = bands.map(\.1)
        singleMarkers = bandHandles.map(\.singleMarkers)
        var (width, height): (Int32, Int32) = (256, 256)
        if let first = bands.first?.1.handle { GDALGetBlockSize(first, &width, &height) }
        blockSize = (Int(width), Int(height))
        checksums =
            underlying == nil
            ? BlockChecksums(
                dataset, path: name, blockWidth: Int(width), blockHeight: Int(height), extent: grid.extent)
            : nil
        blocks =
            underlying == nil
            ? BlockReader(
                width: Int(width), height: Int(height), extent: grid.extent, checksums: checksums) : nil
    }

    deinit {
        _ = GDALRuntime.capturing { GDALClose(handle) }
    }

    /// True where a constant might stand for missing cells though the file does not say so.
    var mayHideNodata: Bool { bandHandles.contains { !$0.suspects.isEmpty } }

    /// True where blocks can be held against what their packing says of them.
    var hasChecksums: Bool { checksums != nil }

    func read<Cell: RasterCell>(
        _ window: Window, band: Int, into raster: inout Raster<Cell>
    ) throws(GridError) {
        try checkRead(window, band: band)
        let reader = BandReader(
            name: name, number: band, band: bandHandles[band - 1], markers: singleMarkers[band - 1],
            window: window, blocks: blocks, checksums: checksums)
        let numbers: Void? = try raster.withCells(as: Double.self) { (raster) throws(GridError) in
            raster.reshape(to: window)
            try raster.withMutableCells { (cells) throws(GridError) in try reader.read(into: cells) }
        }
        if numbers != nil { return }
        raster.reshape(to: window)
        let areRead = try raster.withCells(as: Int32.self) { (raster) throws(GridError) in
            try raster.withMutableCells { (cells) throws(GridError) in try reader.readClasses(into: cells) }
        }
        // Codes that must be looked at as numbers first, and single precision.
        if areRead != true { try readConverted(reader, into: &raster) }
    }

    /// Reads as doubles and converts: exact for classes of 32 bits, rounded once for single precision.
    @specialized(where Cell == Double)
    @specialized(where Cell == Float)
    @specialized(where Cell == Int32)
    private func readConverted<Cell: RasterCell>(
        _ reader: BandReader, into raster: inout Raster<Cell>
    ) throws(GridError) {
        var numbers = [Double](repeating: 0, count: reader.window.cellCount)
        try numbers.withUnsafeMutableBufferPointer { (cells) throws(GridError) in
            try reader.read(into: cells)
        }
        let failure = raster.withMutableCells { cells in
            var failure: Int?
            for index in cells.indices {
                cells[index] = Cell(cell: numbers[index])
                if cells[index].isMissing, numbers[index] == numbers[index], failure == nil {
                    failure = index
                }
            }
            return failure
        }
        if let failure { throw reader.notAClass(numbers[failure], at: failure) }
    }
}
