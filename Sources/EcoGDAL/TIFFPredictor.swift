/// What a TIFF's predictor makes of a row of numbers before it is packed (TIFF 6.0, section 14, and Adobe's technical note 3),
/// for one number to a cell and the least significant byte first.
enum TIFFPredictor {
    /// Predictor 2: each number less the one before.
    static func difference(
        _ row: UnsafeRawBufferPointer, _ cell: Int, into target: UnsafeMutableRawBufferPointer
    ) {
        switch cell {
        case 1: difference(row, into: target, UInt8.self)
        case 2: difference(row, into: target, UInt16.self)
        case 4: difference(row, into: target, UInt32.self)
        default: difference(row, into: target, UInt64.self)
        }
    }

    private static func difference<Number: FixedWidthInteger>(
        _ row: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, _: Number.Type
    ) {
        let size = MemoryLayout<Number>.size
        var last = Number(0)
        for place in stride(from: 0, to: row.count, by: size) {
            let number = row.loadUnaligned(fromByteOffset: place, as: Number.self)
            target.storeBytes(of: number &- last, toByteOffset: place, as: Number.self)
            last = number
        }
    }

    /// Predictor 3: the most significant bytes of all numbers, then the next, and so on, each less the byte before.
    static func splitAndDifference(
        _ row: UnsafeRawBufferPointer, _ cell: Int, into target: UnsafeMutableRawBufferPointer
    ) {
        let count = row.count / cell
        var (last, place) = (UInt8(0), 0)
        for byte in stride(from: cell - 1, through: 0, by: -1) {
            for number in 0..<count {
                let own = row[number * cell + byte]
                target[place] = own &- last
                (last, place) = (own, place + 1)
            }
        }
    }
}
