import EcoUnits

/// The plan of a market with limits that are not straight: receptors in uncertain weather or under responses that
/// bend, Gini coefficients. It ends as a plan of one ordinary market whose matrix is that of the weather that binds,
/// or of the straight lines at the plan, so that prices, rents and contributions mean what they always mean.
struct GuardedPlan {
    /// With the matrix that the plan ends with.
    let problem: QuotaProblem
    let program: MarketProgram
    let solution: ProgramSolution
    let proof: PlanProof
    /// Limits that the rows of `program` may not tell in full.
    let limits: [any ConvexLimit]
    /// No plan costs less, yuan; nil where the prices of `solution` tell it.
    let bound: Double?

    /// - Returns: nil where all limits are straight.
    /// - Throws: `UnreachableMarket` where no plan keeps all limits; what `solve` throws.
    init?(_ problem: QuotaProblem, solving solve: ProgramSolving) throws {
        let bounds = problem.records.giniBounds
        guard problem.response != nil || !bounds.isEmpty else { return nil }
        let layout = QuotaLayout(problem)
        let even = bounds.map { GiniColumns($0, problem, layout) }
        do {
            if let response = problem.bentResponse {
                try self.init(problem, response, even, solve)
            } else {
                try self.init(problem, even, solve)
            }
        } catch let failure as UnreachableLimits {
            throw UnreachableMarket(problem: problem.atLimits(failure.values))
        }
    }

    private init(
        _ problem: QuotaProblem, _ response: any BentResponse, _ even: [GiniColumns], _ solve: ProgramSolving
    ) throws {
        let rows = problem.governedRows
        let market = MarketProgram(problem)
        let plan = try SurfacePlan(
            problem, response, market.lifting(rows), rows: rows, besides: even, solving: solve)
        self.problem = problem.withLines(plan.lines)
        program = MarketProgram(self.problem).adding(plan.cuts.map(\.cut))
        solution = ProgramSolution(
            values: plan.values, rowPrices: plan.rowPrices + plan.cuts.map(\.price),
            ambientPrices: plan.ambientPrices, solver: InteriorPointSolver.id, iterations: plan.rounds)
        proof = PlanProof(scope: .straightLines, rounds: plan.rounds)
        // One line at the plan is the response itself there; of several years all must hold.
        let years = response is UncertainResponse ? rows : []
        limits =
            years.map { ReceptorLimit(row: $0, response: response, ambient: market.ambient) }
            as [any ConvexLimit] + even
        bound = nil
    }

    private init(_ problem: QuotaProblem, _ even: [GiniColumns], _ solve: ProgramSolving) throws {
        let rows = problem.governedRows
        let market = MarketProgram(problem)
        let base = market.lifting(rows)
        let response = problem.response as? UncertainResponse
        let planes: CuttingPlanes
        if let response, response.terms.method == .shareOfYears {
            let plan = try ShareOfYearsPlan(
                base, rows, response, allowances: market.ambient.allowance, besides: even, solving: solve)
            (planes, limits, bound) = (plan.planes, plan.limits, plan.bound)
            proof = PlanProof(scope: .shareOfYears, rounds: planes.rounds, cases: plan.cases)
        } else {
            let stations = rows.compactMap { row in
                response.map { ReceptorLimit(row: row, response: $0, ambient: market.ambient) }
            }
            limits = stations as [any ConvexLimit] + even
            planes = try CuttingPlanes(base, limits, family: "convex_limit", unit: "", solving: solve)
            bound = nil
            proof = PlanProof(scope: .convexLimits, rounds: planes.rounds)
        }
        let ending = GuardedEnding(problem, base, planes, rows: rows)
        (self.problem, program, solution) = (ending.problem, ending.program, ending.solution)
    }
}

/// The ordinary market that a plan under convex limits ends as.
private struct GuardedEnding {
    let problem: QuotaProblem
    let program: MarketProgram
    let solution: ProgramSolution

    init(_ problem: QuotaProblem, _ base: MarketProgram, _ planes: CuttingPlanes, rows: [Int]) {
        let emissions = base.ambient.groupEmissions(planes.solution.values)
        var lines: [Int: (slope: [Double], constant: Double)] = [:]
        var ambientPrices = planes.solution.ambientPrices
        for (limit, row) in rows.enumerated() {
            let cuts = planes.prices(of: limit, after: base.rowCount)
            let price = cuts.reduce(0) { $0 + $1.price }
            ambientPrices[row] = price
            let line = problem.response?.line(row, at: emissions)
            lines[row] = (
                price > 0 ? base.ambient.slope(cuts, price) : line?.slope ?? [], 0
            )
        }
        let ending = problem.withLines(lines)
        self.problem = ending
        var solution = planes.solution
        guard base.wholeColumns.isEmpty else {
            // The cases of whole projects are proven on the rows that they were solved with.
            (program, self.solution) = (planes.program, solution)
            return
        }
        var program = MarketProgram(ending)
        var rowPrices = Array(solution.rowPrices[..<base.rowCount])
        for (position, one) in planes.cuts.enumerated() where one.limit >= rows.count {
            program = program.addingLimit(GiniLimit.id, one.cut.terms, atMost: one.cut.limit, unit: "t")
            rowPrices.append(solution.rowPrices[base.rowCount + position])
        }
        solution.rowPrices = rowPrices
        solution.ambientPrices = ambientPrices
        (self.program, self.solution) = (program, solution)
    }
}

extension AmbientRows {
    /// The coefficients that cuts have together, by their prices.
    fileprivate func slope(_ cuts: [(cut: LimitCut, price: Double)], _ sum: Double) -> [Double] {
        var byColumn: [Int: Double] = [:]
        for (cut, price) in cuts where price > 0 {
            for term in cut.terms { byColumn[term.column, default: 0] += price / sum * term.value }
        }
        var slope = [Double](repeating: 0, count: matrix.columns)
        for (column, group) in zip(emission, group) { slope[group] = byColumn[column] ?? 0 }
        return slope
    }
}

extension QuotaProblem {
    /// The market with straight lines at a plan, for the report on what cannot be met.
    fileprivate func atLimits(_ values: [Double]) -> QuotaProblem {
        let layout = QuotaLayout(self)
        let emitted = values.isEmpty ? sources.map(\.baseline) : Array(values[layout.emission])
        let emissions = groupEmissions(emitted)
        var lines: [Int: (slope: [Double], constant: Double)] = [:]
        for row in 0..<transfer.rows {
            guard let line = response?.line(row, at: emissions) else { continue }
            lines[row] = (line.slope, line.constant(at: emissions))
        }
        return withLines(lines)
    }
}

/// A market whose limits no plan keeps, with straight lines in place of what bends.
struct UnreachableMarket: Error {
    let problem: QuotaProblem
}

/// What the certificate of a plan speaks of.
public struct PlanProof: Sendable, Equatable {
    public enum Scope: String, Sendable, CaseIterable {
        /// All that the records say.
        case market
        /// All that the records say; limits that are not straight are met by the straight ones that bind.
        case convexLimits = "convex_limits"
        /// Every choice of the years in which limits need not hold.
        case shareOfYears = "share_of_years"
        /// The market with its responses as straight lines at the plan, and no other.
        case straightLines = "straight_lines"

        public var meaning: LocalizedText {
            switch self {
            case .market: LocalizedText(en: "the whole market", zh: "整个市场")
            case .convexLimits:
                LocalizedText(
                    en: "the whole market, limits under uncertain weather and Gini coefficients among them",
                    zh: "整个市场，包括气象不确定性下的限值与基尼系数约束")
            case .shareOfYears:
                LocalizedText(
                    en: "the whole market and every choice of years in which limits need not hold",
                    zh: "整个市场，并涵盖不达标年份的所有选择")
            case .straightLines:
                LocalizedText(
                    en:
                        "the market with straight lines in place of the response surfaces, taken at the plan; other "
                        + "plans further away may cost less",
                    zh: "仅对方案处线性化后的市场成立；响应曲面为非线性，远离该方案处可能存在费用更低的方案")
            }
        }
    }

    public var scope = Scope.market
    /// Markets solved one after another until the limits were met.
    public var rounds = 1
    /// Cases of years.
    public var cases = 1
}
