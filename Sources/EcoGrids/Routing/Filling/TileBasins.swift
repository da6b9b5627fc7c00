/// Divides one tile into basins and finds the passes between them; a worker's own buffers.
///
/// A basin is what drains to one lowest cell of the tile along steepest descents inside it. Water from any
/// cell reaches that lowest cell without climbing, so that the lowest way out of a cell is the higher of the
/// cell itself and the lowest way out of its basin.
final class TileBasins {
    /// Label of missing cells, into which every neighbour may drain.
    static let outside: UInt32 = 0
    /// Label of cells of other tiles.
    private static let elsewhere = UInt32.max
    private static let unknown = UInt32.max - 1

    let heights: PaddedTile<Double>
    let labels: PaddedTile<UInt32>
    private let codes: PaddedTile<UInt8>
    private let path: UnsafeMutablePointer<Int>
    private var passes = PassTable(capacity: 1 << 12)
    private var graph = SpillGraph()
    private var edges: [SpillPass] = []
    /// New number of each basin: those that touch other tiles first.
    private var numbers: [Int32] = []

    init(side: Int) {
        heights = PaddedTile(side: side, filledWith: .nan)
        labels = PaddedTile(side: side, filledWith: Self.elsewhere)
        codes = PaddedTile(side: side, filledWith: SteepestDescent.none)
        path = .allocate(capacity: side * side)
    }

    deinit { path.deallocate() }

    /// Fills what drains inside the tile and labels each cell with the basin at the tile's border (from 1) to
    /// which it spills, or `outside`. Answers how many such basins there are and the passes between them.
    func resolve(_ tile: Int, _ lattice: TileLattice) -> (basins: Int, passes: [SpillPass]) {
        let window = lattice.window(tile)
        let basins = label(window)
        // Taken out while it grows: fields of an object are checked on every access.
        var passes = PassTable(capacity: 0)
        swap(&passes, &self.passes)
        collectPasses(window, &passes)
        addOutlets(tile, lattice, &passes)
        let bordering = number(basins, tile, lattice)
        edges.removeAll(keepingCapacity: true)
        passes.drain { a, b, height in
            edges.append(SpillPass(height: height, first: numbers[a], second: numbers[b]))
        }
        swap(&passes, &self.passes)
        graph.solve(nodes: basins + 1, sources: bordering + 1, passes: &edges)
        raise(window)
        return (bordering, graph.kept)
    }

    /// Labels every cell with the basin it drains to, from 1; answers their number.
    private func label(_ window: Window) -> Int {
        let stride = heights.stride
        let (z, label, code) = (heights.first, labels.first, codes.first)
        for row in 0..<window.height {
            let start = row * stride
            SteepestDescent.directions(
                z + start, count: window.width, stride: stride, into: code + start)
            for cell in start..<start + window.width {
                label[cell] = z[cell].isNaN ? Self.outside : Self.unknown
            }
            label[start + window.width] = Self.elsewhere
        }
        (label + window.height * stride - 1).update(repeating: Self.elsewhere, count: window.width + 2)
        var basins = 0
        for row in 0..<window.height {
            for cell in row * stride..<row * stride + window.width where label[cell] == Self.unknown {
                follow(cell, &basins)
            }
        }
        return basins
    }

    /// Walks down from a cell to a labelled one and labels all cells passed.
    @inline(__always)
    private func follow(_ start: Int, _ basins: inout Int) {
        let stride = heights.stride
        let (z, label, code) = (heights.first, labels.first, codes.first)
        let offsets = Neighbour.offsets(stride: stride)
        var cell = start
        var length = 0
        while label[cell] == Self.unknown {
            path[length] = cell
            length += 1
            let step = Int(code[cell])
            if step < 8 {
                cell += offsets[step]
            } else if let level = Self.earlierLevel(z, cell, stride) {
                cell = level
            } else {
                basins += 1
                label[cell] = UInt32(truncatingIfNeeded: basins)
            }
        }
        let found = label[cell]
        for index in 0..<length { label[path[index]] = found }
    }

    /// A neighbour at the same height that comes before the cell in reading order.
    @inline(__always)
    private static func earlierLevel(_ z: UnsafeMutablePointer<Double>, _ cell: Int, _ stride: Int) -> Int? {
        let height = z[cell]
        if z[cell - 1] == height { return cell - 1 }
        if z[cell - stride] == height { return cell - stride }
        if z[cell - stride - 1] == height { return cell - stride - 1 }
        if z[cell - stride + 1] == height { return cell - stride + 1 }
        return nil
    }

    private func collectPasses(_ window: Window, _ passes: inout PassTable) {
        let stride = heights.stride
        let label = labels.first
        for row in 0..<window.height {
            for cell in row * stride..<row * stride + window.width {
                let own = label[cell]
                let (east, south) = (label[cell + 1], label[cell + stride])
                let (southWest, southEast) = (label[cell + stride - 1], label[cell + stride + 1])
                if (own ^ east) | (own ^ south) | (own ^ southWest) | (own ^ southEast) == 0 { continue }
                addPass(cell, cell + 1, &passes)
                addPass(cell, cell + stride - 1, &passes)
                addPass(cell, cell + stride, &passes)
                addPass(cell, cell + stride + 1, &passes)
            }
        }
    }

    @inline(__always)
    private func addPass(_ a: Int, _ b: Int, _ passes: inout PassTable) {
        let (labelA, labelB) = (labels.first[a], labels.first[b])
        guard labelA != labelB, labelB != Self.elsewhere else { return }
        let (heightA, heightB) = (heights.first[a], heights.first[b])
        // A comparison with a missing height is false: the pass to the outside is as high as the cell itself.
        let height = labelA == Self.outside ? heightB : heightB > heightA ? heightB : heightA
        passes.add(labelA, labelB, height: height)
    }

    /// Cells at the border of the grid drain over it.
    private func addOutlets(_ tile: Int, _ lattice: TileLattice, _ passes: inout PassTable) {
        let window = lattice.window(tile)
        let borders = [
            (lattice.neighbour(of: tile, east: 0, south: -1), 0, 1, window.width),
            (
                lattice.neighbour(of: tile, east: 0, south: 1), (window.height - 1) * heights.stride, 1,
                window.width
            ),
            (lattice.neighbour(of: tile, east: -1, south: 0), 0, heights.stride, window.height),
            (lattice.neighbour(of: tile, east: 1, south: 0), window.width - 1, heights.stride, window.height),
        ]
        for (neighbour, first, step, count) in borders where neighbour == nil {
            for index in 0..<count {
                let cell = first + index * step
                let label = labels.first[cell]
                if label != Self.outside {
                    passes.add(Self.outside, label, height: heights.first[cell])
                }
            }
        }
    }

    /// Numbers the basins, those with cells beside another tile first; answers how many those are.
    private func number(_ basins: Int, _ tile: Int, _ lattice: TileLattice) -> Int {
        numbers.removeAll(keepingCapacity: true)
        numbers.append(contentsOf: repeatElement(-1, count: basins + 1))
        numbers[0] = 0
        var count: Int32 = 0
        forEachBorderCell(tile, lattice) { cell in
            let label = Int(labels.first[cell])
            if numbers[label] < 0 {
                count += 1
                numbers[label] = count
            }
        }
        var next = count
        for label in 0...basins where numbers[label] < 0 {
            next += 1
            numbers[label] = next
        }
        return Int(count)
    }

    private func forEachBorderCell(_ tile: Int, _ lattice: TileLattice, _ body: (Int) -> Void) {
        let window = lattice.window(tile)
        let stride = heights.stride
        let (north, south) = (
            lattice.neighbour(of: tile, east: 0, south: -1), lattice.neighbour(of: tile, east: 0, south: 1)
        )
        let (west, east) = (
            lattice.neighbour(of: tile, east: -1, south: 0), lattice.neighbour(of: tile, east: 1, south: 0)
        )
        for column in 0..<window.width {
            if north != nil { body(column) }
            if south != nil { body((window.height - 1) * stride + column) }
        }
        for row in 0..<window.height {
            if west != nil { body(row * stride) }
            if east != nil { body(row * stride + window.width - 1) }
        }
    }

    private func raise(_ window: Window) {
        let stride = heights.stride
        let (z, label) = (heights.first, labels.first)
        graph.level.withUnsafeBufferPointer { level in
            graph.source.withUnsafeBufferPointer { source in
                numbers.withUnsafeBufferPointer { numbers in
                    for row in 0..<window.height {
                        for cell in row * stride..<row * stride + window.width {
                            let basin = Int(numbers[Int(label[cell])])
                            if level[basin] > z[cell] { z[cell] = level[basin] }
                            label[cell] = UInt32(truncatingIfNeeded: source[basin])
                        }
                    }
                }
            }
        }
    }
}
