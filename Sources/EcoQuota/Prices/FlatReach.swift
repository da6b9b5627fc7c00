/// How far a limit may move in a programme of flat steps: as long as some plan goes with the present prices.
struct FlatReach {
    private let response: LimitResponse
    private let row: Int
    private let end: Double

    /// What a range leaves to a plan that moves: room and rates, first of the limit itself, then of the plans that
    /// are as good.
    private struct Room {
        let room: Double
        let rate: Double
        let others: [Int: Double]
    }

    /// Larger programmes than that are not searched, and the plan first found counts.
    private static let largest = 4_000_000

    init(_ response: LimitResponse, _ row: Int, end: Double) {
        self.response = response
        self.row = row
        self.end = end
    }

    func reach() -> LimitResponse.Reach {
        var right = [Double](repeating: 0, count: response.tight.count)
        right[response.tightPlace[row]] = end < 0 ? -1 : 1
        guard let answer = response.elimination.solution(right) else {
            return .init(length: 0, isExact: false)
        }
        let rooms = self.rooms(answer)
        let alone = rooms.reduce(end.magnitude) { $1.rate < 0 ? min($0, $1.room / -$1.rate) : $0 }
        let bounded = rooms.filter { $0.others.isEmpty }
            .reduce(end.magnitude) { $1.rate < 0 ? min($0, $1.room / -$1.rate) : $0 }
        guard alone < bounded else { return .init(length: alone, isExact: true) }
        let shared = rooms.filter { !$0.others.isEmpty }
        guard let together = together(component(shared, within: bounded), within: bounded) else {
            return .init(length: alone, isExact: false)
        }
        return .init(length: max(alone, min(bounded, together)), isExact: true)
    }

    /// The farthest move that some plan as good as the present one allows.
    private func together(_ rooms: [Room], within bounded: Double) -> Double? {
        let keys = Set(rooms.flatMap(\.others.keys)).sorted()
        guard (keys.count + 1) * (rooms.count + 1) <= Self.largest else { return nil }
        let position = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0 + 1) })
        var rows = rooms.map { room in
            var row = [Double](repeating: 0, count: keys.count + 1)
            row[0] = -room.rate
            for (key, rate) in room.others { if let at = position[key] { row[at] = -rate } }
            return row
        }
        var objective = [Double](repeating: 0, count: keys.count + 1)
        objective[0] = 1
        rows.append(objective)
        var simplex = FaceSimplex(objective: objective, rows: rows, right: rooms.map(\.room) + [bounded])
        return simplex.maximum()
    }

    /// The rooms that hang together with those which stop the move.
    private func component(_ rooms: [Room], within bounded: Double) -> [Room] {
        var keys = Set(rooms.filter { -$0.rate * bounded > $0.room }.flatMap(\.others.keys))
        while true {
            let touched = rooms.filter { !keys.isDisjoint(with: $0.others.keys) }
            let more = keys.union(touched.flatMap(\.others.keys))
            if more.count == keys.count { return touched }
            keys = more
        }
    }

    // MARK: Rooms

    private func rooms(_ answer: [Double]) -> [Room] {
        let program = response.program
        var values = [Double](repeating: 0, count: program.columnCount)
        for (position, column) in response.open.enumerated() { values[column] = answer[position] }
        let still = [Double](repeating: 0, count: response.tightPlace.count)
        let slack = ResponseMove(program, values: values, prices: still).slack
        var rooms: [Room] = []
        for (position, column) in response.open.enumerated() {
            let (x, upper) = (response.place.values[column], program.upper[column])
            let others = response.freedom.ofColumn[position] ?? [:]
            rooms.append(room(x, upper, answer[position], others))
            rooms.append(room(upper - x, upper, -answer[position], others.mapValues { -$0 }))
        }
        for row in response.tightPlace.indices where response.tightPlace[row] < 0 {
            rooms.append(
                room(
                    response.place.slack[row], response.place.size[row], slack[row],
                    response.freedom.ofRow[row] ?? [:]))
        }
        return rooms.filter { $0.rate != 0 || !$0.others.isEmpty }
    }

    /// A rate counts as 0 where all of the way changes less than a billionth of a size.
    private func room(_ room: Double, _ size: Double, _ rate: Double, _ others: [Int: Double]) -> Room {
        let isFelt = rate.magnitude * end.magnitude > 1e-9 * size
        return Room(room: max(0, room), rate: isFelt ? rate : 0, others: others)
    }
}
