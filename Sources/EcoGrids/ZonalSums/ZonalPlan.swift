/// The cells of one window sorted by slot: found once, used by every measure.
struct ZonalPlan: Sendable {
    /// Neighbouring cells of one row that lie wholly in one region and have one class.
    struct Segment: Sendable {
        /// Index of the first cell in the window.
        var start: Int32
        var length: Int32
        var slot: Int32
    }

    /// A cell at a border.
    struct Border: Sendable {
        var cell: Int32
        var slot: Int32
        /// Area of the share in steps.
        var area: Int64
    }

    /// Cells that follow each other and have one area each: few enough for sums of 64 bits.
    struct Piece: Sendable {
        var cells: Range<Int>
        /// Area of a cell in steps.
        var area: Int64
        var segments: Range<Int>
        var borders: Range<Int>
        /// The slots of the segments, each once: a range of `touched`.
        var touched: Range<Int>

        /// True where none of the cells lies in a region.
        var isEmpty: Bool { segments.isEmpty && borders.isEmpty }
    }

    /// Steps of a density stay below 2^51, so this many may be added in 64 bits.
    static let cellLimit = 1 << 12

    var window = Window(column: 0, row: 0, width: 0, height: 0)
    var pieces: [Piece] = []
    var segments: [Segment] = []
    var borders: [Border] = []
    var touched: [Int32] = []
    /// Room for the ends of the runs of one class within a run of a region.
    var ends: [Int32] = []
    /// Cells of each slot in the piece that is being made.
    private var counts: [Int64] = []
    /// Slots found lately, by a hash of their key.
    private var known: [(key: ZonalSums.SlotKey, slot: Int32)] = []

    @inline(__always)
    private func place(_ key: ZonalSums.SlotKey) -> Int {
        Int(truncatingIfNeeded: key.classCode &+ key.region &* 61) & 1023
    }

    @inline(__always)
    func knownSlot(_ key: ZonalSums.SlotKey) -> Int? {
        let entry = known[place(key)]
        return entry.key == key ? Int(entry.slot) : nil
    }

    mutating func remember(_ key: ZonalSums.SlotKey, slot: Int) -> Int {
        known[place(key)] = (key, Int32(slot))
        return slot
    }

    mutating func start(_ window: Window) {
        self.window = window
        if known.isEmpty {
            known = Array(repeating: (ZonalSums.SlotKey(region: -1, classCode: 0), 0), count: 1024)
            ends = [Int32](repeating: 0, count: Self.cellLimit)
        }
        pieces.removeAll(keepingCapacity: true)
        segments.removeAll(keepingCapacity: true)
        borders.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
    }

    mutating func startPiece(cells: Range<Int>, area: Int64) {
        pieces.append(
            Piece(
                cells: cells, area: area, segments: segments.count..<segments.count,
                borders: borders.count..<borders.count, touched: touched.count..<touched.count))
    }

    /// Ends the piece and gives the range of its slots in `touched`.
    mutating func endPiece() -> Range<Int> {
        let last = pieces.count - 1
        pieces[last].segments = pieces[last].segments.lowerBound..<segments.count
        pieces[last].borders = pieces[last].borders.lowerBound..<borders.count
        pieces[last].touched = pieces[last].touched.lowerBound..<touched.count
        return pieces[last].touched
    }

    @inline(__always)
    mutating func append(start: Int, length: Int, slot: Int) {
        segments.append(
            Segment(
                start: Int32(truncatingIfNeeded: start), length: Int32(truncatingIfNeeded: length),
                slot: Int32(truncatingIfNeeded: slot)))
        while counts.count <= slot { counts.append(0) }
        if counts[slot] == 0 { touched.append(Int32(truncatingIfNeeded: slot)) }
        counts[slot] &+= Int64(length)
    }

    /// The cells of a slot in the piece, which are forgotten.
    mutating func takeCount(_ slot: Int) -> Int64 {
        defer { counts[slot] = 0 }
        return counts[slot]
    }
}
