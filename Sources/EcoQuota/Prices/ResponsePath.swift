/// Follows plan and prices in straight lines while a limit moves, in a programme with sloped steps. From one line to
/// the next, one column or limit changes sides.
struct ResponsePath {
    private struct Event {
        let change: ResponseBorder.Change
        let length: Double
    }

    private let response: LimitResponse
    private let row: Int
    private let direction: Double
    private let end: Double
    private let price: Double
    /// By how much the price may change.
    private let room: Double
    /// False once the path had to choose among several ways.
    private var isCertain = true
    private var border: ResponseBorder
    private var place: ResponsePlace

    private static let largestNumberOfLines = 400

    init(_ response: LimitResponse, _ row: Int, price: Double, tolerance: Double, end: Double) {
        self.response = response
        self.row = row
        self.price = price
        direction = end < 0 ? -1 : 1
        self.end = end.magnitude
        room = tolerance * max(1, price.magnitude)
        place = response.place
        border = ResponseBorder(response, row, direction: direction)
    }

    mutating func reach() -> LimitResponse.Reach {
        var length = 0.0
        for _ in 0..<Self.largestNumberOfLines {
            guard border.isTight[row] else { break }
            guard let move = border.line() else {
                switch jump() {
                case .ended: return .init(length: length, isExact: isCertain)
                case .unknown: return .init(length: length, isExact: false)
                case .followed: continue
                }
            }
            let price = untilPrice(move, over: end)
            guard let event = next(move, within: min(price, end - length), scale: end) else {
                return .init(length: min(end, length + price), isExact: isCertain)
            }
            place.move(move, by: event.length)
            length += event.length
            border.toggle(event.change)
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

    /// Where no plan can follow the limit at the present price, the price moves alone until something else can: up
    /// where the limit is tightened, down where it is relaxed.
    private mutating func jump() -> Jump {
        let ways = border.ways(ofPrice: row)
        guard let way = ways.first else { return .unknown }
        if ways.count > 1 { isCertain = false }
        let move = way.scaled(by: -direction)
        let length = untilPrice(move, over: max(1, price))
        guard let event = next(move, within: length, scale: max(1, price)) else { return .ended }
        place.move(move, by: event.length)
        border.toggle(event.change)
        return .followed
    }

    // MARK: Events

    /// The first column or limit that would leave what it is allowed, within a length; what over all of `scale`
    /// changes less than a billionth counts as still.
    private func next(_ move: ResponseMove, within length: Double, scale: Double) -> Event? {
        var first: Event?
        func look(_ change: ResponseBorder.Change, _ room: Double, _ rate: Double, _ size: Double) {
            guard rate < 0, -rate * scale > 1e-9 * size else { return }
            let reached = max(0, room) / -rate
            if reached < (first?.length ?? length) { first = Event(change: change, length: reached) }
        }
        let program = response.program
        let priceSize = response.priceSize
        for column in move.values.indices where program.upper[column] > 0 {
            let upper = program.upper[column]
            if border.isOpen[column] {
                look(.column(column), place.values[column], move.values[column], upper)
                look(.column(column), upper - place.values[column], -move.values[column], upper)
            } else {
                let sign = place.values[column] < upper / 2 ? 1.0 : -1
                look(.column(column), sign * place.reduced[column], sign * move.reduced[column], priceSize)
            }
        }
        for row in move.prices.indices {
            if !border.isTight[row] {
                look(.row(row), place.slack[row], move.slack[row], place.size[row])
            } else if row >= program.rowCount || program.rowKinds[row] == .atMost {
                look(.row(row), place.prices[row], move.prices[row], priceSize / place.size[row])
            }
        }
        return first
    }
}
