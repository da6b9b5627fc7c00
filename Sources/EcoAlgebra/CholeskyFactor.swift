import CLAPACKE

/// The Cholesky factor of a symmetric positive definite matrix, scaled to unit diagonal before it is factored.
///
/// With D = diag(A)^(-1/2) the matrix factored is D A D = L Lᵀ (`dpotrf`). The scaling makes the factor of a
/// badly scaled matrix nearly as accurate as the best diagonal scaling could (van der Sluis 1969,
/// doi:10.1007/BF02165096).
public struct CholeskyFactor: Sendable {
    private let matrix: DenseMatrix
    private let factor: [Double]
    private let scale: [Double]

    /// Factors a symmetric matrix, of which only the lower triangle is read.
    /// - Throws: `AlgebraError` where the matrix is not square, not finite or not positive definite.
    public init(lower matrix: DenseMatrix) throws(AlgebraError) {
        let n = matrix.rows
        guard matrix.columns == n else { throw .sizeMismatch(expected: n, found: matrix.columns) }
        BLASRuntime.prepare()
        let scale = try Self.inverseRootDiagonal(matrix)
        var factor = matrix.elements
        for column in 0..<n {
            for row in column..<n { factor[row + column * n] *= scale[row] * scale[column] }
        }
        if n > 0 {
            let order = LAPACKE_dpotrf_work(
                LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), LapackInt(n), &factor, LapackInt(n))
            guard order == 0 else { throw .notPositiveDefinite(order: Int(order)) }
        }
        self.matrix = matrix
        self.factor = factor
        self.scale = scale
    }

    private static func inverseRootDiagonal(_ matrix: DenseMatrix) throws(AlgebraError) -> [Double] {
        var scale: [Double] = []
        for index in 0..<matrix.rows {
            let diagonal = matrix[index, index]
            guard diagonal.isFinite else { throw .notFinite }
            guard diagonal > 0 else { throw .notPositiveDefinite(order: index + 1) }
            scale.append(1 / diagonal.squareRoot())
        }
        return scale
    }

    /// Solves A x = b and refines x `refinements` times against the matrix itself.
    /// - Throws: `AlgebraError.sizeMismatch` where `b` has not one value per row.
    public func solve(_ b: [Double], refinements: Int = 1) throws(AlgebraError) -> [Double] {
        guard b.count == scale.count else { throw .sizeMismatch(expected: scale.count, found: b.count) }
        guard !b.isEmpty else { return [] }
        var x = backSolve(b)
        for _ in 0..<refinements {
            let correction = backSolve(residual(b, x))
            for index in x.indices { x[index] += correction[index] }
        }
        return x
    }

    private func backSolve(_ b: [Double]) -> [Double] {
        let n = LapackInt(b.count)
        var x = zip(b, scale).map { $0 * $1 }
        LAPACKE_dpotrs_work(LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), n, 1, factor, n, &x, n)
        for index in x.indices { x[index] *= scale[index] }
        return x
    }

    private func residual(_ b: [Double], _ x: [Double]) -> [Double] {
        var residual = b
        cblas_dsymv(
            CblasColMajor, CblasLower, LapackInt(b.count), -1, matrix.elements, LapackInt(b.count), x, 1, 1,
            &residual, 1)
        return residual
    }
}
