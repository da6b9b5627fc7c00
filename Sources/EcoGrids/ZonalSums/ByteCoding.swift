/// Appends numbers and texts to bytes, little-endian, for states that are kept between runs.
public struct ByteWriter {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public mutating func add(_ value: Int) {
        withUnsafeBytes(of: Int64(value).littleEndian) { bytes.append(contentsOf: $0) }
    }

    public mutating func add(_ value: Int128) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    public mutating func add(_ value: Double) { add(Int(Int64(bitPattern: value.bitPattern))) }

    public mutating func add(_ text: String) { add(Array(text.utf8)) }

    public mutating func add(_ block: [UInt8]) {
        add(block.count)
        bytes.append(contentsOf: block)
    }

    public mutating func add<Element>(_ list: [Element], _ each: (inout ByteWriter, Element) -> Void) {
        add(list.count)
        for element in list { each(&self, element) }
    }

    public mutating func addChecksum() { add(Self.checksum(bytes[...])) }

    /// FNV-1a of 64 bits.
    static func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash)
    }
}

/// Reads what a ``ByteWriter`` wrote; throws where bytes are missing or too many.
public struct ByteReader {
    public struct Damaged: Error {
        public init() {}
    }

    private let bytes: [UInt8]
    private var position = 0
    private let limit: Int

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        limit = bytes.count
    }

    /// Throws unless the bytes end with their checksum, which is not read again.
    public init(checked bytes: [UInt8]) throws(Damaged) {
        guard bytes.count >= 8 else { throw Damaged() }
        self.bytes = bytes
        limit = bytes.count - 8
        var last = ByteReader(Array(bytes[limit...]))
        guard try last.integer() == ByteWriter.checksum(bytes[..<limit]) else { throw Damaged() }
    }

    public mutating func integer() throws(Damaged) -> Int { Int(Int64(littleEndian: try load(Int64.self))) }

    public mutating func wideInteger() throws(Damaged) -> Int128 {
        Int128(littleEndian: try load(Int128.self))
    }

    public mutating func number() throws(Damaged) -> Double {
        Double(bitPattern: UInt64(bitPattern: Int64(try integer())))
    }

    public mutating func block() throws(Damaged) -> [UInt8] {
        let count = try integer()
        guard count >= 0, count <= limit - position else { throw Damaged() }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    public mutating func text() throws(Damaged) -> String { String(decoding: try block(), as: UTF8.self) }

    public mutating func list<Element>(
        _ each: (inout ByteReader) throws(Damaged) -> Element
    ) throws(Damaged) -> [Element] {
        let count = try integer()
        // Each element takes at least a byte: a wrong count cannot ask for more memory than there are bytes.
        guard count >= 0, count <= limit - position else { throw Damaged() }
        var list: [Element] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(try each(&self)) }
        return list
    }

    public func end() throws(Damaged) {
        guard position == limit else { throw Damaged() }
    }

    private mutating func load<Number: BitwiseCopyable>(_ type: Number.Type) throws(Damaged) -> Number {
        guard limit - position >= MemoryLayout<Number>.size else { throw Damaged() }
        defer { position += MemoryLayout<Number>.size }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: type) }
    }
}
