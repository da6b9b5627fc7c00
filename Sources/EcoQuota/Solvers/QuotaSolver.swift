/// A way to solve a quota market. Feasibility is settled before (`Infeasibility`), the proof after
/// (`Certificate`), both apart from the solver.
public protocol QuotaSolver: Sendable {
    /// Lower_snake; equals the folder in snake case.
    static var id: String { get }
    init()
    /// Solves a problem whose limits can be met.
    /// - Throws: `QuotaSolverError` where no plan was reached at all.
    func solve(_ problem: QuotaProblem) throws(QuotaSolverError) -> QuotaSolution
}

/// Why a solver gave no plan.
public enum QuotaSolverError: Error, Equatable, Sendable {
    /// The arithmetic broke down at this iteration.
    case breakdown(iteration: Int)
}
