extension MarketProgram {
    /// Prices whose bound is at least as high: each sparse row in turn takes the price that is best while all
    /// others stay.
    ///
    /// The bound is concave in one price, with breaks where columns enter and leave; the best price stands
    /// exactly on such a break or between two. This recovers prices inside regions from good prices of zones
    /// and stations, and sharpens the last digits.
    func tightened(_ prices: ProgramPrices, sweeps: Int = 1, isCostFree: Bool = false) -> ProgramPrices {
        var result = prices
        let charges = prices.charges(self).byColumn
        let rows = RowEntries(matrix, rowCount: rowCount)
        var reduced = matrix.transposedMultiplied(by: prices.rows)
        for column in reduced.indices {
            reduced[column] += (isCostFree ? 0 : cost[column]) + (charges.isEmpty ? 0 : charges[column])
        }
        for _ in 0..<sweeps {
            for row in 0..<rowCount {
                let old = result.rows[row]
                guard let new = bestPrice(row, old, rows, reduced, isCostFree), new != old else { continue }
                result.rows[row] = new
                for entry in rows.start[row]..<rows.start[row + 1] {
                    reduced[rows.column[entry]] += rows.value[entry] * (new - old)
                }
            }
        }
        return result
    }

    /// The price of a row at which the bound is highest; nil where it rises for ever.
    private func bestPrice(
        _ row: Int, _ price: Double, _ rows: RowEntries, _ reduced: [Double], _ isCostFree: Bool
    ) -> Double? {
        var slope = -right[row]
        var breaks: [(price: Double, drop: Double, until: Double)] = []
        for entry in rows.start[row]..<rows.start[row + 1] {
            let (column, value) = (rows.column[entry], rows.value[entry])
            guard upper[column] > 0 else { continue }
            if value > 0 { slope += value * upper[column] }
            let enters = price - reduced[column] / value
            let width = isCostFree ? 0 : (curvature[column] * upper[column] / value).magnitude
            // A column with a positive entry leaves as the price rises, one with a negative entry enters.
            let first = value > 0 ? enters - width : enters
            breaks.append((first, value.magnitude * upper[column], first + width))
        }
        let best = Self.zero(of: slope, breaks)
        return rowKinds[row] == .atMost ? best.map { max(0, $0) } : best
    }

    /// Where a slope that falls at each break, at once or evenly on a stretch, comes to 0.
    private static func zero(of start: Double, _ breaks: [(price: Double, drop: Double, until: Double)])
        -> Double?
    {
        // Corners: at `price` the rate of fall rises, at `until` it falls back; jumps have no stretch.
        var corners: [(price: Double, jump: Double, rate: Double)] = []
        for each in breaks {
            if each.until > each.price {
                let rate = each.drop / (each.until - each.price)
                corners.append((each.price, 0, rate))
                corners.append((each.until, 0, -rate))
            } else {
                corners.append((each.price, each.drop, 0))
            }
        }
        corners.sort { $0.price < $1.price }
        var (slope, rate) = (start, 0.0)
        guard var last = corners.first?.price else { return nil }
        if slope <= 0 { return slope == 0 ? last : nil }
        for corner in corners {
            let next = slope - rate * (corner.price - last)
            if next <= 0 { return rate > 0 ? min(corner.price, last + slope / rate) : corner.price }
            slope = next - corner.jump
            rate += corner.rate
            last = corner.price
            if slope <= 0 { return last }
        }
        return nil
    }
}

/// A sparse matrix row by row.
struct RowEntries: Sendable {
    private(set) var start: [Int]
    private(set) var column: [Int]
    private(set) var value: [Double]

    init(_ matrix: SparseColumns, rowCount: Int) {
        start = [Int](repeating: 0, count: rowCount + 1)
        for row in matrix.row { start[Int(row) + 1] += 1 }
        for row in 0..<rowCount { start[row + 1] += start[row] }
        column = [Int](repeating: 0, count: matrix.row.count)
        value = [Double](repeating: 0, count: matrix.row.count)
        var next = start
        for index in 0..<matrix.columnCount {
            for entry in matrix.start[index]..<matrix.start[index + 1] {
                let row = Int(matrix.row[entry])
                column[next[row]] = index
                value[next[row]] = matrix.value[entry]
                next[row] += 1
            }
        }
    }
}
