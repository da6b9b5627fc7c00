import EcoAlgebra

/// Dependence between uncertain parameters, without touching their distributions.
///
/// The Gaussian copula: normal scores are mixed by the Cholesky factor of the correlation matrix and turned
/// back into shares. `matrix` holds the correlations of the normal scores.
public struct RankCorrelation: Sendable {
    private let factor: [[Double]]

    /// - Parameter matrix: symmetric with unit diagonal.
    /// - Throws: `AlgebraError.notPositiveDefinite` where no parameters can depend on each other in this way.
    public init(matrix: [[Double]]) throws(AlgebraError) {
        var factor = matrix.map { _ in [Double](repeating: 0, count: matrix.count) }
        for row in matrix.indices {
            for column in 0...row {
                let known = (0..<column).reduce(0) { $0 + factor[row][$1] * factor[column][$1] }
                let rest = matrix[row][column] - known
                if row != column {
                    factor[row][column] = rest / factor[column][column]
                } else {
                    guard rest > 1e-12 else { throw .notPositiveDefinite(order: row + 1) }
                    factor[row][row] = rest.squareRoot()
                }
            }
        }
        self.factor = factor
    }

    /// A point of the unit cube with independent coordinates, made dependent.
    public func applied(to point: [Double]) -> [Double] {
        let scores = point.map { NormalDistribution.quantile(min(max($0, 1e-16), 1 - 0x1p-53)) }
        return factor.indices.map { row in
            let score = (0...row).reduce(0) { $0 + factor[row][$1] * scores[$1] }
            return NormalDistribution.probability(below: score)
        }
    }
}
