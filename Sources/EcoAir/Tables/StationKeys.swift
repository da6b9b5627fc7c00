/// Finds a station by the bytes of its code, up to 15 printable ASCII characters, without making a string.
///
/// Codes that are longer or hold other characters are not among the keys; their rows are read with care.
struct StationKeys: Sendable {
    /// A code in two words, its length in the last byte.
    struct Key: Equatable {
        var low: UInt64 = 0
        var high: UInt64 = 0
    }

    private var keys: [Key] = []
    private var positions: [Int32] = []
    /// Positions in `keys` by hash; -1 is free. The size is a power of two.
    private var table: [Int32]

    /// The code of each station in order; of two alike the first counts.
    init(codes: [String]) {
        var size = 16
        while size < 4 * codes.count { size *= 2 }
        table = Array(repeating: -1, count: size)
        for (position, code) in codes.enumerated() {
            guard let key = Self.key(of: code), find(key) == nil else { continue }
            table[freeSlot(key)] = Int32(keys.count)
            keys.append(key)
            positions.append(Int32(position))
        }
    }

    private static func key(of code: String) -> Key? {
        let bytes = Array(code.utf8)
        let isPlain = bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x2C }
        guard isPlain, (1...15).contains(bytes.count) else { return nil }
        var key = Key(high: UInt64(bytes.count) << 56)
        for (index, byte) in bytes.enumerated() {
            if index < 8 { key.low |= UInt64(byte) << UInt64(8 * index) }
            if index >= 8 { key.high |= UInt64(byte) << UInt64(8 * (index - 8)) }
        }
        return key
    }

    /// The position of a station; nil where no station has the key.
    func find(_ key: Key) -> Int32? {
        var slot = Self.hash(key) & (table.count - 1)
        while table[slot] >= 0 {
            let index = Int(table[slot])
            if keys[index] == key { return positions[index] }
            slot = (slot + 1) & (table.count - 1)
        }
        return nil
    }

    private func freeSlot(_ key: Key) -> Int {
        var slot = Self.hash(key) & (table.count - 1)
        while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
        return slot
    }

    private static func hash(_ key: Key) -> Int {
        let mixed = (key.low ^ (key.high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: mixed >> 33)
    }
}
