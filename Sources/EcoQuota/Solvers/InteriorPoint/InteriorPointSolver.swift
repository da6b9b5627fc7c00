/// Our own interior-point method: lazy receptor rows around a structured predictor-corrector, a second pass
/// that makes the plan unique, and repairs that leave plan and prices exactly feasible.
public struct InteriorPointSolver: QuotaSolver {
    public static let id = "interior_point"

    public init() {}

    public func solve(_ problem: QuotaProblem) throws(QuotaSolverError) -> QuotaSolution {
        let search = InteriorPointSearch(problem)
        var rows = search.firstRows()
        var raw = try search.iterate(rows: rows)
        while let missing = search.missingRows(raw, rows) {
            rows = (rows + missing).sorted()
            let iterations = raw.iterations
            raw = try search.iterate(rows: rows)
            raw.iterations += iterations
        }
        let solution = search.repaired(raw)
        return try search.withUniquePlan(solution, rows: rows)
    }
}

/// The parts of the search that share the presolved problem.
struct InteriorPointSearch {
    let problem: QuotaProblem
    let presolve: MarketPresolve
    let scale: MarketScale
    let isLinear: Bool

    /// Rows added in one round, at least.
    private static let batch = 20
    private static let tolerance = 1e-12

    init(_ problem: QuotaProblem) {
        self.problem = problem
        presolve = MarketPresolve(problem)
        scale = MarketScale(problem)
        isLinear = problem.measures.allSatisfy { $0.slope == 0 }
    }

    /// The receptors that the quota as it stands would load most, in order.
    func firstRows() -> [Int] {
        let emissions = problem.sources.map { min($0.baseline, $0.quota) }
        return worst(problem.loads(ofEmissions: emissions), among: problem.receptors.indices)
    }

    /// The receptors whose limits the plan breaks although their rows were left out; nil where there are none.
    func missingRows(_ solution: QuotaSolution, _ rows: [Int]) -> [Int]? {
        let loads = problem.loads(ofEmissions: solution.emitted)
        let allowances = problem.allowances
        let present = Set(rows)
        let broken = problem.receptors.indices.filter {
            !present.contains($0) && loads[$0] > allowances[$0] * (1 + 1e-9)
        }
        guard !broken.isEmpty else { return nil }
        return worst(loads, among: problem.receptors.indices.filter { !present.contains($0) })
    }

    private func worst(_ loads: [Double], among rows: some Sequence<Int>) -> [Int] {
        let allowances = problem.allowances
        let ranked = rows.map { ($0, loads[$0] / max(allowances[$0], .leastNormalMagnitude)) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        let loaded = ranked.filter { loads[$0.0] > 0 }
        return loaded.prefix(Self.batch).map(\.0).sorted()
    }

    func repaired(_ raw: QuotaSolution) -> QuotaSolution {
        var solution = PrimalRepair(problem).repaired(raw)
        solution.multipliers = DualRepair(problem).repaired(raw.multipliers)
        return solution
    }

    /// The plan of the iterate, not yet repaired: it may break the limits of receptors whose rows are left out.
    func iterate(rows: [Int], tieBreak: Double = 0) throws(QuotaSolverError) -> QuotaSolution {
        let system = MarketSystem(problem, presolve, receptors: rows, scale: scale, tieBreak: tieBreak)
        var method = PredictorCorrector(system)
        try method.run(tolerance: Self.tolerance)
        return system.solution(x: method.x, y: method.y, iterations: method.iterations)
    }

    /// The same prices with the plan that spreads ties in proportion to size: the slopes added are lowered until
    /// the plan is optimal for the problem as given.
    func withUniquePlan(_ solution: QuotaSolution, rows: [Int]) throws(QuotaSolverError) -> QuotaSolution {
        var iterations = solution.iterations
        let first = Certificate(problem, solution).gap
        for tieBreak in isLinear ? [1e-3, 1e-5, 1e-7] : [1e-6, 1e-8] {
            guard var candidate = try? smoothPlan(rows: rows, tieBreak: tieBreak) else { continue }
            iterations += candidate.iterations
            candidate.multipliers = solution.multipliers
            candidate.iterations = iterations
            let certificate = Certificate(problem, candidate)
            let isFeasible = certificate.largestViolation <= Certificate.violationTolerance
            if isFeasible, certificate.gap <= max(first, certificate.tolerance / 10) { return candidate }
        }
        var unchanged = solution
        unchanged.iterations = iterations
        return unchanged
    }

    /// The limit of the plans as the added slopes vanish. Flat programmes reach it at once; curved ones approach
    /// it in a straight line, which two slopes extrapolate.
    private func smoothPlan(rows: [Int], tieBreak: Double) throws(QuotaSolverError) -> QuotaSolution {
        let near = try iterate(rows: rows, tieBreak: tieBreak)
        if isLinear { return PrimalRepair(problem).repaired(near) }
        let far = try iterate(rows: rows, tieBreak: 2 * tieBreak)
        var limit = near
        let parts: [WritableKeyPath<QuotaSolution, [Double]>] = [
            \.abated, \.grown, \.bought, \.sold, \.shortfall, \.flows, \.reserveDrawn, \.boughtBack,
        ]
        for part in parts {
            limit[keyPath: part] = zip(near[keyPath: part], far[keyPath: part]).map { max(0, 2 * $0 - $1) }
        }
        limit.iterations = near.iterations + far.iterations
        return PrimalRepair(problem).repaired(limit)
    }
}
