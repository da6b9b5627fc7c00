/// Keeps the last used tiles of a layer in memory for access cell by cell; one thread uses it.
final class TileCursor<Cell: BitwiseCopyable & Sendable & TileCell> {
    private let layer: TileLayer<Cell>
    private let changes: Bool
    private var addresses: [UnsafeMutablePointer<Cell>?]
    /// Tiles in memory, the one to go first at `next`.
    private var held: [Int] = []
    private var next = 0
    private let limit: Int
    private(set) var touched: Set<Int> = []

    init(_ layer: TileLayer<Cell>, changes: Bool, limit: Int = 32) {
        self.layer = layer
        self.changes = changes
        self.limit = limit
        addresses = [UnsafeMutablePointer<Cell>?](repeating: nil, count: layer.lattice.count)
    }

    deinit { for tile in held { layer.unpin(tile, changed: changes) } }

    @inline(__always)
    func cells(_ tile: Int) throws(GridError) -> UnsafeMutablePointer<Cell> {
        if let address = addresses[tile] { return address }
        return try load(tile)
    }

    private func load(_ tile: Int) throws(GridError) -> UnsafeMutablePointer<Cell> {
        let address = try layer.pin(tile)
        if held.count < limit {
            held.append(tile)
        } else {
            addresses[held[next]] = nil
            layer.unpin(held[next], changed: changes)
            held[next] = tile
            next = (next + 1) % limit
        }
        addresses[tile] = address
        if changes { touched.insert(tile) }
        return address
    }
}

/// Addresses of cells over all tiles: the tile, and 16 bits for the cell in it.
struct CellAddresses: Sendable {
    let lattice: TileLattice

    @inline(__always) func tile(_ cell: Int) -> Int { cell >> 16 }
    @inline(__always) func place(_ cell: Int) -> Int { cell & 0xFFFF }

    func address(tile: Int, row: Int, column: Int) -> Int { tile << 16 | row << lattice.shift | column }

    /// The address of a neighbour, below 0 off the grid.
    @inline(__always)
    func neighbour(_ cell: Int, _ neighbour: Int) -> Int {
        let side = lattice.side
        let column = place(cell) & (side - 1)
        let row = place(cell) >> lattice.shift
        let (east, south) = (Neighbour.east[neighbour], Neighbour.south[neighbour])
        if column > 0, column < side - 1, row > 0, row < side - 1 { return inside(cell, east, south) }
        return beyond(cell, column, row, east, south)
    }

    /// A neighbour in the same tile; it may lie off the grid where the tile is cut short.
    @inline(__always)
    private func inside(_ cell: Int, _ east: Int, _ south: Int) -> Int {
        let window = lattice.window(tile(cell))
        let column = place(cell) & (lattice.side - 1)
        let row = place(cell) >> lattice.shift
        guard column + east < window.width, row + south < window.height else { return -1 }
        return cell + south * lattice.side + east
    }

    private func beyond(_ cell: Int, _ column: Int, _ row: Int, _ east: Int, _ south: Int) -> Int {
        let side = lattice.side
        let window = lattice.window(tile(cell))
        let x = window.column + column + east
        let y = window.row + row + south
        guard x >= 0, y >= 0, x < lattice.width, y < lattice.height else { return -1 }
        let tile = y / side * lattice.columns + x / side
        return address(tile: tile, row: y % side, column: x % side)
    }

    /// Where the cell comes in blocks of 256 x 256 cells read row by row, and rows within them.
    func readingOrder(_ cell: Int) -> (Int, Int) {
        let window = lattice.window(tile(cell))
        let x = window.column + place(cell) & (lattice.side - 1)
        let y = window.row + place(cell) >> lattice.shift
        return (y / 256 * ((lattice.width + 255) / 256) + x / 256, y % 256 * 256 + x % 256)
    }
}
