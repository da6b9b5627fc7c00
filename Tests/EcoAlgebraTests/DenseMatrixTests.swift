import EcoAlgebra
import Testing

@Suite("Dense matrices")
struct DenseMatrixTests {
    // [1 2 3; 4 5 6], stored by columns.
    let matrix: DenseMatrix

    init() throws {
        matrix = try DenseMatrix(rows: 2, columns: 3, elements: [1, 4, 2, 5, 3, 6])
    }

    @Test func productsByHand() throws {
        // 1+4+9, 4+10+18; transposed: 1+8, 2+10, 3+12.
        #expect(try matrix.multiplied(by: [1, 2, 3]) == [14, 32])
        #expect(try matrix.transposedMultiplied(by: [1, 2]) == [9, 12, 15])
    }

    @Test func rowsAreSelectedInOrder() {
        #expect(matrix.selectingRows([1, 0]).elements == [4, 1, 5, 2, 6, 3])
    }

    @Test func sizesMustFit() {
        #expect(throws: AlgebraError.sizeMismatch(expected: 3, found: 2)) {
            try matrix.multiplied(by: [1, 2])
        }
        #expect(throws: AlgebraError.sizeMismatch(expected: 6, found: 5)) {
            try DenseMatrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5])
        }
    }
}
