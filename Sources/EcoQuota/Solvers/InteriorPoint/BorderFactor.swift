import EcoAlgebra

/// The factor of what remains when sources and accounts are eliminated: zones, reserves and buy-backs as a
/// network, then the receptors as a dense block.
struct BorderFactor: Sendable {
    private let network: NetworkFactor
    /// Receptors x nodes, times L⁻ᵀ of the network.
    private let coupling: DenseMatrix
    private let receptors: CholeskyFactor
    /// Nodes whose rows count with the opposite sign.
    private let buyBack: Range<Int>

    /// - Parameters:
    ///   - coupling: receptors x nodes of the network.
    ///   - receptorBlock: receptors x receptors, the lower triangle.
    init(
        network: NetworkFactor, coupling: DenseMatrix, receptorBlock: DenseMatrix, buyBack: Range<Int>
    ) throws(AlgebraError) {
        var factored = network
        factored.factor()
        var reduced = coupling
        for row in 0..<coupling.rows {
            let values = factored.forward((0..<coupling.columns).map { coupling[row, $0] })
            for (column, value) in values.enumerated() { reduced[row, column] = value }
        }
        let passed = try reduced.weightedGram(factored.pivots.map { 1 / $0 })
        var block = receptorBlock
        for index in block.elements.indices { block.elements[index] -= passed.elements[index] }
        // Receptors that say the same leave a block which is singular but for rounding.
        let rounding = 4 * Double(block.rows) * .ulpOfOne
        for row in 0..<block.rows { block[row, row] += rounding * receptorBlock[row, row] }
        self.network = factored
        self.coupling = reduced
        self.buyBack = buyBack
        receptors = try CholeskyFactor(lower: block)
    }

    /// The prices of zones, reserves, buy-backs and receptors for a right side in that order.
    func solve(_ right: [Double]) throws(AlgebraError) -> [Double] {
        let nodes = coupling.columns
        let inner = network.forward(signed(Array(right[..<nodes])))
        let passed = try coupling.multiplied(by: zip(inner, network.pivots).map { $0 / $1 })
        let outer = try receptors.solve(zip(right[nodes...], passed).map { $0 - $1 })
        let pushed = try coupling.transposedMultiplied(by: outer)
        return signed(network.backward(zip(inner, pushed).map { $0 - $1 })) + outer
    }

    private func signed(_ values: [Double]) -> [Double] {
        var values = values
        for node in buyBack { values[node] = -values[node] }
        return values
    }
}
