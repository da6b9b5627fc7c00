import CLAPACKE

extension SparseCholesky {
    /// C A⁻¹ Cᵀ for the rows of `dense` (one column for each row of A) followed by the sparse rows; the lower
    /// triangle is filled, the upper one zero.
    ///
    /// With A = L Lᵀ this is V Vᵀ of V = C L⁻ᵀ, so each right-hand side goes through the factor once. Sparse rows
    /// touch only the supernodes above their entries; those that begin close to each other go together.
    /// The sums are split in the same two parts whatever the number of workers.
    /// - Throws: `AlgebraError.sizeMismatch` where `dense` has not one column per row of A.
    public func gram(
        dense: DenseMatrix, sparse: SparseVectors = SparseVectors(), workers: Int = 1
    ) throws(AlgebraError) -> DenseMatrix {
        let order = analysis.pattern.order
        guard dense.columns == order || dense.rows == 0 else {
            throw .sizeMismatch(expected: order, found: dense.columns)
        }
        let chunks = halfSolved(dense, sparse, workers)
        var result = DenseMatrix(rows: dense.rows + sparse.count, columns: dense.rows + sparse.count)
        guard order > 0, result.rows > 0 else { return result }
        let sums = HalfProducts(factor: self, chunks: chunks)
        let parts = SharedParts<[Double]>(count: 2)
        parallel(2, workers: workers) { parts.set($0, sums.sum(part: $0, of: 2)) }
        let names = chunks.flatMap(\.sides)
        for column in names.indices {
            for row in column..<names.count {
                let (low, high) = (min(names[row], names[column]), max(names[row], names[column]))
                let place = row + column * names.count
                result[high, low] = parts.values[0][place] + parts.values[1][place]
            }
        }
        return result
    }

    /// The half-solved right-hand sides, in chunks of neighbours.
    private func halfSolved(_ dense: DenseMatrix, _ sparse: SparseVectors, _ workers: Int) -> [HalfSolved] {
        var plans: [(sides: [Int], isDense: Bool)] = []
        for low in stride(from: 0, to: dense.rows, by: Self.chunk) {
            plans.append((Array(low..<min(dense.rows, low + Self.chunk)), true))
        }
        let sorted = sparseOrder(sparse)
        for low in stride(from: 0, to: sorted.count, by: Self.sparseChunk) {
            plans.append((Array(sorted[low..<min(sorted.count, low + Self.sparseChunk)]), false))
        }
        let fixed = plans
        let parts = SharedParts<HalfSolved>(count: plans.count)
        parallel(plans.count, workers: workers) { index in
            let plan = fixed[index]
            parts.set(
                index,
                plan.isDense ? denseChunk(dense, plan.sides) : sparseChunk(sparse, plan.sides, dense.rows))
        }
        return parts.values
    }

    /// Sparse right-hand sides that go together: few, so that they reach few supernodes in common.
    private static let sparseChunk = 24

    private func sparseOrder(_ sparse: SparseVectors) -> [Int] {
        let firsts = (0..<sparse.count).map { vector in
            sparse.index[sparse.start[vector]..<sparse.start[vector + 1]]
                .reduce(Int.max) { min($0, analysis.step[Int($1)]) }
        }
        return firsts.indices.sorted { (firsts[$0], $0) < (firsts[$1], $1) }
    }

    private func denseChunk(_ dense: DenseMatrix, _ sides: [Int]) -> HalfSolved {
        var part = RightSides(count: sides.count, order: analysis.pattern.order)
        for (step, column) in analysis.order.enumerated() {
            let source = column * dense.rows + sides[0]
            for side in sides.indices {
                part.values[step * sides.count + side] = dense.elements[source + side] * scale[step]
            }
        }
        forward(&part)
        return HalfSolved(sides: sides, part: part, reached: nil)
    }

    private func sparseChunk(_ sparse: SparseVectors, _ sides: [Int], _ offset: Int) -> HalfSolved {
        var part = RightSides(count: sides.count, order: analysis.pattern.order)
        var reached = [Bool](repeating: false, count: analysis.nodes.count)
        for (side, vector) in sides.enumerated() {
            for entry in sparse.start[vector]..<sparse.start[vector + 1] {
                let step = analysis.step[Int(sparse.index[entry])]
                part.values[step * sides.count + side] += sparse.value[entry] * scale[step]
                var node = Int(analysis.nodes.of[step])
                while node >= 0, !reached[node] {
                    reached[node] = true
                    node = analysis.nodes.parent[node]
                }
            }
        }
        forward(&part, reached: reached)
        return HalfSolved(sides: sides.map { $0 + offset }, part: part, reached: reached)
    }
}

/// Some right-hand sides after the forward pass.
private struct HalfSolved: Sendable {
    /// Their places in the result.
    let sides: [Int]
    let part: RightSides
    /// Supernodes with anything but zeros; nil where that is all of them.
    let reached: [Bool]?
}

/// Values that several threads each set once.
private final class SharedParts<Value: Sendable>: @unchecked Sendable {
    private let storage: UnsafeMutableBufferPointer<Value?>

    init(count: Int) {
        storage = .allocate(capacity: count)
        storage.initialize(repeating: nil)
    }

    deinit {
        storage.deinitialize()
        storage.deallocate()
    }

    func set(_ index: Int, _ value: Value) { storage[index] = value }

    var values: [Value] { storage.compactMap { $0 } }
}

/// V Vᵀ panel by panel; chunks that are zero in a panel are left out of its product.
private struct HalfProducts: Sendable {
    let factor: SparseCholesky
    let chunks: [HalfSolved]

    /// Steps of a panel, at least; a panel ends with a supernode.
    private static let panel = 384

    /// The lower triangle of the sum over the panels `part`, `part + parts`, ...
    func sum(part: Int, of parts: Int) -> [Double] {
        let total = chunks.reduce(0) { $0 + $1.sides.count }
        var result = [Double](repeating: 0, count: total * total)
        var packed: [Double] = []
        var product: [Double] = []
        for (index, nodes) in panels.enumerated() where index % parts == part {
            let active = chunks.indices.filter { chunk in
                chunks[chunk].reached.map { reached in nodes.contains { reached[$0] } } ?? true
            }
            let first = factor.analysis.nodes.first
            let steps = first[nodes.lowerBound]..<first[nodes.upperBound]
            let size = pack(active, steps, &packed)
            guard size > 0 else { continue }
            let isWhole = size == total
            if isWhole {
                add(packed, size, steps.count, to: &result, keep: true)
            } else {
                if product.count < size * size { product = [Double](repeating: 0, count: size * size) }
                add(packed, size, steps.count, to: &product, keep: false)
                spread(product, size, active, total, &result)
            }
        }
        return result
    }

    private var panels: [Range<Int>] {
        let nodes = factor.analysis.nodes
        var result: [Range<Int>] = []
        var begin = 0
        for node in 0..<nodes.count
        where nodes.first[node + 1] - nodes.first[begin] >= Self.panel || node == nodes.count - 1 {
            result.append(begin..<node + 1)
            begin = node + 1
        }
        return result
    }

    /// Puts the sides of the active chunks beside each other for each step; gives their number.
    private func pack(_ active: [Int], _ steps: Range<Int>, _ packed: inout [Double]) -> Int {
        let size = active.reduce(0) { $0 + chunks[$1].sides.count }
        if packed.count < size * steps.count { packed = [Double](repeating: 0, count: size * steps.count) }
        packed.withUnsafeMutableBufferPointer { packed in
            var offset = 0
            for chunk in active {
                let count = chunks[chunk].sides.count
                chunks[chunk].part.values.withUnsafeBufferPointer { values in
                    for (index, step) in steps.enumerated() {
                        for side in 0..<count {
                            packed[index * size + offset + side] = values[step * count + side]
                        }
                    }
                }
                offset += count
            }
        }
        return size
    }

    private func add(_ packed: [Double], _ size: Int, _ steps: Int, to result: inout [Double], keep: Bool) {
        cblas_dsyrk(
            CblasColMajor, CblasLower, CblasNoTrans, LapackInt(size), LapackInt(steps), 1, packed,
            LapackInt(size), keep ? 1 : 0, &result, LapackInt(size))
    }

    private func spread(
        _ product: [Double], _ size: Int, _ active: [Int], _ total: Int, _ result: inout [Double]
    ) {
        var starts: [Int] = []
        var start = 0
        for chunk in chunks {
            starts.append(start)
            start += chunk.sides.count
        }
        let places = active.flatMap { starts[$0]..<starts[$0] + chunks[$0].sides.count }
        for column in 0..<size {
            let target = places[column] * total
            for row in column..<size { result[target + places[row]] += product[column * size + row] }
        }
    }
}
