import CGDAL
import EcoGrids

extension GeoTIFFSink {
    func write<Cell: RasterCell>(_ raster: Raster<Cell>, band: Int) throws(GridError) {
        guard let dataset, (1...bandCount).contains(band) else {
            throw failure("there is no band \(band), or the file is finished", [])
        }
        let window = raster.window
        guard grid.extent.contains(window), !window.isEmpty else {
            throw failure("the window \(window) is not inside the grid", [])
        }
        let handle = GDALGetRasterBand(dataset, Int32(band))
        let outcome: (result: Bool, messages: [String], failed: Bool)
        if storage == .float32 {
            outcome = try writeSingle(raster, handle)
        } else {
            var numbers = try stored(raster)
            outcome = GDALRuntime.capturing {
                Self.transfer(&numbers, GDT_Float64, raster.window, handle, stride: window.width)
            }
        }
        guard outcome.result else { throw failure("writing failed", outcome.messages) }
    }

    /// Single precision goes to the file block by block, past GDAL's cache, where blocks are whole.
    @specialized(where Cell == Double)
    @specialized(where Cell == Float)
    @specialized(where Cell == Int32)
    private func writeSingle<Cell: RasterCell>(
        _ raster: Raster<Cell>, _ handle: GDALRasterBandH?
    ) throws(GridError) -> (result: Bool, messages: [String], failed: Bool) {
        let numbers = (raster as? Raster<Float>)?.cells ?? raster.cells.map { Float($0.number) }
        if let index = Self.firstInfinite(numbers) {
            throw failure("\(raster.cells[index].number) cannot be stored as Float32", [])
        }
        let window = raster.window
        return GDALRuntime.capturing {
            numbers.withUnsafeBufferPointer { cells in
                guard let cells = cells.baseAddress else { return false }
                return writeBlocks(cells, window, handle)
            }
        }
    }

    private static func firstInfinite(_ numbers: [Float]) -> Int? {
        var found = SIMD8<Int32>.zero
        let limit = SIMD8<Float>(repeating: .infinity)
        let whole = numbers.count & ~7
        numbers.withUnsafeBytes { bytes in
            for index in stride(from: 0, to: whole, by: 8) {
                let lanes = bytes.loadUnaligned(fromByteOffset: 4 * index, as: SIMD8<Float>.self)
                found |= unsafeBitCast((lanes .== limit) .| (lanes .== -limit), to: SIMD8<Int32>.self)
            }
        }
        guard found.wrappedSum() != 0 || numbers[whole...].contains(where: \.isInfinite) else { return nil }
        return numbers.firstIndex(where: \.isInfinite)
    }

    private func writeBlocks(
        _ cells: UnsafePointer<Float>, _ window: Window, _ handle: GDALRasterBandH?
    ) -> Bool {
        let side = Self.blockSide
        var block = [Float](repeating: .nan, count: side * side)
        return block.withUnsafeMutableBufferPointer { block in
            guard let block = block.baseAddress else { return false }
            for row in window.row / side...(window.row + window.height - 1) / side {
                for column in window.column / side...(window.column + window.width - 1) / side {
                    let whole = Window(column: column * side, row: row * side, width: side, height: side)
                    guard let part = whole.intersection(window) else { continue }
                    let first = cells + window.offset(of: part)
                    if part == whole.intersection(grid.extent) {
                        for line in 0..<part.height {
                            (block + line * side).update(from: first + line * window.width, count: part.width)
                        }
                        let done = GDALWriteBlock(handle, Int32(column), Int32(row), block)
                        guard done == CE_None else { return false }
                    } else {
                        let source = UnsafeMutableRawPointer(mutating: first)
                        guard Self.transfer(source, GDT_Float32, part, handle, stride: window.width) else {
                            return false
                        }
                    }
                }
            }
            return true
        }
    }

    /// Writes a window from a buffer whose lines are `stride` cells apart.
    private static func transfer(
        _ numbers: UnsafeMutableRawPointer, _ type: GDALDataType, _ window: Window,
        _ handle: GDALRasterBandH?, stride: Int
    ) -> Bool {
        let size = GDALGetDataTypeSizeBytes(type)
        return GDALRasterIO(
            handle, GF_Write, Int32(window.column), Int32(window.row), Int32(window.width),
            Int32(window.height), numbers, Int32(window.width), Int32(window.height), type, size,
            size * Int32(stride)) == CE_None
    }

    /// The cells as they are stored, missing ones as nodata.
    @specialized(where Cell == Double)
    @specialized(where Cell == Float)
    @specialized(where Cell == Int32)
    private func stored<Cell: RasterCell>(_ raster: Raster<Cell>) throws(GridError) -> [Double] {
        var numbers = raster.cells.map(\.number)
        let nodata = storage.nodata
        for index in numbers.indices where !storage.holds(numbers[index]) {
            guard numbers[index].isNaN else {
                throw failure("\(numbers[index]) cannot be stored as \(storage.rawValue)", [])
            }
            numbers[index] = nodata
        }
        return numbers
    }
}

extension Window {
    /// Cells before the first of `part`, row by row.
    fileprivate func offset(of part: Window) -> Int { (part.row - row) * width + part.column - column }
}
