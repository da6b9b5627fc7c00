extension MarketProgram {
    /// The programme with another row, in a family of its own, last.
    ///
    /// - Parameter terms: each column once.
    func addingLimit(
        _ family: String, _ terms: [(column: Int, value: Double)], atMost limit: Double, unit: String
    ) -> MarketProgram {
        var program = self
        program.matrix.appendRow(rowCount, terms)
        program.rowKinds.append(.atMost)
        program.right.append(limit)
        program.rowFamilies.append(.init(family, rowCount..<(rowCount + 1), unit: unit))
        return program
    }

    /// The programme with another linear objective.
    func withObjective(_ terms: [(column: Int, value: Double)]) -> MarketProgram {
        var program = self
        program.constant = 0
        program.cost = [Double](repeating: 0, count: columnCount)
        program.curvature = program.cost
        for term in terms { program.cost[term.column] += term.value }
        return program
    }
}
