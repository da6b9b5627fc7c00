/// Follows plan and prices in straight lines while a limit moves, in a programme with sloped steps.
///
/// From one line to the next, one column or limit changes sides. The system of the start stays eliminated; what
/// changed since stands in a border of a few rows and columns (Schur complement).
struct ResponsePath {
    /// What changed sides since the start.
    private enum Change: Hashable {
        case column(Int)
        case row(Int)
    }

    private struct Event {
        let change: Change
        let length: Double
    }

    private struct Border {
        let change: Change
        /// Its column beside the system of the start.
        let side: [Double]
        /// What the system of the start makes of it.
        let answer: [Double]
    }

    private var response: LimitResponse
    private let row: Int
    private let direction: Double
    private let end: Double
    private let price: Double
    /// By how much the price may change.
    private let room: Double
    private var base: [Double]?
    private var rebuilt = 0
    /// False once the path had to choose among several ways.
    private var isCertain = true
    private var borders: [Border] = []
    private var place: ResponsePlace

    private static let largestNumberOfLines = 400
    /// How often the system may be eliminated anew, where a border of the old one gives no answer.
    private static let largestNumberOfSystems = 30

    init(_ response: LimitResponse, _ row: Int, price: Double, tolerance: Double, end: Double) {
        self.response = response
        self.row = row
        self.price = price
        direction = end < 0 ? -1 : 1
        self.end = end.magnitude
        room = tolerance * max(1, price.magnitude)
        place = response.place
        base = response.answer(to: row, direction)
    }

    mutating func reach() -> LimitResponse.Reach {
        var length = 0.0
        for _ in 0..<Self.largestNumberOfLines {
            guard let move = move() ?? afterRebuilding() else {
                switch jump() {
                case .ended: return .init(length: length, isExact: isCertain)
                case .unknown: return .init(length: length, isExact: false)
                case .followed: continue
                }
            }
            let price = untilPrice(move, over: end)
            let event = next(move, within: min(price, end - length), scale: end)
            guard let event else {
                return .init(length: min(end, length + price), isExact: isCertain)
            }
            place.move(move, by: event.length)
            length += event.length
            if !toggle(event.change) { rebuild(with: event.change) }
        }
        return .init(length: length, isExact: false)
    }

    /// How far until the price has changed by what it may.
    private func untilPrice(_ move: ResponseMove, over extent: Double) -> Double {
        let rate = move.prices[row]
        guard rate.magnitude * extent > 1e-9 * max(1, price.magnitude) else { return .infinity }
        let left = rate > 0 ? price + room - place.prices[row] : place.prices[row] - price + room
        return max(0, left) / rate.magnitude
    }

    // MARK: Jumps

    private enum Jump {
        case ended, followed, unknown
    }

    /// Where no plan can follow the limit at the present price, the price moves alone until something else can.
    private mutating func jump() -> Jump {
        guard borders.isEmpty else { return .unknown }
        let place = response.open.count + response.tightPlace[row]
        guard response.tightPlace[row] >= 0 else { return .unknown }
        let ways = response.elimination.free.map { response.elimination.nullVector(of: $0) }
            .filter { $0[place].magnitude > 1e-9 * ($0.reduce(0) { max($0, $1.magnitude) }) }
        guard let way = ways.first else { return .unknown }
        if ways.count > 1 { isCertain = false }
        // A limit that is tightened makes the price rise, one that is eased lets it fall.
        let move = self.move(way.map { -direction * $0 / way[place] }, [])
        let length = untilPrice(move, over: max(1, price))
        guard let event = next(move, within: length, scale: max(1, price)) else { return .ended }
        self.place.move(move, by: event.length)
        rebuild(with: event.change)
        return .followed
    }

    // MARK: Lines

    /// The present line; `nil` where the system determines none.
    private func move() -> ResponseMove? {
        guard var unknowns = base else { return nil }
        var weights: [Double] = []
        if !borders.isEmpty {
            guard let found = borderWeights(unknowns) else { return nil }
            weights = found
            for (border, weight) in zip(borders, weights) where weight != 0 {
                for index in unknowns.indices { unknowns[index] -= weight * border.answer[index] }
            }
        }
        return move(unknowns, weights)
    }

    private func move(_ unknowns: [Double], _ weights: [Double]) -> ResponseMove {
        var values = [Double](repeating: 0, count: response.program.columnCount)
        var prices = [Double](repeating: 0, count: response.tightPlace.count)
        for (position, column) in response.open.enumerated() { values[column] = unknowns[position] }
        for (position, row) in response.tight.enumerated() {
            prices[row] = unknowns[response.open.count + position]
        }
        for (border, weight) in zip(borders, weights) {
            switch border.change {
            case .column(let column): values[column] = response.openPlace[column] < 0 ? weight : 0
            case .row(let row): prices[row] = response.tightPlace[row] < 0 ? weight : 0
            }
        }
        return ResponseMove(response.program, values: values, prices: prices)
    }

    private func borderWeights(_ unknowns: [Double]) -> [Double]? {
        let count = borders.count
        var system = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        var right = [Double](repeating: 0, count: count)
        for one in 0..<count {
            for other in 0..<count {
                system[one][other] =
                    dot(borders[one].side, borders[other].answer)
                    - corner(borders[one].change, borders[other].change)
            }
            right[one] = dot(borders[one].side, unknowns)
        }
        return solvedByPivoting(system, right)
    }

    private func dot(_ one: [Double], _ other: [Double]) -> Double {
        var sum = 0.0
        for index in one.indices where one[index] != 0 { sum += one[index] * other[index] }
        return sum
    }

    /// What two changes have to do with each other directly.
    private func corner(_ one: Change, _ other: Change) -> Double {
        switch (one, other) {
        case (.column(let a), .column(let b)):
            a == b && response.openPlace[a] < 0 ? response.program.curvature[a] : 0
        case (.column(let column), .row(let row)), (.row(let row), .column(let column)):
            response.openPlace[column] < 0 && response.tightPlace[row] < 0 ? response.entry(row, column) : 0
        case (.row, .row): 0
        }
    }

    // MARK: Changing sides

    /// Lets a column or limit change sides; false where the system gives no answer.
    private mutating func toggle(_ change: Change) -> Bool {
        if let known = borders.firstIndex(where: { $0.change == change }) {
            borders.remove(at: known)
            return true
        }
        let side = side(of: change)
        guard let answer = response.elimination.solution(side) else { return false }
        borders.append(Border(change: change, side: side, answer: answer))
        return true
    }

    private mutating func afterRebuilding() -> ResponseMove? {
        rebuild()
        return move()
    }

    /// Eliminates the system of the present sides, and of one more change.
    private mutating func rebuild(with change: Change? = nil) {
        base = nil
        rebuilt += 1
        guard rebuilt <= Self.largestNumberOfSystems, !borders.isEmpty || change != nil else { return }
        let changed = Set(borders.map(\.change)).union(change.map { [$0] } ?? [])
        let program = response.program
        response = LimitResponse(
            program, response.solution, place, isSloped: true,
            open: (0..<program.columnCount).filter {
                (response.openPlace[$0] >= 0) != changed.contains(.column($0))
            },
            tight: response.tightPlace.indices.filter {
                (response.tightPlace[$0] >= 0) != changed.contains(.row($0))
            })
        borders = []
        if response.tightPlace[row] >= 0 { base = response.answer(to: row, direction) }
    }

    private func side(of change: Change) -> [Double] {
        let first = response.open.count
        var side = [Double](repeating: 0, count: first + response.tight.count)
        switch change {
        case .column(let column) where response.openPlace[column] >= 0: side[response.openPlace[column]] = 1
        case .row(let row) where response.tightPlace[row] >= 0: side[first + response.tightPlace[row]] = 1
        case .column(let column):
            for (position, row) in response.tight.enumerated() {
                side[first + position] = response.entry(row, column)
            }
        case .row(let row):
            let entries = response.entries(ofRow: row)
            for (position, column) in response.open.enumerated() { side[position] = entries[column] }
        }
        return side
    }

    /// The first column or limit that would leave what it is allowed, within a length; what over all of `scale`
    /// changes less than a billionth counts as still.
    private func next(_ move: ResponseMove, within length: Double, scale: Double) -> Event? {
        var first: Event?
        func look(_ change: Change, _ room: Double, _ rate: Double, _ size: Double) {
            guard rate < 0, -rate * scale > 1e-9 * size else { return }
            let reached = max(0, room) / -rate
            if reached < (first?.length ?? length) { first = Event(change: change, length: reached) }
        }
        let program = response.program
        let changed = Set(borders.map(\.change))
        let priceSize = program.cost.reduce(0) { max($0, $1.magnitude) }
        for column in move.values.indices where program.upper[column] > 0 {
            let isOpen = (response.openPlace[column] >= 0) != changed.contains(.column(column))
            let upper = program.upper[column]
            if isOpen {
                look(.column(column), place.values[column], move.values[column], upper)
                look(.column(column), upper - place.values[column], -move.values[column], upper)
            } else {
                let sign = place.values[column] < upper / 2 ? 1.0 : -1
                look(.column(column), sign * place.reduced[column], sign * move.reduced[column], priceSize)
            }
        }
        for row in move.prices.indices {
            let isTight = (response.tightPlace[row] >= 0) != changed.contains(.row(row))
            if !isTight {
                look(.row(row), place.slack[row], move.slack[row], place.size[row])
            } else if row >= program.rowCount || program.rowKinds[row] == .atMost {
                look(.row(row), place.prices[row], move.prices[row], priceSize / place.size[row])
            }
        }
        return first
    }
}

extension LimitResponse {
    /// How open columns and prices move while a limit moves; `nil` where the system contradicts itself.
    fileprivate func answer(to row: Int, _ direction: Double) -> [Double]? {
        var right = [Double](repeating: 0, count: open.count + tight.count)
        right[open.count + tightPlace[row]] = direction
        return elimination.solution(right)
    }
}

/// Solves a small dense system by elimination with row exchanges; `nil` where it determines nothing.
private func solvedByPivoting(_ system: [[Double]], _ right: [Double]) -> [Double]? {
    var (rows, right) = (system, right)
    let size = rows.reduce(0) { $1.reduce($0) { max($0, $1.magnitude) } }
    for pivot in rows.indices {
        let best = (pivot..<rows.count).max { rows[$0][pivot].magnitude < rows[$1][pivot].magnitude } ?? pivot
        rows.swapAt(pivot, best)
        right.swapAt(pivot, best)
        guard rows[pivot][pivot].magnitude > 1e-13 * size else { return nil }
        for other in (pivot + 1)..<max(pivot + 1, rows.count) {
            let factor = rows[other][pivot] / rows[pivot][pivot]
            guard factor != 0 else { continue }
            for column in pivot..<rows.count { rows[other][column] -= factor * rows[pivot][column] }
            right[other] -= factor * right[pivot]
        }
    }
    for pivot in rows.indices.reversed() {
        for column in (pivot + 1)..<max(pivot + 1, rows.count) {
            right[pivot] -= rows[pivot][column] * right[column]
        }
        right[pivot] /= rows[pivot][pivot]
    }
    return right
}
