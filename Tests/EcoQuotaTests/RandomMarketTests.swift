import EcoQuota
import Testing

@Suite("Random markets against an independent solver")
struct RandomMarketTests {
    /// Pools against pairs, interior point against pivoting: the same cost, proven, or the same verdict.
    @Test(arguments: 1...100)
    func sameOptimumAsThePairwiseModel(_ seed: Int) throws {
        var market = RandomMarket(seed: UInt64(seed), isSloped: seed % 2 == 0)
        let records = market.records(counties: 3 + seed % 3)
        let problem = try QuotaProblem(records)
        let reference = PairwiseModel(records).optimum()
        guard Infeasibility(problem) == nil else {
            #expect(reference == nil)
            return
        }
        let solution = try InteriorPointSolver().solve(problem)
        let certificate = Certificate(problem, solution)
        #expect(certificate.verdict == .proven, "\(certificate)")
        let expected = try #require(reference)
        let difference = abs(certificate.primalObjective - expected)
        #expect(difference <= 1e-7 * max(1000, abs(expected)), "\(certificate.primalObjective) \(expected)")
    }
}
