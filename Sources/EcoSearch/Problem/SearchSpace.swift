/// One variable of a search: a range, in steps or continuous.
public struct SearchAxis: Sendable, Equatable {
    public let name: String
    public let low: Double
    public let high: Double
    /// Distance of the values counted from `low`; nil where every value between is allowed.
    public let step: Double?

    /// - Parameter high: at least `low`; cut to the last step.
    public init(_ name: String, low: Double, high: Double, step: Double? = nil) {
        self.name = name
        self.low = low
        self.step = step
        // A range of 0 to 0.3 in steps of 0.1 has four values, whatever the rounding.
        self.high = step.map { low + $0 * ((high - low) / $0 + 1e-9).rounded(.down) } ?? high
    }

    /// Number of values; nil where they cannot be counted.
    public var count: Int? {
        step.map { Int(((high - low) / $0).rounded()) + 1 } ?? (high == low ? 1 : nil)
    }

    /// The value of a share 0...1 of the range, at the nearest step.
    public func value(at share: Double) -> Double {
        let share = min(max(share, 0), 1)
        guard let step else {
            return share == 1 ? high : min(max(low + (high - low) * share, low), high)
        }
        return low + step * ((high - low) * share / step).rounded()
    }

    public func share(of value: Double) -> Double { high == low ? 0 : (value - low) / (high - low) }

    /// The nearest value of the axis.
    public func nearest(_ wanted: Double) -> Double { value(at: share(of: wanted)) }
}

/// The box in which a search looks; points are handled as shares of its ranges.
public struct SearchSpace: Sendable, Equatable {
    public let axes: [SearchAxis]

    public init(_ axes: [SearchAxis]) { self.axes = axes }

    public var dimension: Int { axes.count }

    public func values(at shares: [Double]) -> [Double] { zip(axes, shares).map { $0.value(at: $1) } }

    public func shares(of values: [Double]) -> [Double] { zip(axes, values).map { $0.share(of: $1) } }

    /// Number of points; nil where an axis is continuous, or where there are more than can be counted.
    public var pointCount: Int? {
        var count = 1
        for axis in axes {
            guard let own = axis.count else { return nil }
            let (product, overflow) = count.multipliedReportingOverflow(by: own)
            if overflow { return nil }
            count = product
        }
        return count
    }

    /// Distance of two points in shares of the ranges: the largest of the axes.
    public func distance(_ one: [Double], _ other: [Double]) -> Double {
        zip(shares(of: one), shares(of: other)).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
    }
}
