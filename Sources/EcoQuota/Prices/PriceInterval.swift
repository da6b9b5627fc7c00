/// The smallest and the largest value of a price over all price systems that prove the same plan optimal.
public struct PriceInterval: Sendable, Equatable {
    public let lower: Double
    /// Infinite where nothing bounds the price from above.
    public let upper: Double

    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// Whether the price is one number, up to a millionth of it.
    public var isUnique: Bool { upper.isFinite && upper - lower <= 1e-6 * max(1, upper.magnitude) }

    public func contains(_ price: Double, tolerance: Double = 1e-6) -> Bool {
        let room = tolerance * max(1, price.magnitude)
        return price >= lower - room && price <= upper + room
    }
}

/// A price of a programme, or a sum of prices.
public struct PriceForm: Sendable {
    /// Sparse rows with their weights.
    public var rows: [(row: Int, weight: Double)]
    /// Ambient rows with their weights.
    public var ambient: [(row: Int, weight: Double)]

    public init(rows: [(row: Int, weight: Double)] = [], ambient: [(row: Int, weight: Double)] = []) {
        self.rows = rows
        self.ambient = ambient
    }

    public static func row(_ row: Int) -> PriceForm { PriceForm(rows: [(row, 1)]) }
    public static func ambient(_ row: Int) -> PriceForm { PriceForm(ambient: [(row, 1)]) }

    /// The value under the prices of a solution.
    public func value(_ solution: ProgramSolution) -> Double {
        rows.reduce(0) { $0 + $1.weight * solution.rowPrices[$1.row] }
            + ambient.reduce(0) { $0 + $1.weight * solution.ambientPrices[$1.row] }
    }
}
