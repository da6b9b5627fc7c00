import EcoUnits

/// Splits a whole number of steps in proportion to weights, without a remainder.
public enum Apportionment {
    /// Hare quotas, the left-over steps to the largest remainders (Hamilton's method); ties to the larger
    /// weight, then to the earlier place. A weight of 0 gets nothing.
    ///
    /// - Precondition: no weight is negative.
    /// - Returns: one count a weight; they add to `total`, or are all 0 where every weight is.
    public static func largestRemainder(
        _ total: Int128, by weights: [Rational]
    ) throws(ArithmeticOverflow) -> [Int128] {
        var sum = Rational.zero
        for weight in weights { sum = try sum + weight }
        guard sum > .zero else { return weights.map { _ in 0 } }
        var counts: [Int128] = []
        var remainders: [Rational] = []
        for weight in weights {
            let quota = try weight / sum * Rational(total)
            let whole = quota.roundedToInteger(.down)
            counts.append(whole)
            remainders.append(try quota - Rational(whole))
        }
        let order = weights.indices.sorted {
            if remainders[$0] != remainders[$1] { return remainders[$0] > remainders[$1] }
            return weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1
        }
        let rest = total - counts.reduce(0, +)
        for index in order.prefix(Int(rest)) { counts[index] += 1 }
        return counts
    }
}
