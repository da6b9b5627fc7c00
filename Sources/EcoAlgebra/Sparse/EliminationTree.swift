/// The elimination tree of a pattern under an order, renumbered so that every subtree is contiguous.
///
/// Parents by path compression, counts by row subtrees (Liu 1990, doi:10.1137/0611010).
struct EliminationTree {
    /// Row of the matrix that is eliminated at each step.
    let order: [Int]
    /// Step at which each row of the matrix is eliminated.
    let step: [Int]
    /// Parent of each step, -1 at roots.
    let parent: [Int]
    /// Entries of each column of the factor with its diagonal.
    let count: [Int]

    init(_ pattern: SymmetricPattern, order first: [Int]) {
        let lower = Self.lowerRows(pattern, first)
        let parent = Self.parents(lower)
        let count = Self.counts(lower, parent)
        let walk = Self.postorder(parent, count)
        order = walk.map { first[$0] }
        step = Self.inverse(order)
        let place = Self.inverse(walk)
        self.parent = walk.map { parent[$0] < 0 ? -1 : place[parent[$0]] }
        self.count = walk.map { count[$0] }
    }

    static func inverse(_ order: [Int]) -> [Int] {
        var result = order
        for (position, row) in order.enumerated() { result[row] = position }
        return result
    }

    /// For each step the earlier steps that the matrix links it with.
    private static func lowerRows(_ pattern: SymmetricPattern, _ order: [Int]) -> [[Int32]] {
        let step = inverse(order)
        var rows = [[Int32]](repeating: [], count: order.count)
        for column in 0..<pattern.order {
            for place in pattern.start[column] + 1..<pattern.start[column + 1] {
                let (a, b) = (step[column], step[Int(pattern.row[place])])
                rows[max(a, b)].append(Int32(min(a, b)))
            }
        }
        return rows
    }

    private static func parents(_ lower: [[Int32]]) -> [Int] {
        var parent = [Int](repeating: -1, count: lower.count)
        var ancestor = parent
        for row in lower.indices {
            for column in lower[row] {
                var node = Int(column)
                while node >= 0 && node < row {
                    let above = ancestor[node]
                    ancestor[node] = row
                    if above < 0 { parent[node] = row }
                    node = above
                }
            }
        }
        return parent
    }

    private static func counts(_ lower: [[Int32]], _ parent: [Int]) -> [Int] {
        var count = [Int](repeating: 1, count: parent.count)
        var seen = [Int](repeating: -1, count: parent.count)
        for row in lower.indices {
            seen[row] = row
            for column in lower[row] {
                var node = Int(column)
                while seen[node] != row {
                    seen[node] = row
                    count[node] += 1
                    node = parent[node]
                }
            }
        }
        return count
    }

    /// Children before parents; of siblings the one with the longest column last, beside its parent.
    private static func postorder(_ parent: [Int], _ count: [Int]) -> [Int] {
        var children = [[Int]](repeating: [], count: parent.count + 1)
        for node in parent.indices { children[parent[node] < 0 ? parent.count : parent[node]].append(node) }
        // Parents first with the last child next to them, then turned round.
        var waiting = children[parent.count]
        var result: [Int] = []
        result.reserveCapacity(parent.count)
        while let node = waiting.popLast() {
            result.append(node)
            waiting.append(contentsOf: children[node].sorted { (count[$0], $0) < (count[$1], $1) })
        }
        return result.reversed()
    }
}
