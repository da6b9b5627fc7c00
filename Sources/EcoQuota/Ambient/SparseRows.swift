import EcoAlgebra

/// A sparse matrix stored row by row; the entries of a row stand in the order of their columns.
public struct SparseRows: Sendable, Equatable {
    public let rows: Int
    public let columns: Int
    /// The entries of row r are `start[r]..<start[r + 1]`.
    public let start: [Int]
    public let column: [Int32]
    public let value: [Double]

    /// - Parameter entries: for each row its (column, value) pairs; those of one column add.
    public init(columns: Int, entries: [[(column: Int, value: Double)]]) {
        rows = entries.count
        self.columns = columns
        var start = [0]
        var column: [Int32] = []
        var value: [Double] = []
        for row in entries {
            var last = -1
            for entry in row.sorted(by: { $0.column < $1.column }) {
                if entry.column == last {
                    value[value.count - 1] += entry.value
                } else {
                    column.append(Int32(entry.column))
                    value.append(entry.value)
                    last = entry.column
                }
            }
            start.append(column.count)
        }
        (self.start, self.column, self.value) = (start, column, value)
    }

    /// A x, one value for each row.
    public func multiplied(by x: [Double]) -> [Double] {
        (0..<rows).map { row in
            var sum = 0.0
            for entry in start[row]..<start[row + 1] { sum += value[entry] * x[Int(column[entry])] }
            return sum
        }
    }

    /// Aᵀ y, one value for each column.
    public func transposedMultiplied(by y: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: columns)
        for row in 0..<rows where y[row] != 0 {
            for entry in start[row]..<start[row + 1] { result[Int(column[entry])] += value[entry] * y[row] }
        }
        return result
    }

    func selectingRows(_ chosen: [Int]) -> DenseMatrix {
        var result = DenseMatrix(rows: chosen.count, columns: columns)
        for (position, row) in chosen.enumerated() {
            for entry in start[row]..<start[row + 1] { result[position, Int(column[entry])] = value[entry] }
        }
        return result
    }
}
