import CGDALDecode
import EcoGrids
import EcoScenarios
import Glibc

extension Benchmark {
    /// Reads an array larger than any cache, four bytes a cell: no layer can be looked at for less.
    static let memoryRead = Benchmark(
        "memory_read", "sum of float32 numbers in memory: what one look at a layer costs at least"
    ) { place in
        let count = 1 << 28
        let cells = UnsafeMutablePointer<SIMD8<Float>>.allocate(capacity: count / 8)
        defer { cells.deallocate() }
        for index in 0..<count / 8 { cells[index] = SIMD8(repeating: 1) }
        let rounds = 8
        let before = ProcessUsage.now
        var sums = [SIMD8<Float>](repeating: .zero, count: 4)
        for _ in 0..<rounds {
            sums.withUnsafeMutableBufferPointer { sums in
                var index = 0
                while index < count / 8 {
                    sums[0] += cells[index]
                    sums[1] += cells[index + 1]
                    sums[2] += cells[index + 2]
                    sums[3] += cells[index + 3]
                    index += 4
                }
            }
        }
        let seconds = ProcessUsage.now.cpuSeconds - before.cpuSeconds
        let perCell = seconds / Double(count * rounds) * 1e9
        print("{\"benchmark\": \"memory_read\", \"read_ns_per_cell\": \(perCell)}")
        return Outcome(cells: count * rounds, check: Double(sums.reduce(.zero, +).sum()))
    }

    /// Every cell of the named layers through GDAL alone, in its stored type, by strips of whole tiles.
    static let decode = Benchmark(
        "decode",
        "layers (named after the grid) through GDAL alone, in their stored type: the floor of reading"
    ) { place in
        GDALSetCacheMax64(256 << 20)
        GDALAllRegister()
        var (cells, check) = (0, 0.0)
        for layer in place.details {
            let (count, last) = try decode(place.grid.path(layer))
            cells = max(cells, count)
            check += last
        }
        return Outcome(cells: max(cells, 1), check: check)
    }

    /// The files of the named layers through SHA-256 alone, as every run states the digests of its inputs.
    static let digest = Benchmark(
        "digest", "files of layers (named after the grid) through SHA-256: the floor of provenance"
    ) { place in
        var check = 0.0
        for layer in place.details {
            guard let digest = SHA256.hex(file: place.grid.path(layer)) else {
                throw FloorError(text: "cannot read \(place.grid.path(layer))")
            }
            check += Double(digest.utf8.reduce(0) { $0 + Int($1) })
        }
        let cells = try place.details.first.map { try place.grid.open($0).grid.cellCount }
        return Outcome(cells: cells ?? 1, check: check)
    }

    /// Cells of the file, and the sum of the first byte of every strip.
    private static func decode(_ path: String) throws -> (cells: Int, check: Double) {
        guard let dataset = GDALOpen(path, GA_ReadOnly), let band = GDALGetRasterBand(dataset, 1) else {
            throw FloorError(text: "cannot open \(path)")
        }
        defer { GDALClose(dataset) }
        let (width, height) = (GDALGetRasterXSize(dataset), GDALGetRasterYSize(dataset))
        let type = GDALGetRasterDataType(band)
        var (blockWidth, blockHeight): (Int32, Int32) = (0, 0)
        GDALGetBlockSize(band, &blockWidth, &blockHeight)
        let rows = max(blockHeight, 256 / blockHeight * blockHeight)
        var buffer = [UInt8](repeating: 0, count: Int(width * rows * GDALGetDataTypeSizeBytes(type)))
        var (row, check): (Int32, Double) = (0, 0)
        while row < height {
            let count = min(rows, height - row)
            let error = buffer.withUnsafeMutableBytes {
                GDALRasterIO(
                    band, GF_Read, 0, row, width, count, $0.baseAddress, width, count, type, 0, 0)
            }
            guard error == CE_None else { throw FloorError(text: "cannot read \(path)") }
            check += Double(buffer[0])
            row += count
        }
        return (Int(width) * Int(height), check)
    }
}

struct FloorError: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
}
