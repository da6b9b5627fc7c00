/// Appends numbers and texts to bytes, little-endian.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ value: Int) {
        withUnsafeBytes(of: Int64(value).littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ value: Double) { add(Int(Int64(bitPattern: value.bitPattern))) }

    mutating func add(_ text: String) { add(Array(text.utf8)) }

    mutating func add(_ block: [UInt8]) {
        add(block.count)
        bytes.append(contentsOf: block)
    }

    mutating func add<Element>(_ list: [Element], _ each: (inout ByteWriter, Element) -> Void) {
        add(list.count)
        for element in list { each(&self, element) }
    }
}

/// Reads what a ``ByteWriter`` wrote; throws where bytes are missing or too many.
struct ByteReader {
    struct Damaged: Error {}

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func integer() throws(Damaged) -> Int {
        guard bytes.count - position >= 8 else { throw Damaged() }
        var value: UInt64 = 0
        for offset in 0..<8 { value |= UInt64(bytes[position + offset]) << UInt64(8 * offset) }
        position += 8
        return Int(Int64(bitPattern: value))
    }

    mutating func number() throws(Damaged) -> Double {
        Double(bitPattern: UInt64(bitPattern: Int64(try integer())))
    }

    mutating func block() throws(Damaged) -> [UInt8] {
        let count = try integer()
        guard count >= 0, count <= bytes.count - position else { throw Damaged() }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    mutating func text() throws(Damaged) -> String { String(decoding: try block(), as: UTF8.self) }

    mutating func list<Element>(
        _ each: (inout ByteReader) throws(Damaged) -> Element
    ) throws(Damaged) -> [Element] {
        let count = try integer()
        // Each element takes at least a byte: a wrong count cannot ask for more memory than there are bytes.
        guard count >= 0, count <= bytes.count - position else { throw Damaged() }
        var list: [Element] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(try each(&self)) }
        return list
    }

    func end() throws(Damaged) {
        guard position == bytes.count else { throw Damaged() }
    }
}
