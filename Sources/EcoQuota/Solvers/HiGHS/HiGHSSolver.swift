import EcoParameters

/// The general solver HiGHS (Huangfu and Hall, Math. Prog. Comp. 10 (2018), DOI 10.1007/s12532-017-0130-5),
/// where its library is present: a second opinion on linear programmes, and the one for general shapes.
///
/// Ambient rows are added as they are broken. What it says is proven by `ProgramCertificate` like any other
/// answer. Sloping costs are taken for small programmes only: its active-set method does not end in useful time
/// on larger ones.
public struct HiGHSSolver: ProgramSolver {
    public static let id = "highs"

    public enum Method: String, Sendable {
        case simplex
        case interiorPoint = "ipx"
    }

    public var method = Method.simplex
    /// Seconds after which a run ends without a plan.
    public var timeLimit = 3600.0

    public init() {}

    public init(method: Method) { self.method = method }

    /// The columns of a programme with sloping costs, at most.
    static let slopedColumns = 400

    public static var hindrance: Diagnostic? {
        guard case .failure(let finding) = HiGHSLibrary.shared else { return nil }
        return finding
    }

    /// Such as `1.15.1`; nil where the library is not there.
    public static var version: String? {
        (try? HiGHSLibrary.shared.get())?.version().map { String(cString: $0) }
    }

    public func accepts(_ program: MarketProgram) -> Bool {
        let isSloped = program.curvature.contains { $0 > 0 }
        return !isSloped || program.wholeColumns.isEmpty && program.columnCount <= Self.slopedColumns
    }

    /// - Throws: `breakdown` where the library is not there (`hindrance` tells) or found no plan.
    public func solve(
        _ program: MarketProgram, from start: ProgramSolution?
    ) throws(QuotaSolverError) -> ProgramSolution {
        guard let library = try? HiGHSLibrary.shared.get() else { throw .breakdown(iteration: 0) }
        guard let session = HiGHSSession(library, program, self) else { throw .breakdown(iteration: 0) }
        let first = start.map { program.ambient.indices(bindingUnder: $0.ambientPrices) } ?? []
        session.add(program.ambient, first)
        var solution = try session.solve()
        while true {
            let broken = program.ambient.broken(solution.values).filter { !session.ambient.contains($0) }
            guard !broken.isEmpty else { break }
            session.add(program.ambient, broken)
            solution = try session.solve()
        }
        guard !program.wholeColumns.isEmpty else { return solution }
        return try priced(program, solution)
    }

    /// Values and prices of the plan once its whole projects are settled; the prices of a programme with
    /// whole projects are those of its relaxation, which bound its cost.
    private func priced(
        _ program: MarketProgram, _ found: ProgramSolution
    ) throws(QuotaSolverError) -> ProgramSolution {
        let cases = program.wholeColumns.map { found.values[$0] > program.upper[$0] / 2 }
        let settled = try solve(program.settling(program.wholeColumns, cases), from: nil)
        var relaxation = program
        relaxation.wholeColumns = []
        var solution = try solve(relaxation, from: nil)
        solution.values = settled.values
        for (column, isTaken) in zip(program.wholeColumns, cases) {
            solution.values[column] = isTaken ? program.upper[column] : 0
        }
        solution.iterations += found.iterations + settled.iterations
        return solution
    }
}

extension AmbientRows {
    /// The rows that a plan breaks, worst first, at most 50 or a fifth of all at a time.
    func broken(_ x: [Double]) -> [Int] {
        let excess = zip(loads(x), allowance).map { ($0 - $1) / Swift.max($1.magnitude, 1e-9) }
        let found = excess.indices.filter { excess[$0] > 1e-12 }
        let worst = found.sorted { (-excess[$0], $0) < (-excess[$1], $1) }
        return Array(worst.prefix(Swift.max(50, allowance.count / 5)))
    }

    func indices(bindingUnder prices: [Double]) -> [Int] { prices.indices.filter { prices[$0] > 0 } }
}
