/// A run of neighbouring cells of one row with the same share in one region.
public struct ZoneRun: Sendable, Hashable {
    public var row: Int32
    public var column: Int32
    /// Cells in the run; 1 at borders, more in the interior.
    public var length: Int32
    /// Index of the region in `Zones.regions`.
    public var region: Int32
    /// Share of each cell's area that lies in the region, above 0 and at most 1.
    public var fraction: Double

    public init(row: Int32, column: Int32, length: Int32, region: Int32, fraction: Double) {
        self.row = row
        self.column = column
        self.length = length
        self.region = region
        self.fraction = fraction
    }
}

/// The share of every cell of a grid in every region: exact at borders, sparse, interior cells as runs.
///
/// Shares are of the cell in the plane of its coordinates. Neighbours that share a border line take the same
/// line with opposite sign, so their shares add up to that of their union. In degrees, area within a cell is
/// taken as even; the true cell area of the row (`Grid.cellArea`) weights the share.
public struct Zones: Sendable {
    public let grid: Grid
    /// Ids of the regions, in the order given.
    public let regions: [String]
    /// Share of each region's outline that lies inside the grid, 0 to 1.
    public let insideShare: [Double]
    /// Runs by row, then column, then region.
    let runs: [ZoneRun]
    /// Index in `runs` of the first run of each row; one more at the end.
    let rowStart: [Int]
    /// For each run the first column that neither it nor an earlier one of its row reaches.
    let reach: [Int32]
    /// Areas are whole numbers of steps of 2^areaExponent m2: 2^-44 of the largest cell or less.
    let areaExponent: Int

    /// The runs that lie in a window, cut to it, row by row.
    @inlinable public func forEachRun<E: Error>(
        in window: Window, _ body: (ZoneRun) throws(E) -> Void
    ) throws(E) {
        let (left, right) = (Int32(window.column), Int32(window.column + window.width))
        for row in window.rows {
            for index in runRange(row: row, from: left) {
                var run = self[run: index]
                if run.column >= right { break }
                let end = Swift.min(run.column + run.length, right)
                run.column = Swift.max(run.column, left)
                run.length = end - run.column
                if run.length > 0 { try body(run) }
            }
        }
    }

    @usableFromInline func runRange(row: Int) -> Range<Int> { rowStart[row]..<rowStart[row + 1] }

    /// The runs of a row from the first that reaches into a column.
    @usableFromInline func runRange(row: Int, from column: Int32) -> Range<Int> {
        var (low, high) = (rowStart[row], rowStart[row + 1])
        let end = high
        while low < high {
            let middle = (low + high) / 2
            if reach[middle] > column { high = middle } else { low = middle + 1 }
        }
        return low..<end
    }

    @usableFromInline subscript(run index: Int) -> ZoneRun { runs[index] }
}
