/// The check apart: what any county would gain by leaving a profile alone.
///
/// A scan of its own: points half a step beside those of the search, a golden section between the neighbours of the
/// best one, payoffs worked out afresh from the year's own evaluation. It tells the largest gain found, which is a bound
/// from below of the largest there is.
struct DeviationCheck: Sendable {
    let steps: Int
    static let sections = 8

    struct Gain: Sendable {
        let county: Int
        /// yuan; 0 where no point of the scan is better.
        let gain: Double
        /// The amounts that bring it.
        let own: [Double]
    }

    /// The largest gain of each county.
    func gains<Game: ResponseGame>(
        _ game: Game, at profile: ResponseProfile
    ) throws(SimulationFailure) -> [Gain] {
        let present = try game.payoffs(profile)
        var gains: [Gain] = []
        for county in 0..<game.countyCount {
            var best = Gain(county: county, gain: 0, own: Array(profile[county]))
            for line in game.lines {
                let found = try largest(along: line, of: county, game, profile)
                let gain = found.payoff - present[county]
                if gain > best.gain { best = Gain(county: county, gain: gain, own: found.own) }
            }
            gains.append(best)
        }
        return gains
    }

    private func largest<Game: ResponseGame>(
        along line: [Int], of county: Int, _ game: Game, _ profile: ResponseProfile
    ) throws(SimulationFailure) -> (own: [Double], payoff: Double) {
        let own = Array(profile[county])
        func payoff(_ part: Double) throws(SimulationFailure) -> Double {
            try game.payoff(
                of: county,
                profile.with(county, game.choice(of: county, from: own, along: line, at: part)))
        }
        let parts = [0] + (0..<steps).map { (Double($0) + 0.5) / Double(steps) } + [1]
        var found: [Double] = []
        for part in parts { found.append(try payoff(part)) }
        let top = found.indices.max { (found[$0], -$0) < (found[$1], -$1) } ?? 0
        var best = (part: parts[top], payoff: found[top])
        var (low, high) = (parts[max(0, top - 1)], parts[min(parts.count - 1, top + 1)])
        let ratio = 0.618_033_988_749_894_9
        var left = (part: high - ratio * (high - low), payoff: 0.0)
        var right = (part: low + ratio * (high - low), payoff: 0.0)
        left.payoff = try payoff(left.part)
        right.payoff = try payoff(right.part)
        for _ in 0..<Self.sections {
            for point in [left, right] where point.payoff > best.payoff { best = point }
            if left.payoff >= right.payoff {
                (high, right) = (right.part, left)
                left.part = high - ratio * (high - low)
                left.payoff = try payoff(left.part)
            } else {
                (low, left) = (left.part, right)
                right.part = low + ratio * (high - low)
                right.payoff = try payoff(right.part)
            }
        }
        for point in [left, right] where point.payoff > best.payoff { best = point }
        return (game.choice(of: county, from: own, along: line, at: best.part), best.payoff)
    }
}
