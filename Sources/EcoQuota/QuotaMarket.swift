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
        self.problem = problem
        if problem.needsProgramme {
            let plan = try Self.plan(problem)
            (solution, certificate) = (plan.solution, Certificate(plan))
            return
        }
        do { solution = try solver.solve(problem) } catch { throw .solver(error) }
        certificate = Certificate(problem, solution)
    }

    /// The plan of the programme, by the first solver of the catalogue that takes it.
    private static func plan(_ problem: QuotaProblem) throws(Failure) -> QuotaPlan {
        do {
            return try QuotaPlan(problem) { program, start in
                let solver = ProgramSolverCatalogue.solver(for: program) ?? StructuredSolver.self
                return try solver.init().solve(program, from: start)
            }
        } catch let error as QuotaSolverError {
            throw .solver(error)
        } catch {
            throw .solver(.breakdown(iteration: 0))
        }
    }
}
