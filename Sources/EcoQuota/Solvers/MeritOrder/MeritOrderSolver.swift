/// Markets that clear by merit order: the steps of all sources sorted by marginal cost, through accounts, fees,
/// replacement ratios and a pool, exactly and without iterations.
///
/// It takes every programme whose rows form a forest (one pool, or zones in a star; chains of sections), flat or
/// sloped steps, with ambient rows only where no plan could break them. O(m log m) for each level of the forest.
public struct MeritOrderSolver: ProgramSolver {
    public static let id = "merit_order"

    public init() {}

    public func accepts(_ program: MarketProgram) -> Bool {
        program.wholeColumns.isEmpty && !program.mayBreakAmbientRow && RowForest(program) != nil
    }

    public func solve(
        _ program: MarketProgram, from start: ProgramSolution?
    ) throws(QuotaSolverError) -> ProgramSolution {
        guard let forest = RowForest(program) else { throw .breakdown(iteration: 0) }
        let sweep = try ForestSweep(program, forest)
        return ProgramSolution(
            values: sweep.values, rowPrices: sweep.prices,
            ambientPrices: [Double](repeating: 0, count: program.ambient.allowance.count), solver: Self.id,
            iterations: 1)
    }
}

extension MarketProgram {
    /// Whether some ambient row is broken where every column is full.
    var mayBreakAmbientRow: Bool {
        guard !ambient.allowance.isEmpty else { return false }
        return zip(ambient.loads(upper), ambient.allowance).contains { $0 > $1 }
    }
}
