/// The checksum that ends a zlib stream (RFC 1950, section 8.2).
enum Adler32 {
    /// Bytes whose weighted sum stays within 32 bits.
    private static let stride = 256

    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 1 }
        var (a, b) = (UInt32(1), UInt32(0))
        var start = 0
        while start < bytes.count {
            let count = min(stride, bytes.count &- start)
            let (sum, weighted) = sums(base + start, count)
            b = (b &+ UInt32(count) &* a &+ weighted) % 65521
            a = (a &+ sum) % 65521
            start &+= count
        }
        return b &<< 16 | a
    }

    /// The sum of the bytes, and of each times the number of bytes from it to the end.
    @inline(__always)
    private static func sums(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (sum: UInt32, weighted: UInt32) {
        var (sum, weighted) = (UInt32(0), UInt32(0))
        let first = UInt32(truncatingIfNeeded: count)
        for index in 0..<count {
            let byte = UInt32(bytes[index])
            sum &+= byte
            weighted &+= byte &* (first &- UInt32(truncatingIfNeeded: index))
        }
        return (sum, weighted)
    }
}
