/// Mean and spread of some values; two passes, so that large means do not swallow small spreads.
public struct Moments: Sendable, Equatable {
    public let count: Int
    public let mean: Double
    private let squares: Double

    public init<Values: ValueStream>(_ values: Values) throws(Values.Failure) {
        var (count, sum) = (0, 0.0)
        try values.visit {
            count += 1
            sum += $0
        }
        let mean = count > 0 ? sum / Double(count) : 0
        var squares = 0.0
        try values.visit { squares += ($0 - mean) * ($0 - mean) }
        (self.count, self.mean, self.squares) = (count, mean, squares)
    }

    /// Of the sample (divisor n - 1); 0 for fewer than two values.
    public var standardDeviation: Double { count > 1 ? (squares / Double(count - 1)).squareRoot() : 0 }

    /// Of the values as the whole (divisor n).
    public var populationDeviation: Double { count > 0 ? (squares / Double(count)).squareRoot() : 0 }
}
