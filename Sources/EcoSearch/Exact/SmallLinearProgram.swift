/// Minimises `cost * x` under rows `coefficients * x >= bound` in a box, for a handful of variables.
///
/// Rows are added one by one; where the optimum so far breaks a row, the new one lies on it, in one dimension less
/// (Seidel 1991, doi:10.1007/BF02574699; rows in their own order, since there are few).
struct SmallLinearProgram {
    struct Row {
        let coefficients: [Double]
        let bound: Double

        func slack(_ x: [Double]) -> Double { zip(coefficients, x).reduce(-bound) { $0 + $1.0 * $1.1 } }
        var size: Double { coefficients.reduce(0) { max($0, $1.magnitude) } }
    }

    let cost: [Double]
    var rows: [Row]
    let low: [Double]
    let high: [Double]

    private static let tolerance = 1e-11

    /// `nil` where no point of the box meets all rows.
    func solved() -> [Double]? {
        guard cost.count > 1 else { return solvedOnALine() }
        var x = cost.indices.map { cost[$0] >= 0 ? low[$0] : high[$0] }
        for (index, row) in rows.enumerated() {
            let scale = Self.tolerance * max(row.size, row.bound.magnitude, 1e-300)
            if row.slack(x) >= -scale { continue }
            guard
                let axis = row.coefficients.indices.max(by: {
                    row.coefficients[$0].magnitude < row.coefficients[$1].magnitude
                }), row.coefficients[axis].magnitude > 0,
                let point = within(row, axis, Array(rows[..<index]))
            else { return nil }
            x = point
        }
        return x
    }

    /// The optimum on the hyperplane of `row`, with the coordinate `axis` expressed by the others.
    private func within(_ row: Row, _ axis: Int, _ earlier: [Row]) -> [Double]? {
        let pivot = row.coefficients[axis]
        let others = cost.indices.filter { $0 != axis }
        // x[axis] = constant + sum of slopes * others
        let constant = row.bound / pivot
        let slopes = others.map { -row.coefficients[$0] / pivot }
        func reduced(_ coefficients: [Double], _ bound: Double) -> Row {
            Row(
                coefficients: zip(others, slopes).map { coefficients[$0] + coefficients[axis] * $1 },
                bound: bound - coefficients[axis] * constant)
        }
        let unit = cost.indices.map { $0 == axis ? 1.0 : 0 }
        let sides = [reduced(unit, low[axis]), reduced(unit.map { -$0 }, -high[axis])]
        let program = SmallLinearProgram(
            cost: zip(others, slopes).map { cost[$0] + cost[axis] * $1 },
            rows: sides + earlier.map { reduced($0.coefficients, $0.bound) },
            low: others.map { low[$0] }, high: others.map { high[$0] })
        guard let rest = program.solved() else { return nil }
        var x = [Double](repeating: 0, count: cost.count)
        for (position, other) in others.enumerated() { x[other] = rest[position] }
        x[axis] = zip(slopes, rest).reduce(constant) { $0 + $1.0 * $1.1 }
        return x
    }

    private func solvedOnALine() -> [Double]? {
        var (from, to) = (low[0], high[0])
        for row in rows {
            let slope = row.coefficients[0]
            let scale = Self.tolerance * max(row.size, row.bound.magnitude, 1)
            if slope.magnitude <= Self.tolerance * row.bound.magnitude || slope == 0 {
                if -row.bound < -scale { return nil }
            } else if slope > 0 {
                from = max(from, row.bound / slope)
            } else {
                to = min(to, row.bound / slope)
            }
        }
        guard from <= to + Self.tolerance * max(1, from.magnitude) else { return nil }
        return [cost[0] >= 0 ? min(from, high[0]) : max(to, low[0])]
    }
}
