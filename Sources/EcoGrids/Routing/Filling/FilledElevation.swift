/// Elevation with every depression filled to its lowest outlet, m.
public struct FilledElevation: Sendable {
    /// The filled heights; missing where the elevation is.
    public let layer: TileLayer<Double>
    let rims: TileRims<Double>
    let context: RoutingContext

    /// Fills the first layer of `elevation`, or takes what an earlier run kept.
    ///
    /// Throws what its reader, the scratch or `progress` throw.
    public init(_ elevation: RoutingInput, context: RoutingContext) throws(GridError) {
        self.context = context
        if let layer: TileLayer<Double> = try context.kept?.layer(DepressionFilling.heightName) {
            self.layer = layer
            rims = TileRims(context, filledWith: .nan)
            try rims.take(from: layer, tiles: 0..<context.lattice.count)
            return
        }
        (layer, rims) = try DepressionFilling.fill(elevation, context)
        context.kept?.add([entry])
    }

    /// What later steps that read the filled heights keep of them.
    public var entry: KeptLayers.Entry { KeptLayers.Entry(DepressionFilling.heightName, layer) }
}
