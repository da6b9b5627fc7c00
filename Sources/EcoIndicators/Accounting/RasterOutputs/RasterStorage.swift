import EcoGrids

/// Where rasters in the making and finished ones are put.
public protocol RasterStorage: Sendable {
    /// Room for the cells of one raster until it is written; what an earlier run put there stays unless `fresh`.
    ///
    /// Throws `raster_unwritable`.
    func part(_ id: String, bytes: Int, fresh: Bool) throws(GridError) -> any RasterPart
    /// Starts the file of a figure, which replaces an unfinished one. Throws `raster_unwritable`.
    func create(
        _ output: RasterOutput, grid: Grid, format: RasterFormat
    ) throws(GridError) -> any RasterSink
    /// Gives back the room of all parts.
    func removeParts()
}

/// Bytes at offsets; threads may write at once where they do not overlap.
public protocol RasterPart: Sendable {
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(GridError)
    func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(GridError)
    /// Has everything on the disk before it returns.
    func synchronise() throws(GridError)
}
