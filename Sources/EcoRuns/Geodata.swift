import EcoGrids
import EcoIndicators
import EcoParameters
import EcoScenarios

/// The readers and writers of rasters and outlines that the edge of the program provides.
public struct Geodata: Sendable {
    public let rasters: any RasterOpener
    public let outlines: any OutlineReader
    /// Opens arrays such as variables of NetCDF files; nil where none can be read.
    public let arrays: (any ArrayOpener)?
    /// Reads tables out of workbooks; nil where tables are CSV files alone.
    public let spreadsheets: (any SpreadsheetReader)?
    /// Makes new raster files; nil where none can be written.
    public let creator: (@Sendable (RasterFormat) -> any RasterCreator)?
    /// Room in a folder for what does not fit in memory; nil where all stays in memory.
    public let scratch: (@Sendable (_ folder: String) -> any ScratchSpace)?

    public init(
        rasters: any RasterOpener, outlines: any OutlineReader, arrays: (any ArrayOpener)? = nil,
        spreadsheets: (any SpreadsheetReader)? = nil,
        creator: (@Sendable (RasterFormat) -> any RasterCreator)? = nil,
        scratch: (@Sendable (_ folder: String) -> any ScratchSpace)? = nil
    ) {
        self.scratch = scratch
        self.spreadsheets = spreadsheets
        self.creator = creator
        self.rasters = rasters
        self.outlines = outlines
        self.arrays = arrays
    }

    /// The attribute that holds the region code in a file of outlines.
    static let regionAttribute = "region"

    /// The counties' outlines in the CRS of the analysis grid; empty where the account needs no rasters or the
    /// scenario names no outlines (the account then says which are missing).
    func outlines(
        of scenario: Scenario, on parameters: AccountsParameters
    ) throws(DiagnosticFailure) -> [RegionOutline] {
        guard let file = scenario.outlines, let layer = parameters.layers[parameters.layers.grid] else {
            return []
        }
        do throws(GridError) {
            let grid = try rasters.open(RasterRequest(layer.file.path)).grid
            let request = OutlineRequest(file.path, idAttribute: Self.regionAttribute, into: grid.reference)
            return try outlines.outlines(request).outlines
        } catch {
            throw DiagnosticFailure([error.diagnostic(at: file.location, path: "regions.outlines")])
        }
    }
}
