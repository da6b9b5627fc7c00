/// Steps with (nearly) the same rows below them, taken together so that dense kernels apply.
///
/// A child is joined to the parent that follows it where few zeros have to be stored for it (Ashcraft and
/// Grimes 1989, doi:10.1145/76909.76910).
struct Supernodes {
    /// The steps of supernode s are `first[s]..<first[s + 1]`.
    let first: [Int]
    /// The rows (steps) below supernode s are `row[rowStart[s]..<rowStart[s + 1]]`, ascending.
    let rowStart: [Int]
    let row: [Int32]
    /// -1 at roots.
    let parent: [Int]
    /// Where the panel of each supernode begins: columns of width + rows values, column by column.
    let panelStart: [Int]
    /// Supernode of each step.
    let of: [Int32]

    var count: Int { first.count - 1 }

    func width(_ node: Int) -> Int { first[node + 1] - first[node] }

    func below(_ node: Int) -> Int { rowStart[node + 1] - rowStart[node] }

    init(_ pattern: SymmetricPattern, _ tree: EliminationTree) {
        let first = Self.joined(tree)
        var of = [Int32](repeating: 0, count: tree.order.count)
        for node in 0..<first.count - 1 {
            for step in first[node]..<first[node + 1] { of[step] = Int32(node) }
        }
        self.first = first
        self.of = of
        var rowStart = [0]
        var row: [Int32] = []
        var parent: [Int] = []
        var children = [[Int]](repeating: [], count: first.count - 1)
        var seen = [Int](repeating: -1, count: tree.order.count)
        let later = Self.laterNeighbours(pattern, tree)
        for node in 0..<first.count - 1 {
            var rows: [Int32] = []
            func add(_ candidates: some Sequence<Int32>) {
                for candidate in candidates
                where candidate >= first[node + 1] && seen[Int(candidate)] != node {
                    seen[Int(candidate)] = node
                    rows.append(candidate)
                }
            }
            for step in first[node]..<first[node + 1] { add(later[step]) }
            for child in children[node] { add(row[rowStart[child]..<rowStart[child + 1]]) }
            rows.sort()
            row.append(contentsOf: rows)
            rowStart.append(row.count)
            let above = rows.first.map { Int(of[Int($0)]) } ?? -1
            parent.append(above)
            if above >= 0 { children[above].append(node) }
        }
        (self.rowStart, self.row, self.parent) = (rowStart, row, parent)
        var panelStart = [0]
        for node in 0..<first.count - 1 {
            let width = first[node + 1] - first[node]
            panelStart.append(panelStart[node] + width * (width + rowStart[node + 1] - rowStart[node]))
        }
        self.panelStart = panelStart
    }

    /// For each step the later steps that the matrix links it with.
    private static func laterNeighbours(_ pattern: SymmetricPattern, _ tree: EliminationTree) -> [[Int32]] {
        var result = [[Int32]](repeating: [], count: tree.order.count)
        for column in 0..<pattern.order {
            for place in pattern.start[column] + 1..<pattern.start[column + 1] {
                let (a, b) = (tree.step[column], tree.step[Int(pattern.row[place])])
                result[min(a, b)].append(Int32(max(a, b)))
            }
        }
        return result
    }

    /// A supernode in the making: its first step, rows below its last step, and zeros stored.
    private struct Block {
        var first: Int
        var below: Int
        var zeros: Int
        var parent: Int
    }

    private static func joined(_ tree: EliminationTree) -> [Int] {
        var blocks: [Block] = []
        for step in tree.order.indices {
            var block = Block(first: step, below: tree.count[step] - 1, zeros: 0, parent: tree.parent[step])
            while let child = blocks.last, child.parent >= block.first, child.parent <= step {
                let (width, own) = (block.first - child.first, step + 1 - block.first)
                let zeros = child.zeros + block.zeros + width * (own + block.below - child.below)
                guard isWorth(zeros: zeros, width: width + own, below: block.below) else { break }
                block.first = child.first
                block.zeros = zeros
                blocks.removeLast()
            }
            blocks.append(block)
        }
        return blocks.map(\.first) + [tree.order.count]
    }

    private static func isWorth(zeros: Int, width: Int, below: Int) -> Bool {
        let share = Double(zeros) / Double(width * (width + 1) / 2 + width * below)
        return switch width {
        case ...8: true
        case ...32: share < 0.3
        case ...64: share < 0.15
        default: share < 0.1
        }
    }
}
