import EcoAlgebra

/// A dense matrix in single precision, column by column: half the memory, sums still in double precision.
public struct SingleMatrix: Sendable, Equatable {
    public let rows: Int
    public let columns: Int
    public let elements: [Float]

    /// Every entry is rounded up, so that no load comes out smaller than it is: a plan within the limits of the rounded
    /// matrix is within the true ones. Loads grow by at most 1.2e-7 of themselves.
    public init(roundingUp dense: DenseMatrix) {
        rows = dense.rows
        columns = dense.columns
        elements = dense.elements.map { value in
            let near = Float(value)
            return Double(near) < value ? near.nextUp : near
        }
    }

    /// A x.
    public func multiplied(by x: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: rows)
        elements.withUnsafeBufferPointer { elements in
            result.withUnsafeMutableBufferPointer { result in
                for column in 0..<columns where x[column] != 0 {
                    let (start, factor) = (column * rows, x[column])
                    for row in 0..<rows { result[row] += Double(elements[start + row]) * factor }
                }
            }
        }
        return result
    }

    /// Aᵀ y.
    public func transposedMultiplied(by y: [Double]) -> [Double] {
        elements.withUnsafeBufferPointer { elements in
            (0..<columns).map { column in
                var sum = 0.0
                for row in 0..<rows { sum += Double(elements[column * rows + row]) * y[row] }
                return sum
            }
        }
    }

    func selectingRows(_ chosen: [Int]) -> DenseMatrix {
        var result = DenseMatrix(rows: chosen.count, columns: columns)
        for column in 0..<columns {
            for (position, row) in chosen.enumerated() {
                result[position, column] = Double(elements[column * rows + row])
            }
        }
        return result
    }
}
