/// The solvers of programmes; one folder and one line each.
public enum ProgramSolverCatalogue {
    public static let all: [any ProgramSolver.Type] = [
        InteriorPointSolver.self, BranchAndBoundSolver.self, DualNewtonSolver.self, MeritOrderSolver.self,
        NetworkSimplexSolver.self, RiverTreeSolver.self, HiGHSSolver.self,
    ]

    /// What `automatic` chooses among, in this order; branch and bound takes the rest. All of them give the same plan
    /// however rows are ordered; the others are taken by name.
    private static let automatic: [any ProgramSolver.Type] = [
        DualNewtonSolver.self, InteriorPointSolver.self,
    ]

    /// The solver of an id; nil where there is none.
    public static func solver(_ id: String) -> (any ProgramSolver.Type)? { all.first { $0.id == id } }

    /// The first solver of the automatic choice that takes a programme.
    public static func solver(for program: MarketProgram) -> any ProgramSolver {
        automatic.lazy.map { $0.init() }.first { $0.accepts(program) } ?? BranchAndBoundSolver()
    }
}
