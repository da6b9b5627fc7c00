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
    }

    /// Steps of a density stay below 2^51, so this many may be added in 64 bits.
    static let cellLimit = 1 << 12

    var window = Window(column: 0, row: 0, width: 0, height: 0)
    var pieces: [Piece] = []
    var segments: [Segment] = []
    var borders: [Border] = []
    var touched: [Int32] = []
    /// Number of the piece that last touched each slot.
    private var lastPiece: [Int32] = []

    mutating func start(_ window: Window) {
        self.window = window
        pieces.removeAll(keepingCapacity: true)
        segments.removeAll(keepingCapacity: true)
        borders.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
        for index in lastPiece.indices { lastPiece[index] = -1 }
    }

    mutating func startPiece(cells: Range<Int>, area: Int64) {
        pieces.append(
            Piece(
                cells: cells, area: area, segments: segments.count..<segments.count,
                borders: borders.count..<borders.count, touched: touched.count..<touched.count))
    }

    mutating func endPiece() {
        let last = pieces.count - 1
        pieces[last].segments = pieces[last].segments.lowerBound..<segments.count
        pieces[last].borders = pieces[last].borders.lowerBound..<borders.count
        pieces[last].touched = pieces[last].touched.lowerBound..<touched.count
        if segments.isEmpty, borders.isEmpty { pieces.removeLast() }
    }

    mutating func append(start: Int, length: Int, slot: Int) {
        segments.append(Segment(start: Int32(start), length: Int32(length), slot: Int32(slot)))
        while lastPiece.count <= slot { lastPiece.append(-1) }
        let piece = Int32(pieces.count)
        if lastPiece[slot] != piece {
            lastPiece[slot] = piece
            touched.append(Int32(slot))
        }
    }
}
