/// What every plan costs at least, whatever the rounding.
public struct SafeBound: Sendable, Equatable {
    /// Yuan; less than the exact bound of the prices.
    public let value: Double
    /// What was taken off for the rounding of the sums, yuan.
    public let rounding: Double
}

/// What is known of a column in one case of a proof.
enum ColumnCase: UInt8, Sendable {
    case open, empty, full
}

extension MarketProgram {
    /// The cost of a plan, yuan.
    public func objective(_ x: [Double]) -> Double {
        var sum = CompensatedSum(constant)
        for column in x.indices where x[column] != 0 {
            sum.add((cost[column] + curvature[column] * x[column] / 2) * x[column])
        }
        return sum.value
    }

    /// The least cost of any plan under these prices, yuan; negative prices of limits count as 0.
    public func bound(rowPrices: [Double], ambientPrices: [Double]) -> Double {
        safeBound(rowPrices: rowPrices, ambientPrices: ambientPrices).value
    }

    /// The bound of weak duality: every column is minimised over its range by itself. A whole column may only
    /// be 0 or full, unless it counts as divisible.
    ///
    /// Each reduced cost is lowered by the most that its rounding can be, so the bound stays a bound.
    /// - Parameter divisible: the bound of the relaxation, in which whole columns take any value.
    public func safeBound(
        rowPrices: [Double], ambientPrices: [Double], divisible: Bool = false
    ) -> SafeBound {
        safeBound(
            ProgramPrices(self, rowPrices: rowPrices, ambientPrices: ambientPrices),
            [ColumnCase](repeating: .open, count: columnCount), divisible: divisible)
    }

    func safeBound(
        _ prices: ProgramPrices, _ cases: [ColumnCase], divisible: Bool = false,
        isCostFree: Bool = false
    ) -> SafeBound {
        var isWhole = [Bool](repeating: false, count: columnCount)
        if !divisible { for column in wholeColumns { isWhole[column] = true } }
        var sum = CompensatedSum(isCostFree ? 0 : constant)
        for (price, right) in zip(prices.rows, right) { sum.add(-price, right) }
        for (price, allowance) in zip(prices.ambient, ambient.allowance) where price != 0 {
            sum.add(-price, allowance)
        }
        let charges = prices.charges(self)
        var (lowered, size) = (0.0, 0.0)
        for column in 0..<columnCount {
            let reduced = reducedCost(column, prices.rows, charges, isCostFree)
            let range = ColumnRange(
                cost: reduced.value, curvature: isCostFree ? 0 : curvature[column], upper: upper[column],
                state: cases[column], isWhole: isWhole[column])
            let least = range.least(reduced.error)
            guard least != 0 else { continue }
            lowered += range.least(0) - least
            size += least.magnitude
            sum.add(least)
        }
        let rounding = sum.error + 8 * .ulpOfOne * size
        let value = (sum.value - rounding).nextDown
        guard !value.isNaN else { return SafeBound(value: -.infinity, rounding: .infinity) }
        return SafeBound(value: value, rounding: rounding + lowered)
    }

    /// The cost of one unit of a column under prices, and more than its rounding can be.
    private func reducedCost(
        _ column: Int, _ rows: [Double], _ charges: ProgramPrices.Charges, _ isCostFree: Bool
    ) -> (value: Double, error: Double) {
        let own = isCostFree ? 0 : cost[column]
        let charge = charges.byColumn.isEmpty ? 0 : charges.byColumn[column]
        var (value, size) = (own + charge, own.magnitude + charge.magnitude)
        for entry in matrix.start[column]..<matrix.start[column + 1] {
            let product = matrix.value[entry] * rows[Int(matrix.row[entry])]
            value += product
            size += product.magnitude
        }
        let terms = Double(matrix.start[column + 1] - matrix.start[column] + 3)
        let chargeError = charges.error.isEmpty ? 0 : charges.error[column]
        return (value, terms * size * .ulpOfOne + chargeError)
    }
}

/// min c x + q x² / 2 over the values that a column may take.
private struct ColumnRange {
    let cost: Double
    let curvature: Double
    let upper: Double
    let state: ColumnCase
    let isWhole: Bool

    /// The least cost where the cost of each unit is lower by `error`.
    func least(_ error: Double) -> Double {
        let cost = cost - error
        if cost.isNaN { return cost }
        let half = curvature == 0 ? 0 : curvature * upper / 2
        let full = upper > 0 ? (cost + half - 2 * .ulpOfOne * (cost.magnitude + half)) * upper : 0
        switch state {
        case .empty: return 0
        case .full: return full
        case .open where cost >= 0: return 0
        case .open where isWhole || curvature == 0 || curvature * upper <= -cost:
            return full.isNaN || full < 0 ? full : 0
        case .open: return -(cost / curvature * cost) / 2
        }
    }
}

/// Prices of the rows of a programme; those of limits at least 0.
struct ProgramPrices: Sendable {
    var rows: [Double]
    var ambient: [Double]

    struct Charges {
        /// What the receptors charge each column; empty where none does.
        let byColumn: [Double]
        /// More than the rounding of each charge can be.
        let error: [Double]
    }

    init(_ program: MarketProgram, rowPrices: [Double], ambientPrices: [Double]) {
        rows = zip(rowPrices, program.rowKinds).map { $1 == .atMost && $0 < 0 ? 0 : $0 }
        ambient = ambientPrices.map { $0 < 0 ? 0 : $0 }
    }

    func charges(_ program: MarketProgram) -> Charges {
        let terms = ambient.reduce(0) { $1 == 0 ? $0 : $0 + 1 }
        guard terms > 0 else { return Charges(byColumn: [], error: []) }
        let groups = program.ambient.matrix.charges(of: ambient)
        let sizes = program.ambient.matrix.chargeSizes(of: ambient, groups)
        var byColumn = [Double](repeating: 0, count: program.columnCount)
        var error = byColumn
        for (column, group) in zip(program.ambient.emission, program.ambient.group) {
            byColumn[column] += groups[group]
            error[column] = (Double(terms) + sizes.additions + 3) * .ulpOfOne * sizes.values[group]
        }
        return Charges(byColumn: byColumn, error: error)
    }
}

extension SourceReceptorMatrix {
    /// The sum of the magnitudes behind each charge, and the additions besides one for each price. Entries are
    /// at least 0, so that charges are their own magnitude, but for sums of low rank, whose terms may cancel.
    fileprivate func chargeSizes(
        of prices: [Double], _ charges: [Double]
    ) -> (values: [Double], additions: Double) {
        guard case .lowRank(let sum) = storage else { return (charges, 0) }
        var (left, right) = (sum.left, sum.right)
        left.elements = left.elements.map(\.magnitude)
        right.elements = right.elements.map(\.magnitude)
        let magnitudes = try? LowRankSum(left: left, right: right, rest: sum.rest)
        return (magnitudes?.transposedMultiplied(by: prices) ?? charges, Double(left.columns))
    }
}
