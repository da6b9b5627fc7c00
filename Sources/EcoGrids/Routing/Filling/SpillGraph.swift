/// The lowest pass between two basins, m.
struct SpillPass: Sendable {
    var height: Double
    var first: Int32
    var second: Int32
}

/// Basins and the passes between them: how high water must stand to reach the nearest source.
///
/// Merges basins over rising passes (Kruskal's minimum spanning tree), as in G. Cordonnier, B. Bovy and
/// J. Braun 2019, doi:10.5194/esurf-7-549-2019.
struct SpillGraph {
    /// For each node the height of the lowest way to its nearest source; minus infinity for sources.
    private(set) var level: [Double] = []
    /// For each node the source it reaches first.
    private(set) var source: [Int32] = []
    /// The lowest passes that connect the sources, at most one fewer than there are sources.
    private(set) var kept: [SpillPass] = []
    private var parent: [Int32] = []
    private var following: [Int32] = []
    private var sourceParent: [Int32] = []

    /// Solves a graph whose first `sources` nodes are sources.
    mutating func solve(nodes: Int, sources: Int, passes: inout [SpillPass]) {
        reset(nodes: nodes, sources: sources)
        passes.sort { $0.height < $1.height }
        for pass in passes { merge(pass) }
    }

    private mutating func reset(nodes: Int, sources: Int) {
        kept.removeAll(keepingCapacity: true)
        Self.fill(&level, nodes) { _ in -.infinity }
        Self.fill(&source, nodes) { $0 < sources ? Int32($0) : -1 }
        Self.fill(&parent, nodes) { Int32($0) }
        Self.fill(&following, nodes) { Int32($0) }
        Self.fill(&sourceParent, sources) { Int32($0) }
    }

    private static func fill<Value>(_ array: inout [Value], _ count: Int, _ value: (Int) -> Value) {
        array.removeAll(keepingCapacity: true)
        array.reserveCapacity(count)
        for index in 0..<count { array.append(value(index)) }
    }

    private mutating func merge(_ pass: SpillPass) {
        let a = Self.root(&parent, pass.first)
        let b = Self.root(&parent, pass.second)
        guard a != b else { return }
        let (sourceA, sourceB) = (source[Int(a)], source[Int(b)])
        if sourceA >= 0, sourceB >= 0 {
            connect(sourceA, sourceB, pass.height)
        } else {
            if sourceA >= 0 { drain(b, to: sourceA, pass.height) }
            if sourceB >= 0 { drain(a, to: sourceB, pass.height) }
            parent[Int(a)] = b
            source[Int(b)] = max(sourceA, sourceB)
            following.swapAt(Int(a), Int(b))
        }
    }

    /// All members of a component without a source reach one over a pass of this height.
    private mutating func drain(_ root: Int32, to newSource: Int32, _ height: Double) {
        var member = root
        repeat {
            level[Int(member)] = height
            source[Int(member)] = newSource
            member = following[Int(member)]
        } while member != root
    }

    private mutating func connect(_ a: Int32, _ b: Int32, _ height: Double) {
        let rootA = Self.root(&sourceParent, a)
        let rootB = Self.root(&sourceParent, b)
        guard rootA != rootB else { return }
        sourceParent[Int(rootA)] = rootB
        kept.append(SpillPass(height: height, first: a, second: b))
    }

    private static func root(_ parent: inout [Int32], _ node: Int32) -> Int32 {
        var node = node
        while parent[Int(node)] != node {
            parent[Int(node)] = parent[Int(parent[Int(node)])]
            node = parent[Int(node)]
        }
        return node
    }
}

/// The lowest pass for each pair of basins of a tile, by open addressing.
struct PassTable {
    private var keys: [UInt64]
    private var heights: [Double]
    private var used: [Int32] = []
    private var mask: Int
    private var lastKey: UInt64 = 0
    private var lastSlot = 0

    /// Room for half of `capacity` pairs (a power of two) before it grows.
    init(capacity: Int) {
        keys = [UInt64](repeating: 0, count: capacity)
        heights = [Double](repeating: 0, count: capacity)
        mask = keys.count - 1
    }

    var count: Int { used.count }

    /// Notes a pass between two different basins.
    mutating func add(_ a: UInt32, _ b: UInt32, height: Double) {
        let key = a < b ? UInt64(a) << 32 | UInt64(b) : UInt64(b) << 32 | UInt64(a)
        if key == lastKey {
            if height < heights[lastSlot] { heights[lastSlot] = height }
            return
        }
        var slot = Int((key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
        while keys[slot] != key {
            if keys[slot] == 0 {
                keys[slot] = key
                heights[slot] = height
                used.append(Int32(slot))
                if used.count * 2 > keys.count { grow() } else { (lastKey, lastSlot) = (key, slot) }
                return
            }
            slot = (slot + 1) & mask
        }
        if height < heights[slot] { heights[slot] = height }
        (lastKey, lastSlot) = (key, slot)
    }

    private mutating func grow() {
        let old = used.map { (keys[Int($0)], heights[Int($0)]) }
        keys = [UInt64](repeating: 0, count: keys.count * 4)
        heights = [Double](repeating: 0, count: keys.count)
        mask = keys.count - 1
        used.removeAll(keepingCapacity: true)
        lastKey = 0
        for (key, height) in old { add(UInt32(key >> 32), UInt32(truncatingIfNeeded: key), height: height) }
    }

    /// Gives every pass to `body` and empties the table.
    mutating func drain(_ body: (_ a: Int, _ b: Int, _ height: Double) -> Void) {
        for slot in used {
            let key = keys[Int(slot)]
            body(Int(key >> 32), Int(key & 0xFFFF_FFFF), heights[Int(slot)])
            keys[Int(slot)] = 0
        }
        used.removeAll(keepingCapacity: true)
        lastKey = 0
    }
}
