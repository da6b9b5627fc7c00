/// The best plan that keeps limits in a share of the years only.
///
/// Which years are spared is a choice of whole things: branch and bound over the years. A case holds some years of
/// some groups of receptors and spares others; its relaxation keeps the years that it holds and no more. A year is
/// branched on only where a plan would break more years of a group than it may.
struct ShareOfYearsPlan {
    let planes: CuttingPlanes
    /// Receptors whose limits `planes` numbers, with the years in which they hold.
    let limits: [any ConvexLimit]
    /// No plan costs less, yuan.
    let bound: Double
    /// Programmes that were solved.
    let cases: Int
}

extension ShareOfYearsPlan {
    /// More cases than this are not looked at; the gap that is left then stands in the certificate.
    static let mostCases = 2_000

    /// - Parameters:
    ///   - rows: of the receptors.
    ///   - allowances: of all rows.
    /// - Throws: `UnreachableLimits` where no choice of years leaves a plan; what `solve` throws.
    init(
        _ base: MarketProgram, _ rows: [Int], _ response: UncertainResponse, allowances: [Double],
        besides others: [any ConvexLimit], mostCases: Int = Self.mostCases, solving solve: ProgramSolving
    ) throws {
        var ambient = base.ambient
        ambient.allowance = allowances
        let search = YearSearch(rows: rows, response: response, ambient: ambient, others: others)
        var tree = YearTree(search, base)
        let first = try tree.begin(solve)
        while tree.cases < mostCases, let one = tree.next() { try tree.look(at: one, solve) }
        guard let best = tree.best else {
            // Cases that were not looked at may have a plan.
            if tree.cases >= mostCases { throw QuotaSolverError.breakdown(iteration: tree.cases) }
            throw UnreachableLimits(values: first)
        }
        planes = best.planes
        limits = search.limits(best.held)
        bound = tree.bound
        cases = tree.cases
    }
}

/// The cases that are open, and the best plan so far.
private struct YearTree {
    let search: YearSearch
    private let base: MarketProgram
    private var open: [YearSearch.Case] = []
    private(set) var best: (planes: CuttingPlanes, held: Set<YearSearch.Unit>, cost: Double)?
    /// The least bound of the cases that are settled.
    private var settled = Double.infinity
    private(set) var cases = 0

    init(_ search: YearSearch, _ base: MarketProgram) {
        self.search = search
        self.base = base
    }

    /// No plan costs less, yuan.
    var bound: Double { open.reduce(settled) { min($0, $1.bound) } }

    private mutating func solved(
        _ held: Set<YearSearch.Unit>, _ cuts: [(limit: Int, cut: LimitCut)], _ solve: ProgramSolving
    ) throws -> (planes: CuttingPlanes, bound: Double) {
        cases += 1
        let planes = try CuttingPlanes(
            base, search.limits(held), from: cuts, family: "receptor_years", unit: "ug/m3", solving: solve)
        return (planes, ProgramCertificate(planes.program, planes.solution).dualBound)
    }

    /// The case that holds no year yet; its plan.
    mutating func begin(_ solve: ProgramSolving) throws -> [Double] {
        let (planes, bound) = try solved([], [], solve)
        open = [.init(held: [], spared: [], planes: planes, bound: bound)]
        return planes.solution.values
    }

    /// The open case with the least bound; nil where none can be better than the best plan.
    mutating func next() -> YearSearch.Case? {
        guard let index = open.indices.min(by: { open[$0].bound < open[$1].bound }) else { return nil }
        if let best, open[index].bound >= best.cost - 1e-10 * max(1, best.cost.magnitude) { return nil }
        return open.remove(at: index)
    }

    /// Settles a case whose plan breaks no more years than it may, else parts it in two.
    mutating func look(at one: YearSearch.Case, _ solve: ProgramSolving) throws {
        guard let unit = search.branching(one) else {
            let cost = one.planes.program.objective(one.planes.solution.values)
            settled = min(settled, one.bound)
            if cost < best?.cost ?? .infinity { best = (one.planes, one.held, cost) }
            return
        }
        if search.maySpare(unit, beside: one.spared) {
            var spared = one
            spared.spared.insert(unit)
            open.append(spared)
        }
        let held = one.held.union([unit])
        do {
            let (planes, bound) = try solved(held, one.planes.cuts, solve)
            open.append(.init(held: held, spared: one.spared, planes: planes, bound: max(bound, one.bound)))
        } catch is UnreachableLimits {}
    }
}

/// What the branch and bound over years looks at.
private struct YearSearch {
    /// A year of a group of receptors: all of them, or one row by itself.
    struct Unit: Hashable {
        let group: Int
        let year: Int
    }

    struct Case {
        var held: Set<Unit>
        var spared: Set<Unit>
        let planes: CuttingPlanes
        let bound: Double
    }

    let rows: [Int]
    let response: UncertainResponse
    /// With the allowances of the limits.
    let ambient: AmbientRows
    let others: [any ConvexLimit]

    private func group(_ position: Int) -> Int { response.terms.isJoint ? 0 : position }
    private var groupCount: Int { response.terms.isJoint ? min(1, rows.count) : rows.count }

    func limits(_ held: Set<Unit>) -> [any ConvexLimit] {
        let years = Dictionary(grouping: held, by: \.group).mapValues { $0.map(\.year).sorted() }
        return rows.enumerated().map { position, row -> any ConvexLimit in
            HeldYearsLimit(
                row: row, held: years[group(position)] ?? [], years: response.years, ambient: ambient)
        } + others
    }

    /// By how much a plan breaks each year of each group at most, relative.
    private func excesses(_ values: [Double]) -> [[Double]] {
        let emissions = ambient.groupEmissions(values)
        let none = [Double](repeating: -.infinity, count: response.years.names.count)
        var result = [[Double]](repeating: none, count: groupCount)
        for (position, row) in rows.enumerated() {
            let allowance = ambient.allowance[row]
            for (year, load) in response.years.loads(row, emissions).enumerated() {
                let excess = (load - allowance) / max(load, allowance.magnitude, .leastNormalMagnitude)
                result[group(position)][year] = max(result[group(position)][year], excess)
            }
        }
        return result
    }

    private func weight(_ years: some Sequence<Int>) -> Double {
        years.reduce(0) { $0 + response.years.weights[$1] }
    }

    private var mostSpared: Double { response.sparedShare + UncertainResponse.weightTolerance }

    func maySpare(_ unit: Unit, beside spared: Set<Unit>) -> Bool {
        let own = spared.union([unit]).filter { $0.group == unit.group }
        return weight(own.map(\.year)) <= mostSpared
    }

    /// The year to tell apart: the one broken most of those that are not spared, in a group that breaks more than it
    /// may; nil where there is no such group.
    func branching(_ one: Case) -> Unit? {
        var worst: (unit: Unit, excess: Double)?
        for (group, excesses) in excesses(one.planes.solution.values).enumerated() {
            let broken = excesses.indices.filter { excesses[$0] > ProgramCertificate.violationTolerance }
            guard weight(broken) > mostSpared else { continue }
            for year in broken where excesses[year] > worst?.excess ?? -.infinity {
                let unit = Unit(group: group, year: year)
                if !one.spared.contains(unit) { worst = (unit, excesses[year]) }
            }
        }
        return worst?.unit
    }
}

/// The limit of one receptor in the years that hold.
private struct HeldYearsLimit: ConvexLimit {
    let row: Int
    let held: [Int]
    let years: WeatherYears
    let ambient: AmbientRows

    func cut(at values: [Double]) -> LimitCut {
        let allowance = ambient.allowance[row]
        let loads = years.loads(row, ambient.groupEmissions(values))
        guard let worst = held.max(by: { loads[$0] < loads[$1] }) else {
            return LimitCut(terms: [], limit: 0, value: -1, size: 1)
        }
        return LimitCut(
            terms: ambient.terms(years.matrices[worst].row(row)), limit: allowance, value: loads[worst],
            size: max(loads[worst], allowance.magnitude))
    }
}
