/// Keeps the last used tiles of a layer in memory for access cell by cell; one thread uses it.
final class TileCursor<Cell: BitwiseCopyable & Sendable & TileCell> {
    private let layer: TileLayer<Cell>
    private let changes: Bool
    /// Where the tiles in memory begin.
    private let addresses: UnsafeMutablePointer<UnsafeMutablePointer<Cell>?>
    /// Tiles in memory, the one to go first at `next`.
    private var held: [Int] = []
    private var next = 0
    private let limit: Int
    private(set) var touched: Set<Int> = []

    init(_ layer: TileLayer<Cell>, changes: Bool) {
        self.layer = layer
        self.changes = changes
        let bytes = layer.lattice.side * layer.lattice.side * MemoryLayout<Cell>.stride
        limit = max(4, min(64, layer.store.memoryLimit / 8 / bytes))
        addresses = .allocate(capacity: layer.lattice.count)
        addresses.initialize(repeating: nil, count: layer.lattice.count)
    }

    deinit {
        for tile in held { layer.unpin(tile, changed: changes) }
        addresses.deallocate()
    }

    /// The cells of a tile; they stay until `limit` other tiles have been asked for.
    @inline(__always)
    func cells(_ tile: Int) throws(GridError) -> UnsafeMutablePointer<Cell> {
        if let address = addresses[tile] { return address }
        return try load(tile)
    }

    @inline(never)
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

/// Addresses of cells over all tiles: the tile, and bits for the cell in it.
struct CellAddresses: Sendable {
    /// Bits for the cell in a tile: tiles have up to 1024 x 1024 cells.
    static let placeBits = 20
    let lattice: TileLattice
    private let inner: InlineArray<8, Int>

    init(lattice: TileLattice) {
        self.lattice = lattice
        inner = Neighbour.offsets(stride: lattice.side)
    }

    @inline(__always) func tile(_ cell: Int) -> Int { cell >> Self.placeBits }
    @inline(__always) func place(_ cell: Int) -> Int { cell & ((1 << Self.placeBits) - 1) }

    func address(tile: Int, row: Int, column: Int) -> Int {
        tile << Self.placeBits | row << lattice.shift | column
    }

    /// The addresses of all neighbours, below 0 off the grid.
    ///
    /// In a tile that the border of the grid cuts short they may lie in its unused part.
    @inline(__always)
    func neighbours(_ cell: Int) -> InlineArray<8, Int> {
        let side = lattice.side
        let (row, column) = (place(cell) >> lattice.shift, place(cell) & (side - 1))
        if column > 0, column < side - 1, row > 0, row < side - 1 {
            return InlineArray { cell + inner[$0] }
        }
        return InlineArray { neighbour(cell, $0) }
    }

    /// The address of a neighbour, below 0 off the grid.
    func neighbour(_ cell: Int, _ neighbour: Int) -> Int {
        let side = lattice.side
        let window = lattice.window(tile(cell))
        let x = window.column + (place(cell) & (side - 1)) + Neighbour.east[neighbour]
        let y = window.row + (place(cell) >> lattice.shift) + Neighbour.south[neighbour]
        guard x >= 0, y >= 0, x < lattice.width, y < lattice.height else { return -1 }
        let tile = (y >> lattice.shift) * lattice.columns + (x >> lattice.shift)
        return address(tile: tile, row: y & (side - 1), column: x & (side - 1))
    }

    /// Where the cell comes in blocks of 256 x 256 cells read row by row, and rows within them.
    func readingOrder(_ cell: Int) -> (Int, Int) {
        let window = lattice.window(tile(cell))
        let x = window.column + place(cell) & (lattice.side - 1)
        let y = window.row + place(cell) >> lattice.shift
        return (y / 256 * ((lattice.width + 255) / 256) + x / 256, y % 256 * 256 + x % 256)
    }
}
