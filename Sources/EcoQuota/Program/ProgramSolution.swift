import EcoParameters

/// Values and prices of a programme.
public struct ProgramSolution: Sendable {
    /// One for each column.
    public var values: [Double]
    /// One for each sparse row, y of c x + y (A x - b): what one more unit of the right side saves, yuan. At
    /// least 0 for `atMost` rows.
    public var rowPrices: [Double]
    /// One for each ambient row, at least 0, yuan for each unit of the limit.
    public var ambientPrices: [Double]
    /// Id of the solver.
    public var solver: String
    /// Iterations in all rounds.
    public var iterations: Int
    /// Ambient rows that the solver needed.
    public var activeAmbientRows: Int
    /// Where there are whole projects: the cases that prove the bound.
    public var proof: BranchProof?

    public init(
        values: [Double], rowPrices: [Double], ambientPrices: [Double], solver: String, iterations: Int = 0,
        activeAmbientRows: Int = 0, proof: BranchProof? = nil
    ) {
        self.values = values
        self.rowPrices = rowPrices
        self.ambientPrices = ambientPrices
        self.solver = solver
        self.iterations = iterations
        self.activeAmbientRows = activeAmbientRows
        self.proof = proof
    }
}

/// A way to solve a programme. What it says is never taken on trust: `ProgramCertificate` proves it or not.
public protocol ProgramSolver: Sendable {
    /// Lower_snake; equals the folder in snake case.
    static var id: String { get }
    /// What keeps the solver from running on this machine, such as a library that is not there.
    static var hindrance: Diagnostic? { get }
    init()
    /// Whether the solver takes programmes of this form.
    func accepts(_ program: MarketProgram) -> Bool
    /// - Parameter start: the solution of a programme of the same shape to begin from; nil where there is none.
    /// - Throws: `QuotaSolverError` where no plan was reached at all.
    func solve(_ program: MarketProgram, from start: ProgramSolution?) throws(QuotaSolverError)
        -> ProgramSolution
}

extension ProgramSolver {
    public static var hindrance: Diagnostic? { nil }

    public func accepts(_ program: MarketProgram) -> Bool { program.wholeColumns.isEmpty }

    public func solve(_ program: MarketProgram) throws(QuotaSolverError) -> ProgramSolution {
        try solve(program, from: nil)
    }
}
