/// From a problem to a proven plan: the verdict on the limits, the solver, the certificate.
public struct QuotaMarket: Sendable {
    public let problem: QuotaProblem
    public let solution: QuotaSolution
    public let certificate: Certificate

    public enum Failure: Error, Sendable {
        /// Limits that cannot be met, with their places and missing tonnes.
        case infeasible(Infeasibility)
        case solver(QuotaSolverError)
    }

    /// Solves a market with a backend.
    /// - Throws: `Failure.infeasible` where a cap or receptor is out of reach; `Failure.solver` where no plan
    ///   was reached.
    public init(
        solving problem: QuotaProblem, with solver: any QuotaSolver = InteriorPointSolver()
    ) throws(Failure) {
        if let infeasibility = Infeasibility(problem) { throw .infeasible(infeasibility) }
        do { solution = try solver.solve(problem) } catch { throw .solver(error) }
        self.problem = problem
        certificate = Certificate(problem, solution)
    }
}
