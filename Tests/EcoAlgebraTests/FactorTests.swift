import EcoAlgebra
import Foundation
import Testing

@Suite("Factors and the BLAS runtime")
struct FactorTests {
    @Test func choleskyByHand() throws {
        // [4 2; 2 3] (1, 2) = (8, 8).
        let factor = try CholeskyFactor(lower: DenseMatrix(rows: 2, columns: 2, elements: [4, 2, 0, 3]))
        let x = try factor.solve([8, 8])
        #expect(abs(x[0] - 1) < 1e-15 && abs(x[1] - 2) < 1e-15)
    }

    @Test func scalingAndRefinementSurviveTwentyDecades() throws {
        // The matrix of `choleskyByHand` with rows and columns scaled by (1e10, 1e-10): x scales inversely.
        let elements = [4e20, 2, 0, 3e-20]
        let x = try CholeskyFactor(lower: DenseMatrix(rows: 2, columns: 2, elements: elements))
            .solve([8e10, 8e-10], refinements: 2)
        #expect(abs(x[0] * 1e10 - 1) < 1e-14 && abs(x[1] * 1e-10 - 2) < 1e-14)
    }

    @Test func hilbertMatrixAgainstItsInverse() throws {
        // The 6 x 6 Hilbert matrix times (1, ..., 1) has the row sums as right side; condition 1.5e7.
        let n = 6
        var hilbert = DenseMatrix(rows: n, columns: n)
        for i in 0..<n { for j in 0..<n { hilbert[i, j] = 1 / Double(i + j + 1) } }
        let b = try hilbert.multiplied(by: [Double](repeating: 1, count: n))
        let x = try CholeskyFactor(lower: hilbert).solve(b)
        #expect(x.allSatisfy { abs($0 - 1) < 1e-8 })
    }

    @Test func indefiniteMatrices() throws {
        let matrix = try DenseMatrix(rows: 2, columns: 2, elements: [1, 2, 2, 1])
        #expect(throws: AlgebraError.notPositiveDefinite(order: 2)) { try CholeskyFactor(lower: matrix) }
        let broken = try DenseMatrix(rows: 1, columns: 1, elements: [.nan])
        #expect(throws: AlgebraError.notFinite) { try CholeskyFactor(lower: broken) }
    }

    @Test func oneThreadAndTheSameKernelsOnEveryProcessor() throws {
        BLASRuntime.prepare()
        BLASRuntime.prepare()
        #expect(BLASRuntime.description.contains("1 thread"))
        let processor = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let features = Set(processor.split { $0.isWhitespace }.map(String.init))
        guard features.isSuperset(of: ["avx2", "fma"]),
            ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == nil
        else { return }
        #expect(BLASRuntime.description.contains("Haswell"))
    }
}
