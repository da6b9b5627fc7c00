import EcoUnits

/// Trend of a figure over years by Spearman's rank correlation (HJ 663-2013, Annex B, provisional).
public struct RankTrend: Sendable, Equatable {
    /// r = 1 - 6 * sum of d^2 / (N^3 - N), d the difference between the ranks of value and year.
    public let coefficient: Rational
    public let years: Int
    /// The value that |r| must reach; nil for a number of years without one.
    public let criticalValue: Rational?

    /// Fewest years that a trend is told from.
    public static let fewestYears = 5

    public enum Direction: Int, Sendable {
        case falling = -1
        case none = 0
        case rising = 1
    }

    /// Rising or falling where |r| reaches the critical value; nil without one.
    public var direction: Direction? {
        criticalValue.map { critical in
            coefficient.magnitude < critical ? .none : coefficient.isNegative ? .falling : .rising
        }
    }

    /// - Parameter values: one for each consecutive year, oldest first.
    /// - Returns: nil of fewer than five years. Equal values share the mean of their ranks.
    public init?(
        _ values: [Rational], criticalValues: [Int: Rational] = Self.criticalValues
    ) throws(ArithmeticOverflow) {
        let count = values.count
        guard count >= Self.fewestYears else { return nil }
        // Ranks are doubled, so that means of tied ranks stay whole: the sum of squares is four times d^2.
        let doubled = values.map { value in
            values.count { $0 < value } * 2 + values.count { $0 == value } + 1
        }
        let squares = doubled.enumerated().reduce(0) { sum, rank in
            let difference = rank.element - 2 * (rank.offset + 1)
            return sum + difference * difference
        }
        let whole = Rational(4 * (count * count * count - count))
        coefficient = try Rational.one - Rational(6 * squares) / whole
        years = count
        criticalValue = Self.criticalValue(count, criticalValues)
    }

    /// That of the nearest smaller number of years where the table has a gap: the stricter one.
    private static func criticalValue(_ years: Int, _ table: [Int: Rational]) -> Rational? {
        table.keys.filter { $0 <= years }.max().flatMap { table[$0] }
    }

    /// One-sided, 0.05 (HJ 663-2013, Annex B, provisional: no official copy seen).
    public static let criticalValues: [Int: Rational] = [
        5: 900, 6: 829, 7: 714, 8: 643, 9: 600, 10: 564, 12: 506, 14: 456, 16: 425, 18: 399, 20: 377, 22: 359,
        24: 343, 26: 329, 28: 317, 30: 306,
    ].compactMapValues { Rational($0, over: 1000) }
}
