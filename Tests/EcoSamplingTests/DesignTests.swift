import EcoSampling
import EcoUnits
import Testing

@Suite("Plans of runs")
struct DesignTests {
    /// The first points of the sequence in three dimensions as Bratley and Fox print them.
    @Test func sobolPointsArePublished() {
        let sequence = SobolSequence(dimension: 3)
        let expected: [[Double]] = [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375],
        ]
        for (index, row) in expected.enumerated() { #expect(sequence[index] == row) }
    }

    /// Any power of two of points has exactly as many in each stratum of every axis, shifted or not.
    @Test(arguments: [nil, 7] as [UInt64?])
    func everyAxisOfTheSequenceIsStratified(_ seed: UInt64?) {
        let sequence = SobolSequence(dimension: SobolSequence.largestDimension, seed: seed)
        let points = (0..<256).map { sequence[$0] }
        for axis in 0..<SobolSequence.largestDimension {
            #expect(Set(points.map { Int($0[axis] * 256) }).count == 256, "axis \(axis)")
        }
    }

    @Test func everyStratumOfAHypercubeHoldsOnePoint() {
        for count in [1, 2, 40, 64, 65] {
            let points = LatinHypercubeSample(count: count, dimension: 3, seed: 5).points
            for axis in 0..<3 {
                #expect(Set(points.map { Int($0[axis] * Double(count)) }) == Set(0..<count))
            }
        }
        let points = LatinHypercubeSample(count: 40, dimension: 3, seed: 5).points
        #expect(points == LatinHypercubeSample(count: 40, dimension: 3, seed: 5).points)
        #expect(points != LatinHypercubeSample(count: 40, dimension: 3, seed: 6).points)
    }

    /// Over the seeds every order of the strata of two axes is as frequent as any other: of 24 orders that 4 strata
    /// have, 2,400 seeds give each 100 times, chi-square with 23 degrees of freedom below 49.7 (1 in 1,000).
    @Test func strataArePairedInEveryOrderAsOften() {
        var counts: [[Int]: Double] = [:]
        for seed in 0..<2400 {
            let points = LatinHypercubeSample(count: 4, dimension: 2, seed: UInt64(seed)).points
            let order = points.sorted { $0[0] < $1[0] }.map { Int($0[1] * 4) }
            counts[order, default: 0] += 1
        }
        let square = counts.values.reduce(Double(24 - counts.count) * 100) {
            $0 + ($1 - 100) * ($1 - 100) / 100
        }
        #expect(square < 49.7)
    }

    /// Within its stratum a draw is uniform and says nothing of the stratum: covariance of the two by 4,000 draws
    /// within four standard errors of 0.
    @Test func drawsWithinStrataAreIndependentOfThem() {
        let count = 4000
        let points = LatinHypercubeSample(count: count, dimension: 1, seed: 12).points.map { $0[0] }
        let within = points.map { $0 * Double(count) - ($0 * Double(count)).rounded(.down) - 0.5 }
        let error = 4 / Double(count).squareRoot()
        #expect(abs(within.reduce(0, +)) / Double(count) < error / 12.0.squareRoot())
        let covariance = zip(points, within).reduce(0) { $0 + ($1.0 - 0.5) * $1.1 } / Double(count)
        #expect(abs(covariance) < error / 12)
    }

    /// The draws of a run follow those of the runs before it.
    @Test func independentDrawsAreOneStream() {
        var random = SplitMix64(seed: 9)
        let draws = (0..<15).map { _ in random.uniform() }
        #expect(RandomSample(count: 5, dimension: 3, seed: 9).points.flatMap { $0 } == draws)
    }

    @Test func gridsHoldEveryCombinationOnce() {
        let grid = GridSample(counts: [2, 3, 1])
        let rows = (0..<grid.runCount).map(grid.positions)
        #expect(rows == [[0, 0, 0], [0, 1, 0], [0, 2, 0], [1, 0, 0], [1, 1, 0], [1, 2, 0]])
        #expect(GridSample(counts: [1 << 32, 1 << 32]).runCount == .max)
    }

    /// Each row of a block differs from A or B in the one coordinate that it should.
    @Test func blocksMixOneCoordinate() {
        let sample = SaltelliSample(dimension: 3, baseCount: 4, hasSecondOrder: true, seed: 3)
        let rows = sample.points
        #expect(rows.count == 4 * 8)
        for start in stride(from: 0, to: rows.count, by: 8) {
            let (a, b) = (rows[start], rows[start + 7])
            for axis in 0..<3 {
                for other in 0..<3 {
                    #expect(rows[start + 1 + axis][other] == (axis == other ? b[other] : a[other]))
                    #expect(rows[start + 4 + axis][other] == (axis == other ? a[other] : b[other]))
                }
            }
        }
    }

    @Test func trajectoriesStayInTheCubeAndMoveOneStep() {
        let sample = MorrisSample(dimension: 5, trajectoryCount: 20, seed: 11)
        let rows = sample.points
        #expect(rows.count == 120)
        #expect(rows.joined().allSatisfy { $0 >= -1e-12 && $0 <= 1 + 1e-12 })
        for start in stride(from: 0, to: rows.count, by: 6) {
            for row in (start + 1)..<(start + 6) {
                let steps = zip(rows[row], rows[row - 1]).map { $0 - $1 }.filter { $0 != 0 }
                #expect(steps.count == 1)
                #expect(abs(abs(steps[0]) - 2.0 / 3) < 1e-12)
            }
        }
    }

    /// With correlation 0.8 of the normal scores the rank correlation is 6/π asin(0.4) (Pearson 1907).
    @Test func dependenceIsAsAskedAndMarginsStay() throws {
        let copula = try RankCorrelation(matrix: [[1, 0.8], [0.8, 1]])
        let points = SobolSample(count: 4096, dimension: 2, seed: 2).points.map(copula.applied)
        let x = points.map { $0[0] - 0.5 }
        let y = points.map { $0[1] - 0.5 }
        let covariance = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / 4096
        #expect(abs(12 * covariance - 0.7859391) < 2e-3)
        #expect(abs(y.reduce(0, +)) / 4096 < 1e-3)
        #expect(abs(y.reduce(0) { $0 + $1 * $1 } / 4096 - 1.0 / 12) < 1e-3)
    }

    @Test func impossibleDependenceIsRefused() {
        #expect(throws: (any Error).self) {
            try RankCorrelation(matrix: [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
        }
    }
}
