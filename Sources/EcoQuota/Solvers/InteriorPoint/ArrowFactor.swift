import EcoAlgebra

/// The normal equations A Θ Aᵀ of a market, with every source and account eliminated by hand.
///
/// What remains couples receptors, zones, reserves and buy-backs only, so its order does not grow with the
/// number of counties. With te, ta, ty, tb, ts, tx, tl the Θ of emission, measures, projects, purchase, sale,
/// shortfall and slack:
///
///     g = te m1 / (te + m1),  m1 = Σ ta + Σ ty      conductance of a source, G = Σ g that of its account
///     m2 = tb/ρ² + ts + tx + tl,  n = tb/ρ + ts
///     receptor x receptor   Σ T Tᵀ G m2 / (G + m2)
///     receptor x zone       Σ T G n / (G + m2)
///     zone x zone           Σ ((tb + ts)(G + tx + tl) + tb ts (1 - 1/ρ)²) / (G + m2)
///
/// No term subtracts close numbers.
struct ArrowFactor: Sendable {
    private let system: MarketSystem
    private let theta: [Double]
    private let sourceTheta: [Double]
    private let sourceTotal: [Double]
    private let conductance: [Double]
    private let trade: [Double]
    private let total: [Double]
    private let secondary: [Double]
    private let border: BorderFactor

    init(_ system: MarketSystem, theta: [Double]) throws(AlgebraError) {
        self.system = system
        self.theta = theta
        let layout = system.layout
        let problem = system.problem
        sourceTheta = Array(theta[layout.emission])
        var totals: [Double] = []
        var steps: [Double] = []
        for source in problem.sources.indices {
            var step = 0.0
            for measure in problem.measuresOfSource[source] {
                step += theta[layout.measure.lowerBound + measure]
            }
            for project in problem.projectsOfSource[source] {
                step += theta[layout.project.lowerBound + project]
            }
            steps.append(step)
            totals.append(sourceTheta[source] + step)
        }
        sourceTotal = totals
        var conductance: [Double] = []
        var trade: [Double] = []
        var secondary: [Double] = []
        for (index, account) in problem.accounts.enumerated() {
            var sum = 0.0
            for source in account.sources where totals[source] > 0 {
                sum += sourceTheta[source] * (steps[source] / totals[source])
            }
            let ratio = account.replacementRatio
            let buy = theta[layout.buy.lowerBound + index]
            let sell = theta[layout.sell.lowerBound + index]
            conductance.append(sum)
            trade.append(buy / ratio + sell)
            secondary.append(
                buy / (ratio * ratio) + sell + theta[layout.shortfall.lowerBound + index]
                    + theta[layout.slack.lowerBound + index])
        }
        self.conductance = conductance
        self.trade = trade
        self.secondary = secondary
        total = zip(conductance, secondary).map { $0 + $1 }
        border = try Self.border(system, theta, conductance, trade, secondary)
    }

    // MARK: Solving

    /// Solves A Θ Aᵀ y = r and refines y against the full equations.
    func solve(_ right: [Double], refinements: Int = 2) throws(AlgebraError) -> [Double] {
        var solution = try eliminate(right)
        var error = Double.infinity
        for _ in 0..<refinements {
            let residual = try self.residual(right, solution)
            let size = residual.reduce(0) { max($0, $1.magnitude) }
            guard size > 0, size < error else { break }
            error = size
            let correction = try eliminate(residual)
            let refined = zip(solution, correction).map { $0 + $1 }
            let after = try self.residual(right, refined).reduce(0) { max($0, $1.magnitude) }
            guard after < size else { break }
            solution = refined
        }
        return solution
    }

    private func residual(_ right: [Double], _ y: [Double]) throws(AlgebraError) -> [Double] {
        var columns = try system.transposedProduct(y)
        for index in columns.indices { columns[index] *= theta[index] }
        let product = try system.product(columns)
        return zip(right, product).map { $0 - $1 }
    }

    private func eliminate(_ right: [Double]) throws(AlgebraError) -> [Double] {
        let layout = system.layout
        var solution = [Double](repeating: 0, count: layout.rowCount)
        let (sourceLoads, quota) = condensed(right)
        let reduced = try border.solve(borderRight(right, sourceLoads, quota))
        for (index, value) in reduced.enumerated() { solution[layout.border.lowerBound + index] = value }
        let charges = try system.transfer.transposedMultiplied(by: Array(solution[layout.receptorRow]))
        for (index, account) in system.problem.accounts.enumerated() {
            let price = solution[layout.zoneRow.lowerBound + account.zonePool]
            let sum =
                (quota[index] + secondary[index] * charges[index] + trade[index] * price) / total[index]
            solution[layout.quotaRow.lowerBound + index] =
                (quota[index] - conductance[index] * charges[index] + trade[index] * price) / total[index]
            for source in account.sources where sourceTotal[source] > 0 {
                let value = right[layout.balanceRow.lowerBound + source]
                solution[layout.balanceRow.lowerBound + source] =
                    (value - sourceTheta[source] * sum) / sourceTotal[source]
            }
        }
        return solution
    }

    /// What the balance rows add to each account's emission, and the quota rows without it.
    private func condensed(_ right: [Double]) -> (loads: [Double], quota: [Double]) {
        var loads: [Double] = []
        var quota: [Double] = []
        for (index, account) in system.problem.accounts.enumerated() {
            var load = 0.0
            for source in account.sources where sourceTotal[source] > 0 {
                load +=
                    right[system.layout.balanceRow.lowerBound + source]
                    * (sourceTheta[source] / sourceTotal[source])
            }
            loads.append(load)
            quota.append(right[system.layout.quotaRow.lowerBound + index] - load)
        }
        return (loads, quota)
    }

    private func borderRight(
        _ right: [Double], _ loads: [Double], _ quota: [Double]
    ) throws(AlgebraError) -> [Double] {
        let layout = system.layout
        var reduced = Array(right[layout.border])
        var passed = loads
        for (index, account) in system.problem.accounts.enumerated() {
            passed[index] += conductance[index] * quota[index] / total[index]
            reduced[account.zonePool] += trade[index] * quota[index] / total[index]
        }
        let carried = try system.transfer.multiplied(by: passed)
        let first = layout.receptorRow.lowerBound - layout.border.lowerBound
        for (row, value) in carried.enumerated() { reduced[first + row] -= value }
        return reduced
    }
}
