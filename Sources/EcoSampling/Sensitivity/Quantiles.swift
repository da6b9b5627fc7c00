/// Shares of sorted results.
public struct Quantiles: Sendable {
    private let sorted: [Double]

    public init(_ values: [Double]) { sorted = values.sorted() }

    /// The value that a share p of the results does not pass, between neighbours in a straight line (type 7 of
    /// Hyndman and Fan 1996, doi:10.2307/2684934: the rule of numpy, R and spreadsheets); nil without results.
    public subscript(p: Double) -> Double? {
        guard let last = sorted.last else { return nil }
        let position = min(max(p, 0), 1) * Double(sorted.count - 1)
        let below = Int(position)
        guard below + 1 < sorted.count else { return last }
        return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
    }

    /// The interval that holds a share of the results, the rest cut off evenly at both ends.
    public func interval(_ share: Double) -> (low: Double, high: Double)? {
        guard let low = self[(1 - share) / 2], let high = self[(1 + share) / 2] else { return nil }
        return (low, high)
    }
}
