/// Eight bytes of neighbouring cells in one word.
struct ByteLanes {
    private var word: UInt64
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    private init(_ word: UInt64) { self.word = word }

    @inline(__always)
    init(at cells: UnsafePointer<UInt8>) {
        word = UnsafeRawPointer(cells).loadUnaligned(as: UInt64.self)
    }

    @inline(__always)
    func store(to cells: UnsafeMutablePointer<UInt8>) {
        UnsafeMutableRawPointer(cells).storeBytes(of: word, as: UInt64.self)
    }

    /// One bit of each byte, at another place.
    @inline(__always)
    func bit(_ from: UInt64, movedTo to: UInt64) -> ByteLanes {
        ByteLanes((word &>> from & Self.ones) &<< to)
    }

    /// All bits where a byte is not 0.
    @inline(__always)
    var nonzero: ByteLanes {
        let fours = (word | word &>> 4) & (Self.ones &* 15)
        let pairs = (fours | fours &>> 2) & (Self.ones &* 3)
        return ByteLanes(((pairs | pairs &>> 1) & Self.ones) &* 255)
    }

    /// The bits that are set in each byte.
    @inline(__always)
    var bitCounts: ByteLanes {
        let pairs = word &- (word &>> 1 & (Self.ones &* 0x55))
        let fours = pairs & (Self.ones &* 0x33) &+ (pairs &>> 2 & (Self.ones &* 0x33))
        return ByteLanes((fours &+ fours &>> 4) & (Self.ones &* 15))
    }

    @inline(__always) static func | (a: ByteLanes, b: ByteLanes) -> ByteLanes { ByteLanes(a.word | b.word) }
    @inline(__always) static func & (a: ByteLanes, b: ByteLanes) -> ByteLanes { ByteLanes(a.word & b.word) }
    @inline(__always) static prefix func ~ (lanes: ByteLanes) -> ByteLanes { ByteLanes(~lanes.word) }
}
