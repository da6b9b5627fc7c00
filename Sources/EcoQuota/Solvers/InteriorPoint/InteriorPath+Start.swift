import EcoAlgebra

extension InteriorPath {
    /// x with Σ x² / u least on the rows, whatever the ranges; refined against them.
    func projectOntoRows() throws(AlgebraError) {
        for column in 0..<columns {
            theta[column] = upper[column]
            x[column] = 0
        }
        try elimination.factor(theta.base)
        for _ in 0..<3 {
            product(x, into: residual)
            for row in 0..<rows { work[row] = right[row] - residual[row] }
            elimination.solve(work.base)
            transposedProduct(work, into: charge)
            for column in 0..<columns { x[column] += theta[column] * charge[column] }
        }
        product(x, into: residual)
        for row in 0..<rows {
            guard (right[row] - residual[row]).magnitude <= 1e-11 * max(1, right[row].magnitude) else {
                throw .notFinite
            }
        }
    }

    /// Moves the iterate onto the rows and keeps it, as far as that is a gain: by changes that are small against the
    /// distance to the limits, then, where rounding hides those, by changes that follow it in proportion.
    func settleRows() {
        settleRows { $0 * $0 }
        settleRows { $0 }
    }

    private func settleRows(_ weight: (Double) -> Double) {
        var primal = evaluate().primal
        guard primal > 1e-13 else { return }
        for column in 0..<columns { theta[column] = weight(min(x[column], gap[column])) }
        guard (try? elimination.factor(theta.base)) != nil else { return }
        for _ in 0..<4 {
            for row in 0..<rows { work[row] = residual[row] }
            elimination.solve(work.base)
            transposedProduct(work, into: charge)
            for column in 0..<columns {
                let change = max(-x[column], min(gap[column], theta[column] * charge[column]))
                x[column] += change
                gap[column] -= change
            }
            measure()
            let settled = evaluate().primal
            guard settled < primal else {
                restore()
                _ = evaluate()
                return
            }
            keep()
            primal = settled
            if primal <= 1e-13 { return }
        }
    }

    /// A first iterate: measures in half, flows small, the other columns where the rows want them; prices as large as
    /// costs, the same for all limits.
    func start() throws(AlgebraError) {
        try placeColumns()
        setFirstPrices()
        transposedProduct(price, into: charge)
        for column in 0..<columns { setFirstDuals(column) }
        for row in 0..<active.count {
            lower[structure.columnCount + row] = max(price[structure.rowCount + row], 1e-3)
        }
        measure()
    }

    /// Prices of the range of a column: alike for all columns, but where its cost and what it is charged lie further apart than
    /// the middle of all costs they make up for that at once.
    private func setFirstDuals(_ column: Int) {
        let reduced = cost[column] + curvature[column] * x[column] + charge[column]
        lower[column] = 1
        over[column] = min(1, size[column] / gap[column])
        if reduced > 1 {
            lower[column] = reduced + over[column]
        } else if reduced < -1 {
            over[column] = lower[column] - reduced
        }
    }

    /// The plan nearest to half of the measures on the rows, moved inside its ranges; flows between rows carry part of
    /// their size whatever the rows say.
    private func placeColumns() throws(AlgebraError) {
        for column in 0..<columns {
            theta[column] = size[column]
            x[column] = 0
        }
        for row in 0..<structure.leafCount {
            for column in structure.singleStart[row]..<structure.singleStart[row + 1] {
                x[column] = upper[column] / 2
            }
        }
        try elimination.factor(theta.base)
        product(x, into: residual)
        for row in 0..<rows { work[row] = right[row] - residual[row] }
        elimination.solve(work.base)
        transposedProduct(work, into: charge)
        for column in 0..<columns {
            let margin = min(0.25 * upper[column], 0.1 * size[column])
            let wanted = x[column] + theta[column] * charge[column]
            x[column] = min(max(wanted, margin), upper[column] - margin)
        }
        for link in 0..<structure.linkCount where structure.linkLeaf[link] < 0 {
            let column = structure.singleCount + link
            x[column] = min(0.25 * upper[column], 0.3 * size[column])
        }
        for column in 0..<columns { gap[column] = upper[column] - x[column] }
    }

    /// Limits at 1 (the middle of all costs), receptors so that together they charge 1 on average, leaves at the mean
    /// cost of what they hold.
    private func setFirstPrices() {
        price.fill(0)
        for (row, source) in structure.programRow.enumerated() where row >= structure.leafCount {
            price[row] = program.rowKinds[source] == .atMost ? 1 : 0
        }
        for row in 0..<structure.leafCount {
            var (sum, weight) = (0.0, 0.0)
            for column in structure.singleStart[row]..<structure.singleStart[row + 1] {
                let value = structure.singleValue[column]
                sum += size[column] * value * (cost[column] + curvature[column] * x[column])
                weight += size[column] * value * value
            }
            price[row] = weight > 0 ? -sum / weight : 0
        }
        for row in 0..<active.count {
            var sum = 0.0
            for group in 0..<active.groups { sum += active.values[group * active.stride + row] }
            let mean = max(sum / Double(active.groups), 1e-9)
            price[structure.rowCount + row] = 1 / (Double(active.count) * mean)
        }
    }
}
