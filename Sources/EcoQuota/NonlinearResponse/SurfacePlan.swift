/// A plan under responses that bend: a sequence of markets, each with the responses as straight lines at the last
/// plan, what they bend at the last price added to the cost as squares of the way from it, and emissions within a region
/// of trust (sequential programming with an exact penalty; Fletcher and Sainz de la Maza 1989, doi:10.1007/BF01582870).
/// Where there are years of weather each has a line of its own, and what the limit asks of them together is met by cuts;
/// so are Gini coefficients.
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
    /// Of the other limits: rows beside those of the programme given, and their prices.
    private(set) var cuts: [(cut: LimitCut, price: Double)] = []
    private(set) var rounds = 0

    static let mostRounds = 200
}

extension SurfacePlan {
    /// - Throws: `UnreachableLimits` where the plans come to rest above a limit; what `solve` throws.
    init(
        _ problem: QuotaProblem, _ response: any BentResponse, _ base: MarketProgram, rows: [Int],
        besides others: [any ConvexLimit], solving solve: ProgramSolving
    ) throws {
        var search = SurfaceSearch(problem, response, base, rows, others)
        values = base.ambient.emission.isEmpty ? [] : search.start
        while rounds < Self.mostRounds {
            rounds += 1
            let step = try search.step(solve)
            (rowPrices, ambientPrices, cuts) = (step.rowPrices, step.ambientPrices, step.cuts)
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
        let cuts: [(cut: LimitCut, price: Double)]
    }

    let problem: QuotaProblem
    let response: any BentResponse
    /// Beside those of receptors.
    let others: [any ConvexLimit]
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
    /// Moves between plans that are worth alike.
    private var alike = 0
    private static let mostAlike = 30
    /// Of each of `rows`, at the last step.
    private var prices: [Double]
    /// Of each of `rows`: how much each year counts in the price; empty where it has none.
    private var yearWeights: [[Double]]

    var start: [Double] { values }

    init(
        _ problem: QuotaProblem, _ response: any BentResponse, _ base: MarketProgram, _ rows: [Int],
        _ others: [any ConvexLimit]
    ) {
        self.problem = problem
        self.response = response
        self.others = others
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
        yearWeights = rows.map { _ in [] }
        let lines = rows.map { response.lines($0, at: emissions) }
        var touched = Set<Int>()
        for slope in lines.joined().map(\.slope) {
            for (group, value) in slope.enumerated() where value != 0 { touched.insert(group) }
        }
        columns = zip(base.ambient.emission, base.ambient.group).filter { touched.contains($0.1) }.map(\.0)
        // More than it can cost to take one ug/m3 off where a tonne does most.
        let dearest = base.cost.reduce(1) { max($0, $1.magnitude) }
        penalties = lines.map { lines in
            let most = lines.map(\.slope).joined().reduce(0) { max($0, $1.magnitude) }
            return most > 0 ? 4 * dearest / most : dearest
        }
    }

    /// What a response adds, by the response itself.
    private func load(_ row: Int, _ emissions: [Double]) -> Double {
        let loads = response.lines(row, at: emissions).map(\.value)
        return dot(response.weights(loads), loads)
    }

    /// The lines at the plan: of a row with a price as its years share the price, of others as they share the load.
    func lines() -> [Int: (slope: [Double], constant: Double)] {
        let emissions = base.ambient.groupEmissions(values)
        return Dictionary(
            uniqueKeysWithValues: zip(rows, yearWeights).map { row, weights in
                let lines = response.lines(row, at: emissions)
                let line = response.line(
                    lines, weights.isEmpty ? response.weights(lines.map(\.value)) : weights)
                return (row, (line.slope, line.constant(at: emissions)))
            })
    }

    /// By how much a plan breaks each limit, ug/m3.
    private func excesses(_ values: [Double]) -> [Double] {
        let emissions = base.ambient.groupEmissions(values)
        return zip(rows, allowances).map { max(0, load($0, emissions) - $1) }
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
        let limits = self.limits
        let planes: CuttingPlanes
        do {
            planes = try CuttingPlanes(
                program, limits + others, from: limits.enumerated().map { ($0, $1.cut(at: values)) },
                family: "response", unit: "ug/m3", solving: solve)
        } catch is UnreachableLimits {
            throw UnreachableLimits(values: values)
        }
        let found = planes.solution
        take(planes, program.rowCount)
        var ambient = found.ambientPrices
        for (row, price) in zip(rows, prices) { ambient[row] = price }
        let cuts = others.indices.flatMap { planes.prices(of: rows.count + $0, after: program.rowCount) }
        let step = Step(
            rowPrices: Array(found.rowPrices[..<base.rowCount]), ambientPrices: ambient, cuts: cuts)
        move(to: Array(found.values[..<base.columnCount]), predicted: program.objective(found.values))
        return step
    }

    /// The prices of the rows, and how their years share them.
    private mutating func take(_ planes: CuttingPlanes, _ rowCount: Int) {
        for position in rows.indices {
            let cuts = planes.prices(of: position, after: rowCount)
            let price = cuts.reduce(0) { $0 + $1.price }
            prices[position] = price
            guard price > 0 else {
                yearWeights[position] = []
                continue
            }
            var weights = [Double](repeating: 0, count: cuts[0].cut.yearWeights.count)
            for (cut, part) in cuts {
                for (year, weight) in cut.yearWeights.enumerated() { weights[year] += part / price * weight }
            }
            yearWeights[position] = weights
        }
    }

    /// The limits by the lines at the plan, each with an excess column after those of the base programme.
    private var limits: [any ConvexLimit] {
        let emissions = base.ambient.groupEmissions(values)
        return rows.indices.map { position in
            LineLimit(
                response: response, lines: response.lines(rows[position], at: emissions),
                emissions: emissions,
                allowance: allowances[position], excess: base.columnCount + position, ambient: base.ambient)
        }
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
        } else if max(hoped.magnitude, gained.magnitude) <= least, keepsLimits {
            // Worth alike to the last digits: the next plan is the nearer one, which its prices tell and costs do not.
            values = next
            alike += 1
            mayGoOn = alike < Self.mostAlike
        } else if hoped <= least, !keepsLimits, penalties.allSatisfy({ $0 < 1e14 }) {
            penalties = penalties.map { 10 * $0 }
        } else {
            trust /= 4
            mayGoOn = trust > 1e-12
        }
    }

    /// The programme with columns for what limits are broken by, at the penalty, and the region of trust.
    private func linearised() -> MarketProgram {
        var program = base
        let emissions = base.ambient.groupEmissions(values)
        for (position, row) in rows.enumerated() {
            let most = response.lines(row, at: emissions).map { line in
                base.ambient.terms(line.slope).reduce(line.constant(at: emissions).magnitude) {
                    $0 + $1.value.magnitude * base.upper[$1.column]
                }
            }
            program.addExcess(
                cost: penalties[position],
                upper: most.reduce(0, +) + allowances[position].magnitude + 1)
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
        guard prices.contains(where: { $0 > 0 }) else { return }
        var bends = [Double](repeating: 0, count: emissions.count)
        for (row, price) in zip(rows, prices) where price > 0 {
            for (group, bend) in response.bends(row, at: emissions).enumerated() {
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
        let program = MarketProgram(market).adding(step.cuts.map(\.cut))
        let found = ProgramSolution(
            values: values, rowPrices: step.rowPrices + step.cuts.map(\.price),
            ambientPrices: step.ambientPrices, solver: "")
        let limits = rows.map { ReceptorLimit(row: $0, response: response, ambient: ambient) }
        return ProgramCertificate(program, found).verdict == .proven
            && limits.allSatisfy { $0.cut(at: values).excess <= ProgramCertificate.violationTolerance }
    }

    /// With the limits as they are.
    private var ambient: AmbientRows {
        var ambient = base.ambient
        for (row, allowance) in zip(rows, allowances) { ambient.allowance[row] = allowance }
        return ambient
    }
}

extension MarketProgram {
    /// Another column, last: what a limit is broken by.
    fileprivate mutating func addExcess(cost: Double, upper: Double) {
        self.cost.append(cost)
        curvature.append(0)
        self.upper.append(upper)
        matrix.append([])
    }

    /// With limits on the emissions as rows.
    func adding(_ cuts: [LimitCut]) -> MarketProgram {
        cuts.reduce(self) { $0.addingLimit(GiniLimit.id, $1.terms, atMost: $1.limit, unit: "t") }
    }
}

/// The limit of a receptor by the lines of its years at some emissions, which an excess column may break.
private struct LineLimit: ConvexLimit {
    let response: any BentResponse
    let lines: [ResponseLine]
    let emissions: [Double]
    let allowance: Double
    let excess: Int
    let ambient: AmbientRows

    func cut(at values: [Double]) -> LimitCut {
        let change = zip(ambient.groupEmissions(values), emissions).map { $0 - $1 }
        let loads = lines.map { $0.value + dot($0.slope, change) }
        let weights = response.weights(loads)
        let line = response.line(lines, weights)
        let constant = line.constant(at: emissions)
        let broken = values.indices.contains(excess) ? values[excess] : 0
        let load = dot(weights, loads)
        return LimitCut(
            terms: ambient.terms(line.slope) + [(excess, -1)], limit: allowance - constant,
            value: load - constant - broken, size: max(load.magnitude, allowance.magnitude),
            yearWeights: weights)
    }
}
