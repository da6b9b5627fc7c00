import EcoAlgebra

/// An interior point of a `GiniProgram` and its next step (Mehrotra 1992, doi:10.1137/0802028).
struct GiniIterate {
    // Primal: parts of the regions, the two halves of each pair's difference, slack of each limit.
    private(set) var v: [Double]
    private var p: [Double]
    private var q: [Double]
    private var slack: [Double]
    // Dual: pairs, sum, limits, bounds. The duals of p and q are w + m - y and w + m + y.
    private(set) var y: [Double]
    private var m: [Double]
    private var sumPrice = 0.0
    private var low: [Double]
    private var high: [Double]

    /// The price of a limit, at least 0; 0 without limits.
    func limitPrice(_ indicator: Int) -> Double { m.isEmpty ? 0 : m[indicator] }

    init(_ program: GiniProgram) {
        let n = Double(program.count)
        let room = zip(program.highest, program.lowest).map { $0 - $1 }
        let part = (n - program.lowest.reduce(0, +)) / room.reduce(0, +)
        v = zip(program.lowest, room).map { $0 + part * $1 }
        let v = v
        let differences = program.pairs.map { $0.left * v[$0.i] - $0.right * v[$0.k] }
        let size = differences.reduce(0) { $0 + $1.magnitude } / Double(max(1, differences.count))
        let margin = 0.1 * size + 0.1
        p = differences.map { max($0, 0) + margin }
        q = differences.map { max(-$0, 0) + margin }
        y = differences.map { _ in 0 }
        m = program.limits.map { limits in limits.map { _ in 0.1 } } ?? []
        slack = (program.limits ?? []).map { max(0.1 * $0, 1) }
        low = []
        high = []
        let center = margin / Double(program.indicators.count)
        low = v.indices.map { center / max(v[$0] - program.lowest[$0], 1e-12) }
        high = v.indices.map { center / max(program.highest[$0] - v[$0], 1e-12) }
    }

    private func pairDual(_ program: GiniProgram, _ index: Int) -> (p: Double, q: Double) {
        let pair = program.pairs[index]
        let most = program.weights[pair.indicator] + limitPrice(pair.indicator)
        return (most - y[index], most + y[index])
    }

    /// Mean of the products of slacks and prices.
    private func complementarity(_ program: GiniProgram) -> Double {
        var sum = 0.0
        for index in p.indices {
            let dual = pairDual(program, index)
            sum += p[index] * dual.p + q[index] * dual.q
        }
        for j in m.indices { sum += slack[j] * m[j] }
        for i in v.indices {
            sum += (v[i] - program.lowest[i]) * low[i] + (program.highest[i] - v[i]) * high[i]
        }
        return sum / Double(2 * p.count + m.count + 2 * v.count)
    }
}

extension GiniIterate {
    /// A direction in every unknown.
    private struct Direction {
        var v, p, q, slack, y, m, low, high: [Double]
        var sumPrice = 0.0
    }

    /// What the products of slacks and prices shall become, less what they are.
    private struct Target {
        var p, q, slack, low, high: [Double]
    }

    /// One step; false where it can go no further.
    mutating func step(_ program: GiniProgram) -> Bool {
        guard let system = GiniSystem(program, self) else { return false }
        let now = complementarity(program)
        guard now > 1e-18, now.isFinite else { return false }
        guard let predictor = direction(program, system, target(program, 0, nil)) else { return false }
        let reach = reach(program, predictor)
        var trial = self
        trial.move(predictor, primal: reach.primal, dual: reach.dual)
        let ratio = trial.complementarity(program) / now
        let center = max(min(ratio * ratio * ratio, 1), 1e-6) * now
        guard let corrector = direction(program, system, target(program, center, predictor)) else {
            return false
        }
        let steps = self.reach(program, corrector)
        move(corrector, primal: min(1, 0.995 * steps.primal), dual: min(1, 0.995 * steps.dual))
        return max(steps.primal, steps.dual) > 1e-10
    }

    private func target(_ program: GiniProgram, _ center: Double, _ predictor: Direction?) -> Target {
        let duals = p.indices.map { pairDual(program, $0) }
        var target = Target(
            p: p.indices.map { center - p[$0] * duals[$0].p },
            q: q.indices.map { center - q[$0] * duals[$0].q },
            slack: m.indices.map { center - slack[$0] * m[$0] },
            low: v.indices.map { center - (v[$0] - program.lowest[$0]) * low[$0] },
            high: v.indices.map { center - (program.highest[$0] - v[$0]) * high[$0] })
        guard let predictor else { return target }
        for index in p.indices {
            let dm = predictor.m.isEmpty ? 0 : predictor.m[program.pairs[index].indicator]
            target.p[index] -= predictor.p[index] * (dm - predictor.y[index])
            target.q[index] -= predictor.q[index] * (dm + predictor.y[index])
        }
        for j in m.indices { target.slack[j] -= predictor.slack[j] * predictor.m[j] }
        for i in v.indices {
            target.low[i] -= predictor.v[i] * predictor.low[i]
            target.high[i] += predictor.v[i] * predictor.high[i]
        }
        return target
    }

    private func direction(_ program: GiniProgram, _ system: GiniSystem, _ target: Target) -> Direction? {
        let n = v.count
        var right = [Double](repeating: -sumPrice, count: n)
        for i in 0..<n {
            right[i] += low[i] - high[i] + target.low[i] / (v[i] - program.lowest[i])
            right[i] -= target.high[i] / (program.highest[i] - v[i])
        }
        var limitRight = m.indices.map { (program.limits ?? [])[$0] - slack[$0] - target.slack[$0] / m[$0] }
        var pairRight = [Double](repeating: 0, count: p.count)
        for (index, pair) in program.pairs.enumerated() {
            let dual = pairDual(program, index)
            let (stepP, stepQ) = (target.p[index] / dual.p, target.q[index] / dual.q)
            let residual = p[index] - q[index] - (pair.left * v[pair.i] - pair.right * v[pair.k])
            pairRight[index] = residual + stepP - stepQ
            let force = pairRight[index] / system.sum[index] - y[index]
            right[pair.i] += pair.left * force
            right[pair.k] -= pair.right * force
            guard !m.isEmpty else { continue }
            limitRight[pair.indicator] -=
                p[index] + q[index] + stepP + stepQ
                - system.difference[index] * pairRight[index] / system.sum[index]
        }
        guard
            let main = system.solve(
                right, limitRight, sum: Double(n) - v.reduce(0, +))
        else { return nil }
        return completed(program, system, target, pairRight, main)
    }

    private func completed(
        _ program: GiniProgram, _ system: GiniSystem, _ target: Target, _ pairRight: [Double],
        _ main: (v: [Double], m: [Double], sumPrice: Double)
    ) -> Direction {
        var result = Direction(
            v: main.v, p: pairRight, q: pairRight, slack: main.m, y: pairRight, m: main.m, low: low,
            high: high,
            sumPrice: main.sumPrice)
        for (index, pair) in program.pairs.enumerated() {
            let dm = main.m.isEmpty ? 0 : main.m[pair.indicator]
            let change = pair.left * main.v[pair.i] - pair.right * main.v[pair.k]
            let dy = (change + system.difference[index] * dm - pairRight[index]) / system.sum[index]
            let dual = pairDual(program, index)
            result.y[index] = dy
            result.p[index] = (target.p[index] - p[index] * (dm - dy)) / dual.p
            result.q[index] = (target.q[index] - q[index] * (dm + dy)) / dual.q
        }
        for j in m.indices { result.slack[j] = (target.slack[j] - slack[j] * main.m[j]) / m[j] }
        for i in v.indices {
            result.low[i] = (target.low[i] - low[i] * main.v[i]) / (v[i] - program.lowest[i])
            result.high[i] = (target.high[i] + high[i] * main.v[i]) / (program.highest[i] - v[i])
        }
        return result
    }

    /// How far a direction may go before a slack or a price reaches 0, at most 1 / 0.995.
    private func reach(_ program: GiniProgram, _ step: Direction) -> (primal: Double, dual: Double) {
        var (primal, dual) = (1 / 0.995, 1 / 0.995)
        func limit(_ reach: inout Double, _ value: Double, _ change: Double) {
            if change < 0 { reach = min(reach, -value / change) }
        }
        for index in p.indices {
            let dm = step.m.isEmpty ? 0 : step.m[program.pairs[index].indicator]
            let duals = pairDual(program, index)
            limit(&primal, p[index], step.p[index])
            limit(&primal, q[index], step.q[index])
            limit(&dual, duals.p, dm - step.y[index])
            limit(&dual, duals.q, dm + step.y[index])
        }
        for j in m.indices {
            limit(&primal, slack[j], step.slack[j])
            limit(&dual, m[j], step.m[j])
        }
        for i in v.indices {
            limit(&primal, v[i] - program.lowest[i], step.v[i])
            limit(&primal, program.highest[i] - v[i], -step.v[i])
            limit(&dual, low[i], step.low[i])
            limit(&dual, high[i], step.high[i])
        }
        return (primal, dual)
    }

    private mutating func move(_ step: Direction, primal: Double, dual: Double) {
        for index in p.indices {
            p[index] += primal * step.p[index]
            q[index] += primal * step.q[index]
            y[index] += dual * step.y[index]
        }
        for j in m.indices {
            slack[j] += primal * step.slack[j]
            m[j] += dual * step.m[j]
        }
        for i in v.indices {
            v[i] += primal * step.v[i]
            low[i] += dual * step.low[i]
            high[i] += dual * step.high[i]
        }
        sumPrice += dual * step.sumPrice
    }

    /// The equations of a step after the pairs are eliminated.
    ///
    ///     [ K  B  1 ] [dv]   K = sum a aᵀ / s + bounds,  a = (left at i, -right at k),  s = p/zp + q/zq
    ///     [ Bᵀ -E 0 ] [dm]   B = sum a (p/zp - q/zq) / s,  E = sum 4 (p/zp) (q/zq) / s + slack/m
    ///     [ 1ᵀ 0  0 ] [dλ]
    struct GiniSystem {
        private(set) var sum: [Double]
        private(set) var difference: [Double]
        private var columns: [[Double]]
        private var diagonal: [Double]
        private let factor: CholeskyFactor
        private let ones: [Double]

        init?(_ program: GiniProgram, _ iterate: GiniIterate) {
            let n = program.count
            sum = iterate.p
            difference = iterate.p
            columns = iterate.m.map { _ in [Double](repeating: 0, count: n) }
            diagonal = iterate.m.indices.map { iterate.slack[$0] / iterate.m[$0] }
            var matrix = DenseMatrix(rows: n, columns: n)
            for i in 0..<n {
                matrix[i, i] =
                    iterate.low[i] / (iterate.v[i] - program.lowest[i])
                    + iterate.high[i] / (program.highest[i] - iterate.v[i])
            }
            for (index, pair) in program.pairs.enumerated() {
                let dual = iterate.pairDual(program, index)
                let (first, second) = (iterate.p[index] / dual.p, iterate.q[index] / dual.q)
                sum[index] = first + second
                difference[index] = first - second
                let weight = 1 / sum[index]
                matrix[pair.i, pair.i] += pair.left * pair.left * weight
                matrix[pair.k, pair.k] += pair.right * pair.right * weight
                matrix[pair.k, pair.i] -= pair.left * pair.right * weight
                guard !columns.isEmpty else { continue }
                columns[pair.indicator][pair.i] += pair.left * difference[index] * weight
                columns[pair.indicator][pair.k] -= pair.right * difference[index] * weight
                diagonal[pair.indicator] += 4 * first * second * weight
            }
            for (column, scale) in zip(columns, diagonal) {
                for k in 0..<n {
                    for i in 0...k { matrix[k, i] += column[i] * column[k] / scale }
                }
            }
            guard let factor = try? CholeskyFactor(lower: matrix),
                let ones = try? factor.solve([Double](repeating: 1, count: n))
            else { return nil }
            self.factor = factor
            self.ones = ones
        }

        func solve(
            _ right: [Double], _ limitRight: [Double], sum: Double
        ) -> (v: [Double], m: [Double], sumPrice: Double)? {
            var right = right
            for (j, column) in columns.enumerated() {
                for i in right.indices { right[i] += column[i] * limitRight[j] / diagonal[j] }
            }
            guard let base = try? factor.solve(right) else { return nil }
            let price = (base.reduce(0, +) - sum) / ones.reduce(0, +)
            let v = zip(base, ones).map { $0 - price * $1 }
            let m = columns.indices.map { j in
                (zip(columns[j], v).reduce(0) { $0 + $1.0 * $1.1 } - limitRight[j]) / diagonal[j]
            }
            guard v.allSatisfy(\.isFinite) else { return nil }
            return (v, m, price)
        }
    }
}
