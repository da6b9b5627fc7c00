import EcoGrids

/// A plane grid of unit cells whose south-west corner is (0, 0).
func unitGrid(_ width: Int, _ height: Int) throws -> Grid {
    try Grid(
        originX: 0, originY: Double(height), cellWidth: 1, cellHeight: 1, width: width, height: height,
        reference: .localMetres)
}

func region(_ id: String, _ outer: [(Double, Double)], holes: [[(Double, Double)]] = []) -> RegionOutline {
    RegionOutline(
        id: id,
        polygons: [
            Polygon(outer.map { Point($0.0, $0.1) }, holes: holes.map { $0.map { Point($0.0, $0.1) } })
        ],
        reference: .localMetres)
}

/// Shares of one region as a full table, row by row from the north.
func shares(_ zones: Zones, region: Int = 0) -> [[Double]] {
    let line = [Double](repeating: 0, count: zones.grid.width)
    var table = [[Double]](repeating: line, count: zones.grid.height)
    zones.forEachRun(in: zones.grid.extent) { run in
        guard run.region == region else { return }
        for column in run.column..<run.column + run.length {
            table[Int(run.row)][Int(column)] += run.fraction
        }
    }
    return table
}

/// The code of the fault that `body` throws; nil where it throws none.
func faultCode(_ body: () throws -> Void) -> GridError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? GridError)?.code
    }
}
