/// The square tiles of a grid, numbered row by row; those at the eastern and southern border may be cut short.
struct TileLattice: Sendable, Hashable {
    let width: Int
    let height: Int
    /// Cells a side, a power of two up to 256, so that a cell of a tile has a 16-bit number.
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
