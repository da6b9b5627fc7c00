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
    /// millionth of the deposition.
    public func sedimentFlux(
        _ input: RoutingInput, singlePrecision: Bool = false
    ) throws(GridError) -> (flux: TileLayer<Double>, deposition: TileLayer<Double>) {
        let layers = try makeLayers(2)
        let flux = SedimentSweep(
            network: self, flux: layers[0], deposition: layers[1],
            shares: ShareTable(singlePrecision: singlePrecision))
        try flux.load(input)
        try sweep(.downstream, stage: .sediment) {
            ()
        } _: { (_, run) throws(GridError) in
            try flux.advance(run)
        }
        return (layers[0], layers[1])
    }
}

/// Flux and deposition; until a cell's turn its E' and SDR stand there.
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

    func load(_ input: RoutingInput) throws(GridError) {
        let lattice = network.context.lattice
        try network.context.forEachTile(.sediment) { () throws(GridError) in
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

    func advance(_ run: SweepRun) throws(GridError) {
        let directions = network.directions
        try [flux, deposition].withTiles(run.tile, .change) { (layers) throws(GridError) in
            try directions.masks.withTile(run.tile, .read) { (masks) throws(GridError) in
                try network.withInflow(run.tile, shares) { (inflow) throws(GridError) in
                    let cells = Cells(flux: layers[0], ratios: layers[1], masks: masks, inflow: inflow)
                    if let weights = directions.weights {
                        try weights.withTile(run.tile, .read) { advance(run.places, cells, $0) }
                    } else {
                        advance(run.places, cells, nil)
                    }
                }
            }
        }
    }

    private struct Cells {
        let flux: UnsafeMutablePointer<Double>
        let ratios: UnsafeMutablePointer<Double>
        let masks: UnsafeMutablePointer<UInt8>
        let inflow: TileInflow

        var around: SweepTile { inflow.around }
    }

    private func advance(_ places: RunPlaces, _ cells: Cells, _ weights: UnsafeMutablePointer<UInt32>?) {
        for place in places {
            let isInner = cells.around.isInner(place)
            let arriving =
                isInner
                ? cells.inflow.gatherInner(place, cells.flux)
                : cells.inflow.gather(place, cells.flux, fluxRims, from: 0)
            let below = meanRatio(place, cells, weights, isInner)
            let (flux, settled) = Self.settle(
                arriving, ratio: cells.ratios[place], below: below, own: cells.flux[place])
            cells.flux[place] = flux
            cells.ratios[place] = settled
            if !isInner { cells.around.publish(place, flux, fluxRims) }
        }
    }

    /// Flux and deposition of a cell.
    @inline(__always)
    private static func settle(
        _ arriving: Double, ratio: Double, below: Double, own: Double
    ) -> (flux: Double, settled: Double) {
        guard !ratio.isNaN, !own.isNaN else { return (.nan, .nan) }
        let share = ratio == 1 ? 1 : (Swift.max(below, ratio) - ratio) / (1 - ratio)
        return (Swift.max(0, (1 - share) * arriving + own), Swift.max(0, share * arriving))
    }

    /// The mean SDR of the neighbours below, by weight; 0 where all are off the grid.
    @inline(__always)
    private func meanRatio(
        _ place: Int, _ cells: Cells, _ weights: UnsafeMutablePointer<UInt32>?, _ isInner: Bool
    ) -> Double {
        var sum = 0.0
        var total = 0.0
        var mask = cells.masks[place]
        while mask != 0 {
            let index = mask.trailingZeroBitCount
            mask &= mask - 1
            let other = place + cells.around.offsets[index]
            guard
                let ratio = isInner
                    ? cells.ratios[other] : cells.around.value(place, index, cells.ratios, ratioRims)
            else { continue }
            let weight = weights.map { Double(MultipleDescent.weight($0[place], index)) } ?? 1
            total += weight
            if !ratio.isNaN { sum += ratio * weight }
        }
        return total == 0 ? 0 : sum / total
    }
}
