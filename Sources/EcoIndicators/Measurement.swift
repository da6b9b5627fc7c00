import EcoGrids

/// What an indicator sums over cells: the layers it reads, what it makes of them, and how.
public struct Measurement: Sendable {
    /// All of them must be valid in a cell for the cell to count.
    public let layers: [LayerRole]
    /// Names of the sums, each a density per m2 in the unit that the name gives.
    public let measures: [String]
    public let kernel: any CellKernel
    /// Layers that must come as 12 monthly bands.
    public let monthly: [LayerRole]

    public init(
        layers: [LayerRole], measures: [String], kernel: any CellKernel, monthly: [LayerRole] = []
    ) {
        self.layers = layers
        self.monthly = monthly
        self.measures = measures
        self.kernel = kernel
    }
}

/// Turns the layers of a window into densities per m2.
public protocol CellKernel: Sendable {
    /// One raster for each measure, over the cells of the window; NaN where any needed layer is missing, and
    /// then in every measure.
    func densities(_ cells: LayerWindow) -> [Raster<Double>]
}
