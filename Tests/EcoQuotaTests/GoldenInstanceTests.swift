import EcoQuota
import Testing

/// Optima of the generated instances, found by other solvers (HiGHS 1.15.1 simplex; Clarabel 0.11.1).
@Suite("Generated instances with known optimum")
struct GoldenInstanceTests {
    @Test func generatorDraws() {
        var random = SplitMix64(seed: 1)
        #expect(
            (0..<4).map { _ in random.uniform() } == [
                0.5665615751722809, 0.7457817572627011, 0.9710027535867962, 0.4443592170557721,
            ])
    }

    @Test(arguments: [
        (5, 2, 2, 7, false, 37_807_300.5671), (5, 2, 2, 7, true, 45_036_143.8553),
        (117, 58, 11, 1, false, 762_661_630.673), (117, 58, 11, 1, true, 929_908_557.238),
    ])
    func optimum(_ n: Int, _ r: Int, _ z: Int, _ seed: UInt64, _ isSloped: Bool, _ golden: Double) throws {
        let generator = InstanceGenerator(counties: n, receptors: r, zones: z, seed: seed, isSloped: isSloped)
        let problem = try QuotaProblem(generator.records())
        let solution = try InteriorPointSolver().solve(problem)
        let certificate = Certificate(problem, solution)
        print(
            n, isSloped, certificate.primalObjective, certificate.gap, certificate.largestViolation,
            solution.iterations, solution.activeReceptors)
        #expect(abs(certificate.primalObjective - golden) <= 1e-8 * golden)
        #expect(certificate.verdict == .proven)
        #expect(certificate.shortfall == 0)
    }
}
