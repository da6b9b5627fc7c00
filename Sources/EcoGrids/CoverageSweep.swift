/// Exact shares of grid cells inside one outline.
///
/// Every edge adds, to each cell that it crosses, the signed area between itself and the cell's eastern side,
/// and its height to all cells further east; sums along a row then give the share inside (Green's theorem
/// cell by cell). Edges are always walked southward, so that two regions on either side of a border add the
/// same numbers with opposite sign.
struct CoverageSweep {
    /// What the edges add at one cell of one row.
    private struct Crossing {
        var row: Int32
        /// Column of the cell; -1 for edges west of the grid.
        var column: Int32
        /// Share of this cell east of the edges.
        var area: Double
        /// Share of every cell further east.
        var cover: Double
    }

    /// Shares nearer than this to 0 or 1 are 0 or 1: rounding of coordinates, not land.
    static let roundingShare = 1e-12
    /// Shares further than this outside 0...1 come from an outline that overlaps itself.
    static let overlapShare = 1e-9

    let grid: Grid
    private var crossings: [Crossing] = []

    init(_ grid: Grid) {
        self.grid = grid
    }

    /// Runs of one region, by row and column.
    mutating func runs(of outline: RegionOutline, region: Int32) throws(GridError) -> [ZoneRun] {
        crossings.removeAll(keepingCapacity: true)
        for polygon in outline.polygons {
            addRing(polygon.outer, isHole: false)
            for hole in polygon.holes { addRing(hole, isHole: true) }
        }
        sortCrossings()
        return try sweep(outline, region: region)
    }

    /// By row, then column; those of one cell stay in the order of the outline.
    private mutating func sortCrossings() {
        guard let top = crossings.map(\.row).min(), let bottom = crossings.map(\.row).max() else { return }
        crossings =
            RowSort.sorted(
                crossings, height: Int(bottom - top) + 1, row: { Int($0.row - top) },
                by: { $0.column < $1.column }
            ).0
    }

    /// Adds the edges of a ring, which counts positive as an outer ring and negative as a hole.
    private mutating func addRing(_ ring: [Point], isHole: Bool) {
        let sign: Double = (signedArea(ring) >= 0) != isHole ? 1 : -1
        guard var a = ring.last.map(cellCoordinates) else { return }
        for point in ring {
            let b = cellCoordinates(point)
            if b.y > a.y { addEdge(from: a, to: b, sign: sign) }
            if b.y < a.y { addEdge(from: b, to: a, sign: -sign) }
            a = b
        }
    }

    /// Columns eastward and rows southward from the grid's corner.
    func cellCoordinates(_ point: Point) -> Point {
        Point((point.x - grid.originX) / grid.cellWidth, (grid.originY - point.y) / grid.cellHeight)
    }

    /// Cuts a southward edge at the rows.
    private mutating func addEdge(from a: Point, to b: Point, sign: Double) {
        let top = max(a.y, 0)
        let bottom = min(b.y, Double(grid.height))
        guard bottom > top else { return }
        let slope = (b.x - a.x) / (b.y - a.y)
        func x(_ y: Double) -> Double { y == a.y ? a.x : y == b.y ? b.x : a.x + (y - a.y) * slope }
        var row = Int(top)
        while row < grid.height, Double(row) < bottom {
            let (y0, y1) = (max(top, Double(row)), min(bottom, Double(row + 1)))
            if y1 > y0 { addSpan(row: row, from: Point(x(y0), y0), to: Point(x(y1), y1), sign: sign) }
            row += 1
        }
    }

    /// Cuts a piece of an edge within one row at the columns.
    private mutating func addSpan(row: Int, from a: Point, to b: Point, sign: Double) {
        if a.x == b.x { return addPiece(row, column(a.x), a, b, sign) }
        let step = b.x > a.x ? 1 : -1
        let last = step > 0 ? column(b.x.nextDown) : column(b.x)
        var current = step > 0 ? column(a.x) : column(a.x.nextDown)
        var start = a
        while current != last {
            let edge = Double(step > 0 ? current + 1 : current)
            let y = min(b.y, max(start.y, a.y + (edge - a.x) * ((b.y - a.y) / (b.x - a.x))))
            let end = Point(edge, y)
            addPiece(row, current, start, end, sign)
            start = end
            current += step
        }
        addPiece(row, last, start, b, sign)
    }

    /// Column of a coordinate; -1 west and `width` east of the grid.
    private func column(_ x: Double) -> Int {
        x < 0 ? -1 : x >= Double(grid.width) ? grid.width : Int(x)
    }

    /// Adds a piece of an edge that lies in one cell.
    private mutating func addPiece(_ row: Int, _ column: Int, _ a: Point, _ b: Point, _ sign: Double) {
        guard column < grid.width, b.y > a.y else { return }
        let height = (b.y - a.y) * sign
        let share = column < 0 ? 0 : Double(column + 1) - (a.x + b.x) / 2
        crossings.append(
            Crossing(row: Int32(row), column: Int32(column), area: height * share, cover: height))
    }

    /// Sums crossings along the rows into runs.
    private func sweep(_ outline: RegionOutline, region: Int32) throws(GridError) -> [ZoneRun] {
        var runs: [ZoneRun] = []
        var index = 0
        while index < crossings.count {
            let row = crossings[index].row
            var cover = 0.0
            var next: Int32 = 0
            while index < crossings.count, crossings[index].row == row {
                let column = crossings[index].column
                try appendInterior(row, next..<max(next, column), &cover, region, outline, to: &runs)
                var (area, height) = (0.0, 0.0)
                while index < crossings.count, crossings[index].row == row, crossings[index].column == column
                {
                    area += crossings[index].area
                    height += crossings[index].cover
                    index += 1
                }
                if column >= 0 {
                    let share = try checked(cover + area, row, column, outline)
                    if share > 0 {
                        runs.append(
                            ZoneRun(row: row, column: column, length: 1, region: region, fraction: share))
                    }
                }
                cover += height
                next = column + 1
            }
            try appendInterior(row, next..<max(next, Int32(grid.width)), &cover, region, outline, to: &runs)
        }
        return runs
    }

    /// Cells between crossings: all alike, wholly inside or outside unless an edge runs along the row.
    private func appendInterior(
        _ row: Int32, _ columns: Range<Int32>, _ cover: inout Double, _ region: Int32,
        _ outline: RegionOutline, to runs: inout [ZoneRun]
    ) throws(GridError) {
        guard !columns.isEmpty else { return }
        let nearest = cover.rounded()
        if abs(cover - nearest) < Self.overlapShare { cover = nearest }
        let share = try checked(cover, row, columns.lowerBound, outline)
        guard share > 0 else { return }
        runs.append(
            ZoneRun(
                row: row, column: columns.lowerBound, length: Int32(columns.count), region: region,
                fraction: share))
    }

    /// The share within 0...1, rounding taken off.
    private func checked(
        _ share: Double, _ row: Int32, _ column: Int32, _ outline: RegionOutline
    ) throws(GridError) -> Double {
        guard share > -Self.overlapShare, share < 1 + Self.overlapShare else {
            let (x, y) = (grid.centreX(column: Int(column)), grid.centreY(row: Int(row)))
            throw GridError(
                .outlineInvalid, file: outline.id,
                "the outline of \(outline.id) crosses or overlaps itself near (\(x), \(y))",
                hint: "repair the polygon, for instance with ogr2ogr -makevalid")
        }
        if share < Self.roundingShare { return 0 }
        return share > 1 - Self.roundingShare ? 1 : share
    }
}

extension CoverageSweep {
    /// Runs of whole cells whose centres lie in the outline.
    ///
    /// A centre on an edge belongs to the region east or north of it, so that neighbours share no cell and
    /// leave none out.
    func centreRuns(of outline: RegionOutline, region: Int32) -> [ZoneRun] {
        var crossings: [(row: Int, x: Double)] = []
        for ring in outline.polygons.flatMap({ [$0.outer] + $0.holes }) {
            guard var a = ring.last.map(cellCoordinates) else { continue }
            for b in ring.map(cellCoordinates) {
                addCrossings(a.y < b.y ? (a, b) : (b, a), to: &crossings)
                a = b
            }
        }
        crossings.sort { ($0.row, $0.x) < ($1.row, $1.x) }
        return stride(from: 0, to: crossings.count - 1, by: 2).compactMap { index in
            let (first, last) = (firstCentre(crossings[index].x), firstCentre(crossings[index + 1].x))
            guard last > first else { return nil }
            return ZoneRun(
                row: Int32(crossings[index].row), column: Int32(first), length: Int32(last - first),
                region: region, fraction: 1)
        }
    }

    /// Where a southward edge meets the lines through the centres of rows.
    private func addCrossings(_ edge: (Point, Point), to crossings: inout [(row: Int, x: Double)]) {
        let (a, b) = edge
        var row = max(0, Int(max(-1, min(a.y - 0.5, Double(grid.height))).rounded(.up)))
        while row < grid.height, Double(row) + 0.5 < b.y {
            let y = Double(row) + 0.5
            if y >= a.y { crossings.append((row, a.x + (y - a.y) * ((b.x - a.x) / (b.y - a.y)))) }
            row += 1
        }
    }

    /// The first column of the grid whose centre lies at `x` or east of it.
    private func firstCentre(_ x: Double) -> Int {
        Int(max(0, min(Double(grid.width), (x - 0.5).rounded(.up))))
    }
}
