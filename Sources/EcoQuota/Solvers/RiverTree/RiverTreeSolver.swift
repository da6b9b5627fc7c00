/// Discharges into a river tree under limits at its sections (trading-ratio systems): eliminated section by
/// section from the springs to the mouth, without the dense matrix (Hung and Shaw 2005,
/// doi:10.1016/j.jeem.2003.09.005, for the ratios).
///
/// The sections of the ambient rows become loads that pass a share to the next section; with the sources they
/// must form a forest, which the merit order then clears exactly.
public struct RiverTreeSolver: ProgramSolver {
    public static let id = "river_tree"

    public init() {}

    public func accepts(_ program: MarketProgram) -> Bool {
        guard program.wholeColumns.isEmpty, !program.ambient.allowance.isEmpty else { return false }
        return Self.forest(program) != nil
    }

    public func solve(
        _ program: MarketProgram, from start: ProgramSolution?
    ) throws(QuotaSolverError) -> ProgramSolution {
        guard let river = Self.forest(program), program.ambient.allowance.allSatisfy({ $0 >= 0 }) else {
            throw .breakdown(iteration: 0)
        }
        let sweep = try ForestSweep(river.program, river.forest)
        return ProgramSolution(
            values: Array(sweep.values.prefix(program.columnCount)),
            rowPrices: Array(sweep.prices.prefix(program.rowCount)),
            ambientPrices: river.network.prices(sweep.prices[program.rowCount...]), solver: Self.id,
            iterations: 1, activeAmbientRows: program.ambient.allowance.count)
    }

    private static func forest(
        _ program: MarketProgram
    ) -> (network: RiverNetwork, program: MarketProgram, forest: RowForest)? {
        guard let network = RiverNetwork(program.ambient.matrix) else { return nil }
        let whole = network.program(program)
        return RowForest(whole).map { (network, whole, $0) }
    }
}
