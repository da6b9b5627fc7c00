extension SparseCholesky {
    /// Solves A x = b.
    /// - Throws: `AlgebraError.sizeMismatch` where `b` has not one value per row.
    public func solve(_ b: [Double]) throws(AlgebraError) -> [Double] {
        var block = try DenseMatrix(rows: 1, columns: b.count, elements: b)
        try solveRows(of: &block)
        return block.elements
    }

    /// Replaces each row b of a matrix (one column for each row of A) by the solution of A x = b.
    ///
    /// The values of all right-hand sides at one unknown stand together, so that everything runs along them.
    /// - Throws: `AlgebraError.sizeMismatch` where the matrix has not one column per row of A.
    public func solveRows(of block: inout DenseMatrix, workers: Int = 1) throws(AlgebraError) {
        let order = analysis.pattern.order
        guard block.columns == order else { throw .sizeMismatch(expected: order, found: block.columns) }
        guard block.rows > 0, order > 0 else { return }
        let total = block.rows
        let chunks = (total + Self.chunk - 1) / Self.chunk
        block.elements.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let elements = buffer
            parallel(chunks, workers: workers) { index in
                solve(elements, total, index * Self.chunk..<min(total, (index + 1) * Self.chunk))
            }
        }
    }

    private func solve(_ elements: UnsafeMutableBufferPointer<Double>, _ total: Int, _ rows: Range<Int>) {
        let count = rows.count
        let room = Spare(count * analysis.order.count)
        let values = room.values
        for (step, column) in analysis.order.enumerated() {
            let (own, source) = (step * count, column * total + rows.lowerBound)
            for side in 0..<count { values[own + side] = elements[source + side] * scale[step] }
        }
        let sides = RightSides(values: values, count: count, stride: count)
        forward(sides)
        backward(sides)
        for (step, column) in analysis.order.enumerated() {
            let (own, target) = (step * count, column * total + rows.lowerBound)
            for side in 0..<count { elements[target + side] = values[own + side] * scale[step] }
        }
    }
}
