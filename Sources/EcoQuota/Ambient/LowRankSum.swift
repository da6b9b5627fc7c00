import EcoAlgebra

/// U Vᵀ + S: a smooth background of low rank, and a sparse rest near the sources.
public struct LowRankSum: Sendable, Equatable {
    /// U: one row for each receptor, one column for each term.
    public let left: DenseMatrix
    /// V: one row for each source group, one column for each term.
    public let right: DenseMatrix
    /// S.
    public let rest: SparseRows

    /// - Throws: `AlgebraError.sizeMismatch` where the parts do not fit together.
    public init(left: DenseMatrix, right: DenseMatrix, rest: SparseRows) throws(AlgebraError) {
        guard left.rows == rest.rows else { throw .sizeMismatch(expected: rest.rows, found: left.rows) }
        guard right.rows == rest.columns else {
            throw .sizeMismatch(expected: rest.columns, found: right.rows)
        }
        guard left.columns == right.columns else {
            throw .sizeMismatch(expected: left.columns, found: right.columns)
        }
        self.left = left
        self.right = right
        self.rest = rest
    }

    func multiplied(by x: [Double]) -> [Double] { product(x, right, left, rest.multiplied(by: x)) }

    func transposedMultiplied(by y: [Double]) -> [Double] {
        product(y, left, right, rest.transposedMultiplied(by: y))
    }

    /// B Aᵀ x + sparse.
    private func product(_ x: [Double], _ a: DenseMatrix, _ b: DenseMatrix, _ sparse: [Double]) -> [Double] {
        guard let terms = try? a.transposedMultiplied(by: x), let smooth = try? b.multiplied(by: terms) else {
            return sparse
        }
        return zip(smooth, sparse).map { $0 + $1 }
    }

    func selectingRows(_ chosen: [Int]) -> DenseMatrix {
        var result = rest.selectingRows(chosen)
        for term in 0..<left.columns {
            for column in 0..<result.columns {
                let factor = right[column, term]
                for (position, row) in chosen.enumerated() {
                    result[position, column] += left[row, term] * factor
                }
            }
        }
        return result
    }
}
