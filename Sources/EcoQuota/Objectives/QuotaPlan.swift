/// The best plan of a market by an objective, with its programme and proof.
public struct QuotaPlan: Sendable {
    public let problem: QuotaProblem
    /// With the limits of earlier stages or the fees of deal prices, where there are any.
    public let program: MarketProgram
    public let found: ProgramSolution
    public let solution: QuotaSolution
    public let certificate: ProgramCertificate
    /// Of the objective `lexicographic`; empty for the others.
    public let stages: [LexicographicPlan.Stage]
    /// Rounds until the fees of deals agreed with their prices; 1 where they are fixed.
    public let feeRounds: Int

    /// - Parameter problem: of records that were prepared for the objective (`QuotaRecords.prepared`).
    /// - Throws: what `solve` throws.
    public init(_ problem: QuotaProblem, _ objective: QuotaObjective, solving solve: ProgramSolving) throws {
        self.problem = problem
        if objective == .lexicographic {
            let plan = try LexicographicPlan(problem, solving: solve)
            (program, found, stages, feeRounds) = (plan.program, plan.solution, plan.stages, 1)
        } else if problem.rules.contains(where: { $0.dealPriceFeeRate > 0 }) {
            let plan = try DealPriceFee(problem, solving: solve)
            (program, found, stages, feeRounds) = (plan.program, plan.solution, [], plan.rounds)
        } else {
            program = MarketProgram(problem)
            found = try solve(program, nil)
            (stages, feeRounds) = ([], 1)
        }
        solution = QuotaSolution(problem, program, found)
        certificate = ProgramCertificate(program, found)
    }
}
