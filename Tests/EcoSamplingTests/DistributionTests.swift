import EcoSampling
import Testing

@Suite("Distributions")
struct DistributionTests {
    /// Tables of the normal distribution.
    @Test func normalQuantilesArePublished() {
        #expect(NormalDistribution.quantile(0.5) == 0)
        #expect(abs(NormalDistribution.quantile(0.975) - 1.959963984540054) < 1e-15)
        #expect(abs(NormalDistribution.quantile(0.995) - 2.575829303548901) < 1e-15)
        #expect(abs(NormalDistribution.quantile(1e-9) + 5.997807015007686) < 1e-13)
    }

    @Test(arguments: [1e-12, 1e-6, 0.03, 0.3, 0.5, 0.77, 0.9999])
    func probabilityAndQuantileAreInverse(_ p: Double) {
        let back = NormalDistribution.probability(below: NormalDistribution.quantile(p))
        #expect(abs(back - p) < 1e-13 * max(p, 0.1))
    }

    @Test func quantilesOfEachKind() {
        #expect(Distribution.uniform(low: 2, high: 6).quantile(0.25) == 3)
        #expect(abs(Distribution.logUniform(low: 1, high: 100).quantile(0.5) - 10) < 1e-12)
        // Triangle 0, 1, 4: below the mode lies 1/4 of the mass; F(0.5) = 0.25 / 4 = 1/16.
        let triangle = Distribution.triangular(low: 0, mode: 1, high: 4)
        #expect(triangle.quantile(0.0625) == 0.5)
        #expect(triangle.quantile(0.25) == 1)
        // 1 - F(2) = (4 - 2)² / (4 x 3) = 1/3.
        #expect(abs(triangle.quantile(2.0 / 3) - 2) < 1e-12)
        let lognormal = Distribution.lognormal(median: 5, geometricDeviation: 2)
        #expect(lognormal.quantile(0.5) == 5)
        #expect(abs(lognormal.quantile(NormalDistribution.probability(below: 1)) - 10) < 1e-9)
        let values = Distribution.values([1, 2, 3], weights: [1, 2, 1])
        #expect([0, 0.2499, 0.25, 0.7499, 0.75, 1].map(values.quantile) == [1, 1, 2, 2, 3, 3])
    }

    /// Cut at its mean, a normal distribution is twice as dense above it.
    @Test func cutNormalDistributionsKeepTheirShape() {
        let cut = Distribution.normal(mean: 10, standardDeviation: 2, low: 10, high: nil)
        let whole = Distribution.normal(mean: 10, standardDeviation: 2, low: nil, high: nil)
        for p in [0.1, 0.5, 0.9] {
            #expect(abs(cut.quantile(p) - whole.quantile(0.5 + p / 2)) < 1e-12)
        }
        #expect(cut.quantile(0) == 10)
    }

    @Test func defectsAreNamed() {
        #expect(Distribution.uniform(low: 2, high: 1).defect != nil)
        #expect(Distribution.triangular(low: 0, mode: 5, high: 4).defect != nil)
        #expect(Distribution.logUniform(low: 0, high: 4).defect != nil)
        #expect(Distribution.values([1], weights: []).defect != nil)
        #expect(Distribution.normal(mean: 0, standardDeviation: 1, low: 0, high: 1).defect == nil)
    }
}
