import EcoAccounts
import EcoParameters

/// What a raster pass leaves: sums by region and land-cover class, from which quantities and values follow
/// without another look at a raster.
public struct SufficientTable: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        public let region: RegionCode
        public let sum: ClassSum
    }

    /// What each number of `ClassSum.sums` is: density x m2.
    public let measures: [String]
    /// By region, then by class; cells without a class last.
    public let rows: [Row]

    private let sums: [RegionCode: [ClassSum]]

    init(measures: [String], rows: [Row]) {
        self.measures = measures
        self.rows = rows
        sums = Dictionary(grouping: rows, by: \.region).mapValues { $0.map(\.sum) }
    }

    static let empty = SufficientTable(measures: [], rows: [])

    func sums(of region: RegionCode) -> [ClassSum] { sums[region] ?? [] }
}

/// All that one pass over the rasters leaves for an account.
public struct SufficientTables: Sendable {
    /// Areas by region and class.
    public let extent: SufficientTable
    /// By indicator id.
    public let indicators: [String: SufficientTable]
    /// Share of each region's outline inside the analysis grid.
    public let insideShare: [RegionCode: Double]
    public let rasters: [RasterInventoryEntry]
    public let warnings: [Diagnostic]

    /// An account from tables alone.
    static let none = SufficientTables(
        extent: .empty, indicators: [:], insideShare: [:], rasters: [], warnings: [])

    func adding(_ warnings: [Diagnostic]) -> SufficientTables {
        SufficientTables(
            extent: extent, indicators: indicators, insideShare: insideShare, rasters: rasters,
            warnings: self.warnings + warnings)
    }

    func input(_ region: RegionCode, indicator: String) -> RegionInput {
        RegionInput(
            region: region, insideShare: insideShare[region] ?? 0, extent: extent.sums(of: region),
            sums: indicators[indicator]?.sums(of: region) ?? [],
            measures: indicators[indicator]?.measures ?? [])
    }
}

/// A line of the raster inventory (T8).
public struct RasterInventoryEntry: Hashable, Sendable {
    public let layer: LayerRole
    /// As the scenario names it.
    public let file: String
    public let unit: String
    public let year: String?
    public let source: String?
    public let status: FigureStatus
    public let reference: String
    public let cellWidth: Double
    public let cellHeight: Double
    public let bandCount: Int
    /// As the file declares it; nil where it declares none.
    public let nodata: Double?
    /// The method that brought it onto the analysis grid; nil where its cells already lay there.
    public let resampling: String?
    /// Valid cells over all cells of the window that holds the regions.
    public let validCellShare: Double
}
