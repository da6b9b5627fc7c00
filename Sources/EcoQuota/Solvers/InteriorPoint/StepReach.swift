/// The longest steps along a direction that keep all values above 0.
struct StepReach {
    private(set) var primal = InteriorPath.Steps.longest
    private(set) var dual = InteriorPath.Steps.longest

    var shortest: Double { min(primal, dual) }

    @inline(__always)
    mutating func shortenPrimal(_ value: Lanes, _ room: Lanes, _ change: Lanes) {
        let step = primal * change
        guard any((value + step .< 0) .| (room - step .< 0)) else { return }
        primal = min(Self.shorter(primal, value, change), Self.shorter(primal, room, -change))
    }

    @inline(__always)
    mutating func shortenDual(_ low: Lanes, _ lowChange: Lanes, _ high: Lanes, _ highChange: Lanes) {
        guard any((low + dual * lowChange .< 0) .| (high + dual * highChange .< 0)) else { return }
        dual = min(Self.shorter(dual, low, lowChange), Self.shorter(dual, high, highChange))
    }

    @inline(never)
    private static func shorter(_ length: Double, _ value: Lanes, _ change: Lanes) -> Double {
        var length = length
        for lane in 0..<Lanes.scalarCount where change[lane] < 0 {
            length = min(length, -value[lane] / change[lane])
        }
        return length
    }
}

/// The longest steps along the direction so far with each part of a corrector that is tried.
struct PartReaches {
    private(set) var all = [1, 0.7, 0.4, least].map { (part: $0, reach: StepReach()) }
    /// The longest of all parts.
    private var primal = InteriorPath.Steps.longest
    private var dual = InteriorPath.Steps.longest

    @inline(__always) private static var least: Double { 0.15 }

    /// A step with a part in between moves a value by something in between: where the longest step keeps all values above 0
    /// with the least and with the whole of the corrector, no step of any part is too long.
    @inline(__always)
    mutating func shorten(
        _ own: InteriorPath.ColumnLanes, _ change: Lanes, _ lowChange: Lanes, _ highChange: Lanes
    ) {
        let (first, last) = (primal * (own.dx + Self.least * change), primal * (own.dx + change))
        let isReversed = first .> last
        let (down, up) = (
            first.replacing(with: last, where: isReversed), last.replacing(with: first, where: isReversed)
        )
        if any((own.x + down .< 0) .| (own.gap - up .< 0)) { shortenPrimal(own, change) }
        let low = Self.lesser(own.dLower + Self.least * lowChange, own.dLower + lowChange)
        let high = Self.lesser(own.dOver + Self.least * highChange, own.dOver + highChange)
        if any((own.lower + dual * low .< 0) .| (own.over + dual * high .< 0)) {
            shortenDual(own, lowChange, highChange)
        }
    }

    @inline(__always) private static func lesser(_ one: Lanes, _ other: Lanes) -> Lanes {
        one.replacing(with: other, where: other .< one)
    }

    @inline(never)
    private mutating func shortenPrimal(_ own: InteriorPath.ColumnLanes, _ change: Lanes) {
        primal = 0
        for index in all.indices {
            all[index].reach.shortenPrimal(own.x, own.gap, own.dx + all[index].part * change)
            primal = max(primal, all[index].reach.primal)
        }
    }

    @inline(never)
    private mutating func shortenDual(
        _ own: InteriorPath.ColumnLanes, _ lowChange: Lanes, _ highChange: Lanes
    ) {
        dual = 0
        for index in all.indices {
            all[index].reach.shortenDual(
                own.lower, own.dLower + all[index].part * lowChange, own.over,
                own.dOver + all[index].part * highChange)
            dual = max(dual, all[index].reach.dual)
        }
    }
}
