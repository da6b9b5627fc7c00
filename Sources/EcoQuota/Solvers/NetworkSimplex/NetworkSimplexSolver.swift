/// Markets that are pure networks: flat costs, every column in one row or in two, ratios that row scales can carry
/// (one pool or many zones with arcs between them, transport, min-cost flow). Whole numbers stay whole.
public struct NetworkSimplexSolver: ProgramSolver {
    public static let id = "network_simplex"

    public init() {}

    public func accepts(_ program: MarketProgram) -> Bool {
        program.wholeColumns.isEmpty && !program.mayBreakAmbientRow && FlowNetwork(program) != nil
    }

    public func solve(
        _ program: MarketProgram, from start: ProgramSolution?
    ) throws(QuotaSolverError) -> ProgramSolution {
        guard let network = FlowNetwork(program) else { throw .breakdown(iteration: 0) }
        var simplex = NetworkSimplex(network)
        try simplex.run()
        var values = [Double](repeating: 0, count: program.columnCount)
        for column in values.indices
        where program.matrix.start[column] == program.matrix.start[column + 1] && program.cost[column] < 0 {
            values[column] = program.upper[column]
        }
        for (arc, flow) in zip(network.arcs, simplex.flow) where arc.column >= 0 {
            values[arc.column] = min(program.upper[arc.column], max(0, flow / arc.scale))
        }
        var prices = zip(network.rowScale, simplex.prices).map { $0 * $1 }
        for row in prices.indices where program.rowKinds[row] == .atMost { prices[row] = max(0, prices[row]) }
        return ProgramSolution(
            values: values, rowPrices: prices,
            ambientPrices: [Double](repeating: 0, count: program.ambient.allowance.count), solver: Self.id,
            iterations: simplex.pivots)
    }
}
