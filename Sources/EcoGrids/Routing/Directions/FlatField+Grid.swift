/// The whole grid: flats that reach over tiles.
final class GridFlatField: FlatField {
    private let addresses: CellAddresses
    private let heights: TileCursor<Double>
    private let states: TileCursor<Int64>
    private let masks: TileCursor<UInt8>
    private let weights: TileCursor<UInt32>?

    init(
        _ lattice: TileLattice, heights: TileLayer<Double>, states: TileLayer<Int64>,
        masks: TileLayer<UInt8>, weights: TileLayer<UInt32>?
    ) {
        addresses = CellAddresses(lattice: lattice)
        self.heights = TileCursor(heights, changes: false)
        self.states = TileCursor(states, changes: true)
        self.masks = TileCursor(masks, changes: true)
        self.weights = weights.map { TileCursor($0, changes: true) }
    }

    /// Tiles whose flow may have changed.
    var touched: Set<Int> { masks.touched }

    @inline(__always)
    func neighbours(_ cell: Int) -> InlineArray<8, Int> { addresses.neighbours(cell) }

    @inline(__always)
    func height(_ cell: Int) throws(GridError) -> Double {
        try heights.cells(addresses.tile(cell))[addresses.place(cell)]
    }

    @inline(__always)
    func state(_ cell: Int) throws(GridError) -> Int64 {
        try states.cells(addresses.tile(cell))[addresses.place(cell)]
    }

    @inline(__always)
    func setState(_ cell: Int, _ state: Int64) throws(GridError) {
        try states.cells(addresses.tile(cell))[addresses.place(cell)] = state
    }

    @inline(__always)
    func outflow(_ cell: Int) throws(GridError) -> UInt8 {
        try masks.cells(addresses.tile(cell))[addresses.place(cell)]
    }

    @inline(__always)
    func setOutflow(_ cell: Int, _ mask: UInt8) throws(GridError) {
        try masks.cells(addresses.tile(cell))[addresses.place(cell)] = mask
    }

    func setWeights(_ cell: Int, _ weights: UInt32) throws(GridError) {
        try self.weights?.cells(addresses.tile(cell))[addresses.place(cell)] = weights
        try setOutflow(cell, MultipleDescent.mask(weights))
    }
}
