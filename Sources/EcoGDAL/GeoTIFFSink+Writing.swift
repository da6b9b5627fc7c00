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
        var numbers = (raster as? Raster<Float>)?.cells ?? raster.cells.map { Float($0.number) }
        var infinite = 0
        for number in numbers { infinite &+= number.magnitude == .infinity ? 1 : 0 }
        if infinite > 0, let index = numbers.firstIndex(where: \.isInfinite) {
            throw failure("\(raster.cells[index].number) cannot be stored as Float32", [])
        }
        let window = raster.window
        return GDALRuntime.capturing {
            numbers.withUnsafeMutableBufferPointer { cells in
                guard let cells = cells.baseAddress else { return false }
                return writeBlocks(cells, window, handle)
            }
        }
    }

    private func writeBlocks(
        _ cells: UnsafeMutablePointer<Float>, _ window: Window, _ handle: GDALRasterBandH?
    ) -> Bool {
        let side = Self.blockSide
        var block = [Float](repeating: .nan, count: side * side)
        for row in window.row / side...(window.row + window.height - 1) / side {
            for column in window.column / side...(window.column + window.width - 1) / side {
                let whole = Window(column: column * side, row: row * side, width: side, height: side)
                guard let part = whole.intersection(window) else { continue }
                let first = cells + (part.row - window.row) * window.width + part.column - window.column
                if part != whole.intersection(grid.extent) {
                    guard Self.transfer(first, GDT_Float32, part, handle, stride: window.width) else {
                        return false
                    }
                    continue
                }
                for line in 0..<part.height {
                    for index in 0..<part.width {
                        block[line * side + index] = first[line * window.width + index]
                    }
                }
                guard GDALWriteBlock(handle, Int32(column), Int32(row), &block) == CE_None else {
                    return false
                }
            }
        }
        return true
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
