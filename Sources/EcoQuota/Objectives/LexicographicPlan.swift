/// A plan that serves one aim fully before it looks at the next: least shortfall, most value of the projects of
/// rank 1, 2, ..., and last the objective of the programme itself.
///
/// Each stage is a programme of its own, proven by itself; what it reaches becomes a limit of the next ones,
/// loosened by a part of 1e-10 so that rounding does not make it infeasible.
public struct LexicographicPlan: Sendable {
    public struct Stage: Sendable {
        /// `shortfall`, `rank_1`, ..., `welfare`.
        public let name: String
        /// t of shortfall; yuan of value, as a gain; yuan of cost.
        public let reached: Double
        public let certificate: ProgramCertificate
    }

    public let stages: [Stage]
    /// The last programme, with the limits of the stages before.
    public let program: MarketProgram
    public let solution: ProgramSolution

    /// - Throws: what `solve` throws.
    public init(_ problem: QuotaProblem, solving solve: ProgramSolving) throws {
        let layout = QuotaLayout(problem)
        var program = MarketProgram(problem)
        var stages: [Stage] = []
        for aim in Self.aims(problem, layout) {
            let stage = program.withObjective(aim.terms)
            let found = try solve(stage, nil)
            let certificate = ProgramCertificate(stage, found)
            let reached = certificate.primalObjective
            stages.append(
                Stage(name: aim.name, reached: aim.isGain ? -reached : reached, certificate: certificate))
            program = program.keeping(aim.name, aim.terms, at: reached, unit: aim.isGain ? "CNY" : "t")
        }
        let found = try solve(program, nil)
        let certificate = ProgramCertificate(program, found)
        stages.append(
            Stage(name: "welfare", reached: certificate.primalObjective, certificate: certificate))
        self.stages = stages
        self.program = program
        solution = found
    }

    private struct Aim {
        let name: String
        let terms: [(column: Int, value: Double)]
        let isGain: Bool
    }

    private static func aims(_ problem: QuotaProblem, _ layout: QuotaLayout) -> [Aim] {
        let shortfall = Aim(name: "shortfall", terms: layout.shortfall.map { ($0, 1) }, isGain: false)
        let ranks = Set(problem.projects.compactMap(\.priority)).sorted()
        return [shortfall]
            + ranks.map { rank in
                let members = problem.projects.indices.filter { problem.projects[$0].priority == rank }
                let terms = members.map {
                    (column: layout.growth.lowerBound + $0, value: -problem.projectEffects[$0].value)
                }
                return Aim(name: "rank_\(rank)", terms: terms, isGain: true)
            }
    }
}

extension MarketProgram {
    /// The programme in which some amounts together do not come out worse than an earlier stage left them. Amounts
    /// that this stage could do without altogether are taken out, so that no price hangs on a limit of nothing.
    fileprivate func keeping(
        _ name: String, _ terms: [(column: Int, value: Double)], at reached: Double, unit: String
    ) -> MarketProgram {
        let scale = terms.reduce(0) { $0 + $1.value.magnitude * upper[$1.column] }
        guard terms.allSatisfy({ $0.value >= 0 }), reached <= 1e-9 * scale else {
            return addingLimit(
                "stage_\(name)", terms, atMost: reached + 1e-10 * reached.magnitude, unit: unit)
        }
        var program = self
        for term in terms { program.upper[term.column] = 0 }
        return program
    }
}
