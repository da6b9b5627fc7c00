import EcoAlgebra
import Testing

@testable import EcoQuota

@Suite("Merit order: rows that form a forest")
struct MeritOrderTests {
    private func solved(_ program: MarketProgram) throws -> (ProgramSolution, ProgramCertificate) {
        #expect(MeritOrderSolver().accepts(program))
        let solution = try MeritOrderSolver().solve(program)
        return (solution, ProgramCertificate(program, solution))
    }

    @Test func feeOnBothSides() throws {
        // Marginal costs 10 a and 40 a at baselines 1,000, quotas 600, fee 135 each side: 800 t in all, and the
        // marginal costs differ by 270: a = 634.6 and 165.4, pool price 6,346 + 135.
        var pool = PoolProgram(
            accounts: [.init(base: 1000, quota: 600), .init(base: 1000, quota: 600)], fee: 135)
        pool.accounts[0].measures = [(0, 10, 1000)]
        pool.accounts[1].measures = [(0, 40, 1000)]
        let (solution, proof) = try solved(pool.program)
        #expect(proof.verdict == .proven)
        #expect(abs(solution.values[1] - 634.6) < 1e-9 && abs(solution.values[6] - 165.4) < 1e-9)
        #expect(abs(solution.rowPrices[4] - 6481) < 1e-8)
        #expect(abs(solution.rowPrices[2] - 6346) < 1e-8 && abs(solution.rowPrices[3] - 6616) < 1e-8)
    }

    @Test func replacementByTwo() throws {
        // The same where the second pays two for one: e2 = 693.25, e1 = 413.5, cost with fees 3,652,177.5.
        var pool = PoolProgram(
            accounts: [.init(base: 1000, quota: 600), .init(base: 1000, quota: 600, ratio: 2)], fee: 135)
        pool.accounts[0].measures = [(0, 10, 1000)]
        pool.accounts[1].measures = [(0, 40, 1000)]
        let (solution, proof) = try solved(pool.program)
        #expect(abs(solution.values[0] - 413.5) < 1e-9 && abs(solution.values[5] - 693.25) < 1e-9)
        #expect(abs(proof.primalObjective - 3_652_177.5) < 1e-6 && proof.verdict == .proven)
    }

    @Test func equalStepsShareInProportion() throws {
        // Three accounts with a step of the same cost, sizes 30, 60 and 10, need 50 in all: half of each.
        var pool = PoolProgram(accounts: [], penalty: 1e4)
        for size in [30.0, 60, 10] {
            pool.accounts.append(.init(base: 100, quota: 100, measures: [(7, 0, size)]))
        }
        pool.accounts[0].quota = 50
        let (solution, proof) = try solved(pool.program)
        #expect(proof.verdict == .proven)
        for (column, expected) in [(1, 15.0), (6, 30), (11, 5)] {
            #expect(abs(solution.values[column] - expected) < 1e-10)
        }
        #expect(solution.rowPrices[6] == 7)
    }

    @Test func duplicatedAccountSplitsInHalf() throws {
        let pool = PoolProgram.random(12, seed: 21, isSloped: false)
        let (_, single) = try solved(pool.program)
        var twice = pool
        twice.accounts += pool.accounts
        twice.reserve *= 2
        let (solution, double) = try solved(twice.program)
        #expect(
            abs(double.primalObjective - 2 * single.primalObjective) < 1e-9 * double.primalObjective.magnitude
        )
        let half = (solution.values.count - 1) / 2
        for column in 0..<half {
            #expect(abs(solution.values[column] - solution.values[column + half]) < 1e-9)
        }
    }

    @Test(arguments: 1...60)
    func randomPoolsAreProven(seed: Int) throws {
        let pool = PoolProgram.random(2 + seed * 3, seed: UInt64(seed), isSloped: seed % 2 == 0)
        let (_, proof) = try solved(pool.program)
        #expect(proof.verdict == .proven, "gap \(proof.gap), violation \(proof.largestViolation)")
        #expect(proof.gap < 1e-11)
    }

    @Test func scaleOfMassAndMoney() throws {
        // All masses times 1000: the cost times 1000, prices the same.
        let pool = PoolProgram.random(20, seed: 4, isSloped: false)
        var tonnes = pool
        tonnes.reserve *= 1000
        for index in tonnes.accounts.indices {
            tonnes.accounts[index].base *= 1000
            tonnes.accounts[index].quota *= 1000
            tonnes.accounts[index].measures = tonnes.accounts[index].measures.map {
                ($0.cost, $0.slope / 1000, $0.size * 1000)
            }
            tonnes.accounts[index].projects = tonnes.accounts[index].projects.map {
                ($0.value, $0.size * 1000)
            }
        }
        let (first, proof) = try solved(pool.program)
        let (second, other) = try solved(tonnes.program)
        #expect(abs(other.primalObjective / proof.primalObjective - 1000) < 1e-9)
        for (one, two) in zip(first.rowPrices, second.rowPrices) {
            #expect(abs(one - two) < 1e-9 * max(1, abs(one)))
        }
    }

    @Test func twoZonesAroundAHub() throws {
        // Two pools that trade through a hub at 5 each way form a forest as well.
        var draws = SolverDraws(state: 9)
        for _ in 0..<20 {
            let program = Self.star(zones: 3, &draws)
            let (_, proof) = try solved(program)
            #expect(proof.verdict == .proven, "gap \(proof.gap)")
        }
    }

    /// Zones with one supply curve and one demand each, and arcs both ways to a hub.
    static func star(zones: Int, _ draws: inout SolverDraws) -> MarketProgram {
        var program = MarketProgram()
        func add(_ cost: Double, _ upper: Double, _ slope: Double, _ entries: [(row: Int, value: Double)]) {
            program.cost.append(cost)
            program.upper.append(upper)
            program.curvature.append(slope)
            program.matrix.append(entries)
        }
        for zone in 0..<zones {
            for step in 0..<4 {
                add(10 * Double(step) + 20 * draws.next(), 30, draws.next() < 0.5 ? 0 : 1, [(zone, -1)])
            }
            add(5, 100, 0, [(zone, 1), (zones, -1)])
            add(5, 100, 0, [(zone, -1), (zones, 1)])
            program.right.append(-(10 + 80 * draws.next()))
        }
        program.right.append(0)
        program.rowKinds = program.right.map { _ in .atMost }
        program.rowFamilies = [.init("all", 0..<program.right.count, unit: "t")]
        program.columnFamilies = [.init("all", 0..<program.cost.count, unit: "t")]
        return program
    }

    @Test func slopedLinksAreCleared() throws {
        // A link whose own cost rises: 10 t must reach the child; it costs 3 + 2 f at the link and 1 at the parent
        // for the first 6 t; the child can make the rest at 9. At f = 6 the parent's steps end; 3 + 12 + p = 9 would
        // need less, so the child pays 9 where 3 + 2 f + 1 = 9: f = 2.5.
        var program = MarketProgram()
        program.cost = [3, 1, 9]
        program.curvature = [2, 0, 0]
        program.upper = [20, 6, 20]
        program.matrix.append([(0, -1), (1, 1)])
        program.matrix.append([(1, -1)])
        program.matrix.append([(0, -1)])
        program.right = [-10, 0]
        program.rowKinds = [.equal, .equal]
        program.rowFamilies = [.init("all", 0..<2, unit: "t")]
        let (solution, proof) = try solved(program)
        #expect(abs(solution.values[0] - 2.5) < 1e-12 && abs(solution.values[2] - 7.5) < 1e-12)
        #expect(abs(proof.primalObjective - (7.5 + 6.25 + 2.5 + 67.5)) < 1e-12 && proof.verdict == .proven)
    }

    @Test func whatIsNoForestIsLeftToOthers() throws {
        var program = PoolProgram.random(3, seed: 1, isSloped: false).program
        program.cost.append(1)
        program.curvature.append(0)
        program.upper.append(1)
        program.matrix.append([(0, 1), (1, 1)])
        #expect(!MeritOrderSolver().accepts(program))
        // A station that could be broken; and one that no plan can break.
        var ambient = PoolProgram.random(3, seed: 1, isSloped: false).program
        let emissions = (0..<ambient.columnCount).filter {
            ambient.cost[$0] == 0 && ambient.matrix.start[$0 + 1] - ambient.matrix.start[$0] == 2
        }.prefix(1)
        ambient.ambient = AmbientRows(
            matrix: SourceReceptorMatrix(try DenseMatrix(rows: 1, columns: 1, elements: [1])),
            emission: Array(emissions), group: [0], allowance: [1])
        #expect(!MeritOrderSolver().accepts(ambient))
        ambient.ambient.allowance = [1e6]
        #expect(MeritOrderSolver().accepts(ambient))
    }

    @Test func rowsThatCannotBeMetThrow() throws {
        var program = MarketProgram()
        program.cost = [1]
        program.curvature = [0]
        program.upper = [5]
        program.matrix.append([(0, -1)])
        program.right = [-10]
        program.rowKinds = [.atMost]
        #expect(throws: QuotaSolverError.self) { try MeritOrderSolver().solve(program) }
    }
}
