import CLAPACKE
import Dispatch

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
                let rows = index * Self.chunk..<min(total, (index + 1) * Self.chunk)
                var part = RightSides(count: rows.count, order: order)
                part.gather(elements, total, rows, self)
                forward(&part)
                backward(&part)
                part.scatter(elements, total, rows, self)
            }
        }
    }

    /// Right-hand sides that go through the factor together.
    static let chunk = 96

    /// Replaces the values b (scaled, by step) by L⁻¹ b, at the supernodes that they reach.
    func forward(_ part: inout RightSides, reached: [Bool]? = nil) {
        let nodes = analysis.nodes
        let count = LapackInt(part.count)
        withPointers(&part) { panels, x, spare in
            for node in 0..<nodes.count where reached?[node] ?? true {
                let (width, below) = (LapackInt(nodes.width(node)), LapackInt(nodes.below(node)))
                let panel = panels + nodes.panelStart[node]
                let own = x + nodes.first[node] * Int(count)
                cblas_dtrsm(
                    CblasColMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, count, width, 1, panel,
                    width + below, own, count)
                guard below > 0 else { continue }
                cblas_dgemm(
                    CblasColMajor, CblasNoTrans, CblasTrans, count, below, width, 1, own, count,
                    panel + Int(width), width + below, 0, spare, count)
                for index in 0..<Int(below) {
                    let target = x + Int(nodes.row[nodes.rowStart[node] + index]) * Int(count)
                    let source = spare + index * Int(count)
                    for side in 0..<Int(count) { target[side] -= source[side] }
                }
            }
        }
    }

    /// Replaces the values b by L⁻ᵀ b.
    func backward(_ part: inout RightSides) {
        let nodes = analysis.nodes
        let count = LapackInt(part.count)
        withPointers(&part) { panels, x, spare in
            for node in (0..<nodes.count).reversed() {
                let (width, below) = (LapackInt(nodes.width(node)), LapackInt(nodes.below(node)))
                let panel = panels + nodes.panelStart[node]
                let own = x + nodes.first[node] * Int(count)
                if below > 0 {
                    for index in 0..<Int(below) {
                        let source = x + Int(nodes.row[nodes.rowStart[node] + index]) * Int(count)
                        (spare + index * Int(count)).update(from: source, count: Int(count))
                    }
                    cblas_dgemm(
                        CblasColMajor, CblasNoTrans, CblasNoTrans, count, width, below, -1, spare, count,
                        panel + Int(width), width + below, 1, own, count)
                }
                cblas_dtrsm(
                    CblasColMajor, CblasRight, CblasLower, CblasNoTrans, CblasNonUnit, count, width, 1, panel,
                    width + below, own, count)
            }
        }
    }

    private func withPointers(
        _ part: inout RightSides,
        _ body: (UnsafePointer<Double>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> Void
    ) {
        var spare = [Double](repeating: 0, count: max(1, analysis.largestBelow * part.count))
        panels.withUnsafeBufferPointer { panels in
            part.values.withUnsafeMutableBufferPointer { values in
                spare.withUnsafeMutableBufferPointer { spare in
                    guard let panel = panels.baseAddress, let x = values.baseAddress,
                        let space = spare.baseAddress
                    else { return }
                    body(panel, x, space)
                }
            }
        }
    }
}

/// Some right-hand sides by step: all values of a step together.
struct RightSides {
    let count: Int
    var values: [Double]

    init(count: Int, order: Int) {
        self.count = count
        values = [Double](repeating: 0, count: count * order)
    }

    /// Takes some rows of a matrix of `total` rows, by step and scaled.
    mutating func gather(
        _ elements: UnsafeMutableBufferPointer<Double>, _ total: Int, _ rows: Range<Int>,
        _ factor: borrowing SparseCholesky
    ) {
        for (step, column) in factor.analysis.order.enumerated() {
            let scale = factor.scale[step]
            let (source, target) = (column * total + rows.lowerBound, step * count)
            for side in 0..<count { values[target + side] = elements[source + side] * scale }
        }
    }

    func scatter(
        _ elements: UnsafeMutableBufferPointer<Double>, _ total: Int, _ rows: Range<Int>,
        _ factor: borrowing SparseCholesky
    ) {
        for (step, column) in factor.analysis.order.enumerated() {
            let scale = factor.scale[step]
            let (target, source) = (column * total + rows.lowerBound, step * count)
            for side in 0..<count { elements[target + side] = values[source + side] * scale }
        }
    }
}

/// Runs a body for each index, on as many threads as allowed; which thread takes which index changes nothing.
func parallel(_ count: Int, workers: Int, _ body: @Sendable (Int) -> Void) {
    guard workers > 1, count > 1 else {
        for index in 0..<count { body(index) }
        return
    }
    let threads = min(workers, count)
    DispatchQueue.concurrentPerform(iterations: threads) { worker in
        for index in stride(from: worker, to: count, by: threads) { body(index) }
    }
}
