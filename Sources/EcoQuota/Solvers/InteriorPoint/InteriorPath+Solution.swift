extension InteriorPath {
    /// Σ (x z + s w) against the cost, at least one yuan.
    func relativeGap(_ state: State) -> Double {
        complementarity / max(state.objective.magnitude, 1 / (mass * money))
    }

    /// Remembers the iterate.
    func keep() {
        keptX.copy(x)
        keptGap.copy(gap)
        keptLower.copy(lower)
        keptOver.copy(over)
        keptPrice.copy(price)
        keptComplementarity = complementarity
    }

    /// Returns to the iterate remembered.
    func restore() {
        x.copy(keptX)
        gap.copy(keptGap)
        lower.copy(keptLower)
        over.copy(keptOver)
        price.copy(keptPrice)
        complementarity = keptComplementarity
    }

    /// The plan, in the columns and units of the programme.
    func values() -> [Double] {
        var values = reduction.fixed
        for (column, source) in structure.programColumn.enumerated() where source >= 0 {
            let value = x[column] < gap[column] ? x[column] : upper[column] - gap[column]
            values[source] = max(0, min(value * mass, program.upper[source]))
        }
        return values
    }

    func solution() -> ProgramSolution {
        var rowPrices = [Double](repeating: 0, count: program.rowCount)
        for (row, source) in structure.programRow.enumerated() {
            let value = price[row] * money
            rowPrices[source] = program.rowKinds[source] == .atMost ? max(0, value) : value
        }
        var ambientPrices = [Double](repeating: 0, count: program.ambient.matrix.rows)
        for (row, source) in active.rows.enumerated() {
            ambientPrices[source] = max(0, price[structure.rowCount + row] * active.scales[row] * money)
        }
        var solution = ProgramSolution(
            values: values(), rowPrices: rowPrices, ambientPrices: ambientPrices,
            solver: InteriorPointSolver.id,
            iterations: iterations, activeAmbientRows: active.count)
        reduction.settlePrices(program, &solution)
        return solution
    }
}
