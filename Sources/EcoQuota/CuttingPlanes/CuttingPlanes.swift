/// A programme under convex limits, solved with the straight ones that its plans would break, added as they are
/// found (Kelley 1960, doi:10.1137/0108053). The programme is a relaxation at any time, so what its proof says of the
/// least cost holds for the limits themselves.
struct CuttingPlanes {
    /// With the cuts as its last rows.
    private(set) var program: MarketProgram
    private(set) var solution: ProgramSolution
    /// For each row after those of the first programme: the position of its limit, and the cut.
    private(set) var cuts: [(limit: Int, cut: LimitCut)] = []
    private(set) var rounds = 0
    /// By how much the plan breaks the limits at most, relative.
    private(set) var largestExcess = 0.0

    /// A plan this close to its limits keeps them.
    static let tolerance = 2e-10
    private static let mostRounds = 200

    /// - Parameter cuts: to begin with.
    /// - Throws: `UnreachableLimits` where no plan keeps all limits; what `solve` throws.
    init(
        _ base: MarketProgram, _ limits: [any ConvexLimit], from cuts: [(limit: Int, cut: LimitCut)] = [],
        family: String, unit: String, solving solve: ProgramSolving
    ) throws {
        program = base
        for cut in cuts { program = program.adding(cut.cut, family, unit) }
        self.cuts = cuts
        solution = try Self.solved(program, solve, [])
        while rounds < Self.mostRounds {
            rounds += 1
            let values = solution.values
            let found = limits.map { $0.cut(at: values) }
            let excess = found.reduce(0) { max($0, $1.excess) }
            let isStuck = excess <= ProgramCertificate.violationTolerance / 2 && excess >= largestExcess
            largestExcess = excess
            if excess <= Self.tolerance || (rounds > 1 && isStuck) { return }
            for (limit, cut) in found.enumerated() where cut.excess > Self.tolerance {
                self.cuts.append((limit, cut))
                program = program.adding(cut, family, unit)
            }
            solution = try Self.solved(program, solve, values)
        }
    }

    private static func solved(
        _ program: MarketProgram, _ solve: ProgramSolving, _ last: [Double]
    ) throws -> ProgramSolution {
        do {
            let found = try solve(program, nil)
            let broken = program.violations(found.values).reduce(0) { max($0, $1.relative) }
            guard broken <= 1e-6 else { throw UnreachableLimits(values: last) }
            return found
        } catch is QuotaSolverError {
            throw UnreachableLimits(values: last)
        }
    }

    /// The prices of the cuts of one limit, in the order of `cuts`.
    func prices(of limit: Int, after rowCount: Int) -> [(cut: LimitCut, price: Double)] {
        cuts.enumerated().filter { $0.element.limit == limit }.map {
            ($0.element.cut, max(0, solution.rowPrices[rowCount + $0.offset]))
        }
    }
}

/// Limits that no plan keeps together.
struct UnreachableLimits: Error {
    /// The last plan that kept those looked at before; empty where there is none.
    let values: [Double]
}

extension MarketProgram {
    fileprivate func adding(_ cut: LimitCut, _ family: String, _ unit: String) -> MarketProgram {
        addingLimit(family, cut.terms, atMost: cut.limit, unit: unit)
    }
}
