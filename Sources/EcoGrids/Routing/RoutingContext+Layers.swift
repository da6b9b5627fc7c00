extension RoutingContext {
    /// Makes layers tile by tile and keeps them in the store, so that later steps read what is made once.
    ///
    /// Throws what the reader of `input`, the scratch or `progress` throw. Under `names`, one for each layer and unlike
    /// all others of the run, layers are kept for a run that is cut off.
    public func layers(
        _ input: RoutingInput, stage: RoutingStage, as names: [String] = []
    ) throws(GridError) -> [TileLayer<Double>] {
        try made(input, stage, names)
    }

    /// As `layers` in single precision: half the room, for what no sum is built upon.
    public func singleLayers(
        _ input: RoutingInput, stage: RoutingStage, as names: [String] = []
    ) throws(GridError) -> [TileLayer<Float>] {
        try made(input, stage, names)
    }

    /// Puts what `input` makes of a tile in the place of its cells; `input` may read the layer itself, inside
    /// the window that it is asked for. Under a name it goes on where a run was cut off; the layer itself and what
    /// `input` reads are then among what is kept of earlier steps.
    public func replace(
        _ layer: TileLayer<Double>, by input: RoutingInput, stage: RoutingStage, as name: String? = nil
    ) throws(GridError) {
        let first = name.flatMap { kept?.unfinished($0)?.done } ?? 0
        try fill([layer], input, stage, name.map { KeptStep($0, []) }, from: first)
    }

    private func made<Cell: BinaryFloatingPoint & BitwiseCopyable & Sendable & TileCell>(
        _ input: RoutingInput, _ stage: RoutingStage, _ names: [String]
    ) throws(GridError) -> [TileLayer<Cell>] {
        guard let name = names.first, let kept else {
            let layers = (0..<input.layers).map { _ in TileLayer<Cell>(self) }
            try fill(layers, input, stage, nil, from: 0)
            return layers
        }
        if let layers: [TileLayer<Cell>] = try kept.layers(names) { return layers }
        var layers = names.map { _ in TileLayer<Cell>(self) }
        var first = 0
        if let unfinished = kept.unfinished(name),
            let found: [TileLayer<Cell>] = try unfinished.layers(names)
        {
            (layers, first) = (found, unfinished.done)
        }
        let entries = zip(names, layers).map { KeptLayers.Entry($0, $1) }
        try fill(layers, input, stage, KeptStep(name, entries), from: first)
        kept.add(entries)
        return layers
    }

    private func fill<Cell: BinaryFloatingPoint & BitwiseCopyable & Sendable & TileCell>(
        _ layers: [TileLayer<Cell>], _ input: RoutingInput, _ stage: RoutingStage, _ step: KeptStep?,
        from first: Int
    ) throws(GridError) {
        let lattice = lattice
        try forEachTile(stage, step, from: first) { () throws(GridError) in
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
