extension RoutingContext {
    /// Makes layers tile by tile and keeps them in the store, so that later steps read what is made once.
    ///
    /// Throws what the reader of `input`, the scratch or `progress` throw.
    public func layers(
        _ input: RoutingInput, stage: RoutingStage
    ) throws(GridError) -> [TileLayer<Double>] {
        try made(input, stage)
    }

    /// As `layers` in single precision: half the room, for what no sum is built upon.
    public func singleLayers(
        _ input: RoutingInput, stage: RoutingStage
    ) throws(GridError) -> [TileLayer<Float>] {
        try made(input, stage)
    }

    /// Puts what `input` makes of a tile in the place of its cells; `input` may read the layer itself, inside
    /// the window that it is asked for.
    public func replace(
        _ layer: TileLayer<Double>, by input: RoutingInput, stage: RoutingStage
    ) throws(GridError) {
        try fill([layer], input, stage)
    }

    private func made<Cell: BinaryFloatingPoint & BitwiseCopyable & Sendable & TileCell>(
        _ input: RoutingInput, _ stage: RoutingStage
    ) throws(GridError) -> [TileLayer<Cell>] {
        let layers = (0..<input.layers).map { _ in TileLayer<Cell>(self) }
        try fill(layers, input, stage)
        return layers
    }

    private func fill<Cell: BinaryFloatingPoint & BitwiseCopyable & Sendable & TileCell>(
        _ layers: [TileLayer<Cell>], _ input: RoutingInput, _ stage: RoutingStage
    ) throws(GridError) {
        let lattice = lattice
        try forEachTile(stage) { () throws(GridError) in
            try input.opened()
        } _: { (input, tile) throws(GridError) in
            let window = lattice.window(tile)
            let rasters = try input.read(window)
            for (layer, raster) in zip(layers, rasters) {
                try layer.withTile(tile, .create) { cells in
                    Self.copy(raster, into: cells, side: lattice.side)
                }
            }
        }
    }

    /// Copies the cells of a tile; what lies beyond the grid is missing.
    @specialized(where Cell == Double)
    @specialized(where Cell == Float)
    private static func copy<Cell: BinaryFloatingPoint>(
        _ raster: Raster<Double>, into cells: UnsafeMutablePointer<Cell>, side: Int
    ) {
        let window = raster.window
        if window.cellCount < side * side { cells.update(repeating: .nan, count: side * side) }
        raster.cells.withUnsafeBufferPointer { values in
            guard let values = values.baseAddress else { return }
            for row in 0..<window.height {
                let (target, source) = (cells + row * side, values + row * window.width)
                for column in 0..<window.width { target[column] = Cell(source[column]) }
            }
        }
    }
}
