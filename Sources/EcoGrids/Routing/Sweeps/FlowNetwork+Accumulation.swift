extension FlowNetwork {
    /// Sums downstream: a cell's own value plus its share of the sums of all cells that drain into it.
    ///
    /// All layers of `input` at once; `.uniform(1)` counts cells, the cell itself included. A value that is
    /// missing on a valid cell counts 0. Under `names`, one for each layer and unlike all others of the run, the sums
    /// are kept for a run that is cut off.
    public func accumulate(
        _ input: RoutingInput, as names: [String] = []
    ) throws(GridError) -> [TileLayer<Double>] {
        if let layers: [TileLayer<Double>] = try context.kept?.layers(names) { return layers }
        let rims = (0..<input.layers).map { _ in TileRims<Double>(context, filledWith: .nan) }
        let (layers, start) = try startOrResume(names, count: input.layers, rims)
        let entries = zip(names, layers).map { KeptLayers.Entry($0, $1) }
        let step = names.first.map { SweepStep(name: $0, layers: entries) }
        let shares = ShareTable()
        try sweep(.downstream, stage: .accumulation, step, from: start) { () throws(GridError) in
            try input.opened()
        } _: { (input, run) throws(GridError) in
            let rasters = run.isFirst ? try input.read(run.window) : []
            let access: TileLayer<Double>.Access = run.isFirst ? .create : .change
            try layers.withTiles(run.tile, access) { (cells) throws(GridError) in
                for (raster, cells) in zip(rasters, cells) {
                    try place(raster, into: cells, run.tile, absent: 0)
                }
                try withInflow(run.tile, shares) { inflow in
                    inflow.accumulate(run.places, cells, rims)
                }
            }
        }
        context.kept?.add(entries)
        return layers
    }

    /// New layers, or those of a sweep that was cut off and how far it was; with their rims.
    func startOrResume(
        _ names: [String], count: Int, _ rims: [TileRims<Double>]
    ) throws(GridError) -> (layers: [TileLayer<Double>], place: SweepPlace) {
        guard let name = names.first, var unfinished = context.kept?.unfinished(name),
            let place = unfinished.sweepPlace(),
            let layers: [TileLayer<Double>] = try unfinished.layers(names)
        else { return (try makeLayers(count), .start) }
        for (layer, rims) in zip(layers, rims) {
            try rims.take(from: layer, tiles: 0..<context.lattice.count)
        }
        return (layers, place)
    }

    /// What flows into the cells of a tile.
    func withInflow(
        _ tile: Int, _ shares: ShareTable, _ body: (TileInflow) throws(GridError) -> Void
    ) throws(GridError) {
        try order.inflow.withTile(tile, .read) { (masks) throws(GridError) in
            let around = SweepTile(context.lattice, tile)
            if let weights = directions.weights, let rims = directions.weightRims {
                try weights.withTile(tile, .read) { (weights) throws(GridError) in
                    try body(TileInflow(around, masks, (weights, rims), shares))
                }
            } else {
                try body(TileInflow(around, masks, nil, shares))
            }
        }
    }
}

extension [TileLayer<Double>] {
    /// Works on the cells of one tile of all layers.
    func withTiles(
        _ tile: Int, _ access: TileLayer<Double>.Access,
        _ body: ([UnsafeMutablePointer<Double>]) throws(GridError) -> Void
    ) throws(GridError) {
        var cells: [UnsafeMutablePointer<Double>] = []
        defer { for layer in prefix(cells.count) { layer.unpin(tile, changed: access != .read) } }
        for layer in self { cells.append(try layer.pin(tile, fresh: access == .create)) }
        try body(cells)
    }
}

/// What flows into the cells of a tile: from which neighbours, and what share of theirs.
struct TileInflow {
    typealias Weights = (cells: UnsafeMutablePointer<UInt32>, rims: TileRims<UInt32>)

    let around: SweepTile
    private let masks: UnsafeMutablePointer<UInt8>
    /// Nil where each cell has one outflow.
    private let weights: Weights?
    private let shares: ShareTable

    init(
        _ around: SweepTile, _ masks: UnsafeMutablePointer<UInt8>, _ weights: Weights?, _ shares: ShareTable
    ) {
        self.around = around
        self.masks = masks
        self.weights = weights
        self.shares = shares
    }

    func accumulate(
        _ places: RunPlaces, _ layers: [UnsafeMutablePointer<Double>], _ rims: [TileRims<Double>]
    ) {
        for place in places {
            if around.isInner(place) {
                accumulateInner(place, layers)
            } else {
                for (cells, rims) in zip(layers, rims) {
                    cells[place] = gather(place, cells, rims, from: cells[place])
                    around.publish(place, cells[place], rims)
                }
            }
        }
    }

    /// Finds neighbours and shares once for all layers.
    @inline(__always)
    private func accumulateInner(_ place: Int, _ layers: [UnsafeMutablePointer<Double>]) {
        var sources = InlineArray<8, Int>(repeating: 0)
        var parts = InlineArray<8, Double>(repeating: 1)
        var count = 0
        var mask = masks[place]
        while mask != 0 {
            let index = mask.trailingZeroBitCount
            let source = place + around.offsets[index]
            sources[count] = source
            if let weights {
                parts[count] = shares.share(weights.cells[source], Neighbour.opposite(index))
            }
            count += 1
            mask &= mask - 1
        }
        for cells in layers {
            var sum = cells[place]
            for index in 0..<count { sum += cells[sources[index]] * parts[index] }
            cells[place] = sum
        }
    }

    /// The sum over inflowing neighbours of value times share, on top of `start`; a missing value counts 0.
    func gather(
        _ place: Int, _ values: UnsafeMutablePointer<Double>, _ rims: TileRims<Double>, from start: Double
    ) -> Double {
        var sum = start
        var mask = masks[place]
        while mask != 0 {
            let index = mask.trailingZeroBitCount
            mask &= mask - 1
            guard let value = around.value(place, index, values, rims), !value.isNaN else { continue }
            sum += value * share(place, index)
        }
        return sum
    }

    /// The share of the flow of a neighbour that comes here.
    private func share(_ place: Int, _ index: Int) -> Double {
        guard let weights, let packed = around.value(place, index, weights.cells, weights.rims) else {
            return 1
        }
        return shares.share(packed, Neighbour.opposite(index))
    }

    /// As `gather` with all neighbours inside the tile.
    @inline(__always)
    func gatherInner(_ place: Int, _ values: UnsafeMutablePointer<Double>) -> Double {
        var sum = 0.0
        var mask = masks[place]
        while mask != 0 {
            let index = mask.trailingZeroBitCount
            mask &= mask - 1
            let source = place + around.offsets[index]
            let value = values[source]
            if value.isNaN { continue }
            guard let weights else {
                sum += value
                continue
            }
            sum += value * shares.share(weights.cells[source], Neighbour.opposite(index))
        }
        return sum
    }
}
