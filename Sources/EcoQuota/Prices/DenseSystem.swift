/// A small dense linear system of any shape and rank, by elimination with complete pivoting on scaled rows and columns.
struct DenseSystem {
    private var rows: [[Double]]
    private var right: [Double]
    /// The largest term that each right side met.
    private var rightSize: [Double]
    private let columnScale: [Double]
    private let columns: Int
    /// Columns in the order in which they were taken; as many as the rank.
    private var taken: [Int] = []

    /// What remains of a difference below this part of its terms is rounding.
    private static let rounding = 1e-11
    /// Nothing smaller than this part of a row and column is a pivot.
    private static let nothing = 1e-10

    init(_ rows: [[Double]], columns: Int, right: [Double]) {
        self.columns = columns
        let scales = rows.map { row in row.reduce(0) { max($0, $1.magnitude) } }.map { $0 > 0 ? 1 / $0 : 1 }
        var scaled = zip(rows, scales).map { row, scale in row.map { $0 * scale } }
        columnScale = (0..<columns).map { column in
            let size = scaled.reduce(0) { max($0, $1[column].magnitude) }
            return size > 0 ? 1 / size : 1
        }
        for row in scaled.indices {
            for column in 0..<columns { scaled[row][column] *= columnScale[column] }
        }
        self.rows = scaled
        self.right = zip(right, scales).map { $0 * $1 }
        rightSize = self.right.map(\.magnitude)
        eliminate()
    }

    private mutating func eliminate() {
        var isTaken = [Bool](repeating: false, count: columns)
        while taken.count < rows.count, let (row, column) = pivot(isTaken) {
            let place = taken.count
            rows.swapAt(place, row)
            right.swapAt(place, row)
            rightSize.swapAt(place, row)
            taken.append(column)
            isTaken[column] = true
            for other in (place + 1)..<max(place + 1, rows.count) where rows[other][column] != 0 {
                subtract(place, from: other, without: column)
            }
        }
    }

    private func pivot(_ isTaken: [Bool]) -> (row: Int, column: Int)? {
        var best: (row: Int, column: Int)?
        var largest = Self.nothing
        for row in taken.count..<rows.count {
            for column in 0..<columns where !isTaken[column] && rows[row][column].magnitude > largest {
                (best, largest) = ((row, column), rows[row][column].magnitude)
            }
        }
        return best
    }

    private mutating func subtract(_ source: Int, from target: Int, without pivot: Int) {
        let factor = rows[target][pivot] / rows[source][pivot]
        for column in 0..<columns where rows[source][column] != 0 {
            let (old, product) = (rows[target][column], factor * rows[source][column])
            let rest = old - product
            let isFelt = rest.magnitude > Self.rounding * max(old.magnitude, product.magnitude)
            rows[target][column] = isFelt ? rest : 0
        }
        rows[target][pivot] = 0
        let product = factor * right[source]
        right[target] -= product
        rightSize[target] = max(rightSize[target], product.magnitude)
    }

    /// The solution with 0 for every unknown that is not determined; `nil` where the equations contradict each other.
    var solution: [Double]? {
        for row in taken.count..<max(taken.count, rows.count)
        where right[row].magnitude > 1e-9 * rightSize[row] { return nil }
        return substitute(right, [Double](repeating: 0, count: columns))
    }

    /// The solutions without right side, one for each unknown that is not determined.
    var differences: [[Double]] {
        let still = [Double](repeating: 0, count: rows.count)
        return (0..<columns).filter { !taken.contains($0) }.map { column in
            var start = [Double](repeating: 0, count: columns)
            start[column] = 1
            return substitute(still, start)
        }
    }

    private func substitute(_ right: [Double], _ start: [Double]) -> [Double] {
        var found = start
        for (row, column) in taken.enumerated().reversed() {
            var sum = right[row]
            for other in 0..<columns where other != column { sum -= rows[row][other] * found[other] }
            found[column] = sum / rows[row][column]
        }
        return zip(found, columnScale).map { $0 * $1 }
    }
}
