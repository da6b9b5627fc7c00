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
        if problem.records.objective == .lexicographic {
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
        // The proof is of the plan as it is reported, with emissions recomputed.
        var reported = found
        reported.values = solution.values(problem)
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

extension Certificate {
    /// The proof of a plan that the programme holds more of than the market of pools and receptors.
    init(_ plan: QuotaPlan) {
        primalObjective = plan.certificate.primalObjective
        dualBound = plan.certificate.dualBound
        violations = plan.certificate.violations
        tolerance = plan.certificate.tolerance
        shortfall = plan.solution.shortfall.reduce(0, +)
        solver = plan.solution.solver
        iterations = plan.solution.iterations
    }
}

extension QuotaProblem {
    /// Whether the market has parts that the older solver of pools and receptors does not know.
    var needsProgramme: Bool {
        periods.count > 1 || !measureEffects.isEmpty || !edges.isEmpty || !records.classLinks.isEmpty
            || !sectionLoads.isEmpty || !tierDraws.isEmpty || !records.limits.isEmpty || records.countsDamage
            || !records.tradesInPools || records.objective == .lexicographic
            || transfer.columns > accounts.count || accounts.contains { $0.pooled > 0 }
            || rules.contains { $0.dealPriceFeeRate > 0 }
            || zip(projects, projectEffects).contains { project, effect in
                project.isWhole || project.weight != 1 || !effect.quota.isEmpty || effect.emissions.count > 1
            }
    }
}
