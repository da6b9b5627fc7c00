import EcoParameters
import EcoTestSupport
import EcoUnits
import Testing

@testable import EcoQuota

@Suite("Primary allocation: least Gini coefficients")
struct GiniMinimalTests {
    private func solve(
        _ baseline: [Double], _ total: Double, _ indicators: [[Double]], weights: [Double]? = nil,
        cut: Double = 1, rise: Double = 10, limited: Bool = true
    ) throws -> GiniProgram.Solution {
        let limits = indicators.map { Gini.coefficient(of: baseline, over: $0) ?? .nan }
        let program = GiniProgram(
            total: total, lowest: baseline.map { $0 * (1 - cut) }, highest: baseline.map { $0 * (1 + rise) },
            indicators: indicators, weights: weights ?? indicators.map { _ in 1 },
            limits: limited ? limits : nil)
        let solution = try #require(program.solve())
        #expect((solution.quota.reduce(0, +) - total).magnitude < 1e-9 * total)
        #expect(solution.bound <= solution.value + 1e-12)
        #expect(solution.value - solution.bound <= GiniProgram.tolerance)
        return solution
    }

    /// One indicator without bounds: in proportion to it, and the coefficient is 0.
    @Test func oneIndicatorIsMetExactly() throws {
        let solution = try solve([3, 1, 8], 10, [[1, 1, 3]])
        #expect(AllocationMethodTests.isClose(solution.quota, [2, 2, 6], 1e-5))
        #expect(solution.value < 1e-8)
    }

    /// Two equal regions hold 3 and 1 of 4 and nobody may lose more than a sixth: 2.5 and 1.5. The one pair gives
    /// 0.5 x 0.625 - 0.5 x 0.375 = 0.125.
    @Test func boundsStopTheMove() throws {
        let solution = try solve([3, 1], 4, [[1, 1]], cut: 1.0 / 6)
        #expect(AllocationMethodTests.isClose(solution.quota, [2.5, 1.5], 1e-6))
        #expect((solution.value - 0.125).magnitude < 1e-8)
    }

    /// Nothing to choose: one region, or bounds that leave one division.
    @Test func forcedDivisions() throws {
        #expect(try solve([3], 4, [[1]]).quota == [4])
        #expect(try solve([3, 1], 4, [[1, 1]], cut: 0, rise: 0).quota == [3, 1])
    }

    /// A baseline in exact proportion leaves no room at all under its own limit of 0.
    @Test func limitOfZeroKeepsTheProportion() throws {
        let solution = try solve([1, 2, 3], 5, [[1, 2, 3], [3, 1, 1]], weights: [0.1, 1])
        #expect(AllocationMethodTests.isClose(solution.quota, [5.0 / 6, 10.0 / 6, 2.5], 1e-4))
    }

    /// The same programme as a linear one over pairs, by pivoting (no shared code).
    private func reference(
        _ baseline: [Double], _ total: Double, _ indicators: [[Double]], _ weights: [Double], cut: Double,
        rise: Double
    ) -> Double? {
        var program = ReferenceProgram()
        let scale = weights.reduce(0, +)
        let n = baseline.count
        // The part of each region above its lowest.
        let lowest = baseline.map { $0 * (1 - cut) / total }
        let parts = lowest.map { _ in program.variable(cost: 0) }
        for (part, base) in zip(parts, baseline) {
            program.limit([part: 1], atMost: base * (cut + rise) / total)
        }
        let all = Dictionary(uniqueKeysWithValues: parts.map { ($0, 1.0) })
        program.limit(all, atMost: 1 - lowest.reduce(0, +))
        program.limit(all.mapValues { -$0 }, atMost: lowest.reduce(0, +) - 1)
        for (indicator, weight) in zip(indicators, weights) {
            let x = indicator.map { $0 / indicator.reduce(0, +) }
            var sum: [Int: Double] = [:]
            for i in 0..<n {
                for k in (i + 1)..<n {
                    let size = program.variable(cost: weight / scale)
                    sum[size] = 1
                    let fixed = x[k] * lowest[i] - x[i] * lowest[k]
                    program.limit([parts[i]: x[k], parts[k]: -x[i], size: -1], atMost: -fixed)
                    program.limit([parts[i]: -x[k], parts[k]: x[i], size: -1], atMost: fixed)
                }
            }
            program.limit(sum, atMost: (Gini.coefficient(of: baseline, over: indicator) ?? 1) + 1e-10)
        }
        return program.optimum()
    }

    @Test(arguments: 1...12) func agreesWithPivoting(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let uniform = { Double.random(in: 0.2...3, using: &random) }
        let n = 3 + Int(seed % 3)
        let baseline = (0..<n).map { _ in uniform() }
        let indicators = (0..<(1 + Int(seed % 3))).map { _ in (0..<n).map { _ in uniform() } }
        let weights = indicators.map { _ in uniform() }
        let total = 0.9 * baseline.reduce(0, +)
        let own = try solve(baseline, total, indicators, weights: weights, cut: 0.4, rise: 0.3)
        let other = try #require(reference(baseline, total, indicators, weights, cut: 0.4, rise: 0.3))
        #expect((own.value - other).magnitude < 1e-7, "\(own.value) \(other)")
    }

    /// No point of a fine grid over three regions does better.
    @Test func noGridPointIsBetter() throws {
        let (baseline, indicators) = ([5.0, 2, 3], [[1.0, 2, 3], [4, 1, 2]])
        let own = try solve(baseline, 10, indicators, limited: false)
        var best = Double.infinity
        for i in 1..<200 {
            for k in 1..<(200 - i) {
                let e = [Double(i), Double(k), Double(200 - i - k)]
                let sum = indicators.reduce(0) { $0 + (Gini.coefficient(of: e, over: $1) ?? 1) }
                best = min(best, sum / 2)
            }
        }
        #expect(own.value <= best + 1e-9 && best - own.value < 0.01)
    }

    /// As many regions as a province has, four indicators: proven, no coefficient above its present one.
    @Test func provinceIsProven() throws {
        var random = SeededGenerator(seed: 117)
        let uniform = { Double.random(in: 0.1...10, using: &random) }
        let baseline = (0..<117).map { _ in uniform() * uniform() }
        let indicators = (0..<4).map { _ in (0..<117).map { _ in uniform() } }
        let total = 0.85 * baseline.reduce(0, +)
        let solution = try solve(baseline, total, indicators, cut: 0.3, rise: 0.1)
        for indicator in indicators {
            let before = try #require(Gini.coefficient(of: baseline, over: indicator))
            #expect(try #require(Gini.coefficient(of: solution.quota, over: indicator)) <= before + 1e-9)
        }
    }
}
