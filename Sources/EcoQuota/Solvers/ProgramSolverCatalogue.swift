/// The solvers of programmes, the most special first; one folder and one line each.
public enum ProgramSolverCatalogue {
    public static let all: [any ProgramSolver.Type] = [
        MeritOrderSolver.self, NetworkSimplexSolver.self, RiverTreeSolver.self, DualNewtonSolver.self,
        StructuredSolver.self,
        BranchAndBoundSolver.self, HiGHSSolver.self,
    ]

    /// The solver of an id; nil where there is none.
    public static func solver(_ id: String) -> (any ProgramSolver.Type)? { all.first { $0.id == id } }

    /// The first solver that takes a programme and can run here; nil where none does.
    public static func solver(for program: MarketProgram) -> (any ProgramSolver.Type)? {
        all.first { $0.hindrance == nil && $0.init().accepts(program) }
    }
}
