/// Points that are nearly as good as the best and lie elsewhere.
public struct NearOptimal: Sendable, Equatable {
    /// The best, then each the one farthest from those before it; in positions among the entries.
    public let alternatives: [Int]
    /// Of each variable the lowest and highest value among all that are nearly best.
    public let ranges: [ClosedRange<Double>]
    /// How many are nearly best.
    public let count: Int

    /// Points closer than this, in shares of the ranges, are no alternative.
    public static let leastDistance = 0.02

    /// - Parameters:
    ///   - tolerance: part of the best objective by which a point may be worse.
    ///   - count: of alternatives, the best among them.
    public init(_ outcome: SearchOutcome, tolerance: Double, count: Int) {
        let (entries, space) = (outcome.entries, outcome.space)
        guard let best = outcome.best else {
            (alternatives, ranges, self.count) = ([], [], 0)
            return
        }
        let limit = entries[best].appraisal.objective + Self.room(tolerance, entries)
        let near = entries.indices.filter {
            entries[$0].appraisal.isFeasible && entries[$0].appraisal.objective <= limit
        }
        var chosen = [best]
        var distances = near.map { space.distance(entries[$0].values, entries[best].values) }
        while chosen.count < count, let next = distances.indices.max(by: { distances[$0] < distances[$1] }),
            distances[next] >= Self.leastDistance
        {
            chosen.append(near[next])
            for (index, position) in near.enumerated() {
                let distance = space.distance(entries[position].values, entries[near[next]].values)
                distances[index] = min(distances[index], distance)
            }
        }
        alternatives = chosen
        ranges = space.axes.indices.map { axis in
            let values = near.map { entries[$0].values[axis] }
            return (values.min() ?? 0)...(values.max() ?? 0)
        }
        self.count = near.count
    }

    /// What the tolerance comes to: of the best objective, or where that is 0 of all that were seen.
    static func room(_ tolerance: Double, _ entries: [SearchEntry]) -> Double {
        let known = entries.map(\.appraisal).filter { $0.isFeasible && $0.objective.isFinite }.map(
            \.objective)
        guard let best = known.min(), let worst = known.max() else { return 0 }
        return tolerance * (best == 0 ? worst : best.magnitude)
    }
}
