/// The drainage of a grid: where each cell's flow goes, and sweeps over it.
///
/// Every sweep gathers a cell's value from its neighbours in the order east, north-east, ... south-east, so
/// that its bits depend on neither tiles nor workers.
public struct FlowNetwork: Sendable {
    public let method: FlowMethod
    let context: RoutingContext
    let directions: FlowDirections
    let order: FlowOrder

    /// Directions on filled elevation, flats resolved, or what an earlier run kept of them.
    ///
    /// Throws faults of scratch and what `progress` throws.
    public init(
        _ filled: FilledElevation, method: FlowMethod, context: RoutingContext
    ) throws(GridError) {
        if let network = try Self(kept: method, context: context) {
            self = network
            return
        }
        self.method = method
        self.context = context
        directions = try FlowDirections(filled, method, context)
        order = try FlowOrder(kept: context.kept, directions, context)
    }

    /// With `.steepest` the neighbour to which each cell of a window drains: 0 east, 1 north-east, 2 north and
    /// so on to 7 south-east.
    ///
    /// With `.multiple` its packed weights: neighbour k in bits 4k to 4k + 3, in proportion to their sum.
    /// Missing cells are NaN.
    public func directions(_ window: Window) throws(GridError) -> Raster<Double> {
        var raster = Raster<Double>(window)
        try raster.withMutableCells { (cells) throws(GridError) in
            if let weights = directions.weights {
                try weights.forEachRun(window) { run, index in
                    for (offset, packed) in run.enumerated() where packed != 0 {
                        cells[index + offset] = Double(packed)
                    }
                }
            } else {
                try directions.masks.forEachRun(window) { run, index in
                    for (offset, mask) in run.enumerated() where mask != 0 {
                        cells[index + offset] = Double(mask.trailingZeroBitCount)
                    }
                }
            }
        }
        return raster
    }
}
