import Testing

@testable import EcoSimulation

/// Rewards given by a formula, cost `slope x² / 2`.
private struct FormulaGame: SmoothGame {
    let costs: [Double]
    let largest: [Double]
    let reward: @Sendable ([Double]) -> [Double]
    var countyCount: Int { costs.count }
    let choiceCount = 1

    func rewards(_ profile: ResponseProfile) throws(SimulationFailure) -> [Double] { reward(profile.amounts) }
    func marginalNetCost(_ place: Int, of amount: Double) -> Double { costs[place] * amount }
    func payoffs(_ profile: ResponseProfile) throws(SimulationFailure) -> [Double] {
        let rewards = try rewards(profile)
        return costs.indices.map { rewards[$0] - costs[$0] * profile.amounts[$0] * profile.amounts[$0] / 2 }
    }
}

@Suite struct SmoothEquilibriumTests {
    private let solver = SmoothEquilibrium(tolerance: 0.01)

    private func solution(
        _ costs: [Double], _ largest: [Double], _ reward: @escaping @Sendable ([Double]) -> [Double]
    ) throws -> SmoothEquilibrium.Solution? {
        let game = FormulaGame(costs: costs, largest: largest, reward: reward)
        let start = ResponseProfile([Double](repeating: 0, count: costs.count), choices: 1)
        let found = try solver.solve(game, from: start)
        // The check apart finds no more than the bound says.
        if let found {
            let gains = try DeviationCheck(steps: 40).gains(game, at: found.profile)
            #expect(gains.allSatisfy { $0.gain <= found.bound + 1e-9 })
        }
        return found
    }

    private func expect(
        _ found: SmoothEquilibrium.Solution?, _ amounts: [Double], _ kind: SmoothEquilibrium.Kind,
        within tolerance: Double = 1e-3
    ) throws {
        let found = try #require(found)
        #expect(found.kind == kind)
        for (one, other) in zip(found.profile.amounts, amounts) { #expect(abs(one - other) < tolerance) }
    }

    /// S sqrt(x) - k x² / 2: S / (2 sqrt(x)) = k x, x = (S / 2k)^(2/3): 100 for S = 2000 and k = 1, 25 for S = 1000 and
    /// k = 4; the third would want 100 and has 60.
    @Test func squareRootsAreAnsweredByTheirClosedForm() throws {
        let found = try solution([1, 4, 1], [200, 80, 60]) { amounts in
            zip([2000.0, 1000, 2000], amounts).map { $0 * $1.squareRoot() }
        }
        try expect(found, [100, 25, 60], .potential, within: 0.02)
    }

    /// (P - b X) x_i - k x_i² / 2: P - b X - b x_i - k x_i = 0, for two alike x = P / (3 b + k) = 900 / 9.
    @Test func quadraticRewardsWithAPotential() throws {
        let found = try solution([3, 3], [400, 400]) { amounts in
            let sum = amounts[0] + amounts[1]
            return amounts.map { (900 - 2 * sum) * $0 }
        }
        try expect(found, [100, 100], .potential)
    }

    /// c x_1 - b x_1 x_2 and c x_2 + b x_1 x_2: x = c (k - b, k + b) / (k² + b²), 1000 (1, 3) / 5 for k = 2, b = 1. Cross
    /// slopes are of opposite sign: no potential, and the symmetric part is that of the cost alone.
    @Test func withoutAPotentialTheVariationalInequalityIsSolved() throws {
        let found = try solution([2, 2], [900, 900]) { amounts in
            let cross = amounts[0] * amounts[1]
            return [1000 * amounts[0] - cross, 1000 * amounts[1] + cross]
        }
        try expect(found, [200, 600], .variational)
    }

    /// The pool of `AnswerTests`.
    @Test(arguments: [(4.0, 1.0), (2.5, 0.4)])
    func aPoolIsSolved(_ slopes: (Double, Double)) throws {
        let ratio = (slopes.0 / slopes.1).squareRoot()
        let first = (10_000 * ratio / slopes.0).squareRoot() / (1 + ratio)
        let found = try solution([slopes.0, slopes.1], [200, 200]) { amounts in
            let sum = amounts[0] + amounts[1]
            return amounts.map { sum > 0 ? 10_000 * $0 / sum : 0 }
        }
        try expect(found, [first, ratio * first], .variational, within: 0.01)
    }

    /// A prize for the one who abates more bends upwards; cross slopes of -10 and -12 against costs of 1 are not monotone.
    @Test func whatIsNotConcaveOrNotMonotoneIsLeftToRounds() throws {
        let ladder = try solution([1, 1], [4, 4]) { amounts in
            let first: Double = amounts[0] > amounts[1] ? 10 : amounts[0] == amounts[1] ? 5 : 0
            return [first, 10 - first]
        }
        #expect(ladder == nil)
        let steep = try solution([1, 1], [100, 100]) { amounts in
            let cross = amounts[0] * amounts[1]
            return [300 * amounts[0] - 10 * cross, 300 * amounts[1] - 12 * cross]
        }
        #expect(steep == nil)
    }
}
