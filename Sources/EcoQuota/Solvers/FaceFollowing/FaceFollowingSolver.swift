/// Solves changed markets by following the face of a base market, and by the solver that fits where that does not end
/// in a proof.
public struct FaceFollowingSolver: ProgramSolver {
    public static let id = "face_following"

    private let follower: MarketFollower?

    public init() { self.init(nil) }

    /// - Parameter follower: from the base market; nil to solve every market anew.
    public init(_ follower: MarketFollower?) { self.follower = follower }

    /// Everything that the solver which fits takes.
    public func accepts(_ program: MarketProgram) -> Bool { true }

    public func solve(
        _ program: MarketProgram, from start: ProgramSolution?
    ) throws(QuotaSolverError) -> ProgramSolution {
        if let followed = follower?.solution(of: program) { return followed }
        return try ProgramSolverCatalogue.solver(for: program).solve(program, from: start)
    }
}
