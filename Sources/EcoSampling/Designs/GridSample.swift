/// Every combination of some values.
public struct GridSample: Sendable, Equatable {
    /// Number of values of each axis.
    public let counts: [Int]

    public init(counts: [Int]) { self.counts = counts }

    /// Number of combinations; `Int.max` where there are more.
    public var runCount: Int {
        counts.reduce(1) { product, count in
            let (next, overflows) = product.multipliedReportingOverflow(by: count)
            return overflows ? .max : next
        }
    }

    /// The position of the value of each axis in that combination; the last axis changes fastest.
    public func positions(_ run: Int) -> [Int] {
        var positions = [Int](repeating: 0, count: counts.count)
        var rest = run
        for axis in counts.indices.reversed() {
            (rest, positions[axis]) = rest.quotientAndRemainder(dividingBy: counts[axis])
        }
        return positions
    }
}
