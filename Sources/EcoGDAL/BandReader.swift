import CGDAL
import EcoGrids

/// Reads one window of one band and turns markers into missing cells before anything else sees them.
struct BandReader {
    let name: String
    let number: Int
    let band: GDALRaster.Band
    /// Those of the band, for reading in single precision.
    let markers: SingleMarkers?
    let window: Window
    /// Nil where the file's blocks are GDAL's affair.
    let blocks: BlockReader?
    /// Nil where the file has none.
    let checksums: BlockChecksums?

    /// Fills `cells`, row by row; NaN where missing.
    func read(into cells: UnsafeMutableBufferPointer<Double>) throws(GridError) {
        if let markers {
            try readSingle(into: cells, markers)
        } else {
            try readDouble(into: cells)
        }
    }

    /// Numbers that single precision holds are read as such and widened in one pass.
    private func readSingle(
        into cells: UnsafeMutableBufferPointer<Double>, _ markers: SingleMarkers
    ) throws(GridError) {
        guard let base = cells.baseAddress else { return }
        if band.storage == GDT_Float32, markers.suspects.isEmpty, let blocks, blocks.suits(window) {
            if try !readLines(of: blocks, into: base, markers) { try refuseInfinite(cells) }
            return applyScale(cells)
        }
        let numbers = SingleNumbers(cells: base, count: cells.count)
        try transfer(band.handle, GDT_Float32, numbers.start)
        if numbers.holdAny(of: markers.suspects) {
            numbers.widen(missing: .nan, .nan)
            for suspect in band.suspects { try refuse(suspect, in: cells) }
        }
        let areFinite = numbers.widen(missing: markers.first, markers.second)
        if !areFinite { try refuseInfinite(cells) }
        applyScale(cells)
    }

    /// Widens the cells straight from the file's blocks; false where one is infinite.
    private func readLines(
        of blocks: BlockReader, into cells: UnsafeMutablePointer<Double>, _ markers: SingleMarkers
    ) throws(GridError) -> Bool {
        var widening = SingleWidening(missing: markers.first, markers.second)
        try reading {
            blocks.forEachLine(window, band: number, of: band.handle, band.storage) { line, first, count in
                widening.add(line, count, to: cells + first)
            }
        }
        return widening.areFinite
    }

    private func readDouble(into cells: UnsafeMutableBufferPointer<Double>) throws(GridError) {
        try transfer(band.handle, GDT_Float64, cells.baseAddress)
        for suspect in band.suspects { try refuse(suspect, in: cells) }
        for marker in band.markers where marker == marker {
            for index in cells.indices where cells[index] == marker { cells[index] = .nan }
        }
        try applyMask(cells)
        try refuseInfinite(cells)
        applyScale(cells)
    }

    private func applyScale(_ cells: UnsafeMutableBufferPointer<Double>) {
        guard band.scale != 1 || band.offset != 0 else { return }
        for index in cells.indices { cells[index] = cells[index] * band.scale + band.offset }
    }

    /// Fills class codes from whole numbers of up to 32 bits; false where the band holds others.
    func readClasses(into codes: UnsafeMutableBufferPointer<Int32>) throws(GridError) -> Bool {
        guard band.holdsCodes else { return false }
        try transfer(band.handle, GDT_Int32, codes.baseAddress)
        for suspect in band.suspects.compactMap({ Int32(exactly: $0) }) {
            var count = 0
            for code in codes { count &+= code == suspect ? 1 : 0 }
            if count > 0 { return false }
        }
        let markers = Set(band.markers.compactMap { Int32(exactly: $0) })
        if !markers.contains(.min), codes.contains(.min) { return false }
        for marker in markers where marker != .min {
            for index in codes.indices { codes[index] = codes[index] == marker ? .min : codes[index] }
        }
        return true
    }

    private func transfer(
        _ handle: GDALRasterBandH, _ type: GDALDataType, _ buffer: UnsafeMutableRawPointer?
    ) throws(GridError) {
        guard let buffer else { return }
        try reading {
            if let blocks, handle == band.handle, blocks.suits(window) {
                return blocks.read(
                    window, band: number, of: handle, stored: band.storage, as: type, into: buffer)
            }
            let isRead =
                GDALRasterIO(
                    handle, GF_Read, Int32(window.column), Int32(window.row), Int32(window.width),
                    Int32(window.height), buffer, Int32(window.width), Int32(window.height), type, 0, 0)
                == CE_None
            guard isRead, handle == band.handle else { return isRead }
            return checksums?.hold(window, band: number, of: handle, band.storage) != false
        }
    }

    /// Throws where `body` gives false.
    private func reading(_ body: () -> Bool) throws(GridError) {
        let outcome = GDALRuntime.capturing(body)
        guard outcome.result else {
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
