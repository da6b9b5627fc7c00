extension RoutingContext {
    /// Makes layers tile by tile and keeps them in the store, so that later steps read what is made once.
    ///
    /// Throws what the reader of `input`, the scratch or `progress` throw.
    public func layers(
        _ input: RoutingInput, stage: RoutingStage
    ) throws(GridError) -> [TileLayer<Double>] {
        let layers = (0..<input.layers).map { _ in TileLayer<Double>(self) }
        let lattice = lattice
        try forEachTile(stage) { () throws(GridError) in
            try input.opened()
        } _: { (input, tile) throws(GridError) in
            let window = lattice.window(tile)
            let rasters = try input.read(window)
            for (layer, raster) in zip(layers, rasters) {
                try layer.withTile(tile, .create) { cells in
                    raster.cells.withUnsafeBufferPointer { values in
                        guard let values = values.baseAddress else { return }
                        for row in 0..<window.height {
                            (cells + row * lattice.side).update(
                                from: values + row * window.width, count: window.width)
                        }
                    }
                }
            }
        }
        return layers
    }
}
