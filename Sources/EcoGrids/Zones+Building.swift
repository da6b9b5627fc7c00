/// Which cells belong to a region.
public enum ZoneRule: String, Sendable, Hashable, CaseIterable {
    /// Every cell by the share of its area that lies in the region.
    case exactFraction = "exact_fraction"
    /// Whole cells whose centre lies in the region: what most zonal tools do, InVEST among them.
    case centre
}

extension Zones {
    /// Shares of all cells of a grid in each of the outlines.
    ///
    /// Throws `outline_reference` where an outline has another CRS than the grid, `outline_invalid` where one
    /// has coordinates that are not finite, no area, or crosses itself, and `grid_invalid` where the
    /// projection makes cells far from their true area.
    public init(
        grid: Grid, outlines: [RegionOutline], rule: ZoneRule = .exactFraction
    ) throws(GridError) {
        guard !grid.reference.distortsArea else {
            throw GridError(
                .gridInvalid,
                "cells in \(grid.reference.shortName) (\(grid.reference.projection)) "
                    + "do not show their true area",
                hint: "use degrees (EPSG:4490), an Albers or a Gauss-Krueger grid for the analysis")
        }
        var sweep = CoverageSweep(grid)
        var collected: [ZoneRun] = []
        var shares: [Double] = []
        for (index, outline) in outlines.enumerated() {
            try Self.check(outline, grid)
            let runs = try sweep.runs(of: outline, region: Int32(index))
            shares.append(Self.insideShare(runs, outline, grid))
            collected += rule == .centre ? sweep.centreRuns(of: outline, region: Int32(index)) : runs
        }
        let (runs, rowStart) = Self.sortedByRow(collected, height: grid.height)
        self.init(
            grid: grid, regions: outlines.map(\.id), insideShare: shares, runs: runs, rowStart: rowStart,
            reach: Self.reach(runs, rowStart), areaExponent: Self.areaExponent(grid))
    }

    private static func check(_ outline: RegionOutline, _ grid: Grid) throws(GridError) {
        guard outline.reference == grid.reference else {
            throw GridError(
                .outlineReference, file: outline.id,
                "the outline of \(outline.id) is in \(outline.reference.shortName), the grid in "
                    + grid.reference.shortName,
                hint: "transform the outlines to the CRS of the grid")
        }
        let rings = outline.polygons.flatMap { [$0.outer] + $0.holes }
        let finite = rings.allSatisfy { $0.allSatisfy { $0.x.isFinite && $0.y.isFinite } }
        guard finite, outline.planarArea > 0 else {
            throw GridError(
                .outlineInvalid, file: outline.id,
                "the outline of \(outline.id) has \(finite ? "no area" : "coordinates that are not numbers")",
                hint: "check the polygon in the boundary file")
        }
    }

    private static func insideShare(_ runs: [ZoneRun], _ outline: RegionOutline, _ grid: Grid) -> Double {
        let cells = runs.reduce(0) { $0 + Double($1.length) * $1.fraction }
        let share = cells * grid.cellWidth * grid.cellHeight / outline.planarArea
        return share > 1 - 1e-9 ? 1 : share
    }

    /// By row, then column, then region.
    private static func sortedByRow(_ runs: [ZoneRun], height: Int) -> ([ZoneRun], [Int]) {
        RowSort.sorted(runs, height: height, row: { Int($0.row) }) {
            ($0.column, $0.region) < ($1.column, $1.region)
        }
    }

    private static func reach(_ runs: [ZoneRun], _ rowStart: [Int]) -> [Int32] {
        var reach = [Int32](repeating: 0, count: runs.count)
        for row in 0..<rowStart.count - 1 {
            var furthest: Int32 = 0
            for index in rowStart[row]..<rowStart[row + 1] {
                furthest = max(furthest, runs[index].column + runs[index].length)
                reach[index] = furthest
            }
        }
        return reach
    }

    /// So that the largest cell has 2^44 steps or a little more.
    private static func areaExponent(_ grid: Grid) -> Int {
        let equator = Int(max(0, min(Double(grid.height - 1), grid.originY / grid.cellHeight)))
        let rows = grid.reference.isGeographic ? [0, grid.height - 1, equator] : [0]
        let largest = rows.map { grid.cellArea(row: $0) }.max() ?? 1
        return max(-200, Int(largest.exponent) - 44)
    }
}

extension Zones {
    /// Area of a cell of each row of a range in steps.
    func areaSteps(rows: Range<Int>) -> [Int64] {
        let perUnit = Double(sign: .plus, exponent: -areaExponent, significand: 1)
        return grid.cellAreas(rows: rows).map { Int64(($0 * perUnit).rounded()) }
    }

    /// Area of a share of a cell of `area` steps.
    func areaSteps(_ area: Int64, fraction: Double) -> Int64 {
        fraction == 1 ? area : Int64((Double(area) * fraction).rounded())
    }

    /// True area of each region inside the grid, m2: sum of cell area x share.
    public var areas: [Double] {
        var sums = [Int128](repeating: 0, count: regions.count)
        for row in 0..<grid.height where !runRange(row: row).isEmpty {
            let area = areaSteps(rows: row..<row + 1)[0]
            for run in runs[runRange(row: row)] {
                sums[Int(run.region)] += Int128(areaSteps(area, fraction: run.fraction)) * Int128(run.length)
            }
        }
        return sums.map { ExactSum.rounded($0, exponent: areaExponent) }
    }

    /// Area that lies in more than one region, m2 (as far as the shares of a cell exceed it); 0 where
    /// outlines only touch.
    public var overlapArea: Double {
        var overlap = 0.0
        var ends: [(column: Int32, change: Double)] = []
        for row in 0..<grid.height where runRange(row: row).count > 1 {
            ends.removeAll(keepingCapacity: true)
            for run in runs[runRange(row: row)] {
                ends.append((run.column, run.fraction))
                ends.append((run.column + run.length, -run.fraction))
            }
            ends.sort { $0.column < $1.column }
            var (share, excess) = (0.0, 0.0)
            for index in ends.indices.dropLast() {
                share += ends[index].change
                let columns = Double(ends[index + 1].column - ends[index].column)
                if share > 1 + 1e-9 { excess += (share - 1) * columns }
            }
            overlap += excess * grid.cellArea(row: row)
        }
        return overlap
    }

    /// The smallest window that holds all regions; nil where none lies in the grid.
    public var extent: Window? {
        guard let first = runs.first, let last = runs.last else { return nil }
        var (left, right) = (first.column, first.column + first.length)
        for run in runs {
            left = min(left, run.column)
            right = max(right, run.column + run.length)
        }
        return Window(
            column: Int(left), row: Int(first.row), width: Int(right - left),
            height: Int(last.row - first.row) + 1)
    }
}
