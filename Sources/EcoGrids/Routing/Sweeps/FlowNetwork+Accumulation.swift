extension FlowNetwork {
    /// Sums downstream: a cell's own value plus its share of the sums of all cells that drain into it.
    ///
    /// All layers of `input` at once; `.uniform(1)` counts cells, the cell itself included. A value that is
    /// missing on a valid cell counts 0.
    public func accumulate(_ input: RoutingInput) throws(GridError) -> [TileLayer<Double>] {
        let layers = try makeLayers(input.layers)
        let rims = layers.map { _ in TileRims<Double>(context.lattice, filledWith: .nan) }
        let shares = ShareTable()
        try sweep(.downstream, stage: .accumulation) { () throws(GridError) in
            try input.open()
        } _: { (read, run) throws(GridError) in
            let rasters = run.isFirst ? try read(run.window) : []
            for (index, layer) in layers.enumerated() {
                try layer.withTile(run.tile, run.isFirst ? .create : .change) { (cells) throws(GridError) in
                    if run.isFirst { try place(rasters[index], into: cells, run.tile, absent: 0) }
                    try order.inflow.withTile(run.tile, .read) { (inflow) throws(GridError) in
                        if let weights = directions.weights, let weightRims = directions.weightRims {
                            try weights.withTile(run.tile, .read) { weights in
                                let flow = SharedInflow(
                                    SweepTile(context.lattice, run.tile), inflow: inflow, weights: weights,
                                    weightRims: weightRims, shares: shares)
                                flow.accumulate(run.places, cells, rims[index])
                            }
                        } else {
                            let flow = SingleInflow(SweepTile(context.lattice, run.tile), inflow: inflow)
                            flow.accumulate(run.places, cells, rims[index])
                        }
                    }
                }
            }
        }
        return layers
    }
}

/// What flows into the cells of a tile where each cell has one outflow.
struct SingleInflow {
    let tile: SweepTile
    let inflow: UnsafeMutablePointer<UInt8>

    init(_ tile: SweepTile, inflow: UnsafeMutablePointer<UInt8>) {
        self.tile = tile
        self.inflow = inflow
    }

    /// The sum over inflowing neighbours on top of `sum`.
    @inline(__always)
    func gather(
        _ place: Int, _ values: UnsafeMutablePointer<Double>, _ rims: TileRims<Double>, from start: Double
    ) -> Double {
        var sum = start
        var mask = inflow[place]
        if tile.isInner(place) {
            while mask != 0 {
                sum += values[place + tile.offsets[mask.trailingZeroBitCount]]
                mask &= mask - 1
            }
        } else {
            while mask != 0 {
                sum += tile.value(place, mask.trailingZeroBitCount, values, rims) ?? 0
                mask &= mask - 1
            }
        }
        return sum
    }

    func accumulate(
        _ places: RunPlaces, _ cells: UnsafeMutablePointer<Double>, _ rims: TileRims<Double>
    ) {
        for place in places {
            let sum = gather(place, cells, rims, from: cells[place])
            cells[place] = sum
            if !tile.isInner(place) { tile.publish(place, sum, rims) }
        }
    }
}

/// What flows into the cells of a tile where outflow is shared.
struct SharedInflow {
    let tile: SweepTile
    let inflow: UnsafeMutablePointer<UInt8>
    let weights: UnsafeMutablePointer<UInt32>
    let weightRims: TileRims<UInt32>
    let shares: ShareTable

    init(
        _ tile: SweepTile, inflow: UnsafeMutablePointer<UInt8>, weights: UnsafeMutablePointer<UInt32>,
        weightRims: TileRims<UInt32>, shares: ShareTable
    ) {
        self.tile = tile
        self.inflow = inflow
        self.weights = weights
        self.weightRims = weightRims
        self.shares = shares
    }

    /// The sum over inflowing neighbours of value times share, on top of `start`.
    @inline(__always)
    func gather(
        _ place: Int, _ values: UnsafeMutablePointer<Double>, _ rims: TileRims<Double>, from start: Double
    ) -> Double {
        var sum = start
        var mask = inflow[place]
        if tile.isInner(place) {
            while mask != 0 {
                let index = mask.trailingZeroBitCount
                let other = place + tile.offsets[index]
                sum += values[other] * shares.share(weights[other], Neighbour.opposite(index))
                mask &= mask - 1
            }
        } else {
            while mask != 0 {
                let index = mask.trailingZeroBitCount
                let value = tile.value(place, index, values, rims) ?? 0
                let packed = tile.value(place, index, weights, weightRims) ?? 0
                sum += value * shares.share(packed, Neighbour.opposite(index))
                mask &= mask - 1
            }
        }
        return sum
    }

    func accumulate(
        _ places: RunPlaces, _ cells: UnsafeMutablePointer<Double>, _ rims: TileRims<Double>
    ) {
        for place in places {
            let sum = gather(place, cells, rims, from: cells[place])
            cells[place] = sum
            if !tile.isInner(place) { tile.publish(place, sum, rims) }
        }
    }
}
