import Testing

@testable import EcoGrids

/// What the working store keeps where, whatever is asked of it.
struct TileStoreTests {
    /// Counts what is written to it; for stores of one layer, or of layers that are equal.
    private final class CountingScratch: ScratchSpace, ScratchArea, @unchecked Sendable {
        private let area = MemoryScratch().makeArea()
        private(set) var writes = 0

        func makeArea() -> any ScratchArea { self }

        func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(GridError) {
            try area.read(at: offset, into: target)
        }

        func write(at offset: Int, from source: UnsafeRawBufferPointer) throws(GridError) {
            writes += 1
            try area.write(at: offset, from: source)
        }
    }

    private func context(_ scratch: any ScratchSpace, memoryLimit: Int) throws -> RoutingContext {
        let grid = try Grid(
            originX: 0, originY: 64, cellWidth: 1, cellHeight: 1, width: 64, height: 64,
            reference: .localMetres)
        return RoutingContext(
            grid: grid, store: TileStore(memoryLimit: memoryLimit, scratch: scratch, tileSide: 16))
    }

    /// 16 tiles of 16 x 16 numbers through a store that holds one: those that say the same throughout are not
    /// written, the three others are, and all come back.
    @Test func tilesOfOneValueTakeNoScratch() throws {
        let scratch = CountingScratch()
        let context = try context(scratch, memoryLimit: 1)
        @Sendable func value(_ column: Int, _ row: Int) -> Double {
            let tile = row / 16 * 4 + column / 16
            return tile < 10 ? .nan : tile < 13 ? -Double(tile) : Double(column * 64 + row)
        }
        let input = RoutingInput { { (window) in [Raster(window) { value($0, $1) }] } }
        let layer = try context.layers(input, stage: .directions)[0]
        let expected = Raster<Double>(context.grid.extent) { value($0, $1) }
        #expect(sameBits(try layer.values, expected.cells))
        #expect(scratch.writes == 3)
    }

    /// Numbers in single precision come back as such, missing ones missing; sums read in place of themselves.
    @Test func singlePrecisionAndReplacement() throws {
        let context = try context(MemoryScratch(), memoryLimit: 1)
        let input = RoutingInput {
            { (window) in [Raster(window) { $0 == $1 ? .nan : 0.1 * Double($0 + 100 * $1) }] }
        }
        let exact = try context.layers(input, stage: .directions)[0]
        let single = try context.singleLayers(input, stage: .directions)[0]
        #expect(sameBits(try single.values, try exact.values.map { Double(Float($0)) }))
        let before = try exact.values
        try context.replace(
            exact,
            by: RoutingInput {
                { (window) throws(GridError) in
                    let own = try exact.read(window)
                    return [Raster(window) { column, row in own[column, row] * 2 }]
                }
            }, stage: .directions)
        #expect(sameBits(try exact.values, before.map { $0 * 2 }))
    }

    /// Rims stand in memory beside the tiles: with them counted, fewer tiles stay; half the limit is always left.
    @Test func rimsCountTowardsTheLimit() throws {
        let tile = 16 * 16 * 8
        let scratch = CountingScratch()
        let context = try context(scratch, memoryLimit: 16 * tile)
        let input = RoutingInput { { (window) in [Raster(window) { Double($0 * 64 + $1) }] } }
        let kept = try context.layers(input, stage: .directions)
        #expect(scratch.writes == 0)
        // 16 tiles with 4 x 16 numbers on the rim: 8192 of the 32768 bytes.
        let rims = TileRims<Double>(context, filledWith: 0)
        let other = try context.layers(input, stage: .directions)
        #expect(rims.lattice == context.lattice)
        // 16 tiles in place of 16, and room for 12: 20 had to go.
        #expect(scratch.writes == 20)
        #expect(sameBits(try kept[0].values, try other[0].values))
    }
}
