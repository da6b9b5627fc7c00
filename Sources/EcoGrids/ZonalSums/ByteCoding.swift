/// Appends whole numbers as little-endian bytes.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: Int) {
        withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ number: Int128) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func writeChecksum() { write(Self.checksum(bytes[...])) }

    /// FNV-1a of 64 bits.
    static func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash)
    }
}

/// A hash of many words, by the finaliser of SplitMix64.
struct WordHash {
    private(set) var value: UInt64 = 0x9e37_79b9_7f4a_7c15

    mutating func mix(_ word: UInt64) {
        value = (value ^ word) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        value ^= value >> 31
    }
}

/// Reads what `ByteWriter` wrote; nil beyond the end.
struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0
    private let end: Int

    /// Nil unless the bytes end with their checksum.
    init?(checked bytes: [UInt8]) {
        guard bytes.count >= 8 else { return nil }
        self.bytes = bytes
        end = bytes.count - 8
        var last = ByteReader(bytes: bytes, position: end)
        guard last.readInt() == ByteWriter.checksum(bytes[..<end]) else { return nil }
    }

    private init(bytes: [UInt8], position: Int) {
        self.bytes = bytes
        self.position = position
        end = bytes.count
    }

    var isAtEnd: Bool { position == end }

    mutating func readInt() -> Int? {
        read(8).map { Int(Int64(littleEndian: $0.loadUnaligned(as: Int64.self))) }
    }

    mutating func readInt128() -> Int128? {
        read(16).map { Int128(littleEndian: $0.loadUnaligned(as: Int128.self)) }
    }

    private mutating func read(_ count: Int) -> [UInt8]? {
        guard position + count <= end else { return nil }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }
}

extension Array<UInt8> {
    fileprivate func loadUnaligned<Number: BitwiseCopyable>(as type: Number.Type) -> Number {
        withUnsafeBytes { $0.loadUnaligned(as: type) }
    }
}
