import EcoAlgebra

/// Sources without trade whose cost slopes everywhere, under receptors and limits over several sources: Newton on
/// the prices of the limits, every source answered in closed form.
///
/// The prices are found on a sample of the sources first, so that few passes over all of them remain. The plan
/// is made feasible by moving every source a little way to its least emission.
public struct DualNewtonSolver: ProgramSolver {
    public static let id = "dual_newton"

    /// Relative gap at which the search ends.
    private static let tolerance = 1e-10
    private static let sampleTolerance = 1e-3

    public init() {}

    /// Balance rows with one emission column and columns that slope, and limits (receptors and rows with
    /// coefficients at least 0) over the emissions; nothing else.
    public func accepts(_ program: MarketProgram) -> Bool { SlopedSources(program) != nil }

    public func solve(
        _ program: MarketProgram, from start: ProgramSolution?
    ) throws(QuotaSolverError) -> ProgramSolution {
        guard let sources = SlopedSources(program) else { throw .breakdown(iteration: 0) }
        let full = EmissionSweep(program, sources)
        guard zip(full.leastLoads, full.limits).allSatisfy({ $0 <= $1 + 1e-12 * max($1.magnitude, $0) })
        else {
            throw .breakdown(iteration: 0)
        }
        var prices: [Double]
        var iterations = 0
        var diagonal = [Double](repeating: 0, count: full.order)
        if let start, start.ambientPrices.count == full.receptors, start.rowPrices.count == program.rowCount {
            prices = start.ambientPrices + sources.sharedRow.map { start.rowPrices[$0] }
            prices = prices.map { max(0, $0) }
        } else {
            (prices, diagonal, iterations) = sampled(program, sources, full.order)
        }
        var search = DualSearch(full, from: prices, damping: 0, fullDiagonal: diagonal)
        search.run(tolerance: Self.tolerance)
        return solution(program, search, iterations: iterations + search.iterations)
    }

    /// Prices from ever larger samples of the sources.
    private func sampled(
        _ program: MarketProgram, _ sources: SlopedSources, _ order: Int
    ) -> (prices: [Double], diagonal: [Double], iterations: Int) {
        var strides = [1]
        while sources.count / (strides[0] * 8) > 12 * order { strides.insert(strides[0] * 8, at: 0) }
        let first = EmissionSweep(program, sources, stride: strides[0])
        let whole = first.secondOrder(first.fullResponse, rows: Array(0..<order))
        let diagonal = (0..<order).map { whole[$0, $0] }
        var prices = first.coldPrices()
        var iterations = 0
        for (index, stride) in strides.enumerated() where stride > 1 || index == 0 {
            let sweep = index == 0 ? first : EmissionSweep(program, sources, stride: stride)
            var search = DualSearch(
                sweep, from: prices, damping: index == 0 ? 1e-2 : 0, fullDiagonal: diagonal)
            search.run(tolerance: stride == 1 ? Self.tolerance : Self.sampleTolerance)
            prices = search.state.prices
            iterations += search.iterations
        }
        return (prices, diagonal, iterations)
    }

    private func solution(
        _ program: MarketProgram, _ search: DualSearch, iterations: Int
    ) -> ProgramSolution {
        let (sources, part) = (search.sweep.sources, search.repair)
        var values = [Double](repeating: 0, count: program.columnCount)
        var rowPrices = [Double](repeating: 0, count: program.rowCount)
        for source in 0..<sources.count {
            let row = sources.balanceRow[source]
            let charge = search.state.charge[source]
            var emission = program.right[row]
            for ramp in sources.ramps[sources.rampStart[source]..<sources.rampStart[source + 1]] {
                let taken = ramp.taken(at: charge).amount
                let total = ramp.fixed + taken + part * (ramp.depth - taken)
                let used = total / ramp.effect.magnitude
                let value = ramp.effect > 0 ? used : program.upper[ramp.column] - used
                values[ramp.column] = min(program.upper[ramp.column], max(0, value))
                emission -= program.matrix.value[program.matrix.start[ramp.column]] * values[ramp.column]
            }
            let own = sources.emission[source]
            let factor = sources.balanceValue[source]
            values[own] = min(program.upper[own], max(0, emission / factor))
            let felt = min(sources.highPrice[source], max(sources.lowPrice[source], charge))
            rowPrices[row] = -(program.cost[own] + felt) / factor
        }
        let receptors = search.sweep.receptors
        for (index, row) in sources.sharedRow.enumerated() {
            rowPrices[row] = search.state.prices[receptors + index]
        }
        let ambient = Array(search.state.prices.prefix(receptors))
        return ProgramSolution(
            values: values, rowPrices: rowPrices, ambientPrices: ambient, solver: Self.id,
            iterations: iterations, activeAmbientRows: ambient.count { $0 > 0 })
    }
}
