/// A place in bytes behind which at least 16 more may be looked at.
struct Cursor {
    var address: UnsafeRawPointer

    init(_ address: UnsafeRawPointer) { self.address = address }

    @inline(__always)
    private var byte: UInt8 { address.load(as: UInt8.self) }

    @inline(__always)
    private func word(at offset: Int) -> UInt64 {
        UInt64(littleEndian: address.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The next 16 bytes.
    @inline(__always)
    var twoWords: (UInt64, UInt64) { (word(at: 0), word(at: 8)) }

    /// Passes `byte` where it stands here.
    @inline(__always)
    mutating func skip(_ expected: UInt8) -> Bool {
        guard byte == expected else { return false }
        address += 1
        return true
    }

    @inline(__always)
    mutating func skipQuote() -> Bool { skip(UInt8(ascii: "\"")) }

    /// Passes LF or CR LF.
    @inline(__always)
    mutating func skipLineEnd() -> Bool {
        if skip(0x0A) { return true }
        guard byte == 0x0D, (address + 1).load(as: UInt8.self) == 0x0A else { return false }
        address += 2
        return true
    }

    /// Passes `:00` where it stands here.
    @inline(__always)
    mutating func skipSeconds() {
        if byte == UInt8(ascii: ":"), word(at: 0) & 0xFF_FFFF == 0x30303A { address += 3 }
    }

    // MARK: Codes

    /// The key of the bytes before `end`, at most 15, which are passed, without a CR at the end.
    @inline(__always)
    mutating func key(upTo end: UInt8) -> StationKeys.Key? {
        let (low, high) = twoWords
        var length = Self.position(of: end, in: low)
        if length == 8 { length += Self.position(of: end, in: high) }
        guard length > 0, length < 16 else { return nil }
        if end == 0x0A, address.load(fromByteOffset: length - 1, as: UInt8.self) == 0x0D { length -= 1 }
        guard length > 0 else { return nil }
        address += length
        return StationKeys.Key(
            low: low & Self.mask(min(length, 8)),
            high: high & Self.mask(max(0, length - 8)) | UInt64(length) << 56)
    }

    /// Position of the first byte equal to `byte` in the order of memory; 8 where there is none.
    @inline(__always)
    private static func position(of byte: UInt8, in word: UInt64) -> Int {
        let other = word ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
        let zero = (other &- 0x0101_0101_0101_0101) & ~other & 0x8080_8080_8080_8080
        return zero.trailingZeroBitCount >> 3
    }

    /// The first `count` of eight bytes.
    @inline(__always)
    private static func mask(_ count: Int) -> UInt64 {
        count == 0 ? 0 : ~0 &>> UInt64(64 - 8 * count)
    }

    // MARK: Numbers

    /// Passes a decimal without sign, of at most seven digits and six decimals; returns it in millionths.
    ///
    /// 0 with nothing passed where no digit stands here; nil for other forms.
    @inline(__always)
    mutating func decimal() -> Int64? {
        let whole = word(at: 0)
        let digits = Self.digitCount(whole)
        if digits == 0 { return 0 }
        guard digits < 8, digits == 1 || whole & 0xFF != 0x30 else { return nil }
        address += digits
        let units = Self.number(whole, digits) &* 1_000_000
        guard byte == UInt8(ascii: ".") else { return units }
        address += 1
        let fraction = word(at: 0)
        let decimals = Self.digitCount(fraction)
        guard decimals > 0, decimals <= 6 else { return nil }
        address += decimals
        // Six digits, the missing ones behind as zeros.
        let padded = fraction & Self.mask(decimals) | Self.zeros & ~Self.mask(decimals)
        return units &+ Self.number(padded, 6)
    }

    private static let zeros: UInt64 = 0x3030_3030_3030_3030

    /// How many of eight bytes are digits before the first that is none.
    @inline(__always)
    private static func digitCount(_ word: UInt64) -> Int {
        let value = word ^ zeros
        // The high bit of a byte is set from 10 on; a carry only reaches bytes behind the first of those.
        let others = ((value &+ 0x7676_7676_7676_7676) | value) & 0x8080_8080_8080_8080
        return others.trailingZeroBitCount >> 3
    }

    /// The number that the first `count` bytes write, 1...8 digits.
    @inline(__always)
    private static func number(_ word: UInt64, _ count: Int) -> Int64 {
        var value = (word ^ zeros) &<< UInt64(64 - 8 * count)
        value = (value &* 10 &+ value &>> 8) & 0x00FF_00FF_00FF_00FF
        value = (value &* 100 &+ value &>> 16) & 0x0000_FFFF_0000_FFFF
        value = (value &* 10_000 &+ value &>> 32) & 0xFFFF_FFFF
        return Int64(truncatingIfNeeded: value)
    }
}
