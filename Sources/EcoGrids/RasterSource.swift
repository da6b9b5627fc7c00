/// What one band of a raster file says of itself.
public struct BandDescription: Sendable, Hashable {
    /// Unit as written in the file; empty where it names none.
    public var unit: String
    /// Declared marker of missing cells; nil where the file declares none.
    public var nodata: Double?
    /// Type of the stored numbers as GDAL names it, such as `Float32` or `Byte`.
    public var storage: String
    /// The file's own name of the band; empty where it has none.
    public var name: String

    public init(unit: String = "", nodata: Double? = nil, storage: String = "Float64", name: String = "") {
        self.unit = unit
        self.nodata = nodata
        self.storage = storage
        self.name = name
    }
}

/// A raster that is read window by window. One task at a time; open another for another task.
public protocol RasterSource {
    /// Path or name for messages.
    var name: String { get }
    var grid: Grid { get }
    /// One description for each band; band numbers start at 1, as in GDAL.
    var bands: [BandDescription] { get }
    /// Width and height of the file's blocks, the cheapest windows to read.
    var blockSize: (width: Int, height: Int) { get }
    /// Reads a window inside the grid. `raster` takes that window; nodata arrives as `Cell.missing`, scale
    /// and offset are applied.
    ///
    /// Throws `window_outside`, `raster_band_missing`, `raster_unreadable`, `raster_nodata_undeclared` (a
    /// suspicious constant with no declared nodata) or `raster_value_invalid` (infinite, or not a class).
    func read<Cell: RasterCell>(_ window: Window, band: Int, into raster: inout Raster<Cell>)
        throws(GridError)
}

extension RasterSource {
    /// A new buffer with the cells of a window of a band (the first by default).
    public func read<Cell: RasterCell>(
        _ window: Window, band: Int = 1, as _: Cell.Type = Double.self
    ) throws(GridError) -> Raster<Cell> {
        var raster = Raster<Cell>(Window(column: window.column, row: window.row, width: 0, height: 0))
        try read(window, band: band, into: &raster)
        return raster
    }

    /// Windows that follow the file's blocks: at least 256 cells a side, about one million cells at most.
    public var windows: WindowTiling {
        WindowTiling(grid.extent, blockWidth: blockSize.width, blockHeight: blockSize.height)
    }

    /// Reads a window with `margin` cells more on every side; cells outside the grid are missing.
    public func read<Cell: RasterCell>(
        _ window: Window, margin: Int, band: Int = 1, as _: Cell.Type = Double.self
    ) throws(GridError) -> Raster<Cell> {
        let wanted = window.expanded(by: margin)
        if grid.extent.contains(wanted) { return try read(wanted, band: band, as: Cell.self) }
        guard let inside = grid.extent.intersection(wanted) else { return Raster(wanted) }
        let part = try read(inside, band: band, as: Cell.self)
        var whole = Raster<Cell>(wanted)
        whole.copyCells(of: part)
        return whole
    }
}

extension Raster {
    /// Copies the cells that both windows share.
    @specialized(where Cell == Double)
    @specialized(where Cell == Float)
    @specialized(where Cell == Int32)
    public mutating func copyCells(of other: Raster<Cell>) {
        guard let common = window.intersection(other.window) else { return }
        let (to, from) = (window, other.window)
        withMutableCells { target in
            other.cells.withUnsafeBufferPointer { source in
                guard let target = target.baseAddress, let source = source.baseAddress else { return }
                for row in common.rows {
                    let t = (row - to.row) * to.width + common.column - to.column
                    let f = (row - from.row) * from.width + common.column - from.column
                    (target + t).update(from: source + f, count: common.width)
                }
            }
        }
    }
}

/// A raster that is written window by window; it exists under its name only after `finish`.
public protocol RasterSink {
    var grid: Grid { get }
    /// Writes a window inside the grid; missing cells become the file's nodata.
    func write<Cell: RasterCell>(_ raster: Raster<Cell>, band: Int) throws(GridError)
    /// Completes the file under its final name. Without this call nothing is left behind.
    func finish() throws(GridError)
}

/// How missing cells of a file are marked, where the reader of the scenario knows better than the file.
public enum NodataStatement: Sendable, Hashable {
    /// As the file declares; a suspicious constant in a file that declares none is an error.
    case declared
    /// This stored value marks missing cells, in addition to what the file declares.
    case value(Double)
    /// Every cell is data: no marker, and no suspicion, though the file may look odd.
    case none
}

/// How cells of one grid become cells of another.
public enum ResamplingMethod: String, Sendable, Hashable, CaseIterable {
    /// Value of the cell that holds the centre: for classes.
    case nearest
    /// Most frequent value: for classes.
    case mode
    /// Between the four nearest centres: for continuous fields onto finer cells.
    case bilinear
    /// Over the sixteen nearest centres; may overshoot.
    case cubic
    /// Area-weighted mean: for densities and intensities onto coarser cells.
    case average
    /// Shares amounts out by overlap so that their total stays: for counts and tonnes per cell.
    case sum

    /// True where the method keeps whole class codes.
    public var keepsClasses: Bool { self == .nearest || self == .mode }
}

/// What is to be opened, and how.
public struct RasterRequest: Sendable, Hashable {
    public var path: String
    public var nodata: NodataStatement
    /// Where set, the raster is given on this grid.
    public var grid: Grid?
    /// How cells are made for `grid`; nil where the raster must already lie on its cells.
    public var resampling: ResamplingMethod?

    public init(
        _ path: String, nodata: NodataStatement = .declared, onto grid: Grid? = nil,
        resampling: ResamplingMethod? = nil
    ) {
        self.path = path
        self.nodata = nodata
        self.grid = grid
        self.resampling = resampling
    }
}

/// Opens rasters by path. The runner is given one, so that computation never reads files itself.
public protocol RasterOpener: Sendable {
    /// Opens a raster; with `request.grid`, the source has exactly that grid: cut or padded with missing
    /// cells where its cells already coincide, resampled by the stated method else.
    ///
    /// Throws `raster_misaligned` where cells do not coincide and no method is stated, besides the faults of
    /// reading.
    func open(_ request: RasterRequest) throws(GridError) -> any RasterSource
    /// All files that make up a raster: itself, headers beside it, the parts of a mosaic. Empty where it is none.
    func files(of path: String) -> [String]
}

extension RasterOpener {
    public func files(of path: String) -> [String] { [path] }
}

/// Makes new raster files.
public protocol RasterCreator: Sendable {
    /// Starts a file with one band for each description (`storage` is `Float32`, `Float64`, `Int32` or
    /// `Byte`).
    func create(_ path: String, grid: Grid, bands: [BandDescription]) throws(GridError) -> any RasterSink
}
