import EcoAlgebra

/// The ambient rows that the solver holds at present: their coefficients side by side for each group.
final class ActiveRows {
    private let matrix: SourceReceptorMatrix
    /// Rows of the ambient matrix, in the order in which they came in.
    private(set) var rows: [Int] = []
    let groups: Int
    /// Values between the columns of two groups.
    private(set) var stride = 0
    private(set) var values = Reals(0)
    /// By which each active row is multiplied, so that its largest coefficient is about 1.
    private(set) var scales: [Double] = []

    var count: Int { rows.count }

    init(_ matrix: SourceReceptorMatrix) {
        self.matrix = matrix
        groups = matrix.rows > 0 ? matrix.columns : 0
    }

    func append(_ new: [Int]) {
        guard !new.isEmpty else { return }
        if count + new.count > stride { grow(to: max(2 * stride, count + new.count)) }
        let block = matrix.denseRows(new)
        var largest = [Double](repeating: 0, count: new.count)
        for group in 0..<groups {
            for row in new.indices { largest[row] = max(largest[row], block[row, group].magnitude) }
        }
        let scales = largest.map { $0 > 0 ? $0.powerOfTwo : 1 }.map { 1 / $0 }
        for group in 0..<groups {
            for row in new.indices {
                values[group * stride + count + row] = block[row, group] * scales[row]
            }
        }
        rows += new
        self.scales += scales
    }

    private func grow(to wanted: Int) {
        let stride = (wanted + 7) / 8 * 8
        let larger = Reals(stride * groups)
        for group in 0..<groups {
            for row in 0..<count { larger[group * stride + row] = values[group * self.stride + row] }
        }
        (values, self.stride) = (larger, stride)
    }

    /// Loads of the active rows: y = T x.
    func loads(of emissions: Reals, into y: UnsafeMutablePointer<Double>) {
        DenseKernels.multiply(
            values.base, rows: count, columns: groups, stride: stride, by: emissions.base, into: y)
    }

    /// Charges of all groups: x = Tᵀ y.
    func charges(of prices: UnsafePointer<Double>, into x: Reals) {
        DenseKernels.multiply(
            values.base, rows: count, columns: groups, stride: stride, transposed: true, by: prices,
            into: x.base)
    }
}

extension Double {
    /// The power of two at or below a positive value: a scale that rounds nothing.
    var powerOfTwo: Double { Double(sign: .plus, exponent: exponent, significand: 1) }
}
