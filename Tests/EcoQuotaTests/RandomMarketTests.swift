import Testing

@testable import EcoQuota

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

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

    /// Pools against pairs at more counties than pivoting can take: both as programmes, each proven from its own
    /// numbers. `ECOCOMP_FUZZ` takes twenty markets of each size.
    @Test(arguments: [8, 16, 30])
    func sameOptimumAsPairwiseArcs(_ counties: Int) throws {
        let seeds = getenv("ECOCOMP_FUZZ") == nil ? 1...1 : 1...20
        for seed in seeds {
            var random = RandomMarket(seed: UInt64(1000 * counties + seed), isSloped: seed % 2 == 0)
            let records = random.records(counties: counties)
            let problem = try QuotaProblem(records)
            guard !problem.isOutOfReach else { continue }
            let pools = try QuotaMarket(solving: problem).certificate
            let pairs = PairwiseModel(records)
            let program = pairs.marketProgram
            let proof = try ProgramCertificate(program, InteriorPointSolver().solve(program))
            #expect(pools.verdict == .proven && proof.verdict == .proven, "\(counties) \(seed)")
            let (left, right) = (pools.primalObjective, pairs.cost(proof.primalObjective))
            #expect(abs(left - right) <= 3e-8 * max(1000, abs(left)), "\(counties) \(seed) \(left) \(right)")
        }
    }
}
