import EcoGrids
import Foundation
import Testing

@testable import EcoGDAL

/// Damage that leaves a packed block readable: GDAL gives other numbers without a word.
@Suite struct ChecksumTests {
    private static let grid = CoordinateReference(named: "EPSG:4525").flatMap {
        try? Grid(
            originX: 0, originY: 300, cellWidth: 1, cellHeight: 1, width: 500, height: 300, reference: $0)
    }

    /// A slope with a little roughness, packed by DEFLATE in tiles that reach beyond the raster.
    private func packed(_ folder: TestFolder, storage: String) throws -> (path: String, cells: [Double]) {
        let grid = try #require(Self.grid)
        let path = folder.path("packed.tif")
        let sink = try GeoTIFFCreator().create(path, grid: grid, bands: [BandDescription(storage: storage)])
        let raster = Raster<Double>(grid.extent) { column, row in
            Double((column * 7 + row * 13 + column * row % 11) % 200)
        }
        try sink.write(raster, band: 1)
        try sink.finish()
        return (path, raster.cells)
    }

    /// Single bits turned over in the packed tiles: found every time, by whole blocks and by windows that cut them.
    @Test(arguments: ["Float32", "Byte"], [0, 3]) func everyBitIsFound(_ storage: String, _ cut: Int) throws {
        let folder = try TestFolder()
        let (path, cells) = try packed(folder, storage: storage)
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let window = Window(column: cut, row: cut, width: 500 - 2 * cut, height: 300 - 2 * cut)
        func read() throws -> Raster<Double> {
            try GDALRasterOpener().open(RasterRequest(path, nodata: .none)).read(window)
        }
        #expect(try read()[250, 150] == cells[150 * 500 + 250])
        for step in 0..<24 {
            var damaged = whole
            let place = whole.count / 4 + step * whole.count / 48
            damaged[place] ^= 1 << UInt8(step % 8)
            try Data(damaged).write(to: URL(fileURLWithPath: path))
            #expect(fault { _ = try read() }?.code == .rasterUnreadable, "bit \(step % 8) of byte \(place)")
        }
    }

    /// A view with cells of 2 m on the left part, whose blocks GDAL warps by itself: damage under it is found, damage that it
    /// does not draw from is not looked for.
    @Test func damageUnderAViewIsFound() throws {
        let folder = try TestFolder()
        let (path, _) = try packed(folder, storage: "Float32")
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let own = try #require(Self.grid)
        let grid = try Grid(
            originX: 0, originY: 300, cellWidth: 2, cellHeight: 2, width: 40, height: 150,
            reference: own.reference)
        func read() throws -> Double {
            let request = RasterRequest(path, nodata: .none, onto: grid, resampling: .average)
            return try GDALRasterOpener().open(request).read(grid.extent, as: Double.self).cells[0]
        }
        // (0 + 7 + 13 + 20 + 1) / 4: cells (0, 0), (1, 0), (0, 1) and (1, 1)
        #expect(try read() == 10.25)
        var found = 0
        for step in 0..<40 {
            var damaged = whole
            damaged[whole.count / 8 + step * whole.count / 50] ^= 16
            try Data(damaged).write(to: URL(fileURLWithPath: path))
            if fault({ _ = try read() })?.code == .rasterUnreadable { found += 1 }
        }
        // Tiles of 256 cells: two of the four stand under the view, and those are the fuller ones.
        #expect(found > 10 && found < 40)
    }

    /// The example of RFC 1950's algorithm that is best known, and lengths about the stride.
    @Test func checksumsByHand() {
        func checksum(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { Adler32.checksum($0) } }
        #expect(checksum(Array("Wikipedia".utf8)) == 0x11E6_0398)
        #expect(checksum([]) == 1)
        for count in [1, 255, 256, 257, 70_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 31 + 7) }
            var (a, b) = (1, 0)
            for byte in bytes { (a, b) = ((a + Int(byte)) % 65521, (a + Int(byte) + b) % 65521) }
            #expect(checksum(bytes) == UInt32(b << 16 | a))
        }
    }

    /// Numbers 0x0102, 0x0304, 0x0203: differences 0x0102, 0x0202, 0xfeff; bytes by significance 1 3 2, 2 4 3.
    @Test func predictorsByHand() {
        let row: [UInt8] = [0x02, 0x01, 0x04, 0x03, 0x03, 0x02]
        var target = [UInt8](repeating: 0, count: 6)
        row.withUnsafeBytes { row in
            target.withUnsafeMutableBytes { TIFFPredictor.difference(row, 2, into: $0) }
        }
        #expect(target == [0x02, 0x01, 0x02, 0x02, 0xff, 0xfe])
        row.withUnsafeBytes { row in
            target.withUnsafeMutableBytes { TIFFPredictor.splitAndDifference(row, 2, into: $0) }
        }
        // 1, 3 - 1, 2 - 3, 2 - 2, 4 - 2, 3 - 4
        #expect(target == [1, 2, 0xff, 0, 2, 0xff])
    }
}
