import EcoGDAL
import EcoGrids
import Testing

/// Routing on surveyed elevation: laws that hold whatever the land looks like.
@Suite(
    .enabled(
        if: sharedData != nil,
        "no shared data: set ECOCOMP_SHARED_DATA, or put shared/data beside the checkout"))
struct TerrainRoutingTests {
    /// A raster of heights, or a part of it.
    struct Land: Sendable, CustomTestStringConvertible {
        let file: String
        var part: Window?
        var testDescription: String { file }

        static let all = [
            Land(file: "piave/dem.tif"), Land(file: "mongon/dem.tif"),
            Land(
                file: "bench/srtm_bigtujunga30m_utm11.tif",
                part: Window(column: 300, row: 200, width: 180, height: 150)),
            Land(file: "bench/nz_elev.tif", part: Window(column: 700, row: 300, width: 160, height: 140)),
        ]

        func heights() throws -> (grid: Grid, cells: Raster<Double>) {
            let source = try GDALRasterOpener().open(
                RasterRequest(try #require(sharedData) + "/raster/" + file))
            let window = part ?? source.grid.extent
            let grid = try Grid(
                originX: 0, originY: Double(window.height), cellWidth: 1, cellHeight: 1, width: window.width,
                height: window.height, reference: .localMetres)
            let cells = try source.read(window, as: Double.self).cells
            return (grid, Raster(grid.extent) { cells[$1 * grid.width + $0] })
        }
    }

    private func input(_ heights: Raster<Double>) -> RoutingInput {
        RoutingInput { { (window) in [Raster(window) { heights[$0, $1] }] } }
    }

    /// Filling raises and never lowers, and from every cell water leaves the map without climbing: what leaves
    /// is what fell.
    @Test(arguments: Land.all, FlowMethod.allCases)
    func waterLeavesTheMap(_ land: Land, _ method: FlowMethod) throws {
        let (grid, heights) = try land.heights()
        let context = RoutingContext(grid: grid, store: TileStore(tileSide: 64), workers: 2)
        let filled = try FilledElevation(input(heights), context: context)
        let levels = try filled.layer.read(grid.extent)
        #expect(zip(levels.cells, heights.cells).allSatisfy { $0 >= $1 || $0.isNaN && $1.isNaN })
        let flow = try FlowNetwork(filled, method: method, context: context)
        let sums = try flow.accumulate(.uniform(1))[0].read(grid.extent)
        let ways = try flow.directions(grid.extent)
        var leaving = 0.0
        for row in grid.extent.rows {
            for column in grid.extent.columns where !heights[column, row].isNaN {
                let shares = shares(ways[column, row], method)
                for (neighbour, share) in shares.enumerated() where share > 0 {
                    let east = column + [1, 1, 0, -1, -1, -1, 0, 1][neighbour]
                    let south = row + [0, -1, -1, -1, 0, 1, 1, 1][neighbour]
                    let isInside = grid.extent.contains(Window(column: east, row: south, width: 1, height: 1))
                    if isInside, !heights[east, south].isNaN {
                        #expect(levels[east, south] <= levels[column, row])
                    } else {
                        leaving += share * sums[column, row]
                    }
                }
            }
        }
        #expect(abs(leaving / Double(heights.validCount) - 1) < 1e-9)
    }

    /// The share of a cell's flow to each neighbour.
    private func shares(_ way: Double, _ method: FlowMethod) -> [Double] {
        let packed = UInt32(way)
        let weights = (0..<8).map { neighbour -> Double in
            method == .multiple ? Double(packed >> (4 * UInt32(neighbour)) & 15) : packed == neighbour ? 1 : 0
        }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    @Test(arguments: Land.all, FlowMethod.allCases)
    func tilesChangeNoBit(_ land: Land, _ method: FlowMethod) throws {
        let (grid, heights) = try land.heights()
        func sums(_ side: Int, _ workers: Int, _ limit: Int) throws -> [UInt64] {
            let store = TileStore(memoryLimit: limit, scratch: ScratchFolder(), tileSide: side)
            let context = RoutingContext(grid: grid, store: store, workers: workers)
            let filled = try FilledElevation(input(heights), context: context)
            let flow = try FlowNetwork(filled, method: method, context: context)
            let sums = try flow.accumulate(input(heights))[0].read(grid.extent)
            return sums.cells.map { $0.isNaN ? 0 : $0.bitPattern }
        }
        let whole = try sums(1024, 1, 1 << 30)
        #expect(try sums(16, 1, 1 << 30) == whole)
        #expect(try sums(64, 3, 1 << 18) == whole)
    }
}
