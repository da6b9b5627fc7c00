/// A sparse linear system of any shape and rank, eliminated once and solved for many right sides.
///
/// Rows are taken shortest first, and within a row the column that fewest rows share among the entries that are
/// large enough (Markowitz's rule with threshold pivoting). What cancels to rounding is 0, so that unknowns
/// which no equation determines and equations which follow from others come out as such.
struct SparseElimination: Sendable {
    typealias Row = [(column: Int, value: Double)]

    private struct Step: Sendable {
        let target: Int
        let source: Int
        let factor: Double
    }

    private var rows: [Row]
    private var steps: [Step] = []
    private var pivots: [(row: Int, column: Int)] = []
    /// Unknowns that no equation determines; solutions have 0 there.
    private(set) var free: [Int] = []
    /// Equations that follow from others.
    private var idle: [Int] = []
    private let unknowns: Int
    /// The largest entry of each row as given.
    private let scale: [Double]

    /// An entry may be a pivot from this part of its row's largest on.
    private static let threshold = 0.05
    /// What remains of a sum below this part of its terms is rounding.
    private static let rounding = 1e-11
    /// A row of which nothing larger than this part of its largest entry is left follows from others.
    private static let nothing = 1e-10

    init(_ rows: [Row], unknowns: Int) {
        self.rows = rows.map { row in
            row.filter { $0.value != 0 }.sorted { $0.column < $1.column }
        }
        self.unknowns = unknowns
        scale = rows.map { $0.reduce(0) { max($0, $1.value.magnitude) } }
        eliminate()
    }

    // MARK: Elimination

    private mutating func eliminate() {
        var isDetermined = [Bool](repeating: false, count: unknowns)
        var long = LongRows(rows, unknowns: unknowns)
        eliminate(rows.indices.filter { !long.contains($0) }, &long, &isDetermined)
        for row in long.members { rows[row] = long.row(row) }
        var none = LongRows()
        eliminate(long.members, &none, &isDetermined)
        free = isDetermined.indices.filter { !isDetermined[$0] }
    }

    /// Takes some rows one after the other, off each other and off the long rows.
    private mutating func eliminate(_ members: [Int], _ long: inout LongRows, _ isDetermined: inout [Bool]) {
        var rowsOfColumn = [[Int]](repeating: [], count: unknowns)
        for row in members {
            for entry in rows[row] { rowsOfColumn[entry.column].append(row) }
        }
        var queue = ShortestFirst(rows.map(\.count), of: members)
        var isDone = [Bool](repeating: false, count: rows.count)
        while let row = queue.next() {
            isDone[row] = true
            guard let pivot = pivot(of: row, rowsOfColumn) else {
                idle.append(row)
                continue
            }
            pivots.append((row, pivot.column))
            isDetermined[pivot.column] = true
            for target in rowsOfColumn[pivot.column] where !isDone[target] {
                guard let value = rows[target].value(of: pivot.column) else { continue }
                let factor = value / pivot.value
                steps.append(Step(target: target, source: row, factor: factor))
                subtract(row, times: factor, from: target, without: pivot.column, &rowsOfColumn)
                queue.moved(target, to: rows[target].count)
            }
            long.subtract(rows[row], pivot.column, pivot.value, rounding: Self.rounding) { target, factor in
                steps.append(Step(target: target, source: row, factor: factor))
            }
        }
    }

    private func pivot(of row: Int, _ rowsOfColumn: [[Int]]) -> (column: Int, value: Double)? {
        let largest = rows[row].reduce(0) { max($0, $1.value.magnitude) }
        guard largest > Self.nothing * scale[row] else { return nil }
        let least = Self.threshold * largest
        var best: (column: Int, value: Double)?
        for entry in rows[row] where entry.value.magnitude >= least {
            if let found = best, rowsOfColumn[found.column].count <= rowsOfColumn[entry.column].count {
                continue
            }
            best = entry
        }
        return best
    }

    private mutating func subtract(
        _ source: Int, times factor: Double, from target: Int, without pivot: Int,
        _ rowsOfColumn: inout [[Int]]
    ) {
        let (left, right) = (rows[target], rows[source])
        var result: Row = []
        result.reserveCapacity(left.count + right.count)
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            let a = i < left.count ? left[i].column : .max
            let b = j < right.count ? right[j].column : .max
            if a < b {
                result.append(left[i])
                i += 1
                continue
            }
            let product = factor * right[j].value
            if b < a {
                result.append((b, -product))
                rowsOfColumn[b].append(target)
            } else {
                let rest = left[i].value - product
                let size = max(left[i].value.magnitude, product.magnitude)
                if a != pivot && rest.magnitude > Self.rounding * size { result.append((a, rest)) }
                i += 1
            }
            j += 1
        }
        rows[target] = result
    }

    // MARK: Solving

    /// What the equations say of one right side.
    struct Answer: Sendable {
        /// 0 for every free unknown.
        var found: [Double]
        /// What is left of the right side in equations that follow from others, by their positions among these.
        var rest: [(equation: Int, value: Double)]
    }

    func answer(_ right: [Double]) -> Answer {
        var right = right
        var size = right.map(\.magnitude)
        for step in steps where right[step.source] != 0 {
            let part = step.factor * right[step.source]
            right[step.target] -= part
            size[step.target] = max(size[step.target], part.magnitude)
        }
        let rest = idle.enumerated().filter { right[$1].magnitude > 1e-9 * size[$1] }
            .map { (equation: $0, value: right[$1]) }
        var found = [Double](repeating: 0, count: unknowns)
        substitute(right, into: &found)
        return Answer(found: found, rest: rest)
    }

    /// The solution with 0 for every free unknown; `nil` where the equations contradict each other.
    func solution(_ right: [Double]) -> [Double]? {
        let answer = answer(right)
        return answer.rest.isEmpty ? answer.found : nil
    }

    /// For each free unknown the solution of the system without right side that has 1 there and 0 for the other
    /// free unknowns.
    func nullVectors() -> [[(unknown: Int, value: Double)]] {
        var isMet = [Bool](repeating: false, count: unknowns)
        for (row, column) in pivots {
            for entry in rows[row] where entry.column != column { isMet[entry.column] = true }
        }
        let still = [Double](repeating: 0, count: rows.count)
        return free.map { unknown in
            guard isMet[unknown] else { return [(unknown, 1)] }
            var found = [Double](repeating: 0, count: unknowns)
            found[unknown] = 1
            substitute(still, into: &found)
            return found.enumerated().filter { $1 != 0 }.map { ($0, $1) }
        }
    }

    private func substitute(_ right: [Double], into found: inout [Double]) {
        for (row, column) in pivots.reversed() {
            var (sum, pivot) = (right[row], 1.0)
            for entry in rows[row] {
                if entry.column == column {
                    pivot = entry.value
                } else {
                    sum -= entry.value * found[entry.column]
                }
            }
            found[column] = sum / pivot
        }
    }
}

extension SparseElimination.Row {
    /// The entry of a column; rows are sorted by column.
    fileprivate func value(of column: Int) -> Double? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].column < column { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].column == column ? self[low].value : nil
    }
}

/// Rows with so many entries (a receptor, a pool) that an entry for every unknown costs less than to merge them
/// anew at each step. They come last.
private struct LongRows {
    private(set) var members: [Int] = []
    private var values: [[Double]] = []

    private static let shortest = 64

    init() {}

    init(_ rows: [SparseElimination.Row], unknowns: Int) {
        for (row, entries) in rows.enumerated() where entries.count >= Self.shortest {
            var own = [Double](repeating: 0, count: unknowns)
            for entry in entries { own[entry.column] = entry.value }
            members.append(row)
            values.append(own)
        }
    }

    func contains(_ row: Int) -> Bool { members.contains(row) }

    func row(_ row: Int) -> SparseElimination.Row {
        guard let place = members.firstIndex(of: row) else { return [] }
        return values[place].enumerated().filter { $1 != 0 }.map { ($0, $1) }
    }

    /// Takes a row off all of these, so that its pivot is gone.
    mutating func subtract(
        _ row: SparseElimination.Row, _ pivot: Int, _ pivotValue: Double, rounding: Double,
        step: (_ target: Int, _ factor: Double) -> Void
    ) {
        for place in values.indices where values[place][pivot] != 0 {
            let factor = values[place][pivot] / pivotValue
            for entry in row {
                let (old, product) = (values[place][entry.column], factor * entry.value)
                let rest = old - product
                let isFelt = rest.magnitude > rounding * max(old.magnitude, product.magnitude)
                values[place][entry.column] = isFelt ? rest : 0
            }
            values[place][pivot] = 0
            step(members[place], factor)
        }
    }
}

/// Rows by their length, shortest first; a length that changed is told again.
private struct ShortestFirst {
    private var buckets: [[Int]]
    private var length: [Int]
    private var isTaken: [Bool]
    private var shortest = 0

    init(_ lengths: [Int], of members: [Int]) {
        length = lengths
        isTaken = [Bool](repeating: false, count: lengths.count)
        buckets = [[Int]](repeating: [], count: (lengths.max() ?? 0) + 1)
        for row in members.reversed() { buckets[lengths[row]].append(row) }
    }

    mutating func next() -> Int? {
        while shortest < buckets.count {
            guard let row = buckets[shortest].popLast() else {
                shortest += 1
                continue
            }
            if !isTaken[row] && length[row] == shortest {
                isTaken[row] = true
                return row
            }
        }
        return nil
    }

    mutating func moved(_ row: Int, to newLength: Int) {
        guard newLength != length[row] else { return }
        length[row] = newLength
        while buckets.count <= newLength { buckets.append([]) }
        buckets[newLength].append(row)
        shortest = min(shortest, newLength)
    }
}
