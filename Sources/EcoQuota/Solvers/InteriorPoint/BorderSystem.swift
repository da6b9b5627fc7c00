import EcoAlgebra

/// The border rows and the active ambient rows together: what remains once leaves and local rows are gone.
final class BorderSystem {
    let network: BorderNetwork
    /// Ambient x border, column by column, and ambient x ambient, the lower triangle.
    private(set) var coupling = Reals(0)
    private(set) var block = Reals(0)
    /// Ambient rows at present.
    private(set) var ambient = 0
    private var diagonal = Reals(0)
    private var scaled = Reals(0)
    private var whole = Reals(0)
    private var isNetwork = true

    private var border: Int { network.count }
    private var order: Int { border + ambient }

    init(_ structure: ProgramStructure) { network = BorderNetwork(structure) }

    func clear(ambient: Int) {
        if ambient != self.ambient || diagonal.count == 0 {
            self.ambient = ambient
            coupling = Reals(ambient * border)
            block = Reals(ambient * ambient)
            scaled = Reals(ambient * border)
            diagonal = Reals(order)
        }
        network.clear()
        coupling.fill(0)
        block.fill(0)
    }

    /// - Parameter passed: what leaves through rows that hang together, ambient rows first; nil where there are
    ///   none.
    /// - Throws: `AlgebraError` where the system is singular beyond rounding.
    func factor(without passed: DenseMatrix? = nil) throws(AlgebraError) {
        for row in 0..<ambient { diagonal[border + row] = block[row + row * ambient] }
        if let passed {
            isNetwork = false
            return try factorWhole(without: passed)
        }
        isNetwork = network.factor()
        if isNetwork { try factorAmbient() } else { try factorWhole() }
    }

    /// Border by the network, then the ambient rows without what passes the border.
    private func factorAmbient() throws(AlgebraError) {
        guard ambient > 0 else { return }
        turnCoupling()
        for node in 0..<border {
            let column = coupling.base + node * ambient
            for other in (node + 1)..<max(border, node + 1) {
                let link = network.link(other, node)
                guard link != 0 else { continue }
                let target = coupling.base + other * ambient
                for row in 0..<ambient { target[row] += link * column[row] }
            }
        }
        for node in 0..<border {
            let root = 1 / network.pivots[node].squareRoot()
            for row in 0..<ambient {
                scaled[row + node * ambient] = coupling[row + node * ambient] * root
            }
        }
        DenseKernels.symmetricProduct(
            scaled.base, order: ambient, columns: border, stride: ambient, factor: -1, into: block.base,
            resultStride: ambient, keeping: 1)
        try factorScaled(block, order: ambient, diagonal: diagonal.base + border)
    }

    private func turnCoupling() {
        for node in 0..<border where network.sign[node] < 0 {
            for row in 0..<ambient { coupling[row + node * ambient].negate() }
        }
    }

    private func factorWhole(without passed: DenseMatrix? = nil) throws(AlgebraError) {
        if whole.count != order * order { whole = Reals(order * order) }
        network.assemble(into: whole.base, stride: order)
        turnCoupling()
        for node in 0..<border {
            diagonal[node] = whole[node + node * order]
            for row in 0..<ambient {
                whole[border + row + node * order] = coupling[row + node * ambient]
            }
        }
        for column in 0..<ambient {
            for row in column..<ambient {
                whole[border + row + (border + column) * order] = block[row + column * ambient]
            }
        }
        if let passed { subtract(passed) }
        try factorScaled(whole, order: order, diagonal: diagonal.base)
    }

    private func subtract(_ passed: DenseMatrix) {
        for column in 0..<ambient {
            for row in column..<ambient {
                whole[border + row + (border + column) * order] -= passed[row, column]
            }
            for node in 0..<border {
                whole[border + column + node * order] -= network.sign[node] * passed[ambient + node, column]
            }
        }
        for column in 0..<border {
            for row in column..<border {
                whole[row + column * order] -=
                    network.sign[row] * network.sign[column] * passed[ambient + row, ambient + column]
            }
        }
    }

    /// Scales to unit diagonal, lifts it by the rounding of what was subtracted, and factors. `diagonal` becomes
    /// the scale.
    private func factorScaled(
        _ matrix: Reals, order: Int, diagonal: UnsafeMutablePointer<Double>
    ) throws(AlgebraError) {
        let rounding = 4 * Double(order) * .ulpOfOne
        for row in 0..<order {
            matrix[row + row * order] += rounding * diagonal[row]
            diagonal[row] = diagonal[row] > 0 ? 1 / diagonal[row].squareRoot() : 1
            if !(matrix[row + row * order] > 0) {
                matrix[row + row * order] = 1 / (diagonal[row] * diagonal[row])
            }
        }
        for column in 0..<order {
            for row in column..<order { matrix[row + column * order] *= diagonal[row] * diagonal[column] }
        }
        let minor = DenseKernels.factorCholesky(matrix.base, order: order, stride: order)
        guard minor == 0 else { throw .notPositiveDefinite(order: minor) }
    }

    /// Prices of border and ambient rows for a right side in that order, in its place.
    func solve(_ right: UnsafeMutablePointer<Double>) {
        for node in 0..<border { right[node] *= network.sign[node] }
        if isNetwork { solveByNetwork(right) } else { solveScaled(whole, order, diagonal.base, right) }
        for node in 0..<border { right[node] *= network.sign[node] }
    }

    private func solveByNetwork(_ right: UnsafeMutablePointer<Double>) {
        network.forward(right)
        guard ambient > 0 else { return network.backward(right) }
        let outer = right + border
        for node in 0..<border {
            let value = right[node] / network.pivots[node]
            let column = coupling.base + node * ambient
            for row in 0..<ambient { outer[row] -= column[row] * value }
        }
        solveScaled(block, ambient, diagonal.base + border, outer)
        for node in 0..<border {
            let column = coupling.base + node * ambient
            var sum = 0.0
            for row in 0..<ambient { sum += column[row] * outer[row] }
            right[node] -= sum
        }
        network.backward(right)
    }

    private func solveScaled(
        _ factor: Reals, _ order: Int, _ scale: UnsafePointer<Double>, _ right: UnsafeMutablePointer<Double>
    ) {
        for row in 0..<order { right[row] *= scale[row] }
        DenseKernels.solveCholesky(factor.base, order: order, stride: order, right)
        for row in 0..<order { right[row] *= scale[row] }
    }
}
