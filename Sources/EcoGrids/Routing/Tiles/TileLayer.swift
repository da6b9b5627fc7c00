/// One value for each cell of a grid in a `TileStore`; its room is given back when the last reference goes.
///
/// Missing cells are NaN in layers of numbers. Windows may be read from any thread.
public final class TileLayer<Cell: BitwiseCopyable & Sendable & TileCell>: Sendable {
    public let grid: Grid
    let lattice: TileLattice
    let store: TileStore
    let id: Int

    init(_ context: RoutingContext) {
        grid = context.grid
        lattice = context.lattice
        store = context.store
        id = store.addLayer(
            tiles: lattice.count, bytes: lattice.side * lattice.side * MemoryLayout<Cell>.stride)
    }

    deinit { store.removeLayer(id) }

    /// What is to be done with a tile.
    enum Access {
        case read
        case change
        /// All cells are written; what stood there is not read.
        case create
    }

    /// Works on the cells of a tile, rows of `lattice.side` cells.
    func withTile<R>(
        _ tile: Int, _ access: Access,
        _ body: (UnsafeMutablePointer<Cell>) throws(GridError) -> R
    ) throws(GridError) -> R {
        let cells = try pin(tile, fresh: access == .create)
        defer { unpin(tile, changed: access != .read) }
        return try body(cells)
    }

    func pin(_ tile: Int, fresh: Bool = false) throws(GridError) -> UnsafeMutablePointer<Cell> {
        try store.pin(id, tile, fresh: fresh).assumingMemoryBound(to: Cell.self)
    }

    func unpin(_ tile: Int, changed: Bool) { store.unpin(id, tile, changed: changed) }

    /// The cells of a window inside the grid as numbers. Throws `window_outside` and faults of scratch.
    @specialized(where Cell == Double)
    @specialized(where Cell == Float)
    @specialized(where Cell == UInt8)
    public func read(_ window: Window) throws(GridError) -> Raster<Double> {
        guard grid.extent.contains(window), !window.isEmpty else {
            throw GridError(
                .windowOutside, "the window \(window) is not inside \(grid.width) x \(grid.height)",
                hint: "read windows inside the grid")
        }
        var raster = Raster<Double>(window)
        try raster.withMutableCells { (target) throws(GridError) in
            try forEachRun(window) { run, index in
                for offset in run.indices { target[index + offset] = run[offset].tileNumber }
            }
        }
        return raster
    }

    /// Gives the cells of a window in runs within a row of a tile, each with its index in the window.
    func forEachRun(
        _ window: Window, _ body: (_ run: UnsafeBufferPointer<Cell>, _ index: Int) -> Void
    ) throws(GridError) {
        for tile in lattice.tiles(in: window) {
            let own = lattice.window(tile)
            guard let part = own.intersection(window) else { continue }
            try withTile(tile, .read) { cells in
                for row in part.rows {
                    let from = cells + (row - own.row) * lattice.side + part.column - own.column
                    body(
                        UnsafeBufferPointer(start: from, count: part.width),
                        (row - window.row) * window.width + part.column - window.column)
                }
            }
        }
    }
}

/// A type of cell that a `TileLayer` can hold.
public protocol TileCell {
    /// The value as a number; NaN where missing.
    var tileNumber: Double { get }
}

extension Double: TileCell {
    @inlinable public var tileNumber: Double { self }
}

/// 24 bits: for layers that nothing is summed up in.
extension Float: TileCell {
    @inlinable public var tileNumber: Double { Double(self) }
}

extension UInt32: TileCell {
    @inlinable public var tileNumber: Double { Double(self) }
}

extension UInt16: TileCell {
    @inlinable public var tileNumber: Double { Double(self) }
}

extension Int64: TileCell {
    @inlinable public var tileNumber: Double { Double(self) }
}

/// Marks of cells: 255 is missing.
extension UInt8: TileCell {
    @inlinable public var tileNumber: Double { self == .max ? .nan : Double(self) }
}
