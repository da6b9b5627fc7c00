/// Shipments from sellers to buyers: as few pairs as a tree has, and as near as the allowed pairs let them be.
///
/// Starts from any plan that meets supply and demand. Pairs in a circle are cleared first, which leaves fewer
/// pairs than there are parties; then the transportation simplex method shortens the way (Dantzig 1951). Ties
/// go to the smaller index, so the same parties always get the same plan.
struct TransportPlan {
    struct Shipment: Equatable {
        let seller: Int
        let buyer: Int
        var tonnes: Double
    }

    private let sellers: Int
    private let buyers: Int
    /// Distance of each pair, buyers of one seller side by side; infinite where the pair is not allowed.
    private let lengths: [Double]
    /// Edges of a forest over sellers, then buyers.
    private var edges: [Shipment] = []
    private var edgesAt: [[Int]]
    private var isLive: [Bool] = []

    /// Pairs above this number are left as few, but not made shorter.
    private static let largestSearch = 250_000

    /// - Parameter distance: of a seller and a buyer; nil where the pair is not allowed.
    init(sellers: Int, buyers: Int, from start: [Shipment], distance: (Int, Int) -> Double?) {
        self.sellers = sellers
        self.buyers = buyers
        lengths = (0..<sellers).flatMap { seller in
            (0..<buyers).map { distance(seller, $0) ?? .infinity }
        }
        edgesAt = Array(repeating: [], count: sellers + buyers)
        for shipment in start.sorted(by: { ($0.seller, $0.buyer) < ($1.seller, $1.buyer) }) {
            add(shipment)
        }
        if sellers * buyers <= Self.largestSearch { shorten() }
    }

    /// By seller, then buyer.
    var shipments: [Shipment] {
        zip(edges, isLive).filter { $1 && $0.tonnes > 0 }.map(\.0)
            .sorted { ($0.seller, $0.buyer) < ($1.seller, $1.buyer) }
    }

    /// What a shipment weighs in comparisons; pairs of the start may be ones that are not allowed.
    private func length(_ shipment: Shipment) -> Double {
        let length = lengths[shipment.seller * buyers + shipment.buyer]
        return length.isFinite ? length : 0
    }

    // MARK: The forest

    private mutating func insert(_ shipment: Shipment) {
        edgesAt[shipment.seller].append(edges.count)
        edgesAt[sellers + shipment.buyer].append(edges.count)
        edges.append(shipment)
        isLive.append(true)
    }

    private mutating func remove(_ edge: Int) {
        isLive[edge] = false
        edgesAt[edges[edge].seller].removeAll { $0 == edge }
        edgesAt[sellers + edges[edge].buyer].removeAll { $0 == edge }
    }

    /// The edges between a seller and a buyer in the forest; nil where none lead there.
    private func path(_ seller: Int, _ buyer: Int) -> [Int]? {
        var edgeTo = [Int?](repeating: nil, count: sellers + buyers)
        var open = [seller]
        while let node = open.popLast() {
            if node == sellers + buyer { return walk(back: edgeTo, from: node, to: seller) }
            for edge in edgesAt[node] {
                let (one, other) = (edges[edge].seller, sellers + edges[edge].buyer)
                let next = node == one ? other : one
                guard next != seller, edgeTo[next] == nil else { continue }
                edgeTo[next] = edge
                open.append(next)
            }
        }
        return nil
    }

    private func walk(back edgeTo: [Int?], from end: Int, to start: Int) -> [Int] {
        var path: [Int] = []
        var node = end
        while node != start, let edge = edgeTo[node] {
            path.append(edge)
            node = node < sellers ? sellers + edges[edge].buyer : edges[edge].seller
        }
        return path.reversed()
    }

    /// Adds a shipment; where it closes a circle, goods move round it the shorter way until a pair is free.
    private mutating func add(_ shipment: Shipment) {
        guard let path = path(shipment.seller, shipment.buyer) else { return insert(shipment) }
        let gain = change(path, shipment)
        if gain <= 0 {
            turn(path, entering: shipment)
        } else {
            takeOver(path, shipment)
        }
    }

    /// What one more tonne on the pair changes in distance when the path gives way.
    private func change(_ path: [Int], _ shipment: Shipment) -> Double {
        var sum = length(shipment)
        for (position, edge) in path.enumerated() {
            sum += position.isMultiple(of: 2) ? -length(edges[edge]) : length(edges[edge])
        }
        return sum
    }

    /// The pair takes as much as the path can give; an emptied pair of the path leaves the forest.
    private mutating func turn(_ path: [Int], entering shipment: Shipment) {
        let givers = stride(from: 0, to: path.count, by: 2).map { path[$0] }
        guard let leaving = givers.min(by: { (edges[$0].tonnes, $0) < (edges[$1].tonnes, $1) }) else {
            return
        }
        let moved = edges[leaving].tonnes
        for (position, edge) in path.enumerated() {
            edges[edge].tonnes += position.isMultiple(of: 2) ? -moved : moved
        }
        remove(leaving)
        insert(Shipment(seller: shipment.seller, buyer: shipment.buyer, tonnes: shipment.tonnes + moved))
    }

    /// The path takes the shipment over, as far as it can.
    private mutating func takeOver(_ path: [Int], _ shipment: Shipment) {
        let givers = stride(from: 1, to: path.count, by: 2).map { path[$0] }
        let leaving = givers.min { (edges[$0].tonnes, $0) < (edges[$1].tonnes, $1) }
        let moved = min(shipment.tonnes, leaving.map { edges[$0].tonnes } ?? .infinity)
        for (position, edge) in path.enumerated() {
            edges[edge].tonnes += position.isMultiple(of: 2) ? moved : -moved
        }
        guard moved < shipment.tonnes, let leaving else { return }
        remove(leaving)
        insert(
            Shipment(seller: shipment.seller, buyer: shipment.buyer, tonnes: shipment.tonnes - moved))
    }

    // MARK: Shorter ways

    private mutating func shorten() {
        joinTrees()
        for _ in 0..<(20 * (sellers + buyers)) {
            guard let pair = nearerPair(), let path = path(pair.seller, pair.buyer) else { return }
            turn(path, entering: Shipment(seller: pair.seller, buyer: pair.buyer, tonnes: 0))
        }
    }

    /// Empty pairs between trees, so that goods of one may change places with those of another.
    private mutating func joinTrees() {
        var tree = potentials().tree
        for seller in 0..<sellers {
            for buyer in 0..<buyers where tree[seller] != tree[sellers + buyer] {
                guard lengths[seller * buyers + buyer].isFinite else { continue }
                let (one, other) = (tree[seller], tree[sellers + buyer])
                for node in tree.indices where tree[node] == other { tree[node] = one }
                insert(Shipment(seller: seller, buyer: buyer, tonnes: 0))
            }
        }
    }

    /// The pair that shortens the way most for each tonne. Allowed pairs stand in one tree, all others are
    /// infinitely long.
    private func nearerPair() -> (seller: Int, buyer: Int)? {
        let potential = potentials().potential
        var best: (seller: Int, buyer: Int)?
        var largest = 1e-9
        lengths.withUnsafeBufferPointer { lengths in
            potential.withUnsafeBufferPointer { potential in
                guard let lengths = lengths.baseAddress, let potential = potential.baseAddress else { return }
                for seller in 0..<sellers {
                    let (row, level) = (lengths + seller * buyers, potential[seller])
                    let gain = Self.largestGain(row, potential + sellers, level, count: buyers)
                    guard gain > largest else { continue }
                    largest = gain
                    let buyer = (0..<buyers).first { potential[sellers + $0] - level - row[$0] == gain }
                    best = buyer.map { (seller, $0) }
                }
            }
        }
        return best
    }

    private static func largestGain(
        _ lengths: UnsafePointer<Double>, _ potential: UnsafePointer<Double>, _ level: Double, count: Int
    ) -> Double {
        var gains = Lanes(repeating: -.infinity)
        var buyer = 0
        while buyer + Lanes.scalarCount <= count {
            let lanes =
                UnsafeRawPointer(potential + buyer).loadUnaligned(as: Lanes.self) - level
                - UnsafeRawPointer(lengths + buyer).loadUnaligned(as: Lanes.self)
            gains.replace(with: lanes, where: lanes .> gains)
            buyer += Lanes.scalarCount
        }
        var largest = gains.max()
        while buyer < count {
            largest = max(largest, potential[buyer] - level - lengths[buyer])
            buyer += 1
        }
        return largest
    }

    /// Potentials along the trees, and the tree in which each party stands.
    private func potentials() -> (potential: [Double], tree: [Int]) {
        var potential = [Double](repeating: 0, count: sellers + buyers)
        var tree = [Int](repeating: -1, count: sellers + buyers)
        for root in potential.indices where tree[root] < 0 {
            tree[root] = root
            var open = [root]
            while let node = open.popLast() {
                for edge in edgesAt[node] {
                    let (one, other) = (edges[edge].seller, sellers + edges[edge].buyer)
                    let next = node == one ? other : one
                    guard tree[next] < 0 else { continue }
                    tree[next] = root
                    let length = length(edges[edge])
                    potential[next] = potential[node] + (node == one ? length : -length)
                    open.append(next)
                }
            }
        }
        return (potential, tree)
    }
}
