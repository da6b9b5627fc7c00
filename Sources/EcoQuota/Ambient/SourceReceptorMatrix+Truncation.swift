import EcoAlgebra

extension SourceReceptorMatrix {
    /// A matrix of fewer numbers, and what it may leave out.
    public struct Truncated: Sendable {
        public let matrix: SourceReceptorMatrix
        /// By how much the loads of each receptor may come out too small with emissions up to the largest ones.
        public let shortfall: [Double]
    }

    /// Keeps the entries of at least `share` of the largest of their row, and puts one background term u vᵀ, fitted to
    /// the others, in their place.
    ///
    /// - Parameters:
    ///   - share: 0 to 1; 0 keeps all.
    ///   - emissions: the most that each column can emit.
    /// - Returns: the matrix and the shortfall: with T' for the new matrix, T e <= T' e + shortfall for all
    ///   0 <= e <= emissions.
    public func truncated(belowShare share: Double, emissions: [Double]) -> Truncated {
        let dense = denseRows(Array(0..<rows))
        let background = BackgroundTerm(dense, share: share, weights: emissions)
        var entries: [[(column: Int, value: Double)]] = []
        var shortfall: [Double] = []
        for row in 0..<rows {
            var kept: [(column: Int, value: Double)] = []
            var missing = 0.0
            for column in 0..<columns {
                let smooth = background.left[row] * background.right[column]
                let difference = dense[row, column] - smooth
                if dense[row, column] >= background.threshold[row] {
                    kept.append((column, difference))
                } else {
                    missing += max(0, difference) * emissions[column]
                }
            }
            entries.append(kept)
            shortfall.append(missing)
        }
        let rest = SparseRows(columns: columns, entries: entries)
        let column = { (values: [Double]) in try DenseMatrix(rows: values.count, columns: 1, elements: values)
        }
        guard let left = try? column(background.left), let right = try? column(background.right),
            let sum = try? LowRankSum(left: left, right: right, rest: rest)
        else { return Truncated(matrix: self, shortfall: [Double](repeating: 0, count: rows)) }
        return Truncated(matrix: SourceReceptorMatrix(sum), shortfall: shortfall)
    }
}

extension AmbientRows {
    /// The rows with a truncated matrix, their allowances lowered by what it may leave out: a plan that keeps them
    /// keeps the rows as they were.
    /// - Parameter upper: the largest value of each column of the programme.
    public func truncated(belowShare share: Double, upper: [Double]) -> AmbientRows {
        let result = matrix.truncated(belowShare: share, emissions: groupEmissions(upper))
        return AmbientRows(
            matrix: result.matrix, emission: emission, group: group,
            allowance: zip(allowance, result.shortfall).map { $0 - $1 })
    }
}

/// u vᵀ fitted to the small entries of a matrix by alternating least squares, weighted by the emissions.
private struct BackgroundTerm {
    private(set) var left: [Double]
    private(set) var right: [Double]
    /// Entries below it, row by row, are small.
    let threshold: [Double]

    init(_ matrix: DenseMatrix, share: Double, weights: [Double]) {
        let threshold = (0..<matrix.rows).map { row in
            share * (0..<matrix.columns).reduce(0) { max($0, matrix[row, $1]) }
        }
        self.threshold = threshold
        left = [Double](repeating: 1, count: matrix.rows)
        right = [Double](repeating: 0, count: matrix.columns)
        for _ in 0..<8 {
            for column in 0..<matrix.columns {
                var (above, below) = (0.0, 0.0)
                for row in 0..<matrix.rows where matrix[row, column] < threshold[row] {
                    above += matrix[row, column] * left[row]
                    below += left[row] * left[row]
                }
                right[column] = below > 0 ? above / below : 0
            }
            for row in 0..<matrix.rows {
                var (above, below) = (0.0, 0.0)
                for column in 0..<matrix.columns where matrix[row, column] < threshold[row] {
                    let weight = weights[column] * weights[column] * right[column]
                    above += matrix[row, column] * weight
                    below += right[column] * weight
                }
                left[row] = below > 0 ? above / below : 0
            }
        }
    }
}
