extension FilledElevation {
    /// Filled heights that an earlier run kept.
    public init(kept layer: TileLayer<Double>, context: RoutingContext) throws(GridError) {
        self.layer = layer
        self.context = context
        rims = try TileRims(of: layer, context, outside: .nan, stage: .filling)
    }
}

extension FlowNetwork {
    /// The layers from which the network is taken up again.
    public var entries: [KeptLayers.Entry] {
        [KeptLayers.Entry("masks", directions.masks)]
            + (directions.weights.map { [KeptLayers.Entry("weights", $0)] } ?? [])
    }

    /// The network that an earlier run kept, its order made anew; nil where there is none.
    public init?(
        kept: KeptLayers, method: FlowMethod, context: RoutingContext
    ) throws(GridError) {
        guard let masks = try kept.layer("masks", of: UInt8.self) else { return nil }
        var weights: TileLayer<UInt32>?
        if method == .multiple {
            weights = try kept.layer("weights")
            if weights == nil { return nil }
        }
        self.method = method
        self.context = context
        directions = try FlowDirections(masks, weights, context)
        order = try FlowOrder(directions, context)
    }
}

extension FlowDirections {
    fileprivate init(
        _ masks: TileLayer<UInt8>, _ weights: TileLayer<UInt32>?, _ context: RoutingContext
    ) throws(GridError) {
        method = weights == nil ? .steepest : .multiple
        self.masks = masks
        self.weights = weights
        maskRims = try TileRims(of: masks, context, outside: 0, stage: .directions)
        weightRims =
            try weights.map { (weights) throws(GridError) in
                try TileRims(of: weights, context, outside: 0, stage: .directions)
            }
    }
}

extension TileRims where Cell: Sendable & TileCell {
    /// The rims of a layer that is whole.
    fileprivate convenience init(
        of layer: TileLayer<Cell>, _ context: RoutingContext, outside: Cell, stage: RoutingStage
    ) throws(GridError) {
        self.init(context, filledWith: outside)
        let side = context.lattice.side
        try context.forEachTile(stage) {
            ()
        } _: { [self] (_, tile) throws(GridError) in
            try layer.withTile(tile, .read) { take(tile, from: $0, stride: side) }
        }
    }
}
