import EcoSampling
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("Sensitivity")
struct SensitivityTests {
    /// Ishigami and Homma with a = 7, b = 0.1: first order 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437
    /// (Saltelli and others 2008, Global Sensitivity Analysis, 4.9), and the pair (1, 3) 0.2437.
    @Test func indicesOfIshigami() throws {
        let sample = SaltelliSample(dimension: 3, baseCount: 4096, hasSecondOrder: true, seed: 1)
        let results = sample.points.map { point -> Double in
            let x = point.map { (2 * $0 - 1) * Double.pi }
            return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0])
        }
        let indices = try #require(SobolIndices(results, of: sample))
        for (index, expected) in zip(indices.first, [0.3139, 0.4424, 0]) {
            #expect(abs(index.value - expected) < 0.02)
        }
        for (index, expected) in zip(indices.total, [0.5576, 0.4424, 0.2437]) {
            #expect(abs(index.value - expected) < 0.02)
        }
        let pair = try #require(indices.second[0][2])
        #expect(abs(pair.value - 0.2437) < 0.03)
        #expect(try #require(indices.first[0].halfWidth) > 0)
    }

    /// y = 3 x1 + x2: variances 9 : 1, no interactions.
    @Test func aSumHasNoInteractions() throws {
        let sample = SaltelliSample(dimension: 2, baseCount: 1024, seed: 4)
        let results = sample.points.map { 3 * $0[0] + $0[1] }
        let indices = try #require(SobolIndices(results, of: sample))
        for (position, expected) in [0.9, 0.1].enumerated() {
            #expect(abs(indices.first[position].value - expected) < 0.01)
            #expect(abs(indices.total[position].value - expected) < 0.01)
        }
    }

    /// Resampled in groups of neighbours, the indices are the same and their intervals nearly: 100 resamples know
    /// a deviation to 1 / sqrt(200) = 7 %, two of them differ by 40 % in no case but 1 of 10,000.
    @Test func groupsOfBasePointsGiveTheSameIndices() throws {
        let sample = SaltelliSample(dimension: 2, baseCount: 2000, seed: 4)
        let results = RandomSample(count: sample.runCount, dimension: 1, seed: 6).points.map { $0[0] }
        let noisy = zip(sample.points, results).map { $0[0] + $0[1] + $1 }
        let single = try #require(SobolIndices(noisy, of: sample))
        let grouped = try #require(SobolIndices(noisy, of: sample, largestGroups: 300))
        for (one, other) in zip(single.first + single.total, grouped.first + grouped.total) {
            #expect(abs(one.value - other.value) < 1e-12)
            let (width, otherWidth) = try (#require(one.halfWidth), #require(other.halfWidth))
            #expect(abs(width / otherWidth - 1) < 0.4)
        }
    }

    @Test func constantOrMissingResultsHaveNoIndices() {
        let sample = SaltelliSample(dimension: 2, baseCount: 8)
        #expect(SobolIndices([Double](repeating: 3, count: sample.runCount), of: sample) == nil)
        #expect(SobolIndices([Double](repeating: 0.1, count: sample.runCount), of: sample) == nil)
        #expect(SobolIndices([1, 2, 3], of: sample) == nil)
        #expect(SobolIndices([Double](repeating: .nan, count: sample.runCount), of: sample) == nil)
    }

    /// A plane has its slopes as effects everywhere; a product has effects that depend on the other factor.
    @Test func effectsOfAPlaneAreItsSlopes() throws {
        let design = MorrisSample(dimension: 3, trajectoryCount: 10, seed: 8)
        let points = design.points
        let plane = try #require(MorrisEffects(points.map { 2 * $0[0] - 5 * $0[1] + 1 }, at: design))
        for (effect, slope) in zip(plane.effects, [2.0, -5, 0]) {
            #expect(abs(effect.mean - slope) < 1e-12)
            #expect(abs(effect.meanMagnitude - abs(slope)) < 1e-12)
            #expect(effect.standardDeviation < 1e-12)
        }
        let product = try #require(MorrisEffects(points.map { $0[0] * $0[1] }, at: design))
        #expect(product.effects[0].standardDeviation > 0.1)
    }

    /// A cube of products has a missing result, and a plan that ends in the middle: neither has effects.
    @Test func brokenTrajectoriesHaveNoEffects() {
        let design = MorrisSample(dimension: 2, trajectoryCount: 2, seed: 8)
        #expect(MorrisEffects([1, 2, .nan, 4, 5, 6], at: design) == nil)
        #expect(MorrisEffects([1, 2, 3, 4, 5], at: design) == nil)
        #expect(MorrisEffects([1.0, 2], at: RandomSample(count: 3, dimension: 2, seed: 1)) == nil)
    }

    /// Values that are selected are those that sorting finds, to the bit: of all magnitudes and both signs, with
    /// ties.
    @Test(arguments: [1, 2, 7, 1000])
    func selectedQuantilesAreThoseOfTheSortedValues(_ count: Int) {
        let shares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1]
        let values = RandomSample(count: count, dimension: 2, seed: 3).points.map { point in
            ((point[0] - 0.4) * 64).rounded() * exp(40 * ((point[1] * 8).rounded() / 8 - 0.5))
        }
        let sorted = Quantiles(values)
        let selected = Quantiles(values, for: shares, largestSorted: 0)
        for share in shares { #expect(selected[share] == sorted[share]) }
        #expect(selected.count == count)
        #expect(selected.interval(0.9)?.low == sorted.interval(0.9)?.low)
    }

    @Test func quantilesLieBetweenNeighbours() {
        let quantiles = Quantiles([4, 1, 3, 2])
        #expect(quantiles[0] == 1 && quantiles[1] == 4)
        #expect(quantiles[0.5] == 2.5)
        // Position 0.9 x 3 = 2.7: 3 + 0.7.
        #expect(abs((quantiles[0.9] ?? 0) - 3.7) < 1e-12)
        #expect(Quantiles([])[0.5] == nil)
        #expect(Quantiles([], for: [0.5], largestSorted: 0)[0.5] == nil)
        #expect(Moments([1e9 + 1, 1e9 + 2, 1e9 + 3]).standardDeviation == 1)
    }
}
