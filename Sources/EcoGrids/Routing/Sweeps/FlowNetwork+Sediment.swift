extension FlowNetwork {
    /// Carries sediment that does not reach the stream downslope and lets part of it settle (InVEST SDR).
    ///
    /// `input` has two layers, erosion that does not reach the stream (E', t/(ha yr)) and the sediment delivery
    /// ratio (SDR). Of what flows into a cell, the share (S - SDR) / (1 - SDR) settles, at least 0, and all where
    /// SDR is 1; S is the mean SDR of the cells below by share of flow (a cell below whose SDR is missing counts
    /// 0, a neighbour off the grid does not count), at least the cell's own. Flux is what goes on plus the
    /// cell's own E'. Both results are in the unit of E', missing where E' or SDR is; a missing flux carries 0.
    ///
    /// `singlePrecision` rounds the shares of what flows in to 24 bits, as InVEST does: over long ways a
    /// millionth of the deposition. Under two names, unlike all others of the run, flux and deposition are kept for a run
    /// that is cut off while they are made.
    public func sedimentFlux(
        _ input: RoutingInput, singlePrecision: Bool = false, as names: [String] = []
    ) throws(GridError) -> (flux: TileLayer<Double>, deposition: TileLayer<Double>) {
        let shares = ShareTable(singlePrecision: singlePrecision)
        let tileCells = context.lattice.side * context.lattice.side
        let (flux, start) = try startOrResume(input, shares, names)
        let step = names.first.map { SweepStep(name: $0, layers: flux.entries(names)) }
        try sweep(.downstream, stage: .sediment, step, from: start) {
            [Double](repeating: .nan, count: tileCells)
        } _: { (buffer, run) throws(GridError) in
            try flux.advance(run, &buffer)
        }
        return (flux.flux, flux.deposition)
    }

    /// The sweep with what it starts from loaded, or as it was when it was cut off.
    private func startOrResume(
        _ input: RoutingInput, _ shares: ShareTable, _ names: [String]
    ) throws(GridError) -> (SedimentSweep, SweepPlace) {
        if let name = names.first, var unfinished = context.kept?.unfinished(name),
            let place = unfinished.sweepPlace(),
            let layers: [TileLayer<Double>] = try unfinished.layers(names)
        {
            let sweep = SedimentSweep(
                network: self, flux: layers[0], deposition: layers[1], shares: shares)
            try sweep.restoreRims(input)
            return (sweep, place)
        }
        var (layers, done) = (try makeLayers(2), 0)
        let loading = names.first.map(SedimentSweep.loading)
        if let loading, let unfinished = context.kept?.unfinished(loading),
            let found: [TileLayer<Double>] = try unfinished.layers(names)
        {
            (layers, done) = (found, unfinished.done)
        }
        let sweep = SedimentSweep(network: self, flux: layers[0], deposition: layers[1], shares: shares)
        try sweep.load(input, loading.map { KeptStep($0, sweep.entries(names)) }, from: done)
        return (sweep, .start)
    }
}

/// Flux and deposition. Until a cell's turn its E' stands in place of flux; in place of deposition first SDR, and from
/// the turn of its tile on the share that settles.
private struct SedimentSweep: Sendable {
    let network: FlowNetwork
    let flux: TileLayer<Double>
    let deposition: TileLayer<Double>
    private let fluxRims: TileRims<Double>
    private let ratioRims: TileRims<Double>
    private let shares: ShareTable

    init(
        network: FlowNetwork, flux: TileLayer<Double>, deposition: TileLayer<Double>, shares: ShareTable
    ) {
        self.network = network
        self.shares = shares
        self.flux = flux
        self.deposition = deposition
        fluxRims = TileRims(network.context, filledWith: .nan)
        ratioRims = TileRims(network.context, filledWith: .nan)
    }

    /// Name of the step in which what the sweep starts from is loaded.
    static func loading(_ name: String) -> String { "\(name)_loading" }

    func entries(_ names: [String]) -> [KeptLayers.Entry] {
        zip(names, [flux, deposition]).map { KeptLayers.Entry($0, $1) }
    }

    /// Rims of layers in which the sweep is on its way; those of the ratios, in place of which shares stand, are read anew.
    func restoreRims(_ input: RoutingInput) throws(GridError) {
        let lattice = network.context.lattice
        try fluxRims.take(from: flux, tiles: 0..<lattice.count)
        let opened = try input.opened()
        var ratios = [Double](repeating: .nan, count: lattice.side * lattice.side)
        for tile in 0..<lattice.count where network.order.cellCounts[tile] > 0 {
            let raster = try opened.read(lattice.window(tile))[1]
            try ratios.withUnsafeMutableBufferPointer { (cells) throws(GridError) in
                guard let cells = cells.baseAddress else { return }
                try network.place(raster, into: cells, tile, absent: .nan)
                ratioRims.take(tile, from: cells, stride: lattice.side)
            }
        }
    }

    func load(_ input: RoutingInput, _ step: KeptStep?, from first: Int) throws(GridError) {
        let lattice = network.context.lattice
        try ratioRims.take(from: deposition, tiles: 0..<first)
        try network.context.forEachTile(.sediment, step, from: first) { () throws(GridError) in
            try input.opened()
        } _: { (input, tile) throws(GridError) in
            guard network.order.cellCounts[tile] > 0 else { return }
            let rasters = try input.read(lattice.window(tile))
            try flux.withTile(tile, .create) { (cells) throws(GridError) in
                try network.place(rasters[0], into: cells, tile, absent: .nan)
            }
            try deposition.withTile(tile, .create) { (cells) throws(GridError) in
                try network.place(rasters[1], into: cells, tile, absent: .nan)
                ratioRims.take(tile, from: cells, stride: lattice.side)
            }
        }
    }

    func advance(_ run: SweepRun, _ buffer: inout [Double]) throws(GridError) {
        try [flux, deposition].withTiles(run.tile, .change) { (layers) throws(GridError) in
            if run.isFirst { try settle(run, ratios: layers[1], &buffer) }
            try network.withInflow(run.tile, shares) { inflow in
                advance(run.places, inflow, flux: layers[0], settling: layers[1])
            }
        }
    }

    /// Puts the shares that settle in the place of the ratios of a tile.
    private func settle(
        _ run: SweepRun, ratios: UnsafeMutablePointer<Double>, _ buffer: inout [Double]
    ) throws(GridError) {
        let (directions, lattice) = (network.directions, network.context.lattice)
        try directions.masks.withTile(run.tile, .read) { (masks) throws(GridError) in
            func fill(_ weights: UnsafeMutablePointer<UInt32>?) {
                SettlingShares(
                    around: SweepTile(lattice, run.tile), ratios: ratios, rims: ratioRims, masks: masks,
                    weights: weights
                ).replaceRatios(run.window, side: lattice.side, buffer: &buffer)
            }
            if let weights = directions.weights {
                try weights.withTile(run.tile, .read) { fill($0) }
            } else {
                fill(nil)
            }
        }
    }

    private func advance(
        _ places: RunPlaces, _ inflow: TileInflow, flux: UnsafeMutablePointer<Double>,
        settling: UnsafeMutablePointer<Double>
    ) {
        for place in places {
            let isInner = inflow.around.isInner(place)
            let arriving =
                isInner ? inflow.gatherInner(place, flux) : inflow.gather(place, flux, fluxRims, from: 0)
            let (share, own) = (settling[place], flux[place])
            if share.isNaN || own.isNaN {
                (flux[place], settling[place]) = (.nan, .nan)
            } else {
                flux[place] = max(0, (1 - share) * arriving + own)
                settling[place] = max(0, share * arriving)
            }
            if !isInner { inflow.around.publish(place, flux[place], fluxRims) }
        }
    }
}
