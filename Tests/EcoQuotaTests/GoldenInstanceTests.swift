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
        #expect(abs(certificate.primalObjective - golden) <= 1e-8 * golden)
        #expect(certificate.verdict == .proven)
        #expect(certificate.shortfall == 0)
    }

    /// The five counties in full: the reserve sells at 18,000, so a buyer's quota is worth 18,135 and a
    /// seller's 17,865.
    @Test func fiveCounties() throws {
        let generator = InstanceGenerator(counties: 5, receptors: 2, zones: 2, seed: 7, isSloped: false)
        let market = try QuotaMarket(solving: QuotaProblem(generator.records()))
        let plan = market.solution
        let golden: [([Double], [Double])] = [
            (plan.emitted, [7210.04290065, 809.36525133, 115.82950319, 464.04315666, 1826.59353897]),
            (plan.bought, [498.42495691, 63.17270564, 0, 0, 0]),
            (plan.sold, [0, 0, 11.68673419, 87.88300773, 190.85849058]),
            (plan.reserveDrawn, [271.16943004]),
            (plan.multipliers.scarcity, [18_135, 18_135, 17_865, 17_865, 17_865]),
        ]
        for (values, expected) in golden {
            for (value, expected) in zip(values, expected) {
                #expect(abs(value - expected) <= 1e-8 * max(1, expected))
            }
        }
    }

    /// The eight receptors that bind, and the zone prices, of 117 counties.
    @Test func pricesOf117Counties() throws {
        let generator = InstanceGenerator(counties: 117, receptors: 58, zones: 11, seed: 1, isSloped: false)
        let market = try QuotaMarket(solving: QuotaProblem(generator.records()))
        let limits = market.problem.limitPrices(market.solution)
        let binding = limits.filter { $0.kind == .receptor }.map(\.name)
        #expect(binding == [6, 11, 14, 23, 24, 26, 33, 55].map { "station" + String(1000 + $0) })
        let prices = market.solution.multipliers.zonePrice
        #expect(abs(prices[0] - 8408.20745908) < 1e-4)
        for price in prices.dropFirst() {
            #expect(min(abs(price - 7706.17301348), abs(price - 7756.17301348)) < 1e-4)
        }
    }

    /// More receptors bind than the first round holds: rows left out come in until no limit is broken.
    @Test func receptorRowsComeInAsNeeded() throws {
        let generator = InstanceGenerator(counties: 300, receptors: 200, zones: 5, seed: 4, isSloped: true)
        let market = try QuotaMarket(solving: QuotaProblem(generator.records()))
        #expect(market.solution.activeReceptors > 20)
        #expect(market.certificate.verdict == .proven)
    }
}
