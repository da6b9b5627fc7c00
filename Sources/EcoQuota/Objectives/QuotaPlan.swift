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

    /// By the objective that the records were prepared for (`QuotaRecords.prepared`).
    /// - Throws: what `solve` throws.
    public init(_ problem: QuotaProblem, solving solve: ProgramSolving) throws {
        self.problem = problem
        let first: ProgramSolution
        if problem.records.objective == .lexicographic {
            let plan = try LexicographicPlan(problem, solving: solve)
            (program, first, stages, feeRounds) = (plan.program, plan.solution, plan.stages, 1)
        } else if problem.rules.contains(where: { $0.dealPriceFeeRate > 0 }) {
            let plan = try DealPriceFee(problem, solving: solve)
            (program, first, stages, feeRounds) = (plan.program, plan.solution, [], plan.rounds)
        } else {
            program = MarketProgram(problem)
            first = try solve(program, nil)
            (stages, feeRounds) = ([], 1)
        }
        solution = QuotaSolution(problem, program, first)
        // The proof is of the plan as it is reported, with emissions recomputed.
        var reported = first
        reported.values = solution.values(problem)
        found = reported
        certificate = ProgramCertificate(program, reported)
    }
}

extension QuotaSolution {
    /// The amounts of the plan in the order of the programme's columns.
    func values(_ problem: QuotaProblem) -> [Double] {
        let amounts =
            emitted + abated + grown + bought + sold + shortfall + flows + reserveDrawn + boughtBack
            + sentDirectly + banked + tierDrawn + sectionLoads
        guard !problem.records.totals.isEmpty else { return amounts }
        let terms = LimitTerms(problem, QuotaLayout(problem))
        return amounts
            + problem.records.totals.map { total in
                terms.entries(total.terms).reduce(0) { $0 + $1.value * amounts[$1.column] }
            }
    }
}
