import CGDAL
import EcoGrids

/// Reads one window of one band and turns markers into missing cells before anything else sees them.
struct BandReader {
    let name: String
    let number: Int
    let band: GDALRaster.Band
    let window: Window

    /// Fills `cells`, row by row; NaN where missing.
    func read(into cells: UnsafeMutableBufferPointer<Double>) throws(GridError) {
        try transfer(band.handle, GDT_Float64, cells.baseAddress)
        for suspect in band.suspects { try refuse(suspect, in: cells) }
        for marker in band.markers where marker == marker {
            for index in cells.indices where cells[index] == marker { cells[index] = .nan }
        }
        try applyMask(cells)
        try refuseInfinite(cells)
        if band.scale != 1 || band.offset != 0 {
            for index in cells.indices { cells[index] = cells[index] * band.scale + band.offset }
        }
    }

    private func transfer(
        _ handle: GDALRasterBandH, _ type: GDALDataType, _ buffer: UnsafeMutableRawPointer?
    ) throws(GridError) {
        let outcome = GDALRuntime.capturing {
            GDALRasterIO(
                handle, GF_Read, Int32(window.column), Int32(window.row), Int32(window.width),
                Int32(window.height), buffer, Int32(window.width), Int32(window.height), type, 0, 0)
        }
        guard outcome.result == CE_None else {
            throw GridError(
                .rasterUnreadable, file: name,
                "band \(number) cannot be read from column \(window.column), row \(window.row) on"
                    + GDALRuntime.quoted(outcome.messages),
                hint: "the file is damaged, cut short or gone; fetch or make it again")
        }
    }

    private func applyMask(_ cells: UnsafeMutableBufferPointer<Double>) throws(GridError) {
        guard let mask = band.mask else { return }
        var flags = [UInt8](repeating: 0, count: cells.count)
        try flags.withUnsafeMutableBufferPointer { (bytes) throws(GridError) in
            try transfer(mask, GDT_Byte, bytes.baseAddress)
        }
        for index in cells.indices where flags[index] == 0 { cells[index] = .nan }
    }

    private func refuse(
        _ suspect: Double, in cells: UnsafeMutableBufferPointer<Double>
    ) throws(GridError) {
        var count = 0
        for value in cells where value == suspect { count += 1 }
        guard count > 0, let first = cells.firstIndex(of: suspect) else { return }
        throw GridError(
            .rasterNodataUndeclared, file: name,
            "band \(number) declares no nodata, but \(count) cells hold \(shown(suspect)) "
                + "(first at \(place(first)))",
            hint: "state `nodata: \(shown(suspect))` for this layer where that marks missing cells, or "
                + "as `nodata` a number that it does not hold, where it is a value")
    }

    private func refuseInfinite(_ cells: UnsafeMutableBufferPointer<Double>) throws(GridError) {
        var sum = 0.0
        for value in cells { sum += value - value == 0 || value != value ? 0 : 1 }
        guard sum > 0, let first = cells.firstIndex(where: { $0.isInfinite }) else { return }
        throw GridError(
            .rasterValueInvalid, file: name,
            "band \(number) holds \(cells[first]) at \(place(first))",
            hint: "make the layer again without division by zero, or state `nodata: \(cells[first])`")
    }

    /// The fault of a number where a class code is expected.
    func notAClass(_ value: Double, at index: Int) -> GridError {
        GridError(
            .rasterValueInvalid, file: name,
            "band \(number) holds \(value) at \(place(index)), which is not a class code",
            hint: "class rasters hold whole numbers of 32 bits; resample classes by nearest or mode")
    }

    private func place(_ index: Int) -> String {
        "column \(window.column + index % window.width), row \(window.row + index / window.width)"
    }

    private func shown(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
    }
}
