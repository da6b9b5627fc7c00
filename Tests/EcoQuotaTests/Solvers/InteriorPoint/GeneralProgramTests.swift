import Testing

@testable import EcoQuota

/// A linear programme that is no market: AFIRO of the Netlib collection (27 rows, 32 columns, 88 entries with the costs;
/// Gay 1985, COAL Newsletter 13). Its published optimum is -464.7531428571; its columns have no upper limit, those of
/// a `MarketProgram` have: one that no column reaches.
@Suite("A general linear programme")
struct GeneralProgramTests {
    /// Cost and entries (row, value) of each column, in the order of the file.
    private static let columns: [(cost: Double, entries: [(row: Int, value: Double)])] = [
        (0, [(23, 0.301), (0, -1), (1, -1.06), (2, 1)]),
        (-0.4, [(3, -1), (0, 1)]),
        (0, [(21, -1), (0, 1)]),
        (0, [(25, 1), (1, 1)]),
        (0, [(24, 0.301), (4, -1), (5, -1.06), (6, 1)]),
        (0, [(24, 0.313), (4, -1), (5, -1.06), (7, 1)]),
        (0, [(24, 0.313), (4, -1), (5, -0.96), (8, 1)]),
        (0, [(24, 0.326), (4, -1), (5, -0.86), (9, 1)]),
        (0, [(20, 2.364), (6, -1)]),
        (0, [(20, 2.386), (7, -1)]),
        (0, [(20, 2.408), (8, -1)]),
        (0, [(20, 2.429), (9, -1)]),
        (-0.32, [(3, 1.4), (4, 1)]),
        (0, [(22, -1), (4, 1)]),
        (0, [(26, 1), (5, 1)]),
        (0, [(21, 0.109), (10, -1), (11, -0.43), (12, 1)]),
        (-0.6, [(13, -1), (10, 1)]),
        (0, [(23, -1), (10, 1)]),
        (0, [(20, -1), (10, 1)]),
        (0, [(25, 1), (11, 1)]),
        (0, [(22, 0.109), (14, -0.43), (15, 1), (16, 1)]),
        (0, [(22, 0.108), (14, -0.43), (15, 1), (17, 1)]),
        (0, [(22, 0.108), (14, -0.39), (15, 1), (18, 1)]),
        (0, [(22, 0.107), (14, -0.37), (15, 1), (19, 1)]),
        (0, [(20, 2.191), (16, -1)]),
        (0, [(20, 2.219), (17, -1)]),
        (0, [(20, 2.249), (18, -1)]),
        (0, [(20, 2.279), (19, -1)]),
        (-0.48, [(13, 1.4), (15, -1)]),
        (0, [(24, -1), (15, 1)]),
        (0, [(26, 1), (14, 1)]),
        (10, [(15, 1)]),
    ]
    private static let equalRows: Set<Int> = [0, 1, 4, 5, 10, 11, 14, 15]
    private static let right: [Int: Double] = [25: 310, 26: 300, 2: 80, 6: 80, 12: 500, 15: 44, 16: 500]
    private static let rowCount = 27
    /// Far above what any column takes.
    private static let upper = 5_000.0

    private var program: MarketProgram {
        var program = MarketProgram()
        for column in Self.columns {
            program.cost.append(column.cost)
            program.curvature.append(0)
            program.upper.append(Self.upper)
            program.matrix.append(column.entries)
        }
        program.right = (0..<Self.rowCount).map { Self.right[$0] ?? 0 }
        program.rowKinds = (0..<Self.rowCount).map { Self.equalRows.contains($0) ? .equal : .atMost }
        program.rowFamilies = [.init("rows", 0..<Self.rowCount, unit: "1")]
        return program
    }

    /// By the solver of markets, and by the one that the catalogue takes.
    @Test func afiro() throws {
        let program = self.program
        #expect(program.columnCount == 32 && program.matrix.value.count == 83)
        for solver in [InteriorPointSolver(), ProgramSolverCatalogue.solver(for: program)]
            as [any ProgramSolver]
        {
            let found = try solver.solve(program)
            let certificate = ProgramCertificate(program, found)
            #expect(certificate.verdict == .proven, "\(certificate)")
            #expect(isClose(certificate.primalObjective, -464.7531428571, 1e-8))
            #expect(found.values.allSatisfy { $0 < Self.upper / 2 })
        }
    }

    /// The same with a limit that 44 units of row 15 cannot meet: no prices prove a plan, and none is called proven.
    @Test func afiroOutOfReach() {
        var program = self.program
        // Row 15 asks for 44 of columns that row 4 and its like feed; nothing may be fed.
        for column in program.upper.indices { program.upper[column] = 0.001 }
        let found = try? InteriorPointSolver().solve(program)
        let certificate = found.map { ProgramCertificate(program, $0) }
        #expect(certificate?.verdict != .proven)
    }
}
