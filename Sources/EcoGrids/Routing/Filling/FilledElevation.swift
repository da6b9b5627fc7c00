/// Elevation with every depression filled to its lowest outlet, m.
public struct FilledElevation: Sendable {
    /// The filled heights; missing where the elevation is.
    public let layer: TileLayer<Double>
    let rims: TileRims<Double>
    let context: RoutingContext

    /// Fills the first layer of `elevation`. Throws what its reader, the scratch or `progress` throw.
    public init(_ elevation: RoutingInput, context: RoutingContext) throws(GridError) {
        (layer, rims) = try DepressionFilling.fill(elevation, context)
        self.context = context
    }
}
