import EcoAlgebra

/// Our own interior-point method for programmes of quota markets: few ambient rows at a time, rows that stand
/// alone eliminated by hand, one small dense system; then the plan that spreads ties in proportion to size.
public struct InteriorPointSolver: ProgramSolver {
    public static let id = "interior_point"

    /// Threads of one solve, where rows hang together; the plan does not depend on their number.
    private let workers: Int

    public init() { self.init(workers: 1) }

    public init(workers: Int) { self.workers = workers }

    /// - Parameter start: a solution of a market like it, whose priced ambient rows are held from the start.
    /// - Throws: `QuotaSolverError` where no plan was reached at all.
    public func solve(
        _ program: MarketProgram, from start: ProgramSolution?
    ) throws(QuotaSolverError) -> ProgramSolution {
        let reduction = ProgramReduction(program)
        let structure = ProgramStructure(program, isKept: reduction.isKept)
        let wanted = start?.ambientPrices.indices.filter { start?.ambientPrices[$0] ?? 0 > 0 } ?? []
        var best: (merit: Double, path: InteriorPath)?
        for isWeighted in [true, false] {
            var search = InteriorSearch(
                InteriorPath(
                    program, reduction, structure, isWeighted: isWeighted, workers: workers))
            do { try search.run(wanted: wanted) } catch { continue }
            if search.merit < best?.merit ?? .infinity { best = (search.merit, search.path) }
            if search.merit < 1e-9 { break }
        }
        guard let best else { throw .breakdown(iteration: 0) }
        return withUniquePlan(program, best.path)
    }

    /// The plan of the optimal face that spreads ties, where it proves as good or is the only one that does.
    private func withUniquePlan(_ program: MarketProgram, _ path: InteriorPath) -> ProgramSolution {
        let found = path.solution()
        var face = OptimalFace(path)
        guard let plan = face.plan() else { return found }
        var spread = found
        spread.values = plan
        let after = ProgramCertificate(program, spread)
        if after.gap.magnitude <= 1e-10 && after.largestViolation <= 1e-11 { return spread }
        let before = ProgramCertificate(program, found)
        let isAsGood =
            after.gap.magnitude <= max(before.gap.magnitude, 1e-10)
            && after.largestViolation <= max(before.largestViolation, 1e-11)
        let isProvenAlone = after.verdict == .proven && before.verdict != .proven
        return isAsGood || isProvenAlone ? spread : found
    }
}

/// Iterates until the products vanish against the cost and the rows are met, and takes in ambient rows on the
/// way.
struct InteriorSearch {
    let path: InteriorPath
    /// Of the iterate kept: the larger of gap and row residual, relative.
    private(set) var merit = Double.infinity

    init(_ path: InteriorPath) { self.path = path }

    /// Below this an iterate is good enough to be put onto its rows and its face.
    private static let tolerance = 1e-13
    private static let limit = 500
    /// How much residuals of rows count beside the gap on the way: rounding keeps them up, and at the end the plan is
    /// put onto its rows.
    private static let rowPart = 1e-4

    /// - Parameter wanted: ambient rows to hold from the start, beside those held already and the likely ones.
    mutating func run(wanted: [Int] = []) throws(AlgebraError) {
        let ambient = AmbientSelection(path)
        if path.active.count == 0 { path.activate(Set(ambient.first + wanted).sorted()) }
        try path.start()
        var (halved, stalled) = (Double.infinity, 0)
        var primal = Double.infinity
        while path.iterations < Self.limit {
            let state = path.evaluate()
            let merit = max(path.relativeGap(state), Self.rowPart * state.primal)
            if path.iterations > 0, state.primal > max(1e-13, 3 * (1 - path.lastPrimalStep) * primal) {
                path.isRefined = true
            }
            primal = state.primal
            if merit < self.merit {
                self.merit = merit
                path.keep()
            }
            if merit < halved / 2 { (halved, stalled) = (merit, 0) } else { stalled += 1 }
            let isOver =
                merit < Self.tolerance || stalled > (self.merit < 1e-9 ? 3 : 40) || !merit.isFinite
            if isOver { path.restore() }
            if isOver || path.iterations > 0 {
                let missing = isOver ? ambient.broken : ambient.approaching
                if !missing.isEmpty {
                    path.activate(missing)
                    (self.merit, halved, stalled) = (.infinity, .infinity, 0)
                    _ = path.evaluate()
                } else if isOver {
                    return settle()
                }
            }
            do { try path.move() } catch {
                path.restore()
                if self.merit.isFinite && ambient.broken.isEmpty { return settle() }
                throw error
            }
        }
        path.restore()
        if !ambient.broken.isEmpty { merit = .infinity } else { settle() }
    }

    /// Puts the iterate kept onto the rows, where that makes it better.
    private mutating func settle() {
        path.settleRows()
        let state = path.evaluate()
        merit = max(path.relativeGap(state), state.primal)
    }
}

/// Which ambient rows the solver needs.
struct AmbientSelection {
    let path: InteriorPath

    init(_ path: InteriorPath) { self.path = path }

    /// Rows held from the start: one that comes in later costs more iterations than several that never bind, above all
    /// where rows hang together.
    private func firstCount(of rows: Int) -> Int {
        path.structure.isGraph ? max(20, 2 * rows / 5) : min(60, max(20, rows / 3))
    }

    /// The rows that half of all emissions would load most, in order.
    var first: [Int] {
        let program = path.program
        var x = [Double](repeating: 0, count: program.columnCount)
        for column in program.ambient.emission { x[column] = program.upper[column] / 2 }
        let loads = program.ambient.loads(x)
        let ranked = loads.indices.filter { loads[$0] > 0 }
            .map { ($0, loads[$0] / max(program.ambient.allowance[$0], .leastNormalMagnitude)) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        return ranked.prefix(firstCount(of: loads.count)).map(\.0).sorted()
    }

    /// The rows left out that the iterate loads beyond a part of what they allow.
    func missing(beyond part: Double) -> [Int] {
        let allowances = path.program.ambient.allowance
        guard path.active.count < allowances.count else { return [] }
        let loads = path.program.ambient.matrix.loads(of: path.groupEmissions())
        var isActive = [Bool](repeating: false, count: loads.count)
        for row in path.active.rows { isActive[row] = true }
        return loads.indices.filter { row in
            let load = loads[row] + allowances[row] - path.allowance[row]
            return !isActive[row] && load > allowances[row] * part
        }
    }

    /// The rows that come in on the way. Where rows hang together one that comes in late costs more iterations than
    /// those that never bind cost time.
    var approaching: [Int] { missing(beyond: path.structure.isGraph ? 0.9 : 1 + Self.excess) }

    /// The rows left out that the iterate breaks.
    var broken: [Int] { missing(beyond: 1 + Self.excess) }

    private static let excess = 1e-10
}
