/// What groups of regions save by trading among themselves: the cost without any trade less the cost where only
/// the members of the coalition buy and sell.
///
/// Reserves and buy-backs serve whoever trades; ambient limits bind in every case.
public struct MarketGame: CoalitionGame {
    private let program: MarketProgram
    private let solver: any ProgramSolver
    /// For each column that trades the players that must be members.
    private let players: [(column: Int, players: [Int])]
    private let costWithoutTrade: Double
    public let playerCount: Int

    public enum Failure: Error, Sendable, Equatable {
        /// A coalition's market was not solved, or not proven.
        case notProven(gap: Double, violation: Double)
    }

    /// - Parameter playerOfAccount: for each account the player that it belongs to.
    public init(
        _ problem: QuotaProblem, _ program: MarketProgram, playerOfAccount: [Int], solver: any ProgramSolver
    ) throws {
        let layout = QuotaLayout(problem)
        var players: [(column: Int, players: [Int])] = []
        for (account, player) in playerOfAccount.enumerated() {
            players.append((layout.purchase.lowerBound + account, [player]))
            players.append((layout.sale.lowerBound + account, [player]))
        }
        self.program = program
        self.solver = solver
        self.players =
            players
            + zip(layout.edge, problem.edges).map {
                ($0, [playerOfAccount[$1.from], playerOfAccount[$1.to]])
            }
        playerCount = (playerOfAccount.max() ?? -1) + 1
        let alone = Self.limited(program, self.players, [Bool](repeating: false, count: playerCount))
        costWithoutTrade = try Self.cost(alone, solver)
    }

    public func value(_ members: [Bool]) throws -> Double {
        guard members.contains(true) else { return 0 }
        return costWithoutTrade - (try Self.cost(Self.limited(program, players, members), solver))
    }

    private static func limited(
        _ program: MarketProgram, _ players: [(column: Int, players: [Int])], _ members: [Bool]
    ) -> MarketProgram {
        var limited = program
        for (column, owners) in players where !owners.allSatisfy({ members[$0] }) {
            limited.upper[column] = 0
        }
        return limited
    }

    private static func cost(_ program: MarketProgram, _ solver: any ProgramSolver) throws -> Double {
        let certificate = ProgramCertificate(program, try solver.solve(program))
        guard certificate.gap <= 1e-7, certificate.largestViolation <= 1e-7 else {
            throw Failure.notProven(gap: certificate.gap, violation: certificate.largestViolation)
        }
        return certificate.primalObjective
    }
}
