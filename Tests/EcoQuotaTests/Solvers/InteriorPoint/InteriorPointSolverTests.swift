import EcoTestSupport
import Testing

@testable import EcoQuota

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("Structured interior point on programmes")
struct InteriorPointSolverTests {
    /// Optima of the generated instances, found by other solvers (HiGHS 1.15.1 simplex; Clarabel 0.11.1).
    @Test(arguments: [
        (5, 2, 2, 7, false, 37_807_300.5671), (5, 2, 2, 7, true, 45_036_143.8553),
        (117, 58, 11, 1, false, 762_661_630.673), (117, 58, 11, 1, true, 929_908_557.238),
    ])
    func golden(_ n: Int, _ r: Int, _ z: Int, _ seed: UInt64, _ isSloped: Bool, _ optimum: Double) throws {
        let generator = InstanceGenerator(counties: n, receptors: r, zones: z, seed: seed, isSloped: isSloped)
        let program = try MarketProgram(QuotaProblem(generator.records()))
        let solution = try InteriorPointSolver().solve(program)
        let certificate = ProgramCertificate(program, solution)
        #expect(abs(certificate.primalObjective - optimum) <= 1e-8 * optimum)
        #expect(certificate.gap <= 1e-9 && certificate.largestViolation <= 1e-9, "\(certificate)")
    }

    /// Pools by elimination against dense pivoting. `ECOCOMP_FUZZ` takes the whole ten thousand.
    @Test func randomMarkets() throws {
        let count = getenv("ECOCOMP_FUZZ") == nil ? 200 : 10_000
        for seed in 1...count {
            var market = RandomMarket(seed: UInt64(seed), isSloped: seed % 2 == 0)
            let problem = try QuotaProblem(market.records(counties: 3 + seed % 3))
            guard !problem.isOutOfReach else { continue }
            let program = MarketProgram(problem)
            let solution = try InteriorPointSolver().solve(program)
            let certificate = ProgramCertificate(program, solution)
            #expect(
                certificate.gap <= 1e-8 && certificate.largestViolation <= 1e-9, "\(seed) \(certificate)")
            guard let reference = ReferenceSolution(program) else { continue }
            let difference = abs(certificate.primalObjective - reference.objective)
            #expect(difference <= 1e-7 * max(1000, abs(reference.objective)), "\(seed)")
        }
    }

    /// Rows that hang together go through the sparse factor, with the same bits on one thread and on two.
    @Test(arguments: [false, true])
    func threadsChangeNothing(_ isSloped: Bool) throws {
        let program = NeighbourProgram(
            counties: 150, reach: 2, receptors: 3, seed: 5, isSloped: isSloped
        ).program
        let one = try InteriorPointSolver(workers: 1).solve(program)
        let proof = ProgramCertificate(program, one)
        #expect(proof.verdict == .proven, "\(proof)")
        let two = try InteriorPointSolver(workers: 2).solve(program)
        #expect(one.values == two.values && one.rowPrices == two.rowPrices)
        #expect(one.ambientPrices == two.ambientPrices && one.iterations == two.iterations)
    }

    /// The receptors that were priced before change nothing but the way: the same proven cost as from nothing.
    @Test(arguments: [false, true])
    func changedMarkets(_ isSloped: Bool) throws {
        let generator = InstanceGenerator(counties: 12, receptors: 4, zones: 3, seed: 4, isSloped: isSloped)
        let program = try MarketProgram(QuotaProblem(generator.records()))
        let solver = InteriorPointSolver()
        let start = try solver.solve(program)
        var random = SeededGenerator(seed: 9)
        for _ in 0..<6 {
            var changed = program
            for row in changed.right.indices { changed.right[row] *= random.uniform(0.97, 1.03) }
            for column in changed.cost.indices { changed.cost[column] *= random.uniform(0.9, 1.1) }
            let (warm, cold) = try (solver.solve(changed, from: start), solver.solve(changed))
            let (proof, reference) = (ProgramCertificate(changed, warm), ProgramCertificate(changed, cold))
            #expect(proof.verdict == .proven && reference.verdict == .proven, "\(proof)")
            let difference = abs(proof.primalObjective - reference.primalObjective)
            #expect(difference <= 2e-9 * abs(reference.primalObjective))
        }
    }

    /// From a market like it or from nothing: the same plan, ties shared alike. Costs in whole thousands tie many
    /// steps.
    @Test(arguments: [(false, 0.05), (true, 0.05), (false, 0.5), (true, 0.5)])
    func changedMarketsShareTiesAlike(_ isSloped: Bool, _ change: Double) throws {
        let generator = InstanceGenerator(counties: 14, receptors: 5, zones: 3, seed: 8, isSloped: isSloped)
        var program = try MarketProgram(QuotaProblem(generator.records()))
        for column in program.cost.indices where !isSloped {
            program.cost[column] = (program.cost[column] / 1000).rounded() * 1000
        }
        let solver = InteriorPointSolver()
        let start = try solver.solve(program)
        var random = SeededGenerator(seed: 31)
        for _ in 0..<6 {
            var changed = program
            for row in changed.right.indices { changed.right[row] *= random.uniform(1 - change, 1 + change) }
            for row in changed.ambient.allowance.indices {
                changed.ambient.allowance[row] *= random.uniform(1, 1 + change)
            }
            let (near, own) = try (solver.solve(changed, from: start), solver.solve(changed))
            #expect(ProgramCertificate(changed, near).verdict == .proven)
            for column in near.values.indices {
                let difference = abs(near.values[column] - own.values[column])
                #expect(difference <= 1e-6 * program.upper[column], "\(column)")
            }
            // The same start gives the same bits, whatever was solved between.
            let again = try solver.solve(changed, from: start)
            #expect(again.values == near.values && again.rowPrices == near.rowPrices)
        }
    }
}
