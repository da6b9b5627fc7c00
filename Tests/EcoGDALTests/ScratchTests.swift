import EcoGDAL
import EcoGrids
import Testing

/// Working tiles in files: what was written comes back, and no name is left behind.
struct ScratchTests {
    private func bytes(_ area: any ScratchArea, at offset: Int, count: Int) throws -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count)
        try result.withUnsafeMutableBytes { try area.read(at: offset, into: $0) }
        return result
    }

    @Test func bytesComeBack() throws {
        let folder = try TestFolder()
        let area = try ScratchFolder(folder.url.path).makeArea()
        let written = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        for offset in [0, 1 << 20, 10_000] {
            try written.withUnsafeBytes { try area.write(at: offset, from: $0) }
        }
        for offset in [0, 1 << 20, 10_000] {
            #expect(try bytes(area, at: offset, count: 5000) == written)
        }
        #expect(folder.names.isEmpty)
        #expect(fault { _ = try bytes(area, at: 1 << 30, count: 1) }?.code == .rasterUnwritable)
    }

    @Test func folderThatIsNotThereIsAFault() {
        #expect(fault { _ = try ScratchFolder("/nonexistent").makeArea() }?.code == .rasterUnwritable)
    }

    /// A store of one byte keeps all tiles in files; the sums are those of a store that keeps them in memory.
    @Test func routingOverFilesGivesTheSameBits() throws {
        let folder = try TestFolder()
        let grid = try Grid(
            originX: 0, originY: 90, cellWidth: 1, cellHeight: 1, width: 70, height: 90,
            reference: .localMetres)
        let elevation = RoutingInput {
            { (window) in [Raster(window) { Double(($0 * 37 + $1 * 61) % 53 - $1) }] }
        }
        func sums(_ store: TileStore) throws -> [Double] {
            let context = RoutingContext(grid: grid, store: store, workers: 2)
            let filled = try FilledElevation(elevation, context: context)
            let flow = try FlowNetwork(filled, method: .multiple, context: context)
            return try flow.accumulate(.uniform(1))[0].read(grid.extent).cells
        }
        let inFiles = TileStore(memoryLimit: 1, scratch: ScratchFolder(folder.url.path), tileSide: 16)
        #expect(try sums(inFiles) == sums(TileStore(tileSide: 16)))
    }
}
