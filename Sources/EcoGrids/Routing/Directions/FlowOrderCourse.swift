/// How far the search for the order of flow has come, between two rounds.
struct FlowOrderCourse: Sendable {
    private(set) var rounds: [[FlowOrder.Run]] = []
    /// Tiles to be worked on outside the square at hand.
    private(set) var waiting: Set<Int>
    private var square: TileSquare?
    /// Tiles of the next round.
    private(set) var active: [Int] = []
    /// Of every tile the cells in the order, whether it has begun, and cells into which neighbours have just flowed.
    var tiles: [(emitted: Int, isPrepared: Bool, arrived: [UInt32])] = []

    init(waiting: Set<Int>) { self.waiting = waiting }

    /// Goes to the next square where nothing is left to do in this one; false where nothing is left at all.
    mutating func begin(_ next: (Set<Int>) -> TileSquare?, _ lattice: TileLattice) -> Bool {
        while active.isEmpty {
            guard let square = next(waiting) else { return false }
            self.square = square
            active = waiting.filter { square.contains(lattice, $0) }.sorted()
            waiting.subtract(active)
        }
        return true
    }

    /// After a round with these runs, in which flow reached these tiles.
    mutating func end(_ runs: [FlowOrder.Run], reached: [Int], _ lattice: TileLattice) {
        rounds.append(runs)
        let (square, before) = (square, waiting)
        active = reached.filter { square?.contains(lattice, $0) ?? false && !before.contains($0) }
        waiting.formUnion(reached.filter { !(square?.contains(lattice, $0) ?? false) })
    }

    // MARK: As it is kept

    static let step = "order"
    static let placeName = "places"
    static let inflowName = "inflow"
    static let pendingName = "pending"
    static let orderName = "rounds"

    func write(_ writer: inout ByteWriter) {
        Self.write(rounds, &writer)
        writer.add(waiting.sorted()) { writer, tile in writer.add(tile) }
        writer.add(active) { writer, tile in writer.add(tile) }
        writer.add(square.map { [$0.columns, $0.rows] } ?? []) { writer, range in
            writer.add(range.lowerBound)
            writer.add(range.upperBound)
        }
        writer.add(tiles) { writer, tile in
            writer.add(tile.emitted)
            writer.add(tile.isPrepared ? 1 : 0)
            writer.add(tile.arrived) { writer, place in writer.add(Int(place)) }
        }
    }

    static func read(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> FlowOrderCourse {
        let rounds = try readRounds(&reader)
        var course = FlowOrderCourse(waiting: Set(try readIntegers(&reader)))
        course.rounds = rounds
        course.active = try readIntegers(&reader)
        let square = try reader.list { (reader) throws(ByteReader.Damaged) in try readRange(&reader) }
        if square.count == 2 { course.square = TileSquare(columns: square[0], rows: square[1]) }
        course.tiles = try reader.list { (reader) throws(ByteReader.Damaged) in
            (
                try reader.integer(), try reader.integer() == 1,
                try readIntegers(&reader).map { UInt32(truncatingIfNeeded: $0) }
            )
        }
        return course
    }

    /// A whole order: its rounds and the cells of every tile.
    static func bytes(_ rounds: [[FlowOrder.Run]], _ cellCounts: [Int]) -> [UInt8] {
        var writer = ByteWriter()
        write(rounds, &writer)
        writer.add(cellCounts) { writer, count in writer.add(count) }
        return writer.bytes
    }

    static func order(_ bytes: [UInt8]) -> (rounds: [[FlowOrder.Run]], cellCounts: [Int])? {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Damaged) {
            let order = (try readRounds(&reader), try readIntegers(&reader))
            try reader.end()
            return order
        } catch {
            return nil
        }
    }

    private static func write(_ rounds: [[FlowOrder.Run]], _ writer: inout ByteWriter) {
        writer.add(rounds) { writer, runs in
            writer.add(runs) { writer, run in
                writer.add(run.tile)
                writer.add(run.range.lowerBound)
                writer.add(run.range.upperBound)
            }
        }
    }

    private static func readRounds(
        _ reader: inout ByteReader
    ) throws(ByteReader.Damaged) -> [[FlowOrder.Run]] {
        try reader.list { (reader) throws(ByteReader.Damaged) in
            try reader.list { (reader) throws(ByteReader.Damaged) in
                FlowOrder.Run(tile: try reader.integer(), range: try readRange(&reader))
            }
        }
    }

    private static func readRange(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> Range<Int> {
        let (lower, upper) = (try reader.integer(), try reader.integer())
        guard lower >= 0, lower <= upper else { throw ByteReader.Damaged() }
        return lower..<upper
    }

    private static func readIntegers(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> [Int] {
        try reader.list { (reader) throws(ByteReader.Damaged) in try reader.integer() }
    }
}
