/// Why a solver gave no plan.
public enum QuotaSolverError: Error, Equatable, Sendable {
    /// The arithmetic broke down at this iteration.
    case breakdown(iteration: Int)
}
