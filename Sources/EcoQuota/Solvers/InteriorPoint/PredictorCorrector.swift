import EcoAlgebra

/// Mehrotra's predictor-corrector method for a convex separable programme with bounds (Mehrotra 1992,
/// doi:10.1137/0802028): minimise c x + x Q x / 2 over A x = b, 0 <= x <= u.
///
/// `z` prices the lower and `w` the upper bound. The distance to the upper bound is a variable of its own, so
/// that it keeps its accuracy near the bound.
struct PredictorCorrector {
    private let system: MarketSystem
    private(set) var x: [Double]
    private var gap: [Double]
    private(set) var y: [Double]
    private var z: [Double]
    private var w: [Double]
    private(set) var iterations = 0
    /// Largest relative residual or gap of the iterate kept.
    private(set) var merit = Double.infinity

    private let present: [Bool]
    private let bounded: [Bool]
    private let complementCount: Int
    private let isLinear: Bool

    init(_ system: MarketSystem) {
        self.system = system
        let count = system.layout.variableCount
        present = system.upper.map { $0 > 0 }
        bounded = system.upper.map { $0 > 0 && $0.isFinite }
        complementCount = present.count { $0 } + bounded.count { $0 }
        isLinear = system.curvature.allSatisfy { $0 == 0 }
        x = [Double](repeating: 0, count: count)
        gap = x
        z = x
        w = x
        y = [Double](repeating: 0, count: system.layout.rowCount)
        start()
    }

    private mutating func start() {
        for index in x.indices where present[index] {
            let size = system.size[index]
            x[index] = bounded[index] ? min(size, system.upper[index]) / 2 : max(size, 1e-9)
            z[index] = max(system.cost[index], 0) + 1
            guard bounded[index] else { continue }
            gap[index] = system.upper[index] - x[index]
            w[index] = max(-system.cost[index], 0) + 1
        }
        for index in system.layout.buy.lowerBound..<system.layout.shortfall.upperBound { x[index] *= 0.1 }
        for index in system.layout.sell where bounded[index] { gap[index] = system.upper[index] - x[index] }
    }

    // MARK: The loop

    /// Iterates until gap and residuals fall below `tolerance` (relative), or they no longer halve; keeps the
    /// best iterate. Slow progress is progress: large markets gain a tenth in one iteration for a long while.
    mutating func run(tolerance: Double, limit: Int = 500) throws(QuotaSolverError) {
        var best = (merit: Double.infinity, x: x, y: y)
        var (halved, stalled) = (Double.infinity, 0)
        while iterations < limit {
            let (x, y) = (self.x, self.y)
            let merit: Double
            do { merit = try step(tolerance) } catch {
                if best.merit.isFinite { break }
                throw .breakdown(iteration: iterations)
            }
            if merit < halved / 2 { (halved, stalled) = (merit, 0) } else { stalled += 1 }
            if merit < best.merit { best = (merit, x, y) }
            let patience = best.merit < 100 * tolerance ? 5 : 30
            if merit <= tolerance || stalled > patience || !merit.isFinite { break }
        }
        guard best.merit.isFinite else { throw .breakdown(iteration: iterations) }
        (merit, x, y) = best
    }

    /// Measures the iterate and, where it is not good enough, moves on. Returns the merit before the move.
    private mutating func step(_ tolerance: Double) throws(AlgebraError) -> Double {
        let state = try measure()
        guard state.merit > tolerance else { return state.merit }
        iterations += 1
        let theta = diagonal()
        let factor = try ArrowFactor(system, theta: theta)
        advance(try move(factor, theta, state))
        return state.merit
    }

    /// Mehrotra's direction; where that lets the iterate move little, the best of two that keep nearer to the
    /// central path and trust the second-order term less (Colombo and Gondzio 2008,
    /// doi:10.1007/s10589-007-9106-0).
    private func move(
        _ factor: ArrowFactor, _ theta: [Double], _ state: State
    ) throws(AlgebraError) -> Direction {
        let affine = try direction(factor, theta, state, target: 0)
        let (primal, dual) = stepLengths(affine)
        let center = complementarity(after: affine, primal, dual) / state.complementarity
        let mean = state.complementarity / Double(complementCount)
        var best = try direction(
            factor, theta, state, target: mean * center * center * center, correction: affine)
        var longest = shortestStep(best)
        let careful = [(part: max(0.1, center), weight: primal * dual), (part: 0.5, weight: 0)]
        for choice in careful where longest < 0.3 {
            let other = try direction(
                factor, theta, state, target: mean * choice.part, correction: affine, weight: choice.weight)
            let length = shortestStep(other)
            if length > longest { (best, longest) = (other, length) }
        }
        return best
    }

    private func shortestStep(_ direction: Direction) -> Double {
        let (primal, dual) = stepLengths(direction)
        return min(primal, dual)
    }

    private struct State {
        let primalResidual: [Double]
        let dualResidual: [Double]
        let complementarity: Double
        let merit: Double
    }

    private func measure() throws(AlgebraError) -> State {
        let product = try system.product(x)
        let columns = try system.transposedProduct(y)
        var (primal, dual, complement) = (0.0, 0.0, 0.0)
        var (rightSize, priceSize, objective) = (1.0, 1.0, 0.0)
        var primalResidual = system.right
        for row in product.indices {
            primalResidual[row] -= product[row]
            primal = max(primal, primalResidual[row].magnitude)
            rightSize = max(rightSize, system.right[row].magnitude)
        }
        var dualResidual = [Double](repeating: 0, count: x.count)
        for index in x.indices where present[index] {
            let curved = system.curvature[index] * x[index]
            dualResidual[index] = system.cost[index] + curved - columns[index] - z[index] + w[index]
            dual = max(dual, dualResidual[index].magnitude)
            complement += x[index] * z[index] + gap[index] * w[index]
            objective += (system.cost[index] + curved / 2) * x[index]
        }
        for value in y { priceSize = max(priceSize, value.magnitude) }
        let relative = complement / (1 + objective.magnitude)
        let isFinite = (complement + objective + product.reduce(0, +) + columns.reduce(0, +)).isFinite
        let merit = isFinite ? max(relative, primal / rightSize, dual / priceSize) : .infinity
        return State(
            primalResidual: primalResidual, dualResidual: dualResidual, complementarity: complement,
            merit: merit)
    }

    private func diagonal() -> [Double] {
        x.indices.map { index in
            guard present[index] else { return 0 }
            let upper = bounded[index] ? w[index] / gap[index] : 0
            return 1 / (system.curvature[index] + z[index] / x[index] + upper)
        }
    }

    // MARK: Directions

    private struct Direction {
        var x: [Double]
        var y: [Double]
        var z: [Double]
        var w: [Double]
    }

    private func direction(
        _ factor: ArrowFactor, _ theta: [Double], _ state: State, target: Double,
        correction: Direction? = nil, weight: Double = 1
    ) throws(AlgebraError) -> Direction {
        var lower = [Double](repeating: 0, count: x.count)
        var upper = lower
        var force = lower
        for index in x.indices where present[index] {
            lower[index] = target - x[index] * z[index]
            if let correction { lower[index] -= weight * correction.x[index] * correction.z[index] }
            force[index] = lower[index] / x[index] - state.dualResidual[index]
            guard bounded[index] else { continue }
            upper[index] = target - gap[index] * w[index]
            if let correction { upper[index] += weight * correction.x[index] * correction.w[index] }
            force[index] -= upper[index] / gap[index]
        }
        let pushed = try system.product(zip(theta, force).map { $0 * $1 })
        let dy = try factor.solve(zip(state.primalResidual, pushed).map { $0 - $1 })
        var dx = try system.transposedProduct(dy)
        for index in dx.indices { dx[index] = theta[index] * (dx[index] + force[index]) }
        for index in x.indices where present[index] {
            lower[index] = (lower[index] - z[index] * dx[index]) / x[index]
            if bounded[index] { upper[index] = (upper[index] + w[index] * dx[index]) / gap[index] }
        }
        return Direction(x: dx, y: dy, z: lower, w: upper)
    }

    /// The longest steps, at most 1, that keep every variable at or above 0; one length for both where the
    /// objective is curved.
    private func stepLengths(_ direction: Direction) -> (primal: Double, dual: Double) {
        var (primal, dual) = (1.0, 1.0)
        for index in x.indices where present[index] {
            if direction.x[index] < 0 { primal = min(primal, -x[index] / direction.x[index]) }
            if direction.z[index] < 0 { dual = min(dual, -z[index] / direction.z[index]) }
            guard bounded[index] else { continue }
            if direction.x[index] > 0 { primal = min(primal, gap[index] / direction.x[index]) }
            if direction.w[index] < 0 { dual = min(dual, -w[index] / direction.w[index]) }
        }
        if !isLinear { (primal, dual) = (min(primal, dual), min(primal, dual)) }
        return (primal, dual)
    }

    private func complementarity(after direction: Direction, _ primal: Double, _ dual: Double) -> Double {
        var sum = 0.0
        for index in x.indices where present[index] {
            sum += (x[index] + primal * direction.x[index]) * (z[index] + dual * direction.z[index])
            guard bounded[index] else { continue }
            sum += (gap[index] - primal * direction.x[index]) * (w[index] + dual * direction.w[index])
        }
        return sum
    }

    private mutating func advance(_ direction: Direction) {
        let (longestPrimal, longestDual) = stepLengths(direction)
        let damping = max(0.9, 1 - 0.1 / Double(iterations))
        let primal = longestPrimal < 1 ? damping * longestPrimal : 1
        let dual = longestDual < 1 ? damping * longestDual : 1
        for index in x.indices where present[index] {
            x[index] = max(x[index] + primal * direction.x[index], Self.floor)
            z[index] = max(z[index] + dual * direction.z[index], Self.floor)
            guard bounded[index] else { continue }
            gap[index] = max(gap[index] - primal * direction.x[index], Self.floor)
            w[index] = max(w[index] + dual * direction.w[index], Self.floor)
        }
        for row in y.indices { y[row] += dual * direction.y[row] }
    }

    /// Keeps quotients of vanishing values finite.
    private static let floor = 1e-60
}
