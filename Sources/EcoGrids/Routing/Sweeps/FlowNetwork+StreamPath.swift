extension FlowNetwork {
    /// Sums costs down to the stream, costs of cells in single precision: 0 on streams, missing where no stream is reached.
    ///
    /// With `.multiple` the mean over the neighbours below that reach a stream, by their weights. Under a name, unlike all
    /// others of the run, the sums are kept for a run that is cut off.
    public func costToStream(
        _ streams: TileLayer<UInt8>, _ cost: StreamPathCost, as name: String? = nil
    ) throws(GridError) -> TileLayer<Double> {
        if let name, let sums: TileLayer<Double> = try context.kept?.layer(name) { return sums }
        let (path, start) = try startOrResume(streams, cost, name)
        let (sums, costs) = (path.sums, path.costs)
        let entries = name.map { [KeptLayers.Entry($0, sums)] } ?? []
        let step = name.map {
            SweepStep(name: $0, layers: entries + [KeptLayers.Entry(StreamPath.costName($0), costs)])
        }
        try sweep(.upstream, stage: .streamDistance, step, from: start) { () throws(GridError) in
            try cost.input?.opened()
        } _: { (input, run) throws(GridError) in
            try path.costs.withTile(run.tile, run.isFirst ? .create : .read) { (costs) throws(GridError) in
                if run.isFirst { try load(run, input, costs, path) }
                try sums.withTile(run.tile, run.isFirst ? .create : .change) { (sums) throws(GridError) in
                    if run.isFirst {
                        let cells = context.lattice.side * context.lattice.side
                        sums.update(repeating: .nan, count: cells)
                    }
                    try descend(run, sums, costs, path)
                }
            }
        }
        context.kept?.add(entries)
        return sums
    }

    /// New layers, or those of a sweep that was cut off and how far it was.
    private func startOrResume(
        _ streams: TileLayer<UInt8>, _ cost: StreamPathCost, _ name: String?
    ) throws(GridError) -> (StreamPath, SweepPlace) {
        let (sumRims, costRims) = (
            TileRims<Double>(context, filledWith: .nan), TileRims<Float>(context, filledWith: .nan)
        )
        func path(_ sums: TileLayer<Double>, _ costs: TileLayer<Float>) -> StreamPath {
            StreamPath(
                streams: streams, cost: cost, sums: sums, costs: costs, sumRims: sumRims, costRims: costRims,
                steps: StepLengths.rows(cost, context.grid))
        }
        guard let name, var unfinished = context.kept?.unfinished(name), let place = unfinished.sweepPlace(),
            let sums: TileLayer<Double> = try unfinished.layer(name),
            let costs: TileLayer<Float> = try unfinished.layer(StreamPath.costName(name))
        else { return (path(try makeLayers(1)[0], TileLayer(context)), .start) }
        try sumRims.take(from: sums, tiles: 0..<context.lattice.count)
        try costRims.take(from: costs, tiles: 0..<context.lattice.count)
        return (path(sums, costs), place)
    }

    private struct StreamPath {
        /// Name under which the costs of cells are kept while the sweep goes on.
        static func costName(_ name: String) -> String { "\(name)_cells" }
        let streams: TileLayer<UInt8>
        let cost: StreamPathCost
        let sums: TileLayer<Double>
        /// In 24 bits, as InVEST has them.
        let costs: TileLayer<Float>
        let sumRims: TileRims<Double>
        let costRims: TileRims<Float>
        /// Lengths of steps by row of the grid, or one for all rows.
        let steps: [StepLengths]
    }

    /// Costs of the cells of a tile; 1 where only lengths count.
    private func load(
        _ run: SweepRun, _ input: OpenedInput?, _ costs: UnsafeMutablePointer<Float>,
        _ path: StreamPath
    ) throws(GridError) {
        if let input {
            var absent = Double.nan
            if case .perCell = path.cost { absent = 0 }
            try place(try input.read(run.window)[0], into: costs, run.tile, absent: absent)
        } else {
            costs.update(repeating: 1, count: context.lattice.side * context.lattice.side)
        }
        path.costRims.take(run.tile, from: costs, stride: context.lattice.side)
    }

    private func descend(
        _ run: SweepRun, _ sums: UnsafeMutablePointer<Double>, _ costs: UnsafeMutablePointer<Float>,
        _ path: StreamPath
    ) throws(GridError) {
        let lattice = context.lattice
        try directions.masks.withTile(run.tile, .read) { (masks) throws(GridError) in
            try path.streams.withTile(run.tile, .read) { (streams) throws(GridError) in
                let tile = SweepTile(lattice, run.tile)
                let below = Below(
                    tile: tile, sums: sums, costs: costs, sumRims: path.sumRims, costRims: path.costRims,
                    entersCell: method == .multiple && path.cost.isPerCell)
                func sweep(_ weights: UnsafeMutablePointer<UInt32>?) {
                    for place in run.places {
                        let row = path.steps.count == 1 ? 0 : run.window.row + (place >> lattice.shift)
                        let sum =
                            streams[place] == 1
                            ? 0 : below.mean(place, masks[place], weights?[place], path.steps[row])
                        sums[place] = sum
                        if !tile.isInner(place) { tile.publish(place, sum, path.sumRims) }
                    }
                }
                if let weights = directions.weights {
                    try weights.withTile(run.tile, .read) { sweep($0) }
                } else {
                    sweep(nil)
                }
            }
        }
    }
}

extension StreamPathCost {
    fileprivate var isPerCell: Bool {
        if case .perCell = self { true } else { false }
    }
}

/// The cells below those of a tile and what it costs to reach a stream through them.
private struct Below {
    let tile: SweepTile
    let sums: UnsafeMutablePointer<Double>
    let costs: UnsafeMutablePointer<Float>
    let sumRims: TileRims<Double>
    let costRims: TileRims<Float>
    /// True where a step costs what the cell that is entered costs.
    let entersCell: Bool

    /// The mean over the neighbours in `mask` that reach a stream, by weight; NaN where none does.
    @inline(__always)
    func mean(_ place: Int, _ mask: UInt8, _ weights: UInt32?, _ steps: StepLengths) -> Double {
        var mask = mask
        var sum = 0.0
        var total = 0.0
        let isInner = tile.isInner(place)
        while mask != 0 {
            let index = mask.trailingZeroBitCount
            mask &= mask - 1
            let (below, entered) = isInner ? near(place, index) : far(place, index)
            if below.isNaN { continue }
            let weight = weights.map { Double(MultipleDescent.weight($0, index)) } ?? 1
            sum += weight * (steps[index] * (entersCell ? entered : Double(costs[place])) + below)
            total += weight
        }
        return total == 0 ? .nan : sum / total
    }

    @inline(__always)
    private func near(_ place: Int, _ index: Int) -> (sum: Double, cost: Double) {
        let other = place + tile.offsets[index]
        return (sums[other], Double(costs[other]))
    }

    private func far(_ place: Int, _ index: Int) -> (sum: Double, cost: Double) {
        (
            tile.value(place, index, sums, sumRims) ?? .nan,
            tile.value(place, index, costs, costRims).map { Double($0) } ?? .nan
        )
    }
}
