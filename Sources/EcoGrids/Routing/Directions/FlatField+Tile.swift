/// One tile with a ring: flats that do not leave it.
final class TileFlatField: FlatField {
    let heights: PaddedTile<Double>
    let masks: PaddedTile<UInt8>
    let weights: PaddedTile<UInt32>
    private let states: PaddedTile<Int64>
    private let offsets: InlineArray<8, Int>

    init(side: Int) {
        heights = PaddedTile(side: side, filledWith: .nan)
        masks = PaddedTile(side: side, filledWith: 0)
        weights = PaddedTile(side: side, filledWith: 0)
        states = PaddedTile(side: side, filledWith: FlatState.untouched)
        offsets = Neighbour.offsets(stride: states.stride)
    }

    /// Forgets all states; cells around the window belong to other tiles.
    func begin(_ window: Window) {
        let stride = states.stride
        states.fill(FlatState.untouched)
        for column in 0..<window.width + 2 {
            states.base[column] = FlatState.foreign
            states.base[(window.height + 1) * stride + column] = FlatState.foreign
        }
        for row in 0..<window.height + 2 {
            states.base[row * stride] = FlatState.foreign
            states.base[row * stride + window.width + 1] = FlatState.foreign
        }
    }

    @inline(__always) func height(_ cell: Int) -> Double { heights.base[cell] }
    /// Addresses count from the upper left cell of the ring, so that none is below 0.
    @inline(__always) func neighbours(_ cell: Int) -> InlineArray<8, Int> {
        InlineArray { cell + offsets[$0] }
    }
    @inline(__always) func state(_ cell: Int) -> Int64 { states.base[cell] }
    @inline(__always) func setState(_ cell: Int, _ state: Int64) { states.base[cell] = state }
    @inline(__always) func outflow(_ cell: Int) -> UInt8 { masks.base[cell] }
    @inline(__always) func setOutflow(_ cell: Int, _ mask: UInt8) { masks.base[cell] = mask }

    @inline(__always) func setWeights(_ cell: Int, _ weights: UInt32) {
        self.weights.base[cell] = weights
        masks.base[cell] = MultipleDescent.mask(weights)
    }
}
