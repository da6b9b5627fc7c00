import EcoQuota
import EcoTestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Optima of the generated instances, found by other solvers (HiGHS 1.15.1 simplex; Clarabel 0.11.1).
@Suite("Generated instances with known optimum")
struct GoldenInstanceTests {
    @Test func generatorDraws() {
        var random = SeededGenerator(seed: 1)
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
        let market = try QuotaMarket(solving: problem)
        #expect(abs(market.certificate.primalObjective - golden) <= 1e-8 * golden)
        #expect(market.certificate.verdict == .proven, "\(market.certificate)")
        #expect(market.solution.shortfall.allSatisfy { $0 <= 1e-9 })
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

    /// The curved sibling of a flat market has the same limits: its plan costs no less than the bound at the
    /// flat prices, the flat plan no less than the bound at the curved ones, and slopes make everything dearer.
    @Test func flatAndCurvedSiblings() throws {
        var generator = InstanceGenerator(counties: 250, receptors: 80, zones: 9, seed: 3, isSloped: false)
        let flat = try QuotaMarket(solving: QuotaProblem(generator.records()))
        generator.isSloped = true
        let curved = try QuotaMarket(solving: QuotaProblem(generator.records()))
        #expect(flat.certificate.verdict == .proven && curved.certificate.verdict == .proven)
        let sibling = ProgramCertificate(flat.program, curved.found)
        #expect(sibling.largestViolation <= ProgramCertificate.violationTolerance)
        #expect(sibling.primalObjective > flat.certificate.dualBound)
        let reverse = ProgramCertificate(curved.program, flat.found)
        #expect(reverse.primalObjective > curved.certificate.dualBound)
        #expect(curved.certificate.dualBound > flat.certificate.primalObjective)
    }

    /// Six hundred counties in eleven zones with flat steps.
    @Test func flatMarketOf600Counties() throws {
        let generator = InstanceGenerator(counties: 600, receptors: 60, zones: 11, seed: 3, isSloped: false)
        let market = try QuotaMarket(solving: QuotaProblem(generator.records()))
        #expect(market.certificate.verdict == .proven, "\(market.certificate)")
        #expect(market.certificate.gap >= -1e-12)
    }

    /// A receptor entered twice adds a row that says the same: the optimum stays.
    @Test func receptorsEnteredTwice() throws {
        let generator = InstanceGenerator(counties: 117, receptors: 58, zones: 11, seed: 1, isSloped: false)
        var records = generator.records()
        for receptor in records.receptors {
            records.receptors.append(
                Receptor(id: receptor.id + "b", limit: receptor.limit, background: receptor.background))
        }
        for coefficient in records.coefficients {
            var copy = coefficient
            copy.receptor += "b"
            records.coefficients.append(copy)
        }
        let market = try QuotaMarket(solving: QuotaProblem(records))
        #expect(market.certificate.verdict == .proven, "\(market.certificate)")
        #expect(abs(market.certificate.primalObjective - 762_661_630.673) <= 1e-8 * 762_661_630.673)
    }

    /// The size of China: 2,850 counties, 339 receptors, 31 provinces. The flat one takes minutes without
    /// optimisation, so only where `ECOCOMP_LARGE_TESTS` is set.
    @Test(
        .enabled(if: getenv("ECOCOMP_LARGE_TESTS") != nil),
        arguments: [(false, 1.905441597e10), (true, 2.330104718e10)])
    func countiesOfChina(_ isSloped: Bool, _ golden: Double) throws {
        let generator = InstanceGenerator(
            counties: 2850, receptors: 339, zones: 31, seed: 2, isSloped: isSloped)
        let market = try QuotaMarket(solving: QuotaProblem(generator.records()))
        #expect(market.certificate.verdict == .proven, "\(market.certificate)")
        #expect(abs(market.certificate.primalObjective - golden) <= 1e-9 * golden)
    }
}
