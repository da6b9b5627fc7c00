/// What a row and everything below it asks for at each price: a falling curve, kept as the drops that make it.
///
/// A drop goes down by `depth` while the price rises from `low` to `high`; where these are equal it is a step,
/// such as a measure of constant cost.
struct PriceCurve {
    struct Drop {
        var low: Double
        var high: Double
        var depth: Double
    }

    /// The value at a price of minus infinity.
    var top: Double
    /// In the order of their prices once `sort` has been called.
    private(set) var drops: [Drop] = []

    init(top: Double = 0) { self.top = top }

    mutating func add(_ drop: Drop) {
        if drop.depth > 0 { drops.append(drop) }
    }

    mutating func add(_ other: PriceCurve) {
        top += other.top
        drops.append(contentsOf: other.drops)
    }

    /// The sort is near linear where the curves that were added are in order themselves.
    mutating func sort() { drops.sort { ($0.low, $0.high) < ($1.low, $1.high) } }
}

/// A falling curve as a chain of points from the first price to the last; constant beyond them.
struct PriceChain {
    struct Point {
        let price: Double
        let value: Double
    }

    private(set) var points: [Point] = []

    /// The drops in order, overlaps added up.
    init(_ curve: PriceCurve) {
        var events: [(price: Double, slope: Double, step: Double)] = []
        events.reserveCapacity(2 * curve.drops.count)
        for drop in curve.drops {
            if drop.high > drop.low {
                let slope = drop.depth / (drop.high - drop.low)
                guard slope.isFinite else {
                    events.append((drop.low, 0, drop.depth))
                    continue
                }
                events.append((drop.low, slope, 0))
                events.append((drop.high, -slope, 0))
            } else {
                events.append((drop.low, 0, drop.depth))
            }
        }
        events.sort { $0.price < $1.price }
        var (value, slope, running) = (curve.top, 0.0, 0)
        var price = -Double.infinity
        var index = 0
        while index < events.count {
            let next = events[index].price
            if running > 0 { value -= slope * (next - price) }
            points.append(Point(price: next, value: value))
            var step = 0.0
            while index < events.count, events[index].price == next {
                slope += events[index].slope
                step += events[index].step
                running += events[index].slope > 0 ? 1 : events[index].slope < 0 ? -1 : 0
                index += 1
            }
            if running == 0 { slope = 0 }
            if step > 0 {
                value -= step
                points.append(Point(price: next, value: value))
            }
            price = next
        }
        if points.isEmpty { points = [Point(price: 0, value: curve.top)] }
    }

    var top: Double { points[0].value }
    var bottom: Double { points[points.count - 1].value }

    /// The prices between which the curve has a value, a value beyond its ends counting as the end: minus or
    /// plus infinity where that price does not end.
    func prices(at value: Double) -> (low: Double, high: Double) {
        (lowPrice(value), highPrice(value))
    }

    /// The lowest price at which the curve is at most the value.
    private func lowPrice(_ value: Double) -> Double {
        guard value < top else { return -.infinity }
        let index = firstIndex { $0.value <= value }
        guard index < points.count else { return points[points.count - 1].price }
        return price(value, index - 1)
    }

    /// The highest price at which the curve is at least the value.
    private func highPrice(_ value: Double) -> Double {
        guard value > bottom else { return .infinity }
        let index = firstIndex { $0.value < value }
        guard index > 0 else { return points[0].price }
        return price(value, index - 1)
    }

    /// The price of a value between a point and the next.
    private func price(_ value: Double, _ index: Int) -> Double {
        let (left, right) = (points[index], points[index + 1])
        guard left.value > right.value else { return value < left.value ? right.price : left.price }
        let part = (left.value - value) / (left.value - right.value)
        return part >= 1 ? right.price : left.price + (right.price - left.price) * part
    }

    private func firstIndex(_ holds: (Point) -> Bool) -> Int {
        var (low, high) = (0, points.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(points[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
