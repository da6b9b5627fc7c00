/// Why a grid, a raster or an outline cannot be used: what is wrong, where, and what to do.
///
/// Thrown by readers, writers and kernels of this module.
public struct GridError: Error, Sendable, Hashable {
    /// The kind of fault; its raw value is the diagnostic code.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case rasterMissing = "raster_missing"
        case rasterUnreadable = "raster_unreadable"
        case rasterNotPlaced = "raster_not_placed"
        case rasterBandMissing = "raster_band_missing"
        case rasterNodataUndeclared = "raster_nodata_undeclared"
        case rasterValueInvalid = "raster_value_invalid"
        case rasterMisaligned = "raster_misaligned"
        case rasterUnwritable = "raster_unwritable"
        case rasterDisjoint = "raster_disjoint"
        case gridInvalid = "grid_invalid"
        case windowOutside = "window_outside"
        case outlineMissing = "outline_missing"
        case outlineUnreadable = "outline_unreadable"
        case outlineInvalid = "outline_invalid"
        case outlineReference = "outline_reference"
        case checkpointInvalid = "checkpoint_invalid"
    }

    /// The kind of fault.
    public var code: Code
    /// The file, or the name of the layer or region, in which it was found; empty where there is none.
    public var file: String
    /// What is wrong, with the figures that show it.
    public var message: String
    /// What the reader can do about it.
    public var hint: String

    public init(_ code: Code, file: String = "", _ message: String, hint: String) {
        self.code = code
        self.file = file
        self.message = message
        self.hint = hint
    }
}
