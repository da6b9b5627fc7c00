import EcoSampling
import EcoUnits
import Testing

@Suite("Plans of runs")
struct DesignTests {
    /// The first points of the sequence in three dimensions as Bratley and Fox print them.
    @Test func sobolPointsArePublished() {
        var sequence = SobolSequence(dimension: 3)
        let expected: [[Double]] = [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375],
        ]
        for row in expected { #expect(sequence.next() == row) }
    }

    /// Any power of two of points has exactly as many in each stratum of every axis, shifted or not.
    @Test(arguments: [nil, 7] as [UInt64?])
    func everyAxisOfTheSequenceIsStratified(_ seed: UInt64?) {
        var sequence = SobolSequence(dimension: SobolSequence.largestDimension, seed: seed)
        let points = (0..<256).map { _ in sequence.next() }
        for axis in 0..<SobolSequence.largestDimension {
            #expect(Set(points.map { Int($0[axis] * 256) }).count == 256, "axis \(axis)")
        }
    }

    @Test func everyStratumOfAHypercubeHoldsOnePoint() {
        let points = UnitSample.latinHypercube(count: 40, dimension: 3, seed: 5)
        for axis in 0..<3 { #expect(Set(points.map { Int($0[axis] * 40) }) == Set(0..<40)) }
        #expect(points == UnitSample.latinHypercube(count: 40, dimension: 3, seed: 5))
        #expect(points != UnitSample.latinHypercube(count: 40, dimension: 3, seed: 6))
    }

    @Test func gridsHoldEveryCombinationOnce() {
        let rows = GridSample.combinations(of: [2, 3, 1])
        #expect(rows == [[0, 0, 0], [0, 1, 0], [0, 2, 0], [1, 0, 0], [1, 1, 0], [1, 2, 0]])
    }

    /// Each row of a block differs from A or B in the one coordinate that it should.
    @Test func blocksMixOneCoordinate() {
        let sample = SaltelliSample(dimension: 3, baseCount: 4, hasSecondOrder: true)
        let rows = sample.points(seed: 3)
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
        let sample = MorrisSample(dimension: 5, trajectoryCount: 20)
        let rows = sample.points(seed: 11)
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
        let points = UnitSample.sobol(count: 4096, dimension: 2, seed: 2).map(copula.applied)
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
