/// Whole projects: each taken in full or not at all (Land and Doig, Econometrica 28 (1960) 497).
///
/// The best case first, over the relaxation that another solver gives; cases close by bounds that are safe
/// whatever the residuals, and all of them go into the proof. The order is fixed: the same programme gives the
/// same plan.
public struct BranchAndBoundSolver: ProgramSolver {
    public static let id = "branch_and_bound"

    /// Solves the relaxations.
    public var relaxation: any ProgramSolver
    /// Cases after which the best plan so far is given, with the gap that is left.
    public var caseLimit = 20_000
    /// Time after which the best plan so far is given; no limit where nil. With a limit the plan may depend on
    /// the machine.
    public var timeLimit: Duration?

    public init() { self.init(over: InteriorPointSolver()) }

    public init(over relaxation: any ProgramSolver, caseLimit: Int = 20_000, timeLimit: Duration? = nil) {
        self.relaxation = relaxation
        self.caseLimit = caseLimit
        self.timeLimit = timeLimit
    }

    /// Takes programmes with whole projects whose relaxation the other solver takes.
    public func accepts(_ program: MarketProgram) -> Bool {
        guard !program.wholeColumns.isEmpty else { return false }
        var divisible = program
        divisible.wholeColumns = []
        return relaxation.accepts(divisible)
    }

    /// - Parameter start: a plan of whole projects to improve on, such as that of another solver.
    /// - Throws: `breakdown` where no plan of whole projects was found.
    public func solve(
        _ program: MarketProgram, from start: ProgramSolution?
    ) throws(QuotaSolverError) -> ProgramSolution {
        var search = BranchSearch(program, self)
        if let start { search.consider(start) }
        try search.run()
        return try search.result()
    }
}
