import EcoGrids
import Foundation
import Testing

@Suite struct GridTests {
    /// The whole ellipsoid: 510,065,621.7 km2 for WGS 84 (Moritz 2000, derived constants of GRS 80, to 1e-9).
    @Test(arguments: [1.0, 0.5, 30.0])
    func cellsOfTheGlobeAddUp(size: Double) throws {
        let grid = try Grid(
            originX: -180, originY: 90, cellWidth: size, cellHeight: size, width: Int(360 / size),
            height: Int(180 / size), reference: .wgs84)
        let total = grid.cellAreas(rows: 0..<grid.height).reduce(0, +) * Double(grid.width)
        #expect(abs(total / 1e6 - 510_065_621.7) < 0.05)
    }

    /// On a sphere of radius R, a zone is 2 pi R^2 (sin north - sin south).
    @Test func sphere() {
        let sphere = Ellipsoid(semiMajorAxis: 6_371_000, inverseFlattening: 0)
        let expected = 2 * Double.pi * 6_371_000 * 6_371_000 * (0.5 - 0)
        #expect(abs(sphere.zoneArea(south: 0, north: 30, longitudeSpan: 360) / expected - 1) < 1e-14)
    }

    /// The zone as the integral of the radii of curvature, M N cos(latitude), by Simpson's rule.
    @Test func zoneAgreesWithIntegration() {
        let ellipsoid = Ellipsoid.cgcs2000
        func strip(_ latitude: Double) -> Double {
            let metres = ellipsoid.metresPerDegree(latitude: latitude)
            return metres.longitude * metres.latitude
        }
        let steps = 200
        let step = 2.0 / Double(steps)
        var sum = strip(37) + strip(39)
        for index in 1..<steps { sum += strip(37 + Double(index) * step) * (index % 2 == 1 ? 4 : 2) }
        let integral = sum * step / 3 * 1.5
        #expect(abs(ellipsoid.zoneArea(south: 37, north: 39, longitudeSpan: 1.5) / integral - 1) < 1e-12)
    }

    /// A cell of one arc second: no digits are lost in the difference of two parallels.
    @Test func tinyCells() {
        let second = 1.0 / 3600
        let metres = Ellipsoid.wgs84.metresPerDegree(latitude: 38)
        let area = Ellipsoid.wgs84.zoneArea(
            south: 38 - second / 2, north: 38 + second / 2, longitudeSpan: second)
        // parallels near 38 are 7e-15 degrees apart in doubles, 2.6e-11 of an arc second
        #expect(abs(area / (metres.longitude * metres.latitude * second * second) - 1) < 6e-11)
    }

    @Test func projectedCellsAreConstant() throws {
        let feet = CoordinateReference(authority: "LOCAL:foot", isGeographic: false, metresPerUnit: 0.3048)
        let grid = try Grid(
            originX: 0, originY: 0, cellWidth: 100, cellHeight: 50, width: 2, height: 2, reference: feet)
        // 30.48 m x 15.24 m
        #expect(abs(grid.cellArea(row: 1) - 464.5152) < 1e-9)
    }

    @Test func impossibleGridsAreRefused() {
        func code(_ y: Double, _ cell: Double, _ count: Int) -> GridError.Code? {
            faultCode {
                _ = try Grid(
                    originX: 0, originY: y, cellWidth: cell, cellHeight: cell, width: count, height: count,
                    reference: .wgs84)
            }
        }
        #expect(code(40, 0, 5) == .gridInvalid)
        #expect(code(40, -1, 5) == .gridInvalid)
        #expect(code(40, 1, 0) == .gridInvalid)
        #expect(code(.infinity, 1, 5) == .gridInvalid)
        #expect(code(4_200_000, 30, 5) == .gridInvalid)
        #expect(code(40, 1, 5) == nil)
    }

    @Test func tilingsHoldEveryCellOnce() throws {
        let extent = Window(column: 3, row: 2, width: 10, height: 7)
        var seen = Raster<Double>(extent, filledWith: 0)
        for window in WindowTiling(extent, tileWidth: 4, tileHeight: 3) {
            for row in window.rows {
                for column in window.columns { seen[column, row] += 1 }
            }
        }
        #expect(seen.cells.allSatisfy { $0 == 1 })
    }

    @Test func tilesFollowBlocks() {
        let extent = Window(column: 0, row: 0, width: 5000, height: 4000)
        let blocks = WindowTiling(extent, blockWidth: 128, blockHeight: 128)
        #expect(blocks.tileWidth == 256 && blocks.tileHeight == 256)
        // 2^20 / 5000 rows of strips of one row; 3 strips of 64 rows; a strip is never cut
        func strips(_ height: Int) -> WindowTiling {
            WindowTiling(extent, blockWidth: 5000, blockHeight: height)
        }
        #expect(strips(1).tileWidth == 5000 && strips(1).tileHeight == 209)
        #expect(strips(64).tileHeight == 192)
        #expect(strips(500).tileHeight == 500)
        let small = WindowTiling(
            Window(column: 0, row: 0, width: 5, height: 1), blockWidth: 128, blockHeight: 128)
        #expect(small.tileWidth == 5 && small.tileHeight == 1 && small.count == 1)
    }
}

@Suite struct SlopeTests {
    /// z = 0.3 x + 0.4 y rises by the length of (0.3, 0.4) = 0.5 everywhere, also at the borders.
    @Test func inclinedPlane() throws {
        let grid = try Grid(
            originX: 0, originY: 500, cellWidth: 10, cellHeight: 20, width: 8, height: 6,
            reference: .localMetres)
        var values: [Double] = []
        for row in 0..<6 {
            for column in 0..<8 {
                values.append(0.3 * grid.centreX(column: column) + 0.4 * grid.centreY(row: row))
            }
        }
        let source = try MemoryRaster(name: "dem", grid: grid, values: [values])
        for window in WindowTiling(grid.extent, tileWidth: 3, tileHeight: 4) {
            let slope = try HornSlope.tangent(
                source.read(window, margin: 1, as: Double.self), window: window, grid: grid)
            #expect(slope.cells.allSatisfy { abs($0 - 0.5) < 1e-12 })
        }
    }

    /// Rows 50 45 50, 30 30 30, 8 10 10 on 5 m: dz/dx = (120 - 118) / 40 = 0.05, dz/dy = (38 - 190) / 40 =
    /// -3.8, sqrt(0.05^2 + 3.8^2) = 3.80032, 75.25762 degrees (of the shortened 3.80032), the worked example
    /// of Esri's "How Slope works".
    @Test func publishedExample() throws {
        let z = [50.0, 45, 50, 30, 30, 30, 8, 10, 10]
        let grid = try Grid(
            originX: 0, originY: 15, cellWidth: 5, cellHeight: 5, width: 3, height: 3, reference: .localMetres
        )
        let elevation = Raster<Double>(grid.extent) { column, row in z[row * 3 + column] }
        let middle = Window(column: 1, row: 1, width: 1, height: 1)
        let slope = try HornSlope.degrees(elevation, window: middle, grid: grid)
        #expect(abs(slope[1, 1] - 75.25762) < 5e-5)
        let tangent = try HornSlope.tangent(elevation, window: middle, grid: grid)
        #expect(abs(tangent[1, 1] * tangent[1, 1] - (0.0025 + 14.44)) < 1e-12)
    }

    @Test func missingNeighbours() throws {
        let grid = try unitGrid(3, 3)
        func slope(_ z: [Double]) throws -> Double {
            let elevation = Raster<Double>(grid.extent) { column, row in z[row * 3 + column] }
            return try HornSlope.tangent(
                elevation, window: Window(column: 1, row: 1, width: 1, height: 1), grid: grid)[1, 1]
        }
        // the plane z = 2 x keeps its slope with a corner missing; a missing centre or pair has none
        #expect(try slope([.nan, 2, 4, 0, 2, 4, 0, 2, 4]) == 2)
        #expect(try slope([0, 2, 4, 0, .nan, 4, 0, 2, 4]).isNaN)
        #expect(try slope([0, 2, 4, .nan, 2, .nan, 0, 2, 4]).isNaN)
    }

    @Test func oneRowHasNoSlope() throws {
        let grid = try unitGrid(5, 1)
        let source = try MemoryRaster(name: "dem", grid: grid, values: [[1, 2, 3, 4, 5]])
        let slope = try HornSlope.tangent(
            source.read(grid.extent, margin: 1, as: Double.self), window: grid.extent, grid: grid)
        #expect(slope.validCount == 0)
        #expect(
            faultCode {
                _ = try HornSlope.tangent(source.read(grid.extent), window: grid.extent, grid: grid)
            } == .windowOutside)
    }
}
