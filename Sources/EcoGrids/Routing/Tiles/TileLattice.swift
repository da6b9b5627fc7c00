/// The square tiles of a grid, numbered row by row; those at the eastern and southern border may be cut short.
struct TileLattice: Sendable, Hashable {
    let width: Int
    let height: Int
    /// Cells a side, a power of two from 8 to 1024.
    let side: Int
    /// The power: side = 2^shift.
    let shift: Int
    /// Tiles in a row and in a column.
    let columns: Int
    let rows: Int

    init(width: Int, height: Int, side: Int) {
        self.width = width
        self.height = height
        self.side = side
        shift = side.trailingZeroBitCount
        columns = (width + side - 1) / side
        rows = (height + side - 1) / side
    }

    var count: Int { columns * rows }

    /// The cells of a tile.
    func window(_ tile: Int) -> Window {
        let column = tile % columns * side
        let row = tile / columns * side
        return Window(
            column: column, row: row, width: min(side, width - column), height: min(side, height - row))
    }

    /// The tile so many tiles to the east and south; nil off the grid.
    func neighbour(of tile: Int, east: Int, south: Int) -> Int? {
        let column = tile % columns + east
        let row = tile / columns + south
        guard column >= 0, column < columns, row >= 0, row < rows else { return nil }
        return row * columns + column
    }

    /// Tiles that share cells with a window.
    func tiles(in window: Window) -> [Int] {
        guard !window.isEmpty else { return [] }
        let last = (window.column + window.width - 1) / side
        let bottom = (window.row + window.height - 1) / side
        return (window.row / side...bottom).flatMap { row in
            (window.column / side...last).map { row * columns + $0 }
        }
    }
}

/// A square of tiles, cut at the border of the grid.
struct TileSquare {
    let columns: Range<Int>
    let rows: Range<Int>

    init(columns: Range<Int>, rows: Range<Int>) {
        self.columns = columns
        self.rows = rows
    }

    /// `side` tiles a side; `tile` is its upper left one.
    init(_ lattice: TileLattice, from tile: Int, side: Int) {
        self.init(lattice, column: tile % lattice.columns, row: tile / lattice.columns, side)
    }

    /// `side` tiles a side with `tile` in the middle.
    init(_ lattice: TileLattice, around tile: Int, side: Int) {
        self.init(
            lattice, column: tile % lattice.columns - side / 2, row: tile / lattice.columns - side / 2, side)
    }

    /// Moved inwards where it would stick out.
    private init(_ lattice: TileLattice, column: Int, row: Int, _ side: Int) {
        let first = (
            column: max(0, min(column, lattice.columns - side)), row: max(0, min(row, lattice.rows - side))
        )
        columns = first.column..<first.column + side
        rows = first.row..<first.row + side
    }

    func contains(_ lattice: TileLattice, _ tile: Int) -> Bool {
        columns.contains(tile % lattice.columns) && rows.contains(tile / lattice.columns)
    }
}
