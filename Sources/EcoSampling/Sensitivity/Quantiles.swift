/// Shares of results in order of size.
public struct Quantiles: Sendable {
    public let count: Int
    /// The values at some places of the order; all of them where few enough to be sorted.
    private let known: Known

    private enum Known: Sendable {
        case all([Double])
        case places([Int: Double])
    }

    public init(_ values: [Double]) {
        count = values.count
        known = .all(values.sorted())
    }

    /// Of values that need not lie in memory.
    ///
    /// - Parameters:
    ///   - shares: those that will be asked for, and no others.
    ///   - largestSorted: more values than so many are selected from instead of sorted.
    public init<Values: ValueStream>(
        _ values: Values, for shares: [Double], largestSorted: Int = 1 << 17
    ) throws(Values.Failure) {
        var (count, held) = (0, [Double]())
        try values.visit {
            count += 1
            if count <= largestSorted { held.append($0) }
        }
        self.count = count
        if count <= largestSorted {
            known = .all(held.sorted())
            return
        }
        held = []
        let places = Set(
            shares.flatMap { share -> [Int] in
                let below = Self.place(share, count).below
                return [below, min(below + 1, count - 1)]
            })
        known = .places(try OrderStatistics.values(at: places, of: values))
    }

    /// The value that a share p of the results does not pass, between neighbours in a straight line (type 7 of
    /// Hyndman and Fan 1996, doi:10.2307/2684934: the rule of numpy, R and spreadsheets); nil without results.
    public subscript(p: Double) -> Double? {
        guard count > 0 else { return nil }
        let (below, part) = Self.place(p, count)
        guard let low = value(at: below) else { return nil }
        guard below + 1 < count else { return low }
        return value(at: below + 1).map { low + part * ($0 - low) }
    }

    /// The interval that holds a share of the results, the rest cut off evenly at both ends.
    public func interval(_ share: Double) -> (low: Double, high: Double)? {
        let ends = Self.ends(ofInterval: share)
        guard let low = self[ends.low], let high = self[ends.high] else { return nil }
        return (low, high)
    }

    /// The shares that an interval lies between.
    public static func ends(ofInterval share: Double) -> (low: Double, high: Double) {
        ((1 - share) / 2, (1 + share) / 2)
    }

    private func value(at place: Int) -> Double? {
        switch known {
        case .all(let sorted): sorted[place]
        case .places(let values): values[place]
        }
    }

    /// The place at or below a share, and the part of the way to the next.
    private static func place(_ share: Double, _ count: Int) -> (below: Int, part: Double) {
        let position = min(max(share, 0), 1) * Double(count - 1)
        let below = Int(position)
        return (below, position - Double(below))
    }
}
