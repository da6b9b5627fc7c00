import EcoGrids
import EcoTestSupport
import Testing

@Suite struct CoverageTests {
    /// The half square below x + y = 4: cells on the diagonal are cut in halves.
    @Test func triangleOnTheDiagonal() throws {
        let zones = try Zones(
            grid: unitGrid(4, 4), outlines: [region("a", [(0, 0), (4, 0), (0, 4)])])
        #expect(
            shares(zones) == [
                [0.5, 0, 0, 0],
                [1, 0.5, 0, 0],
                [1, 1, 0.5, 0],
                [1, 1, 1, 0.5],
            ])
        #expect(zones.insideShare == [1])
        // 4 * 4 / 2
        #expect(zones.areas == [8])
    }

    /// x 0.25...2.75, y 0.5...1.75: columns take 0.75, 1, 0.75, rows (from the north) 0.75 and 0.5.
    @Test(arguments: [false, true])
    func rectangleOffTheLattice(reversed: Bool) throws {
        var ring = [(0.25, 0.5), (2.75, 0.5), (2.75, 1.75), (0.25, 1.75)]
        if reversed { ring.reverse() }
        let zones = try Zones(grid: unitGrid(3, 2), outlines: [region("a", ring)])
        #expect(shares(zones) == [[0.5625, 0.75, 0.5625], [0.375, 0.5, 0.375]])
    }

    /// A hole of 1 x 1 about the middle takes a quarter of each of the four middle cells.
    @Test func holeAroundTheMiddle() throws {
        let zones = try Zones(
            grid: unitGrid(4, 4),
            outlines: [
                region(
                    "a", [(0, 0), (4, 0), (4, 4), (0, 4)],
                    holes: [[(1.5, 1.5), (2.5, 1.5), (2.5, 2.5), (1.5, 2.5)]])
            ])
        let edge: [Double] = [1, 1, 1, 1]
        #expect(shares(zones) == [edge, [1, 0.75, 0.75, 1], [1, 0.75, 0.75, 1], edge])
        #expect(zones.areas == [15])
    }

    /// Below y = x / 2 the first cell holds 1/4, the second 1/4 + 1/2.
    @Test func gentleSlopeThroughOneRow() throws {
        let zones = try Zones(grid: unitGrid(2, 1), outlines: [region("a", [(0, 0), (2, 0), (2, 1)])])
        #expect(shares(zones) == [[0.25, 0.75]])
    }

    /// A square of 4 x 4 of which the lower right quarter lies in the grid, and one that holds the whole
    /// grid.
    @Test func outlinesThatReachOutside() throws {
        let zones = try Zones(
            grid: unitGrid(3, 3),
            outlines: [
                region("a", [(-2, 1), (2, 1), (2, 5), (-2, 5)]),
                region("b", [(-9, -9), (9, -9), (9, 9), (-9, 9)]),
                region("c", [(5, 0), (6, 0), (6, 1)]),
            ])
        #expect(shares(zones) == [[1, 1, 0], [1, 1, 0], [0, 0, 0]])
        #expect(zones.areas == [4, 9, 0])
        // 4 of 16; 9 of 324; nothing
        #expect(zones.insideShare == [0.25, 9.0 / 324, 0])
    }

    @Test func interiorCellsAreRuns() throws {
        let zones = try Zones(
            grid: unitGrid(100, 10), outlines: [region("a", [(0.5, 0), (99.5, 0), (99.5, 10), (0.5, 10)])])
        var lengths: [Int32] = []
        zones.forEachRun(in: Window(column: 0, row: 3, width: 100, height: 1)) { lengths.append($0.length) }
        #expect(lengths == [1, 98, 1])
        var cut: [ZoneRun] = []
        zones.forEachRun(in: Window(column: 90, row: 3, width: 5, height: 1)) { cut.append($0) }
        #expect(cut == [ZoneRun(row: 3, column: 90, length: 5, region: 0, fraction: 1)])
    }

    /// Every share against the polygon clipped to the cell by half planes, an independent algorithm.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func agreesWithClipping(seed: UInt64) throws {
        let ring = star(seed: seed, corners: 40, about: 10)
        let grid = try unitGrid(18, 20)
        let table = shares(try Zones(grid: grid, outlines: [region("a", ring)]))
        for row in 0..<20 {
            for column in 0..<18 {
                let expected = clippedArea(ring, x: Double(column), y: Double(19 - row))
                #expect(abs(table[row][column] - expected) < 1e-12)
            }
        }
    }

    /// And against counting 50 x 50 points a cell: off by at most the cells of the sample that the outline
    /// cuts.
    @Test func agreesWithSampling() throws {
        let ring = star(seed: 7, corners: 12, about: 5)
        let table = shares(try Zones(grid: unitGrid(10, 10), outlines: [region("a", ring)]))
        for row in 0..<10 {
            for column in 0..<10 {
                var inside = 0
                for i in 0..<2500 {
                    let x = Double(column) + (Double(i % 50) + 0.5) / 50
                    let y = Double(9 - row) + (Double(i / 50) + 0.5) / 50
                    if contains(ring, x, y) { inside += 1 }
                }
                #expect(abs(table[row][column] - Double(inside) / 2500) < 0.05)
            }
        }
    }

    /// Nine crooked quadrilaterals that fill a square: shares add up to 1 in every cell, areas to the square.
    @Test(arguments: [11, 12, 13] as [UInt64])
    func neighboursAddUpToTheirUnion(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var corner = [[(Double, Double)]]()
        for row in 0...3 {
            corner.append(
                (0...3).map { column in
                    let inner = (1...2).contains(row) && (1...2).contains(column)
                    let dx = inner ? Double.random(in: -0.3...0.3, using: &generator) : 0
                    let dy = inner ? Double.random(in: -0.3...0.3, using: &generator) : 0
                    return (1.1 + (Double(column) + dx) * 5.3, 0.7 + (Double(row) + dy) * 4.9)
                })
        }
        var counties: [RegionOutline] = []
        for row in 0..<3 {
            for column in 0..<3 {
                counties.append(
                    region(
                        "\(row)\(column)",
                        [
                            corner[row][column], corner[row][column + 1], corner[row + 1][column + 1],
                            corner[row + 1][column],
                        ]))
            }
        }
        let grid = try unitGrid(20, 20)
        let zones = try Zones(grid: grid, outlines: counties)
        let union = try Zones(
            grid: grid,
            outlines: [region("all", [corner[0][0], corner[0][3], corner[3][3], corner[3][0]])])
        let whole = shares(union)
        let parts = counties.indices.map { shares(zones, region: $0) }
        for row in 0..<20 {
            for column in 0..<20 {
                let sum = parts.reduce(0) { $0 + $1[row][column] }
                #expect(abs(sum - whole[row][column]) < 1e-12)
            }
        }
        let total = zones.areas.reduce(0, +)
        #expect(abs(total / union.areas[0] - 1) < 1e-12)
        // 15.9 * 14.7
        #expect(abs(total - 233.73) < 1e-9)
        #expect(zones.overlapArea == 0)
    }

    @Test func overlapIsMeasured() throws {
        let zones = try Zones(
            grid: unitGrid(4, 1),
            outlines: [
                region("a", [(0, 0), (3, 0), (3, 1), (0, 1)]), region("b", [(1, 0), (4, 0), (4, 1), (1, 1)]),
            ])
        // columns 1 and 2 belong to both
        #expect(zones.overlapArea == 2)
    }

    @Test func badOutlinesAreRefused() throws {
        let grid = try unitGrid(10, 10)
        func code(_ outline: RegionOutline) -> GridError.Code? {
            faultCode { _ = try Zones(grid: grid, outlines: [outline]) }
        }
        // a bow tie: the ring runs one half the other way round
        #expect(code(region("a", [(0, 0), (8, 8), (8, 0), (0, 6)])) == .outlineInvalid)
        #expect(code(region("a", [(0, 0), (5, 5), (0, 0)])) == .outlineInvalid)
        #expect(code(region("a", [(0, 0), (.nan, 5), (0, 5)])) == .outlineInvalid)
        var elsewhere = region("a", [(0, 0), (5, 0), (0, 5)])
        elsewhere.reference = .wgs84
        #expect(code(elsewhere) == .outlineReference)
    }

    @Test func webMercatorIsRefused() throws {
        let mercator = CoordinateReference(
            authority: "EPSG:3857", isGeographic: false, projection: "Mercator_1SP")
        let grid = try Grid(
            originX: 0, originY: 10, cellWidth: 1, cellHeight: 1, width: 9, height: 9, reference: mercator)
        #expect(faultCode { _ = try Zones(grid: grid, outlines: []) } == .gridInvalid)
        let gaussKrueger = CoordinateReference(
            authority: "EPSG:4526", isGeographic: false, projection: "Transverse_Mercator")
        #expect(!gaussKrueger.distortsArea)
    }
}

/// A star-shaped ring about (c, c) with random radii.
private func star(seed: UInt64, corners: Int, about centre: Double) -> [(Double, Double)] {
    var generator = SeededGenerator(seed: seed)
    return (0..<corners).map { index in
        let radius = Double.random(in: 0.2...0.98, using: &generator) * centre
        let angle = unitCircle(Double(index) / Double(corners))
        return (centre + radius * angle.0, centre + radius * angle.1)
    }
}

/// A point of the unit circle for a turn of 0 to 1 (rational parametrisation of each half).
private func unitCircle(_ turn: Double) -> (Double, Double) {
    let half = turn < 0.5 ? turn : turn - 0.5
    let t = 4 * half - 1
    let (x, y) = (2 * t / (1 + t * t), (1 - t * t) / (1 + t * t))
    return turn < 0.5 ? (-x, -y) : (x, y)
}

/// Area of a ring inside the unit cell at (x, y), by Sutherland and Hodgman's clipping to half planes.
private func clippedArea(_ ring: [(Double, Double)], x: Double, y: Double) -> Double {
    var points = ring
    points = clip(points) { $0.0 - x }
    points = clip(points) { x + 1 - $0.0 }
    points = clip(points) { $0.1 - y }
    points = clip(points) { y + 1 - $0.1 }
    var twice = 0.0
    for (index, a) in points.enumerated() {
        let b = points[(index + 1) % points.count]
        twice += (a.0 - x) * (b.1 - y) - (b.0 - x) * (a.1 - y)
    }
    return abs(twice) / 2
}

private func clip(
    _ points: [(Double, Double)], _ side: ((Double, Double)) -> Double
) -> [(Double, Double)] {
    var result: [(Double, Double)] = []
    for (index, a) in points.enumerated() {
        let b = points[(index + 1) % points.count]
        let (da, db) = (side(a), side(b))
        if da >= 0 { result.append(a) }
        if (da > 0 && db < 0) || (da < 0 && db > 0) {
            let t = da / (da - db)
            result.append((a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1)))
        }
    }
    return result
}

private func contains(_ ring: [(Double, Double)], _ x: Double, _ y: Double) -> Bool {
    var inside = false
    for (index, a) in ring.enumerated() {
        let b = ring[(index + 1) % ring.count]
        if (a.1 > y) != (b.1 > y), x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0) { inside.toggle() }
    }
    return inside
}

/// Whole cells by their centres.
@Suite struct CentreRuleTests {
    private func whole(_ grid: Grid, _ outlines: [RegionOutline]) throws -> [[[Double]]] {
        let zones = try Zones(grid: grid, outlines: outlines, rule: .centre)
        return outlines.indices.map { shares(zones, region: $0) }
    }

    /// Below x + y = 4 the diagonal runs through centres, which belong to the region east of it.
    @Test func triangle() throws {
        let grid = try unitGrid(4, 4)
        let triangle = region("a", [(0, 0), (4, 0), (0, 4)])
        let rest = region("b", [(4, 0), (4, 4), (0, 4)])
        let tables = try whole(grid, [triangle, rest])
        #expect(tables[0] == [[0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0]])
        #expect(tables[1] == [[1, 1, 1, 1], [0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]])
    }

    /// x 0.25...2.75 holds the centres 0.5, 1.5 and 2.5; y 0.6...1.75 holds 1.5 alone; a hole takes one out.
    @Test func rectangleWithHole() throws {
        let outline = region(
            "a", [(0.25, 0.6), (2.75, 0.6), (2.75, 1.75), (0.25, 1.75)],
            holes: [[(1.4, 1.4), (1.6, 1.4), (1.6, 1.6), (1.4, 1.6)]])
        #expect(try whole(unitGrid(3, 2), [outline])[0] == [[1, 0, 1], [0, 0, 0]])
    }

    /// Against a point-in-polygon test of every centre; outlines reach beyond the grid.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func agreesWithPointInPolygon(seed: UInt64) throws {
        let ring = star(seed: seed, corners: 40, about: 10)
        let table = try whole(unitGrid(17, 12), [region("a", ring)])[0]
        for row in 0..<12 {
            for column in 0..<17 {
                let inside = contains(ring, Double(column) + 0.5, 11.5 - Double(row))
                #expect(table[row][column] == (inside ? 1 : 0))
            }
        }
    }

    /// Nothing is lost of the share inside the grid, which is exact under either rule.
    @Test func insideShareIsExact() throws {
        let outline = region("a", [(-2, 1.3), (2, 1.3), (2, 5), (-2, 5)])
        let zones = try Zones(grid: unitGrid(3, 3), outlines: [outline], rule: .centre)
        // 2 x 1.7 of 4 x 3.7
        #expect(abs(zones.insideShare[0] - 3.4 / 14.8) < 1e-12)
    }
}
