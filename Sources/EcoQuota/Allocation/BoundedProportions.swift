/// Division of a total in proportion to weights, where no part may leave its bounds.
///
/// The parts are clamp(k w, lowest, highest) with the one k at which they add up to the total, found exactly: the
/// sum is piecewise linear and rising in k.
enum BoundedProportions {
    /// The parts; nil where the bounds do not admit the total, or no weight is above 0.
    static func divide(_ total: Double, weights: [Double], lowest: [Double], highest: [Double]) -> [Double]? {
        guard zip(lowest, highest).allSatisfy({ $0 <= $1 }) else { return nil }
        let parts = { (k: Double) in
            weights.indices.map { min(max(k * weights[$0], lowest[$0]), highest[$0]) }
        }
        // Where each part leaves its lowest value and reaches its highest one.
        let spans = weights.indices.map { (from: lowest[$0] / weights[$0], to: highest[$0] / weights[$0]) }
        let breaks = weights.indices.filter { weights[$0] > 0 }.flatMap { [spans[$0].from, spans[$0].to] }
            .filter(\.isFinite).sorted()
        let index = breaks.partitioningIndex { parts($0).reduce(0, +) >= total }
        let (low, next) = (
            index > 0 ? breaks[index - 1] : 0, index < breaks.count ? breaks[index] : .infinity
        )
        let isFree = weights.indices.map { weights[$0] > 0 && spans[$0].from < next && spans[$0].to > low }
        let rest = parts(low)
        let fixed = zip(rest, isFree).reduce(0) { $1.1 ? $0 : $0 + $1.0 }
        let free = zip(weights, isFree).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
        let k = free > 0 ? (total - fixed) / free : low
        let result = parts(k)
        let tolerance = 1e-9 * max(total, 1e-6)
        return (result.reduce(0, +) - total).magnitude <= tolerance ? result : nil
    }
}

extension [Double] {
    /// The first position, in an ascending array, from which `predicate` holds.
    fileprivate func partitioningIndex(_ predicate: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// Quantities of quota as whole steps of 1 g (1 kg for totals above 1e9 t), so that sums are exact.
public struct QuotaSteps: Sendable, Equatable {
    /// Steps in a tonne.
    public let perTonne: Double

    public init(total: Double) { perTonne = total <= 1e9 ? 1e6 : 1e3 }

    public func count(_ tonnes: Double) -> Int { Int((tonnes * perTonne).rounded()) }

    public func tonnes(_ count: Int) -> Double { Double(count) / perTonne }

    /// Rounds each part to a neighbouring step so that they add up to `total` steps: the largest remainders are
    /// rounded up, earlier parts first among equal ones.
    public func rounded(_ parts: [Double], total: Int) -> [Int] {
        guard !parts.isEmpty else { return [] }
        var counts = parts.map { Int(($0 * perTonne).rounded(.down)) }
        let remainders = parts.indices.map { parts[$0] * perTonne - Double(counts[$0]) }
        let order = parts.indices.sorted { (-remainders[$0], $0) < (-remainders[$1], $1) }
        var missing = total - counts.reduce(0, +)
        let sign = missing.signum()
        var turn = 0
        while missing != 0 {
            let part = order[sign > 0 ? turn % parts.count : parts.count - 1 - turn % parts.count]
            if sign > 0 || counts[part] > 0 {
                counts[part] += sign
                missing -= sign
            }
            turn += 1
            // A difference far above one step for each part is no rounding: the last one takes it.
            if turn > 4 * parts.count {
                counts[order[0]] += missing
                missing = 0
            }
        }
        return counts
    }
}

extension [Double] {
    /// Each value as a part of the sum.
    var partsOfSum: [Double] {
        let sum = reduce(0, +)
        return map { $0 / sum }
    }
}
