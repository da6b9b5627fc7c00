import EcoAccounts

/// The rows of one piece of an hourly table, in the order of the file.
///
/// The memory is used again for the next piece.
final class HourlyRows {
    /// Where a row belongs.
    struct Place {
        /// From 0; `care` for a record that only the careful reader understands.
        var block: Int16
        /// 1...24.
        var hour: Int16
        var day: Int32
        var station: Int32
        /// Line of the record within its piece, from 0.
        var line: Int32
        /// Where the record begins within its piece.
        var offset: Int

        static let care: Int16 = -1
    }

    private(set) var places: UnsafeMutablePointer<Place>
    private(set) var lanes: UnsafeMutablePointer<StationDay.Lanes>
    private var capacity: Int
    private(set) var count = 0
    /// Lines of the whole piece.
    var lineCount = 0
    /// A record holds bytes beyond ASCII, so that the encoding of the file matters.
    var isForeign = false

    init() {
        capacity = 1024
        places = .allocate(capacity: capacity)
        lanes = .allocate(capacity: capacity)
    }

    deinit {
        places.deallocate()
        lanes.deallocate()
    }

    func removeAll() {
        (count, lineCount, isForeign) = (0, 0, false)
    }

    /// The lanes of the row that comes next, all zero.
    @inline(__always)
    func nextLanes() -> UnsafeMutablePointer<Int64> {
        if count == capacity { grow() }
        lanes[count] = .zero
        return UnsafeMutableRawPointer(lanes + count).assumingMemoryBound(to: Int64.self)
    }

    /// Makes the row whose lanes were filled last count.
    @inline(__always)
    func append(_ place: Place) {
        if count == capacity { grow() }
        places[count] = place
        count += 1
    }

    private func grow() {
        let (oldPlaces, oldLanes) = (places, lanes)
        places = .allocate(capacity: 2 * capacity)
        lanes = .allocate(capacity: 2 * capacity)
        places.moveInitialize(from: oldPlaces, count: count)
        lanes.moveInitialize(from: oldLanes, count: count)
        oldPlaces.deallocate()
        oldLanes.deallocate()
        capacity *= 2
    }
}
