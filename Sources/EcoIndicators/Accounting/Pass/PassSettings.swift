import EcoGrids

/// How a pass over rasters is run. None of it changes a bit of the result.
public struct PassSettings: Sendable {
    /// Threads, each with its own open files.
    public var jobs = 1
    /// Cells a side, at least, of what a thread takes at once.
    public var taskSide = 256
    /// Bytes that the windows of one thread may take.
    public var windowMemory = 96 << 20
    /// Cells of a window, at most: as many as keep their layers and densities in a processor's own cache.
    public var windowCells = 1 << 13
    /// Seconds of work after which finished windows are put on disk, and finished tiles of a terrain model where that does
    /// not take long against it.
    public var checkpointInterval = 5.0
    public var observer: any PassObserver = SilentObserver()
    /// Sums of earlier runs; nil where nothing is kept.
    public var sums: (any SumStore)?
    public var checkpoints: (any CheckpointStore)?
    /// Room on disk for terrain models whose grid is larger than memory.
    public var scratch: (any ScratchSpace)?
    /// Where the rasters that the scenario asks for are written.
    public var rasters: (any RasterStorage)?
    /// The identity of a raster file's content; nil where it has none, and then no sums of it are kept.
    public var identity: @Sendable (_ path: String) -> String? = { _ in nil }
    /// Version and build of the program: sums of another one are not taken.
    public var engine = ""
    /// Version and content of the program, the same on every machine: parts of another one are not taken.
    public var partEngine = ""
    /// All parts of a pass that was made in shares, instead of stored sums; nil where there are none.
    public var parts: [MeasuredPart]?

    public init() {}
}
