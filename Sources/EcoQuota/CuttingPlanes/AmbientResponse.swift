import EcoAlgebra

/// What emissions add at the receptors where that is no single matrix: weather that is not known, or chemistry that
/// bends.
protocol AmbientResponse: Sendable {
    /// The straight line that touches the response of a row of `QuotaProblem.transfer` at some emissions of the
    /// groups; nil for rows that the matrix governs.
    func line(_ row: Int, at emissions: [Double]) -> ResponseLine?
}

/// A response near some emissions: value + Σ slope (e - emissions).
struct ResponseLine: Sendable, Equatable {
    /// What the emissions add, ug/m3.
    var value: Double
    /// For each group of emissions, ug/m3 for each t.
    var slope: [Double]

    /// What the line adds without any emission, ug/m3.
    func constant(at emissions: [Double]) -> Double {
        value - zip(slope, emissions).reduce(0) { $0 + $1.0 * $1.1 }
    }
}

extension QuotaProblem {
    /// The emission of each column of `transfer`.
    func groupEmissions(_ emissions: [Double]) -> [Double] {
        var totals = [Double](repeating: 0, count: transfer.columns)
        for (group, emission) in zip(groupOfSource, emissions) { totals[group] += emission }
        return totals
    }

    /// The rows of `transfer` that the response governs.
    var governedRows: [Int] {
        guard let response else { return [] }
        let nothing = [Double](repeating: 0, count: transfer.columns)
        return (0..<transfer.rows).filter { response.line($0, at: nothing) != nil }
    }

    /// The same market with straight lines in place of some rows.
    /// - Parameter lines: by row: what one tonne of each group adds, and what is there without emission.
    func withLines(_ lines: [Int: (slope: [Double], constant: Double)]) -> QuotaProblem {
        var problem = self
        if problem.transferConstants.isEmpty {
            problem.transferConstants = [Double](repeating: 0, count: transfer.rows)
        }
        for (row, line) in lines {
            problem.transferConstants[row] = line.constant
            for (group, value) in line.slope.enumerated() { problem.transfer[row, group] = value }
        }
        return problem
    }
}

extension DenseMatrix {
    func row(_ row: Int) -> [Double] { (0..<columns).map { self[row, $0] } }
}

/// The sum of products.
func dot(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
}

extension MarketProgram {
    /// The programme in which some receptors do not bind, whatever is emitted.
    func lifting(_ rows: [Int]) -> MarketProgram {
        guard !rows.isEmpty else { return self }
        var program = self
        let most = ambient.loads(upper)
        for row in rows {
            program.ambient.allowance[row] = max(2 * most[row].magnitude, ambient.allowance[row], 1)
        }
        return program
    }
}
