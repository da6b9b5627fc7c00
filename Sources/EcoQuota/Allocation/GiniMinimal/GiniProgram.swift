import EcoAlgebra
import EcoUnits

/// Minimise sum_j w_j G_j(e) over sum e = total, lowest <= e <= highest, and G_j(e) <= limit_j where given.
///
/// With v = n e / total, indicator parts x scaled to sum n, and G = sum over pairs of |x_k v_i - x_i v_k| / n², each
/// absolute value is p + q with p - q = x_k v_i - x_i v_k and p, q >= 0: a linear programme in which every order of
/// the regions is admitted. A predictor-corrector interior-point method solves it; the pairs are eliminated one by
/// one, which leaves a dense system of as many equations as there are regions.
///
/// The proof: for any s with |s| <= w_j + m_j in each pair and any m >= 0, the sum of s (x_k v_i - x_i v_k) less
/// sum_j m_j limit_j, minimised over the bounds alone (a sort), is at most the optimum.
struct GiniProgram {
    struct Solution {
        /// In the unit of the total.
        var quota: [Double]
        /// sum_j w_j G_j of the quota.
        var value: Double
        /// What no division within the limits goes below.
        var bound: Double
    }

    /// One pair of regions under one indicator: `left` v_i - `right` v_k.
    struct Pair {
        let indicator: Int
        let i, k: Int
        /// x_k and x_i.
        let left, right: Double
    }

    let count: Int
    let total: Double
    let lowest: [Double]
    let highest: [Double]
    let indicators: [[Double]]
    let weights: [Double]
    let pairs: [Pair]
    /// Of the sum of a pair's absolute values, one for each indicator; nil without limits.
    let limits: [Double]?

    /// Gap, as a part of the sum of weights, below which a division counts as proven.
    static let tolerance = 1e-8

    init(
        total: Double, lowest: [Double], highest: [Double], indicators: [[Double]], weights: [Double],
        limits: [Double]?
    ) {
        let n = Double(lowest.count)
        count = lowest.count
        self.total = total
        self.lowest = lowest.map { $0 * n / total }
        self.highest = highest.map { min($0, total) * n / total }
        self.weights = (weights).partsOfSum
        self.indicators = indicators
        self.limits = limits?.map { ($0 + 1e-10) * n * n }
        var pairs: [Pair] = []
        for (j, indicator) in indicators.enumerated() {
            let x = (indicator).partsOfSum.map { $0 * n }
            for i in x.indices {
                for k in x.indices.dropFirst(i + 1) {
                    pairs.append(Pair(indicator: j, i: i, k: k, left: x[k], right: x[i]))
                }
            }
        }
        self.pairs = pairs
    }

    /// The division and its proof; nil where the gap stays above the tolerance.
    func solve() -> Solution? {
        guard count > 1, highest.reduce(0, +) - lowest.reduce(0, +) > 1e-12 * Double(count) else {
            return forced
        }
        var iterate = GiniIterate(self)
        var best: Solution?
        for _ in 0..<200 {
            let found = solution(iterate)
            if isWithinLimits(found),
                found.value - found.bound < (best.map { $0.value - $0.bound } ?? .infinity)
            {
                best = found
            }
            if let best, best.value - best.bound <= Self.tolerance / 100 { break }
            guard iterate.step(self) else { break }
        }
        guard let best, best.value - best.bound <= Self.tolerance else { return nil }
        return best
    }

    /// Where the bounds leave one division only.
    private var forced: Solution? {
        guard
            let v = BoundedProportions.divide(
                Double(count), weights: lowest.map { $0 + 1 }, lowest: lowest, highest: highest)
        else { return nil }
        let value = self.value(v)
        return Solution(quota: v.map { $0 * total / Double(count) }, value: value, bound: value)
    }

    private func value(_ v: [Double]) -> Double {
        zip(weights, indicators).reduce(0) { $0 + $1.0 * (Gini.coefficient(of: v, over: $1.1) ?? 0) }
    }

    private func isWithinLimits(_ solution: Solution) -> Bool {
        guard let limits else { return true }
        let scale = Double(count * count)
        return zip(indicators, limits).allSatisfy {
            (Gini.coefficient(of: solution.quota, over: $0) ?? 0) <= $1 / scale + 1e-9
        }
    }

    private func solution(_ iterate: GiniIterate) -> Solution {
        let n = Double(count)
        let v =
            BoundedProportions.divide(n, weights: iterate.v, lowest: lowest, highest: highest) ?? iterate.v
        return Solution(quota: v.map { $0 * total / n }, value: value(v), bound: bound(iterate) / (n * n))
    }

    /// The safe bound of the prices of an iterate.
    private func bound(_ iterate: GiniIterate) -> Double {
        var gradient = [Double](repeating: 0, count: count)
        for (index, pair) in pairs.enumerated() {
            let most = weights[pair.indicator] + iterate.limitPrice(pair.indicator)
            let price = min(max(iterate.y[index], -most), most)
            gradient[pair.i] += price * pair.left
            gradient[pair.k] -= price * pair.right
        }
        var rest = Double(count) - lowest.reduce(0, +)
        var bound = zip(gradient, lowest).reduce(0) { $0 + $1.0 * $1.1 }
        for index in gradient.indices.sorted(by: { (gradient[$0], $0) < (gradient[$1], $1) }) {
            let added = min(rest, highest[index] - lowest[index])
            bound += gradient[index] * added
            rest -= added
        }
        for (j, limit) in (limits ?? []).enumerated() { bound -= iterate.limitPrice(j) * limit }
        return bound
    }
}
