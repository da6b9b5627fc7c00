/// The outermost cells of every tile, kept in memory so that neighbouring tiles see each other's border.
final class TileRims<Cell: BitwiseCopyable>: @unchecked Sendable {
    let lattice: TileLattice
    private let cells: UnsafeMutablePointer<Cell>
    /// Rims stand in memory and count towards the store's limit.
    private let store: TileStore

    /// For each tile its top row, bottom row, left and right column, all of one value at first.
    init(_ context: RoutingContext, filledWith value: Cell) {
        (lattice, store) = (context.lattice, context.store)
        cells = .allocate(capacity: lattice.count * 4 * lattice.side)
        cells.initialize(repeating: value, count: lattice.count * 4 * lattice.side)
        store.reserve(bytes)
    }

    deinit {
        store.reserve(-bytes)
        cells.deallocate()
    }

    private var bytes: Int { lattice.count * 4 * lattice.side * MemoryLayout<Cell>.stride }

    /// The rim of a tile: four runs of `side` cells.
    func rim(_ tile: Int) -> UnsafeMutablePointer<Cell> { cells + tile * 4 * lattice.side }

    /// Takes the rim of a tile whose rows of `stride` cells begin at `source`.
    func take(_ tile: Int, from source: UnsafePointer<Cell>, stride: Int) {
        let window = lattice.window(tile)
        let side = lattice.side
        let rim = rim(tile)
        let bottom = source + (window.height - 1) * stride
        for column in 0..<window.width {
            rim[column] = source[column]
            rim[side + column] = bottom[column]
        }
        for row in 0..<window.height {
            rim[2 * side + row] = source[row * stride]
            rim[3 * side + row] = source[row * stride + window.width - 1]
        }
    }

    /// A border cell of a tile.
    func own(_ tile: Int, row: Int, column: Int) -> Cell {
        let rim = rim(tile)
        if row == 0 { return rim[column] }
        if column == 0 { return rim[2 * lattice.side + row] }
        let window = lattice.window(tile)
        return row == window.height - 1 ? rim[lattice.side + column] : rim[3 * lattice.side + row]
    }

    /// Sets a cell in every run of the rim that holds it.
    func set(_ tile: Int, row: Int, column: Int, _ value: Cell) {
        let window = lattice.window(tile)
        let side = lattice.side
        let rim = rim(tile)
        if row == 0 { rim[column] = value }
        if row == window.height - 1 { rim[side + column] = value }
        if column == 0 { rim[2 * side + row] = value }
        if column == window.width - 1 { rim[3 * side + row] = value }
    }

    /// A cell of the ring around a tile, by row and column of that tile from -1 to `side`; nil off the grid.
    func around(_ tile: Int, row: Int, column: Int) -> Cell? {
        let window = lattice.window(tile)
        let south = row < 0 ? -1 : row >= window.height ? 1 : 0
        let east = column < 0 ? -1 : column >= window.width ? 1 : 0
        guard let other = lattice.neighbour(of: tile, east: east, south: south) else { return nil }
        let rim = rim(other)
        let side = lattice.side
        switch (south, east) {
        case (-1, 0): return rim[side + column]
        case (1, 0): return rim[column]
        case (0, -1): return rim[3 * side + row]
        case (0, 1): return rim[2 * side + row]
        case (-1, -1): return rim[side + side - 1]
        case (-1, _): return rim[side]
        case (_, -1): return rim[side - 1]
        default: return rim[0]
        }
    }

    /// Writes the ring around a tile into a padded buffer whose first cell of the tile is `target`.
    func surround(
        _ tile: Int, in target: UnsafeMutablePointer<Cell>, stride: Int, outside: Cell
    ) {
        let window = lattice.window(tile)
        for column in -1...window.width {
            target[column - stride] = around(tile, row: -1, column: column) ?? outside
            target[window.height * stride + column] =
                around(tile, row: window.height, column: column) ?? outside
        }
        for row in 0..<window.height {
            target[row * stride - 1] = around(tile, row: row, column: -1) ?? outside
            target[row * stride + window.width] =
                around(tile, row: row, column: window.width) ?? outside
        }
    }
}
