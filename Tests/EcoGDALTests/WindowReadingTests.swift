import EcoGDAL
import EcoGrids
import Foundation
import Testing

/// The same cells, whatever the windows, the storage and the layout of blocks.
@Suite struct WindowReadingTests {
    private let opener = GDALRasterOpener()

    private func grid(_ width: Int, _ height: Int) throws -> Grid {
        try Grid(
            originX: 110, originY: 40, cellWidth: 0.01, cellHeight: 0.01, width: width, height: height,
            reference: .cgcs2000)
    }

    private func value(_ band: Int, _ column: Int, _ row: Int) -> Double {
        (column * 7 + row * 3 + band) % 11 == 0 ? .nan : Double((column * 31 + row * 17 + band) % 200)
    }

    private func same(_ a: Double, _ b: Double) -> Bool { a == b || (a.isNaN && b.isNaN) }

    /// Tiles of the file are 256 x 256: windows of whole tiles, of parts of one, across several, with a margin.
    @Test(arguments: ["Float32", "Float64", "Int32", "Byte"])
    func anyWindows(storage: String) throws {
        let folder = try TestFolder()
        let path = folder.path("layer.tif")
        let grid = try grid(290, 270)
        let bands = [BandDescription(storage: storage), BandDescription(storage: storage)]
        let sink = try GeoTIFFCreator().create(path, grid: grid, bands: bands)
        let written = (1...2).map { band in Raster<Double>(grid.extent) { value(band, $0, $1) } }
        for band in 1...2 { try sink.write(written[band - 1], band: band) }
        try sink.finish()
        let source = try opener.open(RasterRequest(path))
        for (width, height) in [(256, 256), (256, 64), (290, 50), (100, 137)] {
            for window in WindowTiling(grid.extent, tileWidth: width, tileHeight: height) {
                for band in 1...2 {
                    let cells = try source.read(window, band: band, as: Double.self)
                    var expected = Raster<Double>(window)
                    expected.copyCells(of: written[band - 1])
                    #expect(zip(cells.cells, expected.cells).allSatisfy { same($0, $1) })
                    let codes = try source.read(window, band: band, as: Int32.self)
                    #expect(zip(codes.cells, expected.cells).allSatisfy { same($0.number, $1) })
                }
            }
        }
        let tile = Window(column: 256, row: 0, width: 33, height: 256)
        let halo = try source.read(tile, margin: 1, band: 2, as: Float.self)
        let expected = Raster<Double>(tile.expanded(by: 1)) { column, row in
            row < 0 ? .nan : value(2, column, row)
        }
        #expect(zip(halo.cells, expected.cells).allSatisfy { same($0.number, $1) })
    }

    /// Raw files of 16-bit numbers: widened without loss, markers out.
    @Test func shortIntegers() throws {
        let folder = try TestFolder()
        let signed: [Int16] = [-32000, -1, 0, 1, 32000, -9999]
        let path = try writeRaw(folder, "signed", type: 2, width: 6, height: 1, signed, nodata: "-9999")
        let cells = try opener.open(RasterRequest(path)).read(
            Window(column: 0, row: 0, width: 6, height: 1), as: Double.self)
        #expect(cells.cells.dropLast() == [-32000, -1, 0, 1, 32000] && cells.cells[5].isNaN)
        let codes = try opener.open(RasterRequest(path)).read(cells.window, as: Int32.self)
        #expect(codes.cells == [-32000, -1, 0, 1, 32000, .missing])
        let unsigned = try writeRaw(
            folder, "unsigned", type: 12, width: 2, height: 1, [60000, 65535] as [UInt16])
        #expect(
            fault { _ = try opener.open(RasterRequest(unsigned)).read(firstTwo, as: Double.self) }?.code
                == .rasterNodataUndeclared)
        #expect(
            fault { _ = try opener.open(RasterRequest(unsigned)).read(firstTwo, as: Int32.self) }?.code
                == .rasterNodataUndeclared)
        let plain = try opener.open(RasterRequest(unsigned, nodata: .none)).read(firstTwo, as: Double.self)
        #expect(plain.cells == [60000, 65535])
    }

    private let firstTwo = Window(column: 0, row: 0, width: 2, height: 1)

    /// Two markers, one declared and one stated; a third number that single precision cannot hold is no
    /// marker.
    @Test func markersInSinglePrecision() throws {
        let folder = try TestFolder()
        let values: [Float] = [1, -9999, -1, 0.1, 2, 3, 4, 5, 6, 7, -1]
        let path = try writeRaw(folder, "a", type: 4, width: 11, height: 1, values, nodata: "-9999")
        let window = Window(column: 0, row: 0, width: 11, height: 1)
        let cells = try opener.open(RasterRequest(path, nodata: .value(-1))).read(window, as: Double.self)
        #expect(cells.cells.map(\.isNaN) == values.map { $0 == -9999 || $0 == -1 })
        #expect(cells.cells[3] == Double(Float(0.1)))
        // 0.1 as stated is the number that the file's single precision holds
        let stated = try opener.open(RasterRequest(path, nodata: .value(0.1))).read(window, as: Double.self)
        #expect(stated.cells[3].isNaN && stated.cells[2] == -1)
    }

    // MARK: Odd shapes and contents

    @Test(arguments: [(1, 1), (1, 700), (700, 1), (3, 257)])
    func thinRasters(width: Int, height: Int) throws {
        let folder = try TestFolder()
        let path = folder.path("thin.tif")
        let grid = try grid(width, height)
        for layout in RasterFormat.Layout.allCases {
            let format = RasterFormat(layout: layout, compression: .zstd)
            let sink = try GeoTIFFCreator(format).create(
                path, grid: grid, bands: [BandDescription(storage: "Float32")])
            try sink.write(Raster<Float>(grid.extent) { Float(value(1, $0, $1)) }, band: 1)
            try sink.finish()
            let source = try opener.open(RasterRequest(path))
            #expect(source.grid == grid)
            for window in source.windows {
                let cells = try source.read(window, as: Double.self)
                let expected = Raster<Double>(window) { value(1, $0, $1) }
                #expect(zip(cells.cells, expected.cells).allSatisfy { same($0, $1) })
            }
        }
    }

    @Test func nothingButNodata() throws {
        let folder = try TestFolder()
        let path = folder.path("none.tif")
        let grid = try grid(300, 10)
        let sink = try GeoTIFFCreator().create(
            path, grid: grid,
            bands: [BandDescription(storage: "Float32"), BandDescription(storage: "Float32")])
        // the first band written, the second never
        try sink.write(Raster<Double>(grid.extent), band: 1)
        try sink.finish()
        let source = try opener.open(RasterRequest(path))
        for band in 1...2 {
            #expect(try source.read(grid.extent, band: band, as: Double.self).validCount == 0)
        }
    }

    // MARK: Files that break

    /// A file of noise, which compresses badly, of 2 x 2 tiles.
    private func writeNoise(_ path: String) throws -> Grid {
        let grid = try grid(500, 500)
        let sink = try GeoTIFFCreator().create(path, grid: grid, bands: [BandDescription(storage: "Float32")])
        var seed: UInt64 = 7
        try sink.write(
            Raster<Float>(grid.extent) { _, _ in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Float(seed >> 24)
            }, band: 1)
        try sink.finish()
        return grid
    }

    @Test func damagedTileIsLocated() throws {
        let folder = try TestFolder()
        let path = folder.path("noise.tif")
        _ = try writeNoise(path)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for index in bytes.count / 2..<bytes.count / 2 + 4000 { bytes[index] = 0xff }
        try bytes.write(to: URL(fileURLWithPath: path))
        let source = try opener.open(RasterRequest(path))
        var faults: [GridError] = []
        for window in source.windows {
            if let found = fault({ _ = try source.read(window, as: Double.self) }) { faults.append(found) }
        }
        #expect(!faults.isEmpty && faults.count < source.windows.count)
        #expect(faults.allSatisfy { $0.code == .rasterUnreadable && $0.file == path })
        #expect(faults.first?.message.hasPrefix("band 1 cannot be read from column ") == true)
    }

    /// Cut while it is being read: the windows before are right, the next one is a fault, never zeros.
    @Test func fileThatIsCutDuringTheRun() throws {
        let folder = try TestFolder()
        let path = folder.path("noise.tif")
        let grid = try writeNoise(path)
        let source = try opener.open(RasterRequest(path))
        let first = try source.read(source.windows[0], as: Double.self)
        #expect(first.validCount == first.cells.count)
        #expect(truncate(path, 5000) == 0)
        let found = fault {
            for window in source.windows { _ = try source.read(window, as: Double.self) }
        }
        #expect(found?.code == .rasterUnreadable && found?.file == path)
        let halo = fault { _ = try source.read(grid.extent.expanded(by: -9), as: Double.self) }
        #expect(halo?.code == .rasterUnreadable)
    }

    /// Gone while it is being read: what is open stays whole, and who opens it anew is told.
    @Test func fileThatVanishesDuringTheRun() throws {
        let folder = try TestFolder()
        let path = folder.path("noise.tif")
        _ = try writeNoise(path)
        let source = try opener.open(RasterRequest(path))
        let before = try source.read(source.windows[3], as: Double.self)
        try FileManager.default.removeItem(atPath: path)
        #expect(try source.read(source.windows[3], as: Double.self).cells == before.cells)
        let found = fault { _ = try opener.open(RasterRequest(path)) }
        #expect(found?.code == .rasterMissing && found?.file == path)
    }
}
