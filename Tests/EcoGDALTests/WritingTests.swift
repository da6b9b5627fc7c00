import EcoGDAL
import EcoGrids
import Foundation
import Testing

@Suite struct WritingTests {
    private let opener = GDALRasterOpener()

    private func grid(_ width: Int, _ height: Int) throws -> Grid {
        try Grid(
            originX: 110, originY: 40, cellWidth: 0.05, cellHeight: 0.05, width: width, height: height,
            reference: .cgcs2000)
    }

    /// Written window by window, read back by other windows.
    @Test(
        arguments: ["Float32", "Float64", "Int32", "Byte"], [RasterFormat.Layout.geotiff, .cog])
    func roundTrip(storage: String, layout: RasterFormat.Layout) throws {
        let folder = try TestFolder()
        let path = folder.path("out.tif")
        let grid = try grid(150, 130)
        func value(_ band: Int, _ column: Int, _ row: Int) -> Double {
            (column * 7 + row * 3 + band) % 11 == 0 ? .nan : Double((column * 31 + row * 17 + band) % 200)
        }
        let bands = (1...2).map { BandDescription(unit: "t", storage: storage, name: "layer \($0)") }
        let format = RasterFormat(layout: layout)
        let sink = try GeoTIFFCreator(format).create(path, grid: grid, bands: bands)
        for window in WindowTiling(grid.extent, tileWidth: 64, tileHeight: 50) {
            for band in 1...2 {
                try sink.write(Raster<Double>(window) { value(band, $0, $1) }, band: band)
            }
        }
        #expect(!FileManager.default.fileExists(atPath: path))
        try sink.finish()
        #expect(folder.names == ["out.tif"])
        let source = try opener.open(RasterRequest(path))
        #expect(source.grid == grid)
        #expect(source.grid.reference.authority == "EPSG:4490")
        #expect(
            source.bands.map(\.unit) == ["t", "t"] && source.bands.map(\.name) == ["layer 1", "layer 2"])
        #expect(source.bands.map(\.storage) == [storage, storage])
        for window in source.windows {
            for band in 1...2 {
                let cells = try source.read(window, band: band, as: Double.self)
                let expected = Raster<Double>(window) { value(band, $0, $1) }
                #expect(zip(cells.cells, expected.cells).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
            }
        }
        let classes = try source.read(source.grid.extent, band: 1, as: Int32.self)
        #expect(classes[1, 0] == 32 && classes[0, 7].isMissing == value(1, 0, 7).isNaN)
    }

    @Test func nothingIsLeftWithoutFinish() throws {
        let folder = try TestFolder()
        let path = try folder.write("kept.tif", "older result")
        try {
            let sink = try GeoTIFFCreator().create(path, grid: grid(300, 300), bands: [BandDescription()])
            try sink.write(Raster<Double>(grid(300, 300).extent, filledWith: 1), band: 1)
        }()
        #expect(folder.names == ["kept.tif"])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "older result")
    }

    @Test func unwritableIsRefused() throws {
        let folder = try TestFolder()
        let nowhere = fault {
            _ = try GeoTIFFCreator().create(
                folder.path("no/such/folder/x.tif"), grid: grid(2, 2), bands: [BandDescription()])
        }
        #expect(nowhere?.code == .rasterUnwritable)
        let sink = try GeoTIFFCreator().create(
            folder.path("x.tif"), grid: grid(2, 2), bands: [BandDescription(storage: "Byte")])
        let tooLarge = fault { try sink.write(Raster<Double>(grid(2, 2).extent, filledWith: 256), band: 1) }
        #expect(tooLarge?.message == "256.0 cannot be stored as Byte")
        #expect(
            fault { try sink.write(Raster<Double>(grid(3, 2).extent, filledWith: 1), band: 1) }?.code
                == .rasterUnwritable)
    }

    @Test func truncatedFileIsRefused() throws {
        let folder = try TestFolder()
        let path = folder.path("whole.tif")
        let grid = try grid(400, 400)
        let sink = try GeoTIFFCreator().create(path, grid: grid, bands: [BandDescription()])
        var seed: UInt64 = 1
        try sink.write(
            Raster<Double>(grid.extent) { _, _ in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Double(seed >> 20)
            }, band: 1)
        try sink.finish()
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        for share in [0.1, 0.5, 0.97] {
            let cut = folder.path("cut.tif")
            try whole.prefix(Int(Double(whole.count) * share)).write(to: URL(fileURLWithPath: cut))
            let found = fault {
                let source = try opener.open(RasterRequest(cut))
                for window in source.windows { _ = try source.read(window, as: Float.self) }
            }
            #expect(found?.code == .rasterUnreadable)
            #expect(found?.file == cut)
        }
    }
}
