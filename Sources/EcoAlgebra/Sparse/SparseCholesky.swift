import CLAPACKE

/// The Cholesky factor of a sparse symmetric positive definite matrix, scaled to unit diagonal before it is
/// factored.
///
/// Multifrontal over supernodes (Duff and Reid 1983, doi:10.1145/356044.356047): each front is a dense block, and
/// its order of sums is fixed, so that the same values always give the same factor. A pivot lost in rounding is
/// never used: its unknown is left out (taken as 0), and `droppedRows` tells which.
public struct SparseCholesky: Sendable {
    public let analysis: SparseAnalysis
    /// One over the root of each diagonal value, by step.
    private(set) var scale: [Double]
    /// The factor, panel by panel; see `Supernodes.panelStart`.
    private(set) var panels: [Double]
    /// Rows whose pivot was lost in rounding, in the order of elimination.
    public private(set) var droppedRows: [Int] = []

    /// Pivots of the scaled matrix at or below this are rounding.
    public static let smallestPivot = 1e-15
    /// What stands in the place of a dropped pivot's root, so that its unknown becomes 0.
    private static let infinitePivot = 1e200

    public init(_ analysis: SparseAnalysis) {
        self.analysis = analysis
        scale = [Double](repeating: 0, count: analysis.pattern.order)
        panels = [Double](repeating: 0, count: analysis.storedCount)
    }

    /// Factors a matrix of the pattern in place of the last one.
    /// - Parameter values: one for each place of the pattern.
    /// - Throws: `AlgebraError` where there are not as many values as places, or one is not finite.
    public mutating func factor(_ values: [Double]) throws(AlgebraError) {
        guard values.count == analysis.pattern.count else {
            throw .sizeMismatch(expected: analysis.pattern.count, found: values.count)
        }
        guard values.allSatisfy(\.isFinite) else { throw .notFinite }
        BLASRuntime.prepare()
        droppedRows = []
        spread(values)
        var updates = [Double](repeating: 0, count: analysis.largestStack)
        var waiting: [(node: Int, start: Int)] = []
        var end = 0
        for node in 0..<analysis.nodes.count {
            let size = analysis.nodes.below(node)
            for index in end..<end + size * size { updates[index] = 0 }
            var start = end
            while let child = waiting.last, analysis.nodes.parent[child.node] == node {
                waiting.removeLast()
                add(child.node, updates: &updates, from: child.start, to: end, node)
                start = child.start
            }
            eliminate(node, &updates, at: end)
            if start < end { for index in 0..<size * size { updates[start + index] = updates[end + index] } }
            waiting.append((node, start))
            end = start + size * size
        }
    }

    /// Scales the values and puts them into the panels.
    private mutating func spread(_ values: [Double]) {
        let (pattern, step) = (analysis.pattern, analysis.step)
        for column in 0..<pattern.order {
            let diagonal = values[pattern.start[column]]
            scale[step[column]] = diagonal > 0 ? 1 / diagonal.squareRoot() : 1
        }
        for index in panels.indices { panels[index] = 0 }
        for column in 0..<pattern.order {
            let own = scale[step[column]]
            for place in pattern.start[column]..<pattern.start[column + 1] {
                panels[analysis.target[place]] = values[place] * own * scale[step[Int(pattern.row[place])]]
            }
        }
    }

    /// Adds the update matrix of a child to the panel and the update matrix of its parent.
    private mutating func add(
        _ child: Int, updates: inout [Double], from: Int, to: Int, _ node: Int
    ) {
        let nodes = analysis.nodes
        let (size, width, below) = (nodes.below(child), nodes.width(node), nodes.below(node))
        let panel = nodes.panelStart[node]
        analysis.placeInParent.withUnsafeBufferPointer { places in
            let place = places.baseAddress.unsafelyUnwrapped + nodes.rowStart[child]
            for column in 0..<size {
                let source = from + column * size
                let left = Int(place[column])
                if left < width {
                    let target = panel + left * (width + below)
                    for row in column..<size { panels[target + Int(place[row])] += updates[source + row] }
                } else {
                    let target = to + (left - width) * below - width
                    for row in column..<size { updates[target + Int(place[row])] += updates[source + row] }
                }
            }
        }
    }

    /// Factors the columns of a front and leaves its update matrix.
    private mutating func eliminate(_ node: Int, _ updates: inout [Double], at update: Int) {
        let nodes = analysis.nodes
        let (width, below) = (LapackInt(nodes.width(node)), LapackInt(nodes.below(node)))
        let start = nodes.panelStart[node]
        factorDiagonal(node)
        guard below > 0 else { return }
        panels.withUnsafeMutableBufferPointer { panels in
            updates.withUnsafeMutableBufferPointer { updates in
                let panel = panels.baseAddress.unsafelyUnwrapped + start
                let rows = panel + Int(width)
                cblas_dtrsm(
                    CblasColMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, below, width, 1, panel,
                    width + below, rows, width + below)
                cblas_dsyrk(
                    CblasColMajor, CblasLower, CblasNoTrans, below, width, -1, rows, width + below, 1,
                    updates.baseAddress.unsafelyUnwrapped + update, below)
            }
        }
    }

    /// Factors the triangle of a panel; where a pivot is lost, again step by step.
    private mutating func factorDiagonal(_ node: Int) {
        let nodes = analysis.nodes
        let (width, height) = (nodes.width(node), nodes.width(node) + nodes.below(node))
        let start = nodes.panelStart[node]
        var saved: [Double] = []
        for column in 0..<width {
            let left = start + column * height
            saved.append(contentsOf: panels[left..<left + width])
        }
        let order = panels.withUnsafeMutableBufferPointer {
            LAPACKE_dpotrf_work(
                LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), LapackInt(width),
                $0.baseAddress.unsafelyUnwrapped + start, LapackInt(height))
        }
        let smallest = Self.smallestPivot.squareRoot()
        let isSound =
            order == 0 && (0..<width).allSatisfy { panels[start + $0 * (height + 1)] > smallest }
        guard !isSound else { return }
        for column in 0..<width {
            let left = start + column * height
            for row in 0..<width { panels[left + row] = saved[column * width + row] }
        }
        factorStepByStep(node, start, width, height)
    }

    private mutating func factorStepByStep(_ node: Int, _ start: Int, _ width: Int, _ height: Int) {
        for column in 0..<width {
            let left = start + column * height
            let pivot = panels[left + column]
            let isLost = !(pivot > Self.smallestPivot)
            if isLost { droppedRows.append(analysis.order[analysis.nodes.first[node] + column]) }
            panels[left + column] = isLost ? Self.infinitePivot : pivot.squareRoot()
            for row in column + 1..<max(width, column + 1) { panels[left + row] /= panels[left + column] }
            for later in column + 1..<max(width, column + 1) {
                let factor = panels[left + later]
                for row in later..<width {
                    panels[start + later * height + row] -= panels[left + row] * factor
                }
            }
        }
    }
}
