import EcoAlgebra

extension MarketSystem {
    /// A x, one value for each row.
    func product(_ x: [Double]) throws(AlgebraError) -> [Double] {
        var rows = [Double](repeating: 0, count: layout.rowCount)
        let emissions = sourceProduct(x, &rows)
        accountProduct(x, emissions, &rows)
        zoneProduct(x, &rows)
        let loads = try transfer.multiplied(by: emissions)
        for position in loads.indices {
            rows[layout.receptorRow.lowerBound + position] =
                loads[position] + x[layout.receptorSlack.lowerBound + position]
        }
        return rows
    }

    /// Fills the balance rows and returns the emission of each account.
    private func sourceProduct(_ x: [Double], _ rows: inout [Double]) -> [Double] {
        problem.accounts.map { account in
            var total = 0.0
            for source in account.sources {
                let emission = x[layout.emission.lowerBound + source]
                var balance = emission
                for measure in problem.measuresOfSource[source] {
                    balance += x[layout.measure.lowerBound + measure]
                }
                for project in problem.projectsOfSource[source] {
                    balance -= x[layout.project.lowerBound + project]
                }
                rows[layout.balanceRow.lowerBound + source] = balance
                total += emission
            }
            return total
        }
    }

    private func accountProduct(_ x: [Double], _ emissions: [Double], _ rows: inout [Double]) {
        for (index, account) in problem.accounts.enumerated() {
            let bought = x[layout.buy.lowerBound + index]
            let sold = x[layout.sell.lowerBound + index]
            rows[layout.quotaRow.lowerBound + index] =
                emissions[index] - bought / account.replacementRatio + sold
                - x[layout.shortfall.lowerBound + index] + x[layout.slack.lowerBound + index]
            rows[layout.zoneRow.lowerBound + account.zonePool] += bought - sold
        }
    }

    private func zoneProduct(_ x: [Double], _ rows: inout [Double]) {
        for (index, arc) in problem.poolArcs.enumerated() {
            let flow = x[layout.arc.lowerBound + index]
            rows[layout.zoneRow.lowerBound + arc.from] += flow
            rows[layout.zoneRow.lowerBound + arc.to] -= flow
        }
        for (index, zone) in problem.zonePools.enumerated() {
            let drawn = x[layout.draw.lowerBound + index]
            let taken = x[layout.buyBack.lowerBound + index]
            rows[layout.zoneRow.lowerBound + index] += taken - drawn + x[layout.zoneSlack.lowerBound + index]
            rows[layout.reserveRow.lowerBound + zone.rule] += drawn
            rows[layout.buyBackRow.lowerBound + zone.rule] += taken
        }
        for index in problem.rules.indices {
            rows[layout.reserveRow.lowerBound + index] += x[layout.reserveSlack.lowerBound + index]
            rows[layout.buyBackRow.lowerBound + index] += x[layout.buyBackSlack.lowerBound + index]
        }
    }

    /// Aᵀ y, one value for each variable.
    func transposedProduct(_ y: [Double]) throws(AlgebraError) -> [Double] {
        var columns = [Double](repeating: 0, count: layout.variableCount)
        let charges = try transfer.transposedMultiplied(by: Array(y[layout.receptorRow]))
        for (index, account) in problem.accounts.enumerated() {
            let quota = y[layout.quotaRow.lowerBound + index]
            let zone = y[layout.zoneRow.lowerBound + account.zonePool]
            for source in account.sources {
                let balance = y[layout.balanceRow.lowerBound + source]
                columns[layout.emission.lowerBound + source] = balance + quota + charges[index]
                for measure in problem.measuresOfSource[source] {
                    columns[layout.measure.lowerBound + measure] = balance
                }
                for project in problem.projectsOfSource[source] {
                    columns[layout.project.lowerBound + project] = -balance
                }
            }
            columns[layout.buy.lowerBound + index] = zone - quota / account.replacementRatio
            columns[layout.sell.lowerBound + index] = quota - zone
            columns[layout.shortfall.lowerBound + index] = -quota
            columns[layout.slack.lowerBound + index] = quota
        }
        zoneTransposedProduct(y, &columns)
        for position in receptors.indices {
            columns[layout.receptorSlack.lowerBound + position] = y[layout.receptorRow.lowerBound + position]
        }
        return columns
    }

    private func zoneTransposedProduct(_ y: [Double], _ columns: inout [Double]) {
        for (index, arc) in problem.poolArcs.enumerated() {
            columns[layout.arc.lowerBound + index] =
                y[layout.zoneRow.lowerBound + arc.from] - y[layout.zoneRow.lowerBound + arc.to]
        }
        for (index, zone) in problem.zonePools.enumerated() {
            let price = y[layout.zoneRow.lowerBound + index]
            columns[layout.draw.lowerBound + index] = y[layout.reserveRow.lowerBound + zone.rule] - price
            columns[layout.buyBack.lowerBound + index] = y[layout.buyBackRow.lowerBound + zone.rule] + price
            columns[layout.zoneSlack.lowerBound + index] = price
        }
        for index in problem.rules.indices {
            columns[layout.reserveSlack.lowerBound + index] = y[layout.reserveRow.lowerBound + index]
            columns[layout.buyBackSlack.lowerBound + index] = y[layout.buyBackRow.lowerBound + index]
        }
    }
}
