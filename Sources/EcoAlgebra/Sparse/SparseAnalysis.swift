/// What the factor of a pattern looks like: found once, used for every matrix of that pattern.
public struct SparseAnalysis: Sendable {
    public let pattern: SymmetricPattern
    let order: [Int]
    let step: [Int]
    let nodes: Supernodes
    /// Place in the panels of each value of the pattern.
    let target: [Int]
    /// For the rows below each supernode their places among the columns and rows of its parent.
    let placeInParent: [Int32]
    /// Entries of the factor without the zeros that supernodes store.
    public let factorCount: Int
    /// Largest number of values waiting in the update matrices at once.
    let largestStack: Int
    let largestBelow: Int

    /// - Parameter order: rows in the order of their elimination; nil takes approximate minimum degree.
    public init(_ pattern: SymmetricPattern, order: [Int]? = nil) {
        let tree = EliminationTree(pattern, order: order ?? MinimumDegree.order(pattern))
        let nodes = Supernodes(pattern, tree)
        self.pattern = pattern
        self.order = tree.order
        step = tree.step
        self.nodes = nodes
        factorCount = tree.count.reduce(0, +)
        target = Self.targets(pattern, tree, nodes)
        placeInParent = Self.placesInParent(nodes)
        largestStack = Self.largestStack(nodes)
        largestBelow = (0..<nodes.count).reduce(0) { max($0, nodes.below($1)) }
    }

    /// Values that the panels hold, zeros included.
    public var storedCount: Int { nodes.panelStart[nodes.count] }

    private static func targets(
        _ pattern: SymmetricPattern, _ tree: EliminationTree, _ nodes: Supernodes
    ) -> [Int] {
        var result: [Int] = []
        result.reserveCapacity(pattern.count)
        for column in 0..<pattern.order {
            for place in pattern.start[column]..<pattern.start[column + 1] {
                let (a, b) = (tree.step[column], tree.step[Int(pattern.row[place])])
                let node = Int(nodes.of[min(a, b)])
                let height = nodes.width(node) + nodes.below(node)
                let left = nodes.panelStart[node] + (min(a, b) - nodes.first[node]) * height
                result.append(left + localRow(max(a, b), in: node, nodes))
            }
        }
        return result
    }

    /// Place of a step among the columns and rows of a supernode.
    private static func localRow(_ step: Int, in node: Int, _ nodes: Supernodes) -> Int {
        if step < nodes.first[node + 1] { return step - nodes.first[node] }
        var (low, high) = (nodes.rowStart[node], nodes.rowStart[node + 1])
        while low < high {
            let middle = (low + high) / 2
            if nodes.row[middle] < step { low = middle + 1 } else { high = middle }
        }
        return nodes.width(node) + low - nodes.rowStart[node]
    }

    private static func placesInParent(_ nodes: Supernodes) -> [Int32] {
        var result: [Int32] = []
        result.reserveCapacity(nodes.row.count)
        for node in 0..<nodes.count where nodes.parent[node] >= 0 {
            for row in nodes.row[nodes.rowStart[node]..<nodes.rowStart[node + 1]] {
                result.append(Int32(localRow(Int(row), in: nodes.parent[node], nodes)))
            }
        }
        return result
    }

    private static func largestStack(_ nodes: Supernodes) -> Int {
        var (size, largest) = (0, 0)
        var ownChildren = [Int](repeating: 0, count: nodes.count)
        for node in 0..<nodes.count {
            let own = nodes.below(node) * nodes.below(node)
            largest = max(largest, size + own)
            size += own - ownChildren[node]
            if nodes.parent[node] >= 0 { ownChildren[nodes.parent[node]] += own }
        }
        return largest
    }
}
