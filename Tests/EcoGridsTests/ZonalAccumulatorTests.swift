import EcoGrids
import EcoTestSupport
import Testing

@Suite struct ZonalAccumulatorTests {
    /// Two regions that meet at x = 1.5 on cells of 10 x 10 m; values 1, 2, 4 and classes 7, 7, 8.
    @Test func sumsByHand() throws {
        let grid = try Grid(
            originX: 0, originY: 10, cellWidth: 10, cellHeight: 10, width: 3, height: 1,
            reference: .localMetres)
        let zones = try Zones(
            grid: grid,
            outlines: [
                region("west", [(0, 0), (15, 0), (15, 10), (0, 10)]),
                region("east", [(15, 0), (30, 0), (30, 10), (15, 10)]),
            ])
        var accumulator = ZonalAccumulator(zones)
        try accumulator.add(
            Raster(grid.extent) { column, _ in [1.0, 2, 4][column] },
            classes: Raster(grid.extent) { column, _ in [7, 7, 8][column] })
        #expect(
            accumulator.rows == [
                // 1 * 100 + 2 * 50
                ZonalRow(region: "west", classCode: 7, sum: 200, validArea: 150, area: 150),
                // 2 * 50; 4 * 100
                ZonalRow(region: "east", classCode: 7, sum: 100, validArea: 50, area: 50),
                ZonalRow(region: "east", classCode: 8, sum: 400, validArea: 100, area: 100),
            ])
    }

    /// A missing value counts in the area, never in the sum; a missing class has its own row, last.
    @Test func missingCellsNeverLeak() throws {
        let grid = try unitGrid(4, 1)
        let zones = try Zones(grid: grid, outlines: [region("a", [(0, 0), (4, 0), (4, 1), (0, 1)])])
        var accumulator = ZonalAccumulator(zones)
        try accumulator.add(
            Raster(grid.extent) { column, _ in [5, .nan, 3, 2][column] },
            classes: Raster(grid.extent) { column, _ in [-4, -4, .missing, -4][column] })
        let rows = accumulator.rows
        #expect(
            rows == [
                ZonalRow(region: "a", classCode: -4, sum: 7, validArea: 2, area: 3),
                ZonalRow(region: "a", classCode: nil, sum: 3, validArea: 1, area: 1),
            ])
        #expect(rows[0].validShare == 2.0 / 3)
        #expect(rows[0].mean == 3.5)
    }

    @Test func infiniteValuesShow() throws {
        let grid = try unitGrid(2, 1)
        let zones = try Zones(grid: grid, outlines: [region("a", [(0, 0), (2, 0), (2, 1), (0, 1)])])
        var accumulator = ZonalAccumulator(zones)
        try accumulator.add(Raster(grid.extent) { column, _ in [1, .infinity][column] })
        #expect(accumulator.rows[0].sum.isNaN)
    }

    /// Any tiling, any order, merged from parts: the same bits.
    @Test func tilesChangeNoBit() throws {
        var generator = SeededGenerator(seed: 3)
        let grid = try Grid(
            originX: 111, originY: 39, cellWidth: 0.05, cellHeight: 0.05, width: 37, height: 29,
            reference: .wgs84)
        let values = Raster<Double>(grid.extent) { _, _ in
            let kind = Int.random(in: 0..<10, using: &generator)
            return kind == 0 ? .nan : Double.random(in: -1...1, using: &generator) * (kind == 1 ? 1e9 : 1e-3)
        }
        let classes = Raster<Int32>(grid.extent) { _, _ in Int32.random(in: 0..<4, using: &generator) }
        var left = region("left", [(111.02, 37.61), (112.013, 37.7), (112.1, 38.97), (111.04, 38.8)])
        var right = region("right", [(112.013, 37.7), (112.8, 37.6), (112.79, 38.9), (112.1, 38.97)])
        (left.reference, right.reference) = (.wgs84, .wgs84)
        let zones = try Zones(grid: grid, outlines: [left, right])
        func table(_ windows: [Window]) throws -> [ZonalRow] {
            var (a, b) = (ZonalAccumulator(zones), ZonalAccumulator(zones))
            for (index, window) in windows.enumerated() {
                if index % 2 == 0 {
                    try a.add(values, classes: classes, window: window)
                } else {
                    try b.add(values, classes: classes, window: window)
                }
            }
            a.merge(b)
            return a.rows
        }
        let whole = try table([grid.extent])
        #expect(whole.count == 8)
        for (width, height) in [(1, 1), (5, 3), (37, 1), (8, 29), (64, 64)] {
            let windows = Array(WindowTiling(grid.extent, tileWidth: width, tileHeight: height))
            let tiled = try table(windows)
            let shuffled = try table(windows.shuffled(using: &generator))
            #expect(tiled.map(\.sum.bitPattern) == whole.map(\.sum.bitPattern))
            #expect(tiled == whole)
            #expect(shuffled == whole)
        }
    }

    @Test func layersMustCoverTheWindow() throws {
        let grid = try unitGrid(4, 1)
        let zones = try Zones(grid: grid, outlines: [region("a", [(0, 0), (4, 0), (4, 1), (0, 1)])])
        var accumulator = ZonalAccumulator(zones)
        let part = Raster<Int32>(Window(column: 0, row: 0, width: 2, height: 1), filledWith: 1)
        #expect(
            faultCode { try accumulator.add(Raster(grid.extent, filledWith: 1), classes: part) }
                == .windowOutside)
    }
}
