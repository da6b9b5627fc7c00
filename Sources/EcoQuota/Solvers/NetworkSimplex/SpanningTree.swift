/// A spanning tree of a network with a root, kept so that a branch can be cut and hung elsewhere.
struct SpanningTree {
    /// -1 at the root.
    private(set) var parent: [Int]
    /// The arc to the parent.
    private(set) var arc: [Int]
    /// Whether that arc leads from the node to its parent.
    private(set) var isUpward: [Bool]
    private(set) var depth: [Int]
    var price: [Double]
    private var firstChild: [Int]
    private var next: [Int]
    private var previous: [Int]

    /// A star: every node hangs at the last one.
    init(nodes: Int, arcs: [Int], isUpward: [Bool]) {
        let root = nodes - 1
        parent = [Int](repeating: root, count: nodes)
        parent[root] = -1
        arc = arcs + [-1]
        self.isUpward = isUpward + [false]
        depth = [Int](repeating: 1, count: nodes)
        depth[root] = 0
        price = [Double](repeating: 0, count: nodes)
        firstChild = [Int](repeating: -1, count: nodes)
        next = firstChild
        previous = firstChild
        for node in 0..<root { attach(node, to: root) }
    }

    private mutating func attach(_ node: Int, to above: Int) {
        parent[node] = above
        let first = firstChild[above]
        next[node] = first
        previous[node] = -1
        if first >= 0 { previous[first] = node }
        firstChild[above] = node
    }

    private mutating func detach(_ node: Int) {
        let (before, after) = (previous[node], next[node])
        if before >= 0 { next[before] = after } else { firstChild[parent[node]] = after }
        if after >= 0 { previous[after] = before }
    }

    /// Cuts the arc above `cut` and hangs its branch by `node` (in the branch) below `above`.
    mutating func rehang(
        _ node: Int, below above: Int, by newArc: Int, isUpward upward: Bool, cutAbove cut: Int
    ) {
        var (current, target, currentArc, direction) = (node, above, newArc, upward)
        while true {
            let (oldParent, oldArc, oldDirection) = (parent[current], arc[current], isUpward[current])
            detach(current)
            attach(current, to: target)
            arc[current] = currentArc
            isUpward[current] = direction
            if current == cut { return }
            (target, current, currentArc, direction) = (current, oldParent, oldArc, !oldDirection)
        }
    }

    /// Corrects depth and price in the branch of a node.
    mutating func lift(_ node: Int, price change: Double, _ waiting: inout [Int]) {
        waiting.removeAll(keepingCapacity: true)
        waiting.append(node)
        while let current = waiting.popLast() {
            price[current] += change
            depth[current] = depth[parent[current]] + 1
            var child = firstChild[current]
            while child >= 0 {
                waiting.append(child)
                child = next[child]
            }
        }
    }

    /// All prices anew from the root, whose price is 0.
    mutating func price(with cost: [Double]) {
        var waiting = [parent.count - 1]
        while let current = waiting.popLast() {
            if parent[current] < 0 {
                price[current] = 0
            } else {
                let own = cost[arc[current]]
                price[current] = price[parent[current]] + (isUpward[current] ? -own : own)
            }
            var child = firstChild[current]
            while child >= 0 {
                waiting.append(child)
                child = next[child]
            }
        }
    }
}
