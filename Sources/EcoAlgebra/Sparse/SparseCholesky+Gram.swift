import CLAPACKE

extension SparseCholesky {
    /// C A⁻¹ Cᵀ for the rows of `dense` (one column for each row of A) followed by the sparse rows; the lower
    /// triangle is filled, the upper one zero.
    ///
    /// With A = L Lᵀ this is V Vᵀ of V = C L⁻ᵀ, so each right-hand side goes through the factor once. Sparse rows
    /// touch only the supernodes above their entries; those that begin close to each other go together. The
    /// sums are split in the same way whatever the number of workers.
    /// - Throws: `AlgebraError.sizeMismatch` where `dense` has not one column per row of A.
    public func gram(
        dense: DenseMatrix, sparse: SparseVectors = SparseVectors(), workers: Int = 1
    ) throws(AlgebraError) -> DenseMatrix {
        let order = analysis.pattern.order
        guard dense.columns == order || dense.rows == 0 else {
            throw .sizeMismatch(expected: order, found: dense.columns)
        }
        let size = dense.rows + sparse.count
        var result = DenseMatrix(rows: size, columns: size)
        guard order > 0, size > 0 else { return result }
        let half = halfSolved(dense, workers)
        addDense(half, dense.rows, to: &result, workers)
        let chunks = halfSolved(sparse, workers)
        let blocks = SharedParts<SparseBlocks>(count: chunks.count)
        parallel(chunks.count, workers: workers) { index in
            blocks.set(
                index,
                SparseBlocks(
                    withDense: chunks[index].product(with: half, dense.rows),
                    withSparse: chunks[...index].map { chunks[index].product(with: $0) }))
        }
        for (chunk, block) in zip(chunks, blocks.values) {
            block.add(to: &result, chunk, chunks, offset: dense.rows)
        }
        return result
    }

    /// V of the dense rows: those of a step side by side.
    private func halfSolved(_ dense: DenseMatrix, _ workers: Int) -> [Double] {
        let (count, order) = (dense.rows, analysis.order)
        guard count > 0 else { return [] }
        return [Double](unsafeUninitializedCapacity: dense.elements.count) { buffer, used in
            used = dense.elements.count
            guard let base = buffer.baseAddress else { return }
            nonisolated(unsafe) let values = base
            for (step, column) in order.enumerated() {
                let (own, source) = (step * count, column * count)
                for side in 0..<count { values[own + side] = dense.elements[source + side] * scale[step] }
            }
            parallel((count + Self.chunk - 1) / Self.chunk, workers: workers) { index in
                let first = index * Self.chunk
                forward(
                    RightSides(
                        values: values + first, count: min(Self.chunk, count - first), stride: count))
            }
        }
    }

    /// V Vᵀ of the dense rows, in two halves of the steps.
    private func addDense(_ half: [Double], _ count: Int, to result: inout DenseMatrix, _ workers: Int) {
        guard count > 0 else { return }
        let steps = half.count / count
        let parts = SharedParts<[Double]>(count: 2)
        parallel(2, workers: workers) { part in
            let range = part * steps / 2..<(part + 1) * steps / 2
            var sum = [Double](repeating: 0, count: count * count)
            half.withUnsafeBufferPointer { half in
                cblas_dsyrk(
                    CblasColMajor, CblasLower, CblasNoTrans, LapackInt(count), LapackInt(range.count), 1,
                    half.baseAddress.unsafelyUnwrapped + range.lowerBound * count, LapackInt(count), 0, &sum,
                    LapackInt(count))
            }
            parts.set(part, sum)
        }
        let (first, second) = (parts.values[0], parts.values[1])
        for column in 0..<count {
            for row in column..<count {
                let place = row + column * count
                result[row, column] = first[place] + second[place]
            }
        }
    }

    /// Sparse right-hand sides that go together: few, so that they reach few supernodes in common.
    private static let sparseChunk = 32

    private func halfSolved(_ sparse: SparseVectors, _ workers: Int) -> [SparseHalf] {
        let firsts = (0..<sparse.count).map { vector in
            sparse.index[sparse.start[vector]..<sparse.start[vector + 1]]
                .reduce(Int.max) { min($0, analysis.step[Int($1)]) }
        }
        let sorted = firsts.indices.sorted { (firsts[$0], $0) < (firsts[$1], $1) }
        let parts = SharedParts<SparseHalf>(count: (sorted.count + Self.sparseChunk - 1) / Self.sparseChunk)
        parallel((sorted.count + Self.sparseChunk - 1) / Self.sparseChunk, workers: workers) { index in
            let low = index * Self.sparseChunk
            parts.set(
                index,
                SparseHalf(self, sparse, Array(sorted[low..<min(sorted.count, low + Self.sparseChunk)])))
        }
        return parts.values
    }
}

/// Some sparse right-hand sides after the forward pass, at the supernodes that they reach alone.
private struct SparseHalf: Sendable {
    /// Which of the sparse rows these are.
    let sides: [Int]
    /// Contiguous steps, and where the values of the first of them stand.
    private(set) var runs: [(steps: Range<Int>, row: Int)] = []
    /// The values of a step side by side.
    private(set) var values: [Double] = []

    init(_ factor: SparseCholesky, _ sparse: SparseVectors, _ sides: [Int]) {
        self.sides = sides
        let (analysis, nodes, count) = (factor.analysis, factor.analysis.nodes, sides.count)
        let reached = Self.reached(analysis, sparse, sides)
        var place = [Int32](repeating: -1, count: analysis.order.count)
        var rows = 0
        for node in 0..<nodes.count where reached[node] {
            for step in nodes.first[node]..<nodes.first[node + 1] {
                place[step] = Int32(rows)
                rows += 1
            }
            if let last = runs.last, last.steps.upperBound == nodes.first[node] {
                runs[runs.count - 1].steps = last.steps.lowerBound..<nodes.first[node + 1]
            } else {
                runs.append((nodes.first[node]..<nodes.first[node + 1], rows - nodes.width(node)))
            }
        }
        values = [Double](repeating: 0, count: rows * count)
        for (side, vector) in sides.enumerated() {
            for entry in sparse.start[vector]..<sparse.start[vector + 1] {
                let step = analysis.step[Int(sparse.index[entry])]
                values[Int(place[step]) * count + side] += sparse.value[entry] * factor.scale[step]
            }
        }
        values.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let right = RightSides(values: base, count: count, stride: count)
            var spare = Spare(analysis.largestBelow * count)
            for node in 0..<nodes.count where reached[node] {
                factor.forward(right, node, ownRow: Int(place[nodes.first[node]]), &spare) {
                    Int(place[Int($0)])
                }
            }
        }
    }

    private static func reached(
        _ analysis: SparseAnalysis, _ sparse: SparseVectors, _ sides: [Int]
    ) -> [Bool] {
        var reached = [Bool](repeating: false, count: analysis.nodes.count)
        for vector in sides {
            for entry in sparse.start[vector]..<sparse.start[vector + 1] {
                var node = Int(analysis.nodes.of[analysis.step[Int(sparse.index[entry])]])
                while node >= 0, !reached[node] {
                    reached[node] = true
                    node = analysis.nodes.parent[node]
                }
            }
        }
        return reached
    }

    /// The products with dense right-hand sides: own sides x dense ones, column by column.
    func product(with dense: [Double], _ count: Int) -> [Double] {
        var result = [Double](repeating: 0, count: sides.count * count)
        guard count > 0 else { return result }
        dense.withUnsafeBufferPointer { dense in
            for run in runs {
                add(
                    run.row, run.steps.count,
                    dense.baseAddress.unsafelyUnwrapped + run.steps.lowerBound * count,
                    count, to: &result)
            }
        }
        return result
    }

    /// The products with other sparse ones.
    func product(with other: SparseHalf) -> [Double] {
        var result = [Double](repeating: 0, count: sides.count * other.sides.count)
        var (mine, theirs) = (0, 0)
        other.values.withUnsafeBufferPointer { values in
            while mine < runs.count, theirs < other.runs.count {
                let (own, its) = (runs[mine], other.runs[theirs])
                let common = own.steps.clamped(to: its.steps)
                if !common.isEmpty {
                    let row = its.row + common.lowerBound - its.steps.lowerBound
                    add(
                        own.row + common.lowerBound - own.steps.lowerBound, common.count,
                        values.baseAddress.unsafelyUnwrapped + row * other.sides.count, other.sides.count,
                        to: &result)
                }
                if own.steps.upperBound <= its.steps.upperBound { mine += 1 } else { theirs += 1 }
            }
        }
        return result
    }

    private func add(
        _ row: Int, _ steps: Int, _ other: UnsafePointer<Double>, _ count: Int, to result: inout [Double]
    ) {
        let own = LapackInt(sides.count)
        values.withUnsafeBufferPointer { values in
            cblas_dgemm(
                CblasColMajor, CblasNoTrans, CblasTrans, own, LapackInt(count), LapackInt(steps), 1,
                values.baseAddress.unsafelyUnwrapped + row * sides.count, own, other, LapackInt(count), 1,
                &result, own)
        }
    }
}

/// The blocks of one chunk of sparse sides: with the dense ones, and with the chunks up to its own.
private struct SparseBlocks: Sendable {
    let withDense: [Double]
    let withSparse: [[Double]]

    func add(to result: inout DenseMatrix, _ chunk: SparseHalf, _ chunks: [SparseHalf], offset: Int) {
        for column in 0..<offset {
            for (row, side) in chunk.sides.enumerated() {
                result[offset + side, column] = withDense[row + column * chunk.sides.count]
            }
        }
        for (other, block) in zip(chunks, withSparse) {
            for (column, second) in other.sides.enumerated() {
                for (row, first) in chunk.sides.enumerated() {
                    let value = block[row + column * chunk.sides.count]
                    result[offset + max(first, second), offset + min(first, second)] = value
                }
            }
        }
    }
}
