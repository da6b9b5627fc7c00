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
    /// What the certificate speaks of.
    public let proof: PlanProof

    /// By the objective that the records were prepared for (`QuotaRecords.prepared`).
    /// - Throws: what `solve` throws.
    public init(_ problem: QuotaProblem, solving solve: ProgramSolving) throws {
        var (proof, guarded): (PlanProof, GuardedPlan?) = (PlanProof(), nil)
        let first: ProgramSolution
        if problem.records.objective == .lexicographic {
            let plan = try LexicographicPlan(problem, solving: solve)
            (program, first, stages, feeRounds) = (plan.program, plan.solution, plan.stages, 1)
        } else if problem.rules.contains(where: { $0.dealPriceFeeRate > 0 }) {
            let plan = try DealPriceFee(problem, solving: solve)
            (program, first, stages, feeRounds) = (plan.program, plan.solution, [], plan.rounds)
        } else if let plan = try GuardedPlan(problem, solving: solve) {
            (program, first, stages, feeRounds) = (plan.program, plan.solution, [], 1)
            (proof, guarded) = (plan.proof, plan)
        } else {
            program = MarketProgram(problem)
            first = try solve(program, nil)
            (stages, feeRounds) = ([], 1)
        }
        let problem = guarded?.problem ?? problem
        (self.problem, self.proof) = (problem, proof)
        solution = QuotaSolution(problem, program, first)
        // The proof is of the plan as it is reported, with emissions recomputed.
        var reported = first
        reported.values = solution.values(problem)
        found = reported
        let certificate = ProgramCertificate(program, reported)
        self.certificate = guarded.map { certificate.completed($0, reported.values) } ?? certificate
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

extension ProgramCertificate {
    /// With the bound of all cases, and with what limits that are not straight say of the plan by themselves.
    fileprivate func completed(_ plan: GuardedPlan, _ values: [Double]) -> ProgramCertificate {
        var excess = (absolute: 0.0, relative: 0.0)
        for cut in plan.limits.map({ $0.cut(at: values) }) where cut.excess > excess.relative {
            excess = (cut.value - cut.limit, cut.excess)
        }
        let family = plan.proof.scope.rawValue
        let own =
            plan.limits.isEmpty
            ? []
            : [Violation(family: family, absolute: excess.absolute, relative: excess.relative, unit: "1")]
        let bound = min(plan.bound ?? dualBound, dualBound)
        let error = plan.program.cancellation(plan.solution.ambientPrices)
        return ProgramCertificate(self, dualBound: (bound - error).nextDown, violations: own)
    }
}

extension MarketProgram {
    /// More than the charges of receptors can err where entries below 0 take others away, yuan; 0 where there are none.
    fileprivate func cancellation(_ prices: [Double]) -> Double {
        let rows = prices.indices.filter { prices[$0] > 0 }
        let matrix = ambient.matrix.denseRows(rows)
        guard matrix.elements.contains(where: { $0 < 0 }) else { return 0 }
        var sum = 0.0
        for (column, group) in zip(ambient.emission, ambient.group) {
            for (position, row) in rows.enumerated() {
                sum += prices[row] * matrix[position, group].magnitude * upper[column]
            }
        }
        return Double(2 * rows.count + 8) * .ulpOfOne * sum
    }
}
