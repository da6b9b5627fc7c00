/// A tile of cells with a ring of one cell around it, and room for vectors to overrun.
///
/// A worker's own buffer; one at a time uses it.
final class PaddedTile<Cell: BitwiseCopyable> {
    let stride: Int
    let count: Int
    /// The upper left cell of the ring.
    let base: UnsafeMutablePointer<Cell>

    init(side: Int, filledWith value: Cell) {
        stride = side + 2
        count = stride * stride + 16
        base = .allocate(capacity: count)
        base.initialize(repeating: value, count: count)
    }

    deinit { base.deallocate() }

    /// The first cell of the tile.
    var first: UnsafeMutablePointer<Cell> { base + stride + 1 }

    func fill(_ value: Cell) { base.update(repeating: value, count: count) }

    /// Copies rows of `side` cells of a tile into the middle.
    func take(_ cells: UnsafePointer<Cell>, side: Int, _ window: Window) {
        for row in 0..<window.height {
            (first + row * stride).update(from: cells + row * side, count: window.width)
        }
    }

    /// Copies the middle into rows of `side` cells of a tile.
    func put(into cells: UnsafeMutablePointer<Cell>, side: Int, _ window: Window) {
        for row in 0..<window.height {
            (cells + row * side).update(from: first + row * stride, count: window.width)
        }
    }
}
