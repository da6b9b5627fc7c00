/// The primal network simplex method on strongly feasible trees, with block pricing (Cunningham 1976,
/// doi:10.1007/BF01580379; Kiraly and Kovacs 2012, arXiv:1207.6381, for the blocks).
///
/// An arc from i to j costs c + p(i) - p(j) at the margin, where p are the prices of the nodes.
struct NetworkSimplex {
    private let from: [Int]
    private let to: [Int]
    private var cost: [Double]
    private var capacity: [Double]
    private(set) var flow: [Double]
    /// 1 at 0, -1 at the capacity, 0 in the tree.
    private var state: [Int]
    private var tree: SpanningTree
    private var position = 0
    private var waiting: [Int] = []
    /// Reduced costs this small are rounding.
    private var rounding: Double
    private let network: FlowNetwork
    private(set) var pivots = 0

    private var realCount: Int { network.arcs.count }

    init(_ network: FlowNetwork) {
        self.network = network
        let nodes = network.supply.count
        let largest = network.arcs.reduce(0) { max($0, $1.cost.magnitude) }
        rounding = 1e-13 * largest
        let root = nodes
        let forced = (largest + 1) * Double(nodes + 1)
        from = network.arcs.map(\.from) + (0..<nodes).map { network.supply[$0] >= 0 ? $0 : root }
        to = network.arcs.map(\.to) + (0..<nodes).map { network.supply[$0] >= 0 ? root : $0 }
        cost = network.arcs.map(\.cost) + [Double](repeating: forced, count: nodes)
        let total = network.supply.reduce(0) { $0 + $1.magnitude } + 1
        capacity = network.arcs.map(\.capacity) + [Double](repeating: 2 * total, count: nodes)
        flow = [Double](repeating: 0, count: network.arcs.count) + network.supply.map(\.magnitude)
        state = [Int](repeating: 1, count: network.arcs.count) + [Int](repeating: 0, count: nodes)
        tree = SpanningTree(
            nodes: nodes + 1, arcs: Array(network.arcs.count..<network.arcs.count + nodes),
            isUpward: network.supply.map { $0 >= 0 })
        tree.price(with: cost)
    }

    /// The prices of the nodes, the ground's being 0.
    private(set) var prices: [Double] = []

    /// - Throws: `QuotaSolverError` where the supply cannot be carried.
    mutating func run() throws(QuotaSolverError) {
        pivotAll()
        let total = network.supply.reduce(0) { $0 + $1.magnitude }
        guard (realCount..<flow.count).allSatisfy({ flow[$0] <= 1e-11 * total }) else {
            throw .breakdown(iteration: pivots)
        }
        // The arcs that only made a start carry nothing any more and cost nothing.
        for arc in realCount..<flow.count { (flow[arc], cost[arc], capacity[arc]) = (0, 0, 0) }
        tree.price(with: cost)
        pivotAll()
        tree.price(with: cost)
        prices = tree.price.map { $0 - tree.price[network.ground] }
        breakTies()
    }

    /// Of all plans of the least cost, the one that uses the earliest columns: the least sum of flow times the
    /// number of its column, over the arcs that cost nothing at the margin.
    private mutating func breakTies() {
        let isTied = (0..<realCount).map { arc in
            state[arc] == 0 || reducedCost(arc).magnitude <= rounding
        }
        guard (0..<realCount).contains(where: { isTied[$0] && state[$0] != 0 }) else { return }
        for arc in 0..<realCount {
            cost[arc] = isTied[arc] ? Double(network.arcs[arc].column + 1) : 0
            if !isTied[arc] { state[arc] *= 2 }
        }
        rounding = 1e-13 * Double(realCount)
        tree.price(with: cost)
        pivotAll()
    }

    private func reducedCost(_ arc: Int) -> Double { cost[arc] + tree.price[from[arc]] - tree.price[to[arc]] }

    private mutating func pivotAll() {
        let limit = 50 * flow.count + 10_000
        let first = pivots
        while pivots - first < limit, let arc = entering() {
            pivot(arc)
            pivots += 1
        }
    }

    /// The arc that gains most in the next block that has any; nil where none gains.
    private mutating func entering() -> Int? {
        let count = realCount
        guard count > 0 else { return nil }
        let block = max(10, Int(Double(count).squareRoot()))
        var (best, found, left) = (-rounding, -1, block)
        for _ in 0..<count {
            if state[position] == 1 || state[position] == -1 {
                let gain = Double(state[position]) * reducedCost(position)
                if gain < best { (best, found) = (gain, position) }
            }
            position += 1
            if position == count { position = 0 }
            left -= 1
            if left == 0 {
                if found >= 0 { return found }
                left = block
            }
        }
        return found >= 0 ? found : nil
    }

    private mutating func pivot(_ arc: Int) {
        // The flow goes from `first` over the arc to `second` and back through the tree.
        let (first, second) = state[arc] == 1 ? (from[arc], to[arc]) : (to[arc], from[arc])
        let join = meeting(first, second)
        var (amount, leaving, isFirstSide) = (capacity[arc], -1, false)
        var node = first
        while node != join {
            let room =
                tree.isUpward[node] ? flow[tree.arc[node]] : capacity[tree.arc[node]] - flow[tree.arc[node]]
            if room < amount { (amount, leaving, isFirstSide) = (room, node, true) }
            node = tree.parent[node]
        }
        node = second
        while node != join {
            let room =
                tree.isUpward[node] ? capacity[tree.arc[node]] - flow[tree.arc[node]] : flow[tree.arc[node]]
            if room <= amount { (amount, leaving, isFirstSide) = (room, node, false) }
            node = tree.parent[node]
        }
        push(amount, arc, first, second, join)
        guard leaving >= 0 else {
            state[arc] = -state[arc]
            return
        }
        exchange(arc, leaving, inside: isFirstSide ? first : second, outside: isFirstSide ? second : first)
    }

    private func meeting(_ first: Int, _ second: Int) -> Int {
        var (one, other) = (first, second)
        while one != other {
            if tree.depth[one] >= tree.depth[other] {
                one = tree.parent[one]
            } else {
                other = tree.parent[other]
            }
        }
        return one
    }

    private mutating func push(_ amount: Double, _ arc: Int, _ first: Int, _ second: Int, _ join: Int) {
        guard amount > 0 else { return }
        flow[arc] += state[arc] == 1 ? amount : -amount
        var node = first
        while node != join {
            flow[tree.arc[node]] += tree.isUpward[node] ? -amount : amount
            node = tree.parent[node]
        }
        node = second
        while node != join {
            flow[tree.arc[node]] += tree.isUpward[node] ? amount : -amount
            node = tree.parent[node]
        }
    }

    /// The arc takes the place of the one above `leaving` in the tree.
    private mutating func exchange(_ arc: Int, _ leaving: Int, inside: Int, outside: Int) {
        let old = tree.arc[leaving]
        let isEmpty = flow[old] <= capacity[old] / 2
        flow[old] = isEmpty ? 0 : capacity[old]
        state[old] = isEmpty ? 1 : -1
        state[arc] = 0
        let upward = from[arc] == inside
        let gap = reducedCost(arc)
        tree.rehang(inside, below: outside, by: arc, isUpward: upward, cutAbove: leaving)
        tree.lift(inside, price: upward ? -gap : gap, &waiting)
    }
}
