import EcoGDAL
import EcoGrids
import Foundation
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

    /// An area without a name that is given one outlives its object; what lay there goes.
    @Test func aKeptAreaOutlivesItsObject() throws {
        let folder = try TestFolder()
        let (scratch, path) = (ScratchFolder(folder.url.path), folder.url.path + "/kept")
        for turn in UInt8(1)...2 {
            let written = (0..<3000).map { UInt8(truncatingIfNeeded: $0) &* turn }
            var area: (any ScratchArea)? = try scratch.makeArea()
            try written.withUnsafeBytes { try area?.write(at: 512, from: $0) }
            #expect(folder.names == (turn == 1 ? [] : ["kept"]))
            try area?.keep(as: path)
            area = nil
            #expect(folder.names == ["kept"])
            #expect(try bytes(scratch.area(at: path), at: 512, count: 3000) == written)
        }
        #expect(fault { _ = try scratch.area(at: path + "-not") }?.code == .rasterUnwritable)
    }

    /// Layers that one run kept in files are another's: filled ground, and the network with its sums.
    @Test(arguments: [FlowMethod.steepest, .multiple]) func keptLayersGiveTheSameBits(
        method: FlowMethod
    ) throws {
        let folder = try TestFolder()
        let grid = try Grid(
            originX: 0, originY: 90, cellWidth: 1, cellHeight: 1, width: 70, height: 90,
            reference: .localMetres)
        let elevation = RoutingInput {
            { (window) in [Raster(window) { $0 < 20 ? .nan : Double(($0 * 37 + $1 * 61) % 53 - $1) }] }
        }
        let files = Files(folder.url.path)
        func context() -> RoutingContext {
            RoutingContext(
                grid: grid, store: TileStore(memoryLimit: 1, scratch: files.scratch, tileSide: 16), workers: 2
            )
        }
        let first = context()
        let filled = try FilledElevation(elevation, context: first)
        let network = try FlowNetwork(filled, method: method, context: first)
        let sums = try network.accumulate(.uniform(1))[0].read(grid.extent).cells
        KeptLayers(first, in: files, every: 0).keep(
            network.entries + [filled.entry])
        let names = ["filled", "inflow", "masks", "places"]
        #expect(folder.names == (method == .multiple ? names + ["weights"] : names))

        var second = context()
        second.kept = KeptLayers(second, in: files, every: 0)
        let again = try #require(try FlowNetwork(kept: method, context: second))
        #expect(
            try again.accumulate(.uniform(1))[0].read(grid.extent).cells.elementsEqual(sums) {
                $0.bitPattern == $1.bitPattern
            })
        let nothing = RoutingInput { { (window) in [Raster(window, filledWith: .nan)] } }
        let heights = try FilledElevation(nothing, context: second)
        #expect(
            try heights.layer.read(grid.extent).cells.elementsEqual(filled.layer.read(grid.extent).cells) {
                $0.bitPattern == $1.bitPattern
            })
        let anew = try FlowNetwork(heights, method: method, context: context())
        #expect(
            try anew.accumulate(.uniform(1))[0].read(grid.extent).cells.elementsEqual(sums) {
                $0.bitPattern == $1.bitPattern
            })

        // Of tiles of another size, or with a file gone, nothing is taken.
        let other = RoutingContext(grid: grid, store: TileStore(tileSide: 32))
        #expect(KeptLayers(other, in: files, every: 0).isEmpty)
        try files.remove("masks")
        second.kept = KeptLayers(second, in: files, every: 0)
        #expect(try FlowNetwork(kept: method, context: second) == nil)
    }

    /// What is kept again under its name takes in what was written since, and the name always stands.
    @Test func aKeptAreaIsKeptAgain() throws {
        let folder = try TestFolder()
        let (scratch, path) = (ScratchFolder(folder.url.path), folder.url.path + "/kept")
        let area = try scratch.makeArea()
        for turn in 0..<3 {
            let written = (0..<100).map { UInt8($0 + turn) }
            try written.withUnsafeBytes { try area.write(at: 100 * turn, from: $0) }
            try area.keep(as: path)
            #expect(try bytes(scratch.area(at: path), at: 100 * turn, count: 100) == written)
        }
        // Under another name it stands too.
        try area.keep(as: path + "-too")
        #expect(folder.names == ["kept", "kept-too"])
        #expect(try bytes(scratch.area(at: path + "-too"), at: 100, count: 1) == [1])
    }

    /// Kept layers as files of a folder, with the record in memory.
    private final class Files: LayerArchive, @unchecked Sendable {
        let scratch: ScratchFolder
        private(set) var record: [UInt8]?

        init(_ path: String) { scratch = ScratchFolder(path) }

        private func path(_ name: String) -> String { "\(scratch.path)/\(name)" }
        func area(_ name: String) throws(GridError) -> any ScratchArea { try scratch.area(at: path(name)) }
        func put(_ area: any ScratchArea, as name: String) throws(GridError) { try area.keep(as: path(name)) }
        func keep(_ record: [UInt8], areas: Set<String>) { self.record = record }
        func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }
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
