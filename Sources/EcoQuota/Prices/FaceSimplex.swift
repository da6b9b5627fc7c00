/// max w d over G d <= h with h >= 0 and d of either sign: the simplex method from d = 0.
///
/// Dense and small; the smallest index decides among equals after a while, so it cannot cycle (Bland's rule).
struct FaceSimplex {
    /// For each basic variable what one unit of each other one takes from it.
    private var table: [[Double]]
    private var right: [Double]
    private var objective: [Double]
    private var value = 0.0
    /// Below `free` the differences, from there on the slacks.
    private var basic: [Int]
    private var others: [Int]
    private let free: Int

    private static let tolerance = 1e-9

    init(objective: [Double], rows: [[Double]], right: [Double]) {
        self.objective = objective
        table = rows
        self.right = right
        free = objective.count
        others = Array(0..<free)
        basic = rows.indices.map { objective.count + $0 }
    }

    /// The maximum; infinite where nothing bounds it.
    mutating func maximum() -> Double {
        let patience = 20 * (basic.count + free)
        for iteration in 0..<(50 * patience) {
            guard let (column, sign) = entering(smallest: iteration > patience) else { return value }
            guard let row = leaving(column, sign) else { return .infinity }
            pivot(row, column)
        }
        return value
    }

    private func entering(smallest: Bool) -> (column: Int, sign: Double)? {
        var best: (column: Int, sign: Double)?
        var rank = 0.0
        for column in others.indices {
            let gain = objective[column]
            guard gain > Self.tolerance || (gain < -Self.tolerance && others[column] < free) else { continue }
            let candidate = smallest ? -Double(others[column]) : gain.magnitude
            if best == nil || candidate > rank { (best, rank) = ((column, gain > 0 ? 1 : -1), candidate) }
        }
        return best
    }

    private func leaving(_ column: Int, _ sign: Double) -> Int? {
        var best: Int?
        var least = Double.infinity
        for row in basic.indices where basic[row] >= free {
            let rate = sign * table[row][column]
            guard rate > Self.tolerance else { continue }
            let ratio = max(0, right[row]) / rate
            if let found = best, ratio > least || (ratio == least && basic[row] > basic[found]) { continue }
            (best, least) = (row, ratio)
        }
        return best
    }

    private mutating func pivot(_ row: Int, _ column: Int) {
        let divisor = table[row][column]
        var chosen = table[row].map { $0 / divisor }
        chosen[column] = 1 / divisor
        let amount = right[row] / divisor
        for other in basic.indices where other != row && table[other][column] != 0 {
            let factor = table[other][column]
            table[other][column] = 0
            table[other].withUnsafeMutableBufferPointer { target in
                for index in target.indices { target[index] -= factor * chosen[index] }
            }
            right[other] -= factor * amount
        }
        let gain = objective[column]
        objective[column] = 0
        for index in objective.indices { objective[index] -= gain * chosen[index] }
        value += gain * amount
        table[row] = chosen
        right[row] = amount
        swap(&basic[row], &others[column])
    }
}
