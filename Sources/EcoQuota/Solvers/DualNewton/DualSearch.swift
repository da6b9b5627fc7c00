import EcoAlgebra

/// Projected semismooth Newton on the concave dual of sources and limits, with Levenberg-Marquardt damping and
/// Armijo steps (Qi and Sun 1993, doi:10.1007/BF01581275, for the semismooth steps).
struct DualSearch {
    let sweep: EmissionSweep
    /// Diagonal of the second-order matrix with every ramp at work; scales the damping.
    let fullDiagonal: [Double]
    private(set) var state: EmissionSweep.State
    private(set) var iterations = 0
    private var damping: Double
    private let bottomCost: Double

    init(_ sweep: EmissionSweep, from prices: [Double], damping: Double, fullDiagonal: [Double]) {
        self.sweep = sweep
        self.damping = damping
        self.fullDiagonal = fullDiagonal
        state = sweep.state(prices)
        bottomCost = sweep.bottomCost
    }

    /// Goes on until the relative gap is within `tolerance`, or nothing moves any more.
    mutating func run(tolerance: Double, limit: Int = 100) {
        while iterations < limit, gap > tolerance {
            iterations += 1
            guard move() else { return }
        }
    }

    /// Every source goes this part of the way to its least emission so that all limits are met.
    var repair: Double {
        var part = 0.0
        for (row, limit) in sweep.limits.enumerated() where state.loads[row] > limit {
            part = max(part, (state.loads[row] - limit) / (state.loads[row] - sweep.leastLoads[row]))
        }
        return min(1, part)
    }

    /// At least the relative gap after the repair.
    var gap: Double {
        let primal = state.primal + repair * max(0, bottomCost - state.primal)
        return (primal - state.dual) / max(1, primal.magnitude)
    }

    /// One step; false where none improves and the damping is at its end.
    private mutating func move() -> Bool {
        let gradient = zip(state.loads, sweep.limits).map { $0 - $1 }
        let free = gradient.indices.filter { state.prices[$0] > 0 || gradient[$0] > 0 }
        guard !free.isEmpty, let step = direction(free, gradient) else {
            damping = max(10 * damping, 1e-6)
            return !free.isEmpty && damping < 1e6
        }
        var length = 1.0
        for _ in 0..<14 {
            var prices = state.prices
            for (index, row) in free.enumerated() { prices[row] = max(0, prices[row] + length * step[index]) }
            let next = sweep.state(prices)
            var predicted = 0.0
            for row in free { predicted += gradient[row] * (prices[row] - state.prices[row]) }
            if next.dual >= state.dual + 1e-4 * predicted - 1e-13 * state.dual.magnitude {
                state = next
                adapt(length)
                return true
            }
            length /= 2
        }
        adapt(length)
        return damping < 1e3
    }

    private mutating func adapt(_ length: Double) {
        if length == 1 {
            damping = damping > 1e-9 ? 0.1 * damping : 0
        } else if length < 0.3 {
            damping = max(10 * damping, 1e-6)
        }
    }

    private func direction(_ free: [Int], _ gradient: [Double]) -> [Double]? {
        var matrix = sweep.secondOrder(state.response, rows: free)
        let largest = free.indices.reduce(0) { max($0, matrix[$1, $1]) }
        for (index, row) in free.enumerated() {
            let own = matrix[index, index]
            matrix[index, index] =
                own * (1 + 1e-9) + damping * max(own, fullDiagonal[row]) + max(1e-12 * largest, 1e-300)
        }
        return try? CholeskyFactor(lower: matrix).solve(free.map { gradient[$0] }, refinements: 0)
    }
}

extension EmissionSweep {
    /// Cost where every source emits its least.
    var bottomCost: Double {
        var cost = 0.0
        for source in sources.topCost.indices {
            cost += sources.topCost[source]
            for ramp in sources.ramps[sources.rampStart[source]..<sources.rampStart[source + 1]] {
                cost += (ramp.price + ramp.width / 2) * ramp.depth
            }
        }
        return cost
    }

    /// The responses where every ramp is at work.
    var fullResponse: [Double] {
        (0..<sources.count).map { source in
            sources.ramps[sources.rampStart[source]..<sources.rampStart[source + 1]]
                .reduce(0) { $0 + ($1.width > 0 ? $1.depth / $1.width : 0) }
        }
    }

    /// Prices to begin with: every row alike by what it can take off, at the common level of the largest dual.
    func coldPrices() -> [Double] {
        let top = topLoads
        let shares = limits.indices.map { row -> Double in
            let range = top[row] - leastLoads[row]
            return range > 0 ? 1 / range : 0
        }
        let charges = state(shares).charge.filter { $0 > 0 }.sorted()
        let middles = sources.middlePrices
        guard let charge = charges.isEmpty ? nil : charges[charges.count / 2], !middles.isEmpty else {
            return shares.map { _ in 0 }
        }
        let level = max(middles[middles.count / 2], middles[middles.count - 1] * 1e-6, 1e-12) / charge
        var best: (dual: Double, prices: [Double]) = (-.infinity, shares.map { _ in 0 })
        for power in -6...4 {
            var scale = level
            for _ in 0..<power.magnitude { scale *= power < 0 ? 0.5 : 2 }
            let prices = shares.map { $0 * scale }
            let dual = state(prices).dual
            if dual > best.dual { best = (dual, prices) }
        }
        return best.prices
    }
}

extension SlopedSources {
    /// The price in the middle of some ramps all over the sources, ascending.
    fileprivate var middlePrices: [Double] {
        var result: [Double] = []
        for index in Swift.stride(from: 0, to: ramps.count, by: 1 + ramps.count / 10_000)
        where ramps[index].depth > 0 {
            result.append(ramps[index].price + ramps[index].width / 2)
        }
        return result.sorted()
    }
}
