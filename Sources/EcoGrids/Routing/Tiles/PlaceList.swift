/// Which places of a layer's area are free for a tile.
struct PlaceList {
    private var free: [Int] = []
    /// Places that a record still tells of, though their tile stands elsewhere.
    private var left: [Int] = []
    /// The first beyond all places.
    private var end = 0

    init() {}

    /// All other places below the last of these are free.
    init(used: [Int]) {
        end = (used.max() ?? -1) + 1
        free = Set(0..<end).subtracting(used).sorted(by: >)
    }

    mutating func take() -> Int {
        if let place = free.popLast() { return place }
        end += 1
        return end - 1
    }

    mutating func leave(_ place: Int, isKept: Bool) {
        if isKept { left.append(place) } else { free.append(place) }
    }

    /// No record tells any more of places that were left.
    mutating func freeLeft() {
        free += left
        left.removeAll(keepingCapacity: true)
    }
}
