import EcoGrids
import Testing

@testable import EcoGDAL

#if canImport(Glibc)
    import Glibc
#endif

@Suite("Arrays of NetCDF files")
struct ArrayTests {
    /// A classic NetCDF file (NetCDF Classic and 64-bit Offset File Formats, OGC 10-092r3): one variable of doubles.
    private static func classic(
        _ dimensions: [(String, Int)], _ variable: String, _ values: [Double], unit: String
    ) -> [UInt8] {
        func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }
        func name(_ text: String) -> [UInt8] {
            let bytes = Array(text.utf8)
            return word(bytes.count) + bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
        }
        var header: [UInt8] = [0x43, 0x44, 0x46, 1] + word(0) + word(10) + word(dimensions.count)
        for (label, count) in dimensions { header += name(label) + word(count) }
        header += word(0) + word(0) + word(11) + word(1) + name(variable) + word(dimensions.count)
        for index in dimensions.indices { header += word(index) }
        header += word(12) + word(1) + name("units") + word(2) + name(unit)
        header += word(6) + word(values.count * 8)
        header += word(header.count + 4)
        return header
            + values.flatMap { value in (0..<8).map { UInt8(value.bitPattern >> (56 - 8 * $0) & 255) } }
    }

    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let folder = try TestFolder()
        let path = folder.path("matrix.nc")
        let file = try #require(fopen(path, "wb"))
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
        fclose(file)
        try body(path)
    }

    /// 2 layers of 3 sources by 4 receptors, numbered 0 to 23 in the order of the file.
    @Test func blocksAreRead() throws {
        let values = (0..<24).map(Double.init)
        let bytes = Self.classic(
            [("layer", 2), ("source", 3), ("receptor", 4)], "pSO4", values, unit: "ug m-3")
        try withFile(bytes) { path in
            let array = try GDALArrayOpener().open(path, variable: "pSO4")
            #expect(array.dimensions.map(\.count) == [2, 3, 4])
            #expect(array.dimensions.map(\.name) == ["layer", "source", "receptor"])
            #expect(array.unit == "ug m-3")
            #expect(try array.read(start: [0, 0, 0], count: [2, 3, 4]) == values)
            #expect(try array.read(start: [1, 2, 1], count: [1, 1, 3]) == [21, 22, 23])
            for (start, count) in [([0, 0], [1, 1]), ([0, 0, 0], [1, 1, 5]), ([0, 0, 0], [1, 0, 1])] {
                let error = #expect(throws: GridError.self) { try array.read(start: start, count: count) }
                #expect(error?.code == .windowOutside)
            }
        }
    }

    @Test func missingVariablesAndFilesAreTold() throws {
        try withFile(Self.classic([("x", 2)], "effect", [1, 2], unit: "1")) { path in
            let unknown = #expect(throws: GridError.self) {
                try GDALArrayOpener().open(path, variable: "efect")
            }
            #expect(unknown?.code == .rasterBandMissing && unknown?.hint.contains("effect") == true)
            let none = #expect(throws: GridError.self) {
                try GDALArrayOpener().open(path + "x", variable: "effect")
            }
            #expect(none?.code == .rasterMissing)
        }
        try withFile(Array("no array".utf8)) { path in
            let broken = #expect(throws: GridError.self) { try GDALArrayOpener().open(path, variable: "a") }
            #expect(broken?.code == .rasterUnreadable)
        }
    }
}
