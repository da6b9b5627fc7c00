import EcoGrids

/// Outlines that follow the edges of cells: the peer's rule, by which a cell belongs to the zone of its centre,
/// through the same code that takes exact shares.
func cellOutlines(on grid: Grid, zone: (_ column: Int, _ row: Int) -> Int) -> [RegionOutline] {
    var polygons: [Int: [Polygon]] = [:]
    for row in 0..<grid.height {
        var start = 0
        while start < grid.width {
            let id = zone(start, row)
            var end = start + 1
            while end < grid.width, zone(end, row) == id { end += 1 }
            if id != 0 { polygons[id, default: []].append(rectangle(grid, row, start..<end)) }
            start = end
        }
    }
    return polygons.sorted { $0.key < $1.key }.map { id, polygons in
        RegionOutline(id: zoneCode(id), name: "zone \(id)", polygons: polygons, reference: grid.reference)
    }
}

/// Zone 7 is region 990007.
func zoneCode(_ id: Int) -> String { String(990_000 + id) }

private func rectangle(_ grid: Grid, _ row: Int, _ columns: Range<Int>) -> Polygon {
    let west = grid.originX + Double(columns.lowerBound) * grid.cellWidth
    let east = grid.originX + Double(columns.upperBound) * grid.cellWidth
    let north = grid.originY - Double(row) * grid.cellHeight
    let south = north - grid.cellHeight
    return Polygon([Point(west, south), Point(east, south), Point(east, north), Point(west, north)])
}
