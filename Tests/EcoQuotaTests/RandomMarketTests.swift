import EcoQuota
import Testing

@Suite("Random markets against an independent solver")
struct RandomMarketTests {
    /// Pools against pairs, interior point against pivoting: the same cost, proven, or the same verdict.
    @Test(arguments: 1...100)
    func sameOptimumAsThePairwiseModel(_ seed: Int) throws {
        var random = RandomMarket(seed: UInt64(seed), isSloped: seed % 2 == 0)
        let records = random.records(counties: 3 + seed % 3)
        let problem = try QuotaProblem(records)
        let reference = PairwiseModel(records).optimum()
        let market: QuotaMarket
        do { market = try QuotaMarket(solving: problem) } catch QuotaMarket.Failure.infeasible {
            #expect(reference == nil)
            return
        }
        let certificate = market.certificate
        #expect(certificate.verdict == .proven, "\(certificate)")
        let expected = try #require(reference)
        let difference = abs(certificate.primalObjective - expected)
        #expect(difference <= 1e-7 * max(1000, abs(expected)), "\(certificate.primalObjective) \(expected)")
    }
}
