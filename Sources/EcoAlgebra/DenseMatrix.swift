import CLAPACKE

/// A dense matrix of doubles, stored column by column.
public struct DenseMatrix: Sendable, Equatable {
    /// Number of rows.
    public let rows: Int
    /// Number of columns.
    public let columns: Int
    /// The elements, column after column; `elements[row + column * rows]`.
    public var elements: [Double]

    /// A matrix filled with one value.
    public init(rows: Int, columns: Int, filledWith value: Double = 0) {
        self.rows = rows
        self.columns = columns
        elements = [Double](repeating: value, count: rows * columns)
    }

    /// A matrix from its elements, column after column.
    /// - Throws: `AlgebraError.sizeMismatch` where the number of elements is not rows x columns.
    public init(rows: Int, columns: Int, elements: [Double]) throws(AlgebraError) {
        guard elements.count == rows * columns else {
            throw .sizeMismatch(expected: rows * columns, found: elements.count)
        }
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// The element in a row and column, both from 0.
    public subscript(row: Int, column: Int) -> Double {
        get { elements[row + column * rows] }
        set { elements[row + column * rows] = newValue }
    }

    /// The matrix of the chosen rows, in the order given.
    public func selectingRows(_ chosen: [Int]) -> DenseMatrix {
        var result = DenseMatrix(rows: chosen.count, columns: columns)
        for column in 0..<columns {
            for (position, row) in chosen.enumerated() {
                result[position, column] = self[row, column]
            }
        }
        return result
    }
}

extension DenseMatrix {
    /// A x, one value per row (`dgemv`).
    /// - Throws: `AlgebraError.sizeMismatch` where `x` has not one value per column.
    public func multiplied(by x: [Double]) throws(AlgebraError) -> [Double] {
        guard x.count == columns else { throw .sizeMismatch(expected: columns, found: x.count) }
        return product(CblasNoTrans, x, count: rows)
    }

    /// Aᵀ y, one value per column (`dgemv`).
    /// - Throws: `AlgebraError.sizeMismatch` where `y` has not one value per row.
    public func transposedMultiplied(by y: [Double]) throws(AlgebraError) -> [Double] {
        guard y.count == rows else { throw .sizeMismatch(expected: rows, found: y.count) }
        return product(CblasTrans, y, count: columns)
    }

    private func product(_ operation: CBLAS_TRANSPOSE, _ x: [Double], count: Int) -> [Double] {
        var result = [Double](repeating: 0, count: count)
        guard rows > 0, columns > 0 else { return result }
        BLASRuntime.prepare()
        cblas_dgemv(
            CblasColMajor, operation, LapackInt(rows), LapackInt(columns), 1, elements, LapackInt(rows), x, 1,
            0, &result, 1)
        return result
    }
}
