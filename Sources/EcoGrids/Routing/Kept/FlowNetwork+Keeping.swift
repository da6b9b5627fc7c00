extension FlowNetwork {
    /// The layers from which the network is taken up again.
    public var entries: [KeptLayers.Entry] { directions.entries + order.entries }

    /// The network that an earlier run kept, or at least its directions, the order then made anew; nil where there is
    /// none.
    public init?(kept method: FlowMethod, context: RoutingContext) throws(GridError) {
        guard let kept = context.kept, let directions = try FlowDirections(kept, method, context) else {
            return nil
        }
        self.method = method
        self.context = context
        self.directions = directions
        order = try FlowOrder(kept: kept, directions, context)
    }
}

extension FlowDirections {
    typealias Layers = (masks: TileLayer<UInt8>, weights: TileLayer<UInt32>?)

    // Step and layers as they are kept.
    static let step = "directions"
    private static let maskName = "masks"
    private static let weightName = "weights"

    var entries: [KeptLayers.Entry] {
        [KeptLayers.Entry(Self.maskName, masks)]
            + (weights.map { [KeptLayers.Entry(Self.weightName, $0)] } ?? [])
    }

    /// Directions of a finished step.
    fileprivate init?(
        _ kept: KeptLayers, _ method: FlowMethod, _ context: RoutingContext
    ) throws(GridError) {
        guard let masks = try kept.layer(Self.maskName, of: UInt8.self) else { return nil }
        var weights: TileLayer<UInt32>?
        if method == .multiple {
            weights = try kept.layer(Self.weightName)
            if weights == nil { return nil }
        }
        try self.init((masks, weights), method, context, tiles: 0..<context.lattice.count)
    }

    /// Layers of which these tiles are done.
    init(
        _ layers: Layers, _ method: FlowMethod, _ context: RoutingContext, tiles: Range<Int>
    ) throws(GridError) {
        self.method = method
        (masks, weights) = layers
        maskRims = TileRims(context, filledWith: 0)
        weightRims = weights == nil ? nil : TileRims(context, filledWith: 0)
        try maskRims.take(from: masks, tiles: tiles)
        if let weights { try weightRims?.take(from: weights, tiles: tiles) }
    }

    /// The layers of a step that was cut off.
    static func layers(_ unfinished: UnfinishedStep, _ method: FlowMethod) throws(GridError) -> Layers? {
        guard let masks: TileLayer<UInt8> = try unfinished.layer(maskName) else { return nil }
        if method == .steepest { return (masks, nil) }
        guard let weights: TileLayer<UInt32> = try unfinished.layer(weightName) else { return nil }
        return (masks, weights)
    }

    static func readCrossing(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> [[Int]] {
        try reader.list { (reader) throws(ByteReader.Damaged) in
            try reader.list { (reader) throws(ByteReader.Damaged) in try reader.integer() }
        }
    }
}

extension TileRims where Cell: Sendable & TileCell {
    /// Takes the rims of tiles as they stand in a layer.
    func take(from layer: TileLayer<Cell>, tiles: Range<Int>) throws(GridError) {
        for tile in tiles {
            try layer.withTile(tile, .read) { take(tile, from: $0, stride: lattice.side) }
        }
    }
}
