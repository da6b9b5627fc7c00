extension Zones {
    /// Shares of all cells of a grid in each of the outlines.
    ///
    /// Throws `outline_reference` where an outline has another CRS than the grid, `outline_invalid` where one
    /// has coordinates that are not finite, no area, or crosses itself, and `grid_invalid` where the
    /// projection makes cells far from their true area.
    public init(grid: Grid, outlines: [RegionOutline]) throws(GridError) {
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
            collected += runs
        }
        let (runs, rowStart) = Self.sortedByRow(collected, height: grid.height)
        self.init(
            grid: grid, regions: outlines.map(\.id), insideShare: shares, runs: runs, rowStart: rowStart)
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

    /// Counting sort: runs of a row stay in the order of the regions.
    private static func sortedByRow(_ runs: [ZoneRun], height: Int) -> ([ZoneRun], [Int]) {
        var start = [Int](repeating: 0, count: height + 1)
        for run in runs { start[Int(run.row) + 1] += 1 }
        for row in 0..<height { start[row + 1] += start[row] }
        guard let any = runs.first else { return ([], start) }
        var sorted = [ZoneRun](repeating: any, count: runs.count)
        var next = start
        for run in runs {
            sorted[next[Int(run.row)]] = run
            next[Int(run.row)] += 1
        }
        return (sorted, start)
    }
}

extension Zones {
    /// True area of each region inside the grid, m2: sum of cell area x share.
    public var areas: [Double] {
        var sums = ExactSums()
        for _ in regions { sums.append() }
        for row in 0..<grid.height where !runRange(row: row).isEmpty {
            let area = grid.cellArea(row: row)
            for index in runRange(row: row) {
                let run = runs[index]
                sums.add(area * run.fraction, repeated: Int(run.length), to: Int(run.region))
            }
        }
        return regions.indices.map { sums.value($0) }
    }

    /// Area that lies in more than one region, m2 (as far as the shares of a cell exceed it); 0 where
    /// outlines only touch.
    public var overlapArea: Double {
        var overlap = 0.0
        var shares = [Double](repeating: 0, count: grid.width)
        for row in 0..<grid.height where runRange(row: row).count > 1 {
            for index in shares.indices { shares[index] = 0 }
            for run in runs[runRange(row: row)] {
                for column in Int(run.column)..<Int(run.column + run.length) {
                    shares[column] += run.fraction
                }
            }
            let excess = shares.reduce(0) { $1 > 1 + 1e-9 ? $0 + $1 - 1 : $0 }
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
