import EcoAlgebra

/// A game whose payoffs are a reward that hangs on all choices less the net cost of one's own, marginal cost known.
protocol SmoothGame: ResponseGame {
    /// What each county is paid, less its share of damage, yuan.
    func rewards(_ profile: ResponseProfile) throws(SimulationFailure) -> [Double]
    /// Yuan/t, by place in the profile; never falls with the amount.
    func marginalNetCost(_ place: Int, of amount: Double) -> Double
}

/// The equilibrium of rewards that are smooth and concave in each county's own amounts.
///
/// Newton's method on the conditions of the first order: rewards by their slopes and curvatures at the present choices,
/// marginal cost as it is. Claimed only with a bound on every county's gain: `u(y) - u(x)` is at most the sum of slope
/// of u times `y - x`, because u is concave. Method: docs/methods/responses.md, 5.
struct SmoothEquilibrium: Sendable {
    /// What a county would not move for, yuan.
    let tolerance: Double
    static let largestSize = 60
    private static let iterations = 25

    struct Solution: Sendable {
        let profile: ResponseProfile
        let kind: Kind
        /// What no county can gain more than, yuan.
        let bound: Double
        let iterations: Int
    }

    enum Kind: Sendable {
        /// Cross slopes are alike: the conditions are those of one concave function's maximum.
        case potential
        /// They are not, but the conditions are monotone: a variational inequality with one solution.
        case variational
    }

    /// nil where rewards are not concave and smooth, where neither kind holds, or where the conditions are not met.
    func solve<Game: SmoothGame>(
        _ game: Game, from start: ResponseProfile
    ) throws(SimulationFailure) -> Solution? {
        let count = game.largest.count
        guard count > 0, count <= Self.largestSize else { return nil }
        var profile = inside(start, game)
        guard try isConcave(game, profile) else { return nil }
        for iteration in 1...Self.iterations {
            let slopes = try slopes(game, profile)
            let bound = gainBounds(game, profile, slopes).max() ?? 0
            if bound <= tolerance {
                return try form(game, profile).map {
                    Solution(profile: profile, kind: $0, bound: bound, iterations: iteration)
                }
            }
            profile = answered(game, profile, slopes, try curvature(game, profile))
        }
        return nil
    }

    /// Off the ends of the ranges, where a pool has no slope.
    private func inside<Game: SmoothGame>(_ start: ResponseProfile, _ game: Game) -> ResponseProfile {
        var profile = start
        for (place, most) in game.largest.enumerated() {
            let amount = start.amounts[place]
            profile.amounts[place] = amount > 0 && amount < most ? amount : most / 4
        }
        return profile
    }

    // MARK: Form

    /// The kind of the game around a profile; nil where rewards are not concave or neither kind holds.
    func form<Game: SmoothGame>(
        _ game: Game, _ profile: ResponseProfile
    ) throws(SimulationFailure) -> Kind? {
        guard game.largest.count <= Self.largestSize, try isConcave(game, profile) else { return nil }
        return kind(game, profile, try curvature(game, profile))
    }

    /// Whether no county's reward bends upwards along its lines, at eight equal parts.
    private func isConcave<Game: SmoothGame>(
        _ game: Game, _ profile: ResponseProfile
    ) throws(SimulationFailure) -> Bool {
        for county in 0..<game.countyCount
        where game.largest[profile.range(of: county)].contains(where: { $0 > 0 }) {
            let own = Array(profile[county])
            for line in game.lines {
                var rewards: [Double] = []
                for part in 0...8 {
                    let choice = game.choice(of: county, from: own, along: line, at: Double(part) / 8)
                    rewards.append(try game.rewards(profile.with(county, choice))[county])
                }
                for part in 1..<8
                where rewards[part - 1] + rewards[part + 1] - 2 * rewards[part] > tolerance { return false }
            }
        }
        return true
    }

    /// nil where the cross slopes differ and the conditions are not monotone.
    private func kind<Game: SmoothGame>(
        _ game: Game, _ profile: ResponseProfile, _ curvature: [[Double]]
    ) -> Kind? {
        let places = game.largest.indices.filter { game.largest[$0] > 0 }
        let moved = { (one: Int, other: Int) in
            curvature[one][other] * game.largest[one] * game.largest[other]
        }
        let isAlike = places.allSatisfy { one in
            places.allSatisfy { abs(moved($0, one) - moved(one, $0)) <= 8 * tolerance }
        }
        if isAlike { return .potential }
        let matrix = places.map { one in
            places.map { other in
                (one == other ? costSlope(game, one, profile.amounts[one]) : 0)
                    - (curvature[one][other] + curvature[other][one]) / 2
            }
        }
        return CholeskyFactor.isPositiveDefinite(matrix) ? .variational : nil
    }

    private func costSlope<Game: SmoothGame>(_ game: Game, _ place: Int, _ amount: Double) -> Double {
        let step = game.largest[place] / 1000
        let (low, high) = (max(0, amount - step), min(game.largest[place], amount + step))
        return (game.marginalNetCost(place, of: high) - game.marginalNetCost(place, of: low)) / (high - low)
    }

    // MARK: Slopes

    /// What a tonne more brings each county in rewards, by place, yuan/t.
    func slopes<Game: SmoothGame>(
        _ game: Game, _ profile: ResponseProfile
    ) throws(SimulationFailure) -> [Double] {
        var slopes = [Double](repeating: 0, count: game.largest.count)
        for (place, most) in game.largest.enumerated() where most > 0 {
            slopes[place] = try slope(game, profile, place, most / 16)
        }
        return slopes
    }

    /// Central differences of two widths, so that the error falls with the fourth power; at an end of the range from
    /// within, to the second.
    private func slope<Game: SmoothGame>(
        _ game: Game, _ profile: ResponseProfile, _ place: Int, _ width: Double
    ) throws(SimulationFailure) -> Double {
        let (county, amount) = (place / game.choiceCount, profile.amounts[place])
        func reward(_ step: Double) throws(SimulationFailure) -> Double {
            var moved = profile
            moved.amounts[place] = amount + step
            return try game.rewards(moved)[county]
        }
        let room = min(amount, game.largest[place] - amount)
        guard room >= width / 8 else {
            let inward = amount < width ? width / 2 : -width / 2
            return (4 * (try reward(inward)) - (try reward(2 * inward)) - 3 * (try reward(0))) / (2 * inward)
        }
        let step = min(width, room)
        let wide = (try reward(step) - (try reward(-step))) / (2 * step)
        let narrow = (try reward(step / 2) - (try reward(-step / 2))) / step
        return (4 * narrow - wide) / 3
    }

    /// How the slope of one place moves with the amount of another, yuan/t2: `result[one][other]`.
    private func curvature<Game: SmoothGame>(
        _ game: Game, _ profile: ResponseProfile
    ) throws(SimulationFailure) -> [[Double]] {
        let count = game.largest.count
        var center = profile
        let steps = game.largest.map { $0 / 16 }
        for place in 0..<count {
            center.amounts[place] = min(
                max(profile.amounts[place], steps[place]), game.largest[place] - steps[place])
        }
        func rewards(_ moves: [(place: Int, sign: Double)]) throws(SimulationFailure) -> [Double] {
            var moved = center
            for move in moves { moved.amounts[move.place] += move.sign * steps[move.place] }
            return try game.rewards(moved)
        }
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        let middle = try rewards([])
        for one in 0..<count where steps[one] > 0 {
            let own = one / game.choiceCount
            let (up, down) = (try rewards([(one, 1)]), try rewards([(one, -1)]))
            matrix[one][one] = min(0, (up[own] + down[own] - 2 * middle[own]) / (steps[one] * steps[one]))
            for other in 0..<one where steps[other] > 0 {
                let second = other / game.choiceCount
                let corners = [
                    try rewards([(one, 1), (other, 1)]), try rewards([(one, 1), (other, -1)]),
                    try rewards([(one, -1), (other, 1)]), try rewards([(one, -1), (other, -1)]),
                ]
                let area = 4 * steps[one] * steps[other]
                let mixed = { (county: Int) in
                    (corners[0][county] - corners[1][county] - corners[2][county] + corners[3][county]) / area
                }
                (matrix[one][other], matrix[other][one]) = (mixed(own), mixed(second))
            }
        }
        return matrix
    }

    // MARK: Conditions

    /// What each county can gain at most by leaving its choice alone, yuan.
    func gainBounds<Game: SmoothGame>(
        _ game: Game, _ profile: ResponseProfile, _ slopes: [Double]
    ) -> [Double] {
        var bounds = [Double](repeating: 0, count: game.countyCount)
        for (place, most) in game.largest.enumerated() where most > 0 {
            let (amount, nudge) = (profile.amounts[place], most * 1e-9)
            let up =
                amount < most ? slopes[place] - game.marginalNetCost(place, of: min(most, amount + nudge)) : 0
            let down =
                amount > 0 ? game.marginalNetCost(place, of: max(0, amount - nudge)) - slopes[place] : 0
            bounds[place / game.choiceCount] += max(0, up * (most - amount), down * amount)
        }
        return bounds
    }

    /// The choices that meet the conditions with rewards bent as they are at the present ones.
    private func answered<Game: SmoothGame>(
        _ game: Game, _ profile: ResponseProfile, _ slopes: [Double], _ curvature: [[Double]]
    ) -> ResponseProfile {
        var next = profile
        for _ in 0..<200 {
            var moved = 0.0
            for (place, most) in game.largest.enumerated() where most > 0 {
                let pull = game.largest.indices.reduce(slopes[place]) { sum, other in
                    other == place
                        ? sum : sum + curvature[place][other] * (next.amounts[other] - profile.amounts[other])
                }
                let amount = root(most) { amount in
                    game.marginalNetCost(place, of: amount) - pull
                        - curvature[place][place] * (amount - profile.amounts[place])
                }
                moved = max(moved, abs(amount - next.amounts[place]) / most)
                next.amounts[place] = amount
            }
            if moved <= 1e-12 { break }
        }
        return next
    }

    /// Where a rising function changes its sign.
    private func root(_ most: Double, _ excess: (Double) -> Double) -> Double {
        if excess(most) <= 0 { return most }
        var (low, high) = (0.0, most)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if excess(middle) <= 0 { low = middle } else { high = middle }
        }
        return (low + high) / 2 < most * 1e-12 ? 0 : (low + high) / 2
    }
}

extension CholeskyFactor {
    fileprivate static func isPositiveDefinite(_ rows: [[Double]]) -> Bool {
        guard !rows.isEmpty else { return true }
        let matrix = try? DenseMatrix(rows: rows.count, columns: rows.count, elements: rows.flatMap { $0 })
        return matrix.flatMap { try? CholeskyFactor(lower: $0) } != nil
    }
}
