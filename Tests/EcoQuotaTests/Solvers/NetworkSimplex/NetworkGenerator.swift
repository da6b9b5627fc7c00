@testable import EcoQuota

/// The random networks of NETGEN (Klingman, Napier and Stutz 1974, doi:10.1287/mnsc.20.5.814), written anew from
/// its published steps: chains from sources through all inner nodes to sinks, then arcs from every node.
struct NetworkGenerator {
    struct Arc {
        let from: Int
        let to: Int
        let cost: Int
        let capacity: Int
    }

    private(set) var supply: [Int]
    private(set) var arcs: [Arc] = []
    private let nodes: Int
    private let terminals: Int
    private let arcLimit: Int
    private let totalSupply: Int
    private var nodesLeft: Int
    private var draws: MinimalStandard

    /// The minimal standard generator of Park and Miller, 16807 x mod 2^31 - 1.
    struct MinimalStandard {
        var state: Int

        mutating func draw(_ low: Int, _ high: Int) -> Int {
            state = state * 16807 % 2_147_483_647
            return high <= low ? high : low + state % (high - low + 1)
        }
    }

    /// The family with 2^k nodes, as many sources as sinks (the rounded root of the nodes), 8 arcs for each node,
    /// costs 1 to 10,000, capacities 1 to 1,000.
    init(power: Int) {
        nodes = 1 << power
        terminals = Int(Double(nodes).squareRoot().rounded())
        arcLimit = 8 * nodes
        totalSupply = 1000 * terminals
        supply = [Int](repeating: 0, count: nodes + 1)
        nodesLeft = nodes - terminals
        draws = MinimalStandard(state: 13_502_460)
        spreadSupply()
        let chain = chains()
        for source in 1...terminals { finish(source, chain) }
    }

    private mutating func spreadSupply() {
        let each = totalSupply / terminals
        for source in 1...terminals {
            let part = draws.draw(1, each)
            supply[source] += part
            supply[1 + draws.draw(0, terminals - 1)] += each - part
        }
        supply[1 + draws.draw(0, terminals - 1)] += totalSupply % terminals
    }

    /// For each node the one before it on its chain, the source closing the ring.
    private mutating func chains() -> [Int] {
        var before = [Int](repeating: 0, count: nodes + 1)
        for source in 1...terminals { before[source] = source }
        var free = Array(terminals + 1...nodes - terminals)
        let inner = free.count
        var source = 1
        while !free.isEmpty {
            let isEven = free.count > (4 * inner + 9) / 10
            let node = free.remove(at: draws.draw(1, free.count) - 1)
            if !isEven { source = draws.draw(1, terminals) }
            before[node] = before[source]
            before[source] = node
            if isEven { source = source == terminals ? 1 : source + 1 }
        }
        return before
    }

    /// Links the chain of a source with sinks and gives its nodes further arcs.
    private mutating func finish(_ source: Int, _ before: [Int]) {
        var skeleton: [(tail: Int, head: Int)] = []
        var node = before[source]
        while node != source {
            skeleton.append((before[node], node))
            node = before[node]
        }
        let length = skeleton.count
        let sinks = chooseSinks(source, length)
        let each = supply[source] / sinks.count
        var tail = before[source]
        for sink in sinks {
            let part = draws.draw(1, each)
            let other = sinks[draws.draw(0, sinks.count - 1)]
            skeleton.append((tail, sink))
            supply[sink] -= part
            supply[other] -= each - part
            tail = source
            for _ in 0..<draws.draw(1, length) { tail = before[tail] }
        }
        supply[sinks[0]] -= supply[source] % sinks.count
        Self.shellSort(&skeleton)
        var index = 0
        while index < skeleton.count {
            let tail = skeleton[index].tail
            var heads = NumberList(terminals + 1...nodes)
            heads.remove(tail)
            while index < skeleton.count, skeleton[index].tail == tail {
                heads.remove(skeleton[index].head)
                // All skeleton arcs are capped and cost the most; both are drawn for nonetheless.
                _ = draws.draw(1, 100)
                _ = draws.draw(1, 100)
                arcs.append(
                    Arc(from: tail, to: skeleton[index].head, cost: 10_000, capacity: max(supply[source], 1)))
                index += 1
            }
            addArcs(from: tail, &heads)
        }
    }

    private mutating func chooseSinks(_ source: Int, _ length: Int) -> [Int] {
        let inner = nodes - 2 * terminals
        let count = max(2, min(2 * length * terminals / inner, terminals))
        var free = Array(nodes - terminals + 1...nodes)
        var sinks = (0..<count).map { _ in free.remove(at: draws.draw(1, free.count) - 1) }
        if source == terminals { sinks += free.filter { supply[$0] == 0 } }
        return sinks
    }

    /// The order of equal tails matters, so the sort is the generator's own.
    private static func shellSort(_ arcs: inout [(tail: Int, head: Int)]) {
        var gap = arcs.count / 2
        while gap > 0 {
            for last in 0..<arcs.count - gap {
                var index = last
                while index >= 0, arcs[index].tail > arcs[index + gap].tail {
                    arcs.swapAt(index, index + gap)
                    index -= gap
                }
            }
            gap /= 2
        }
    }

    private mutating func addArcs(from tail: Int, _ heads: inout NumberList) {
        let targets = nodes - terminals
        let remaining = arcLimit - arcs.count
        nodesLeft -= 1
        guard 2 * nodesLeft < remaining else { return }
        var count = targets
        if (remaining + targets - heads.size - 1) / (nodesLeft + 1) < targets - 1 {
            repeat {
                count = draws.draw(1, 2 * (remaining / (nodesLeft + 1) - 1))
                if nodesLeft == 0 { count = remaining }
            } while nodesLeft * (targets - 1) < remaining - count
        }
        for _ in 0..<count {
            let head = heads.take(draws.draw(1, heads.size))
            _ = draws.draw(1, 100)
            let capacity = draws.draw(1, 1000)
            arcs.append(Arc(from: tail, to: head, cost: draws.draw(1, 10_000), capacity: capacity))
        }
    }

    /// Numbers in order, of which some are gone. Its size also falls where a number is removed that it never had.
    private struct NumberList {
        private let first: Int
        private let last: Int
        private var gone: [Int] = []
        private(set) var size: Int

        init(_ range: ClosedRange<Int>) {
            (first, last, size) = (range.lowerBound, range.upperBound, range.count)
        }

        mutating func remove(_ number: Int) {
            size -= 1
            guard number >= first, number <= last, !gone.contains(number) else { return }
            gone.insert(number, at: gone.firstIndex { $0 > number } ?? gone.count)
        }

        mutating func take(_ position: Int) -> Int {
            var number = first + position - 1
            for other in gone where other <= number { number += 1 }
            remove(number)
            return number
        }
    }

    /// Rows: what leaves a node less what enters it equals its supply.
    var program: MarketProgram {
        NetworkProgram.program(
            supply: supply.dropFirst().map(Double.init),
            arcs: arcs.map { ($0.from - 1, $0.to - 1, Double($0.cost), Double($0.capacity)) })
    }
}

enum NetworkProgram {
    static func program(
        supply: [Double], arcs: [(from: Int, to: Int, cost: Double, capacity: Double)],
        kinds: [MarketProgram.RowKind]? = nil
    ) -> MarketProgram {
        var program = MarketProgram()
        for arc in arcs {
            program.cost.append(arc.cost)
            program.curvature.append(0)
            program.upper.append(arc.capacity)
            program.matrix.append([(arc.from, 1), (arc.to, -1)])
        }
        program.right = supply
        program.rowKinds = kinds ?? supply.map { _ in .equal }
        program.rowFamilies = [.init("node", 0..<supply.count, unit: "t")]
        program.columnFamilies = [.init("flow", 0..<arcs.count, unit: "t")]
        return program
    }
}
