/// Mean and spread of some values; two passes, so that large means do not swallow small spreads.
public struct Moments: Sendable, Equatable {
    public let count: Int
    public let mean: Double
    private let squares: Double

    public init(_ values: [Double]) {
        let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
        count = values.count
        self.mean = mean
        squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }

    /// Of the sample (divisor n - 1); 0 for fewer than two values.
    public var standardDeviation: Double { count > 1 ? (squares / Double(count - 1)).squareRoot() : 0 }

    /// Of the values as the whole (divisor n).
    public var populationDeviation: Double { count > 0 ? (squares / Double(count)).squareRoot() : 0 }
}
