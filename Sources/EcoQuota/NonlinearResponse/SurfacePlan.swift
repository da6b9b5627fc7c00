/// A plan under responses that bend: a sequence of markets, each with the responses as straight lines at the last
/// plan, what they bend at the last price added to the cost as squares of the way from it, and emissions within a region
/// of trust (sequential programming with an exact penalty; Fletcher and Sainz de la Maza 1989, doi:10.1007/BF01582870).
///
/// It ends where the market of the straight lines at a plan proves that very plan. What is proven is that market: a
/// bent response may leave other plans, further away, that cost less.
struct SurfacePlan {
    /// Columns as of the programme given.
    private(set) var values: [Double]
    /// Of the rows of the programme given.
    private(set) var rowPrices: [Double] = []
    /// By row of the receptors, of all of them.
    private(set) var ambientPrices: [Double] = []
    private(set) var lines: [Int: (slope: [Double], constant: Double)] = [:]
    private(set) var rounds = 0

    static let mostRounds = 200
}

extension SurfacePlan {
    /// - Throws: `UnreachableLimits` where the plans come to rest above a limit; what `solve` throws.
    init(_ problem: QuotaProblem, _ base: MarketProgram, rows: [Int], solving solve: ProgramSolving) throws {
        var search = SurfaceSearch(problem, base, rows)
        values = base.ambient.emission.isEmpty ? [] : search.start
        while rounds < Self.mostRounds {
            rounds += 1
            let step = try search.step(solve)
            (rowPrices, ambientPrices) = (step.rowPrices, step.ambientPrices)
            if search.isProven(step) || !search.mayGoOn { break }
        }
        guard search.keepsLimits else { throw UnreachableLimits(values: search.values) }
        values = search.values
        lines = search.lines()
    }
}

/// The state of the sequence.
private struct SurfaceSearch {
    struct Step {
        let rowPrices: [Double]
        let ambientPrices: [Double]
    }

    let problem: QuotaProblem
    /// With the bent rows lifted.
    let base: MarketProgram
    let rows: [Int]
    /// Of each of `rows`.
    let allowances: [Double]
    /// The columns that bent responses look at, and their emission at most.
    private let columns: [Int]
    /// The plan so far.
    private(set) var values: [Double]
    private var isFirst = true
    /// As a part of the most that each source emits.
    private var trust = 1.0
    /// yuan for each ug/m3 above the limit, of each of `rows`.
    private var penalties: [Double]
    private(set) var mayGoOn = true
    /// Of each of `rows`, at the last step.
    private var prices: [Double]

    var start: [Double] { values }

    init(_ problem: QuotaProblem, _ base: MarketProgram, _ rows: [Int]) {
        self.problem = problem
        self.base = base
        self.rows = rows
        let all = problem.allowances
        allowances = rows.map { all[$0] }
        // At the emission before any measure.
        var values = [Double](repeating: 0, count: base.columnCount)
        for (source, column) in base.ambient.emission.enumerated() {
            values[column] = min(problem.sources[source].baseline, base.upper[column])
        }
        self.values = values
        let emissions = base.ambient.groupEmissions(values)
        prices = rows.map { _ in 0 }
        let slopes = rows.map { problem.response?.line($0, at: emissions)?.slope ?? [] }
        var touched = Set<Int>()
        for slope in slopes {
            for (group, value) in slope.enumerated() where value != 0 { touched.insert(group) }
        }
        columns = zip(base.ambient.emission, base.ambient.group).filter { touched.contains($0.1) }.map(\.0)
        // More than it can cost to take one ug/m3 off where a tonne does most.
        let dearest = base.cost.reduce(1) { max($0, $1.magnitude) }
        penalties = slopes.map { slope in
            let most = slope.reduce(0) { max($0, $1.magnitude) }
            return most > 0 ? 4 * dearest / most : dearest
        }
    }

    private func line(_ row: Int, _ emissions: [Double]) -> ResponseLine {
        problem.response?.line(row, at: emissions) ?? ResponseLine(value: 0, slope: emissions.map { _ in 0 })
    }

    func lines() -> [Int: (slope: [Double], constant: Double)] {
        let emissions = base.ambient.groupEmissions(values)
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let line = line(row, emissions)
                return (row, (line.slope, line.constant(at: emissions)))
            })
    }

    /// By how much a plan breaks each limit, ug/m3.
    private func excesses(_ values: [Double]) -> [Double] {
        let emissions = base.ambient.groupEmissions(values)
        return zip(rows, allowances).map { max(0, line($0, emissions).value - $1) }
    }

    private func worth(_ values: [Double]) -> Double {
        base.objective(values) + dot(penalties, excesses(values))
    }

    var keepsLimits: Bool {
        zip(excesses(values), allowances).allSatisfy { $0 <= 1e-6 * max($1.magnitude, 1e-3) }
    }

    /// The market of the lines at the plan, solved; the plan moves there where that is better.
    mutating func step(_ solve: ProgramSolving) throws -> Step {
        let program = linearised()
        let found: ProgramSolution
        do {
            found = try solve(program, nil)
        } catch is QuotaSolverError {
            throw UnreachableLimits(values: values)
        }
        prices = found.rowPrices[base.rowCount..<(base.rowCount + rows.count)].map { max(0, $0) }
        var ambient = found.ambientPrices
        for (row, price) in zip(rows, prices) { ambient[row] = price }
        let step = Step(rowPrices: Array(found.rowPrices[..<base.rowCount]), ambientPrices: ambient)
        let next = Array(found.values[..<base.columnCount])
        move(to: next, predicted: program.objective(found.values))
        return step
    }

    private mutating func move(to next: [Double], predicted: Double) {
        let (now, then) = (worth(values), worth(next))
        defer { isFirst = false }
        if isFirst {
            values = next
            return
        }
        let (hoped, gained) = (now - predicted, now - then)
        let least = 1e-13 * max(1, now.magnitude)
        if gained > 0, gained >= 0.1 * hoped {
            values = next
            if gained >= 0.75 * hoped { trust = min(1, 2 * trust) }
        } else if hoped <= least, !keepsLimits, penalties.allSatisfy({ $0 < 1e14 }) {
            penalties = penalties.map { 10 * $0 }
        } else {
            trust /= 4
            mayGoOn = trust > 1e-12
        }
    }

    /// The programme with the lines at the plan as rows that may be broken at the penalty, and the region of trust.
    private func linearised() -> MarketProgram {
        var program = base
        let emissions = base.ambient.groupEmissions(values)
        for (position, row) in rows.enumerated() {
            let line = line(row, emissions)
            let constant = line.constant(at: emissions)
            program = program.addingLimit(
                "response", base.ambient.terms(line.slope), atMost: allowances[position] - constant,
                unit: "ug/m3")
        }
        for (position, row) in rows.enumerated() {
            let line = line(row, emissions)
            let most = base.ambient.terms(line.slope).reduce(line.constant(at: emissions).magnitude) {
                $0 + $1.value.magnitude * base.upper[$1.column]
            }
            program.addExcess(
                ofRow: base.rowCount + position, cost: penalties[position],
                upper: most + allowances[position].magnitude + 1)
        }
        addBends(to: &program, emissions)
        guard trust < 1 else { return program }
        for column in columns where base.upper[column] > 0 {
            let reach = trust * base.upper[column]
            program = program.addingLimit(
                "trust", [(column, 1)], atMost: values[column] + reach, unit: "t")
            program = program.addingLimit(
                "trust", [(column, -1)], atMost: reach - values[column], unit: "t")
        }
        return program
    }

    /// Squares of the way from the plan, as much as the responses may bend at their last prices; 0 at the plan itself.
    private func addBends(to program: inout MarketProgram, _ emissions: [Double]) {
        guard let surfaces = problem.response as? SurfaceResponse, prices.contains(where: { $0 > 0 }) else {
            return
        }
        var bends = [Double](repeating: 0, count: emissions.count)
        for (row, price) in zip(rows, prices) where price > 0 {
            for (group, bend) in surfaces.bends(row, at: emissions).enumerated() {
                bends[group] += price * bend
            }
        }
        let members = Dictionary(grouping: base.ambient.group) { $0 }.mapValues { Double($0.count) }
        for (column, group) in zip(base.ambient.emission, base.ambient.group) where bends[group] > 0 {
            let bend = bends[group] * (members[group] ?? 1)
            program.curvature[column] += bend
            program.cost[column] -= bend * values[column]
            program.constant += bend * values[column] * values[column] / 2
        }
    }

    /// Whether the market of the lines at the plan proves the plan with the prices of a step.
    func isProven(_ step: Step) -> Bool {
        let market = problem.withLines(lines())
        let program = MarketProgram(market)
        let found = ProgramSolution(
            values: values, rowPrices: step.rowPrices, ambientPrices: step.ambientPrices, solver: "")
        return ProgramCertificate(program, found).verdict == .proven
    }
}

extension MarketProgram {
    /// Another column, last: what a row is broken by.
    fileprivate mutating func addExcess(ofRow row: Int, cost: Double, upper: Double) {
        self.cost.append(cost)
        curvature.append(0)
        self.upper.append(upper)
        matrix.append([(row, -1)])
    }
}
