import CLAPACKE

/// Dense kernels on memory of the caller, column by column, for loops that must not allocate.
public enum DenseKernels {
    /// y = a A x + b y, or with Aᵀ where `transposed` (`dgemv`).
    public static func multiply(
        _ matrix: UnsafePointer<Double>, rows: Int, columns: Int, stride: Int, transposed: Bool = false,
        by x: UnsafePointer<Double>, factor: Double = 1, into y: UnsafeMutablePointer<Double>,
        keeping: Double = 0
    ) {
        guard rows > 0, columns > 0 else {
            for index in 0..<(transposed ? columns : rows) {
                y[index] = keeping == 0 ? 0 : keeping * y[index]
            }
            return
        }
        BLASRuntime.prepare()
        cblas_dgemv(
            CblasColMajor, transposed ? CblasTrans : CblasNoTrans, LapackInt(rows), LapackInt(columns),
            factor,
            matrix, LapackInt(stride), x, 1, keeping, y, 1)
    }

    /// C = A Aᵀ + b C, the lower triangle (`dsyrk`); A has `order` rows.
    public static func symmetricProduct(
        _ matrix: UnsafePointer<Double>, order: Int, columns: Int, stride: Int, factor: Double = 1,
        into result: UnsafeMutablePointer<Double>, resultStride: Int, keeping: Double
    ) {
        guard order > 0 else { return }
        BLASRuntime.prepare()
        cblas_dsyrk(
            CblasColMajor, CblasLower, CblasNoTrans, LapackInt(order), LapackInt(columns), factor, matrix,
            LapackInt(stride), keeping, result, LapackInt(resultStride))
    }

    /// The Cholesky factor of the lower triangle, in its place (`dpotrf`); 0, or the leading minor (from 1)
    /// that is not positive.
    public static func factorCholesky(
        _ matrix: UnsafeMutablePointer<Double>, order: Int, stride: Int
    ) -> Int {
        guard order > 0 else { return 0 }
        BLASRuntime.prepare()
        return Int(
            LAPACKE_dpotrf_work(
                LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), LapackInt(order), matrix, LapackInt(stride)))
    }

    /// Solves L Lᵀ X = B in the place of B (`dpotrs`).
    public static func solveCholesky(
        _ factor: UnsafePointer<Double>, order: Int, stride: Int, _ right: UnsafeMutablePointer<Double>,
        count: Int = 1
    ) {
        guard order > 0, count > 0 else { return }
        LAPACKE_dpotrs_work(
            LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), LapackInt(order), LapackInt(count), factor,
            LapackInt(stride), right, LapackInt(order))
    }
}
