/// All cells in an order in which every cell comes after those that flow into it, as runs within tiles.
///
/// Going through it forward leads downstream, backward upstream. Runs of one round touch different tiles and
/// do not depend on each other.
struct FlowOrder: Sendable {
    /// Cells `range` of the order of one tile.
    struct Run: Sendable {
        var tile: Int
        var range: Range<Int>
    }

    let rounds: [[Run]]
    /// For each tile the places of its cells, in order.
    let places: TileLayer<UInt32>
    /// One bit for each neighbour that drains into a cell.
    let inflow: TileLayer<UInt8>
    /// Cells with a height, by tile.
    let cellCounts: [Int]

    /// The order that an earlier run kept, or a new one.
    init(
        kept: KeptLayers?, _ directions: FlowDirections, _ context: RoutingContext
    ) throws(GridError) {
        if let kept, let state = kept.value(FlowOrderCourse.orderName).flatMap(FlowOrderCourse.order),
            let places: TileLayer<UInt32> = try kept.layer(FlowOrderCourse.placeName),
            let inflow: TileLayer<UInt8> = try kept.layer(FlowOrderCourse.inflowName)
        {
            (rounds, cellCounts) = state
            (self.places, self.inflow) = (places, inflow)
            return
        }
        let builder = try FlowOrderBuilder(directions, context)
        rounds = try builder.run()
        cellCounts = builder.emitted.values
        (places, inflow) = (builder.places, builder.inflow)
        kept?.add(entries)
    }

    /// The layers and rounds from which the order is taken up again.
    var entries: [KeptLayers.Entry] {
        [
            KeptLayers.Entry(FlowOrderCourse.placeName, places),
            KeptLayers.Entry(FlowOrderCourse.inflowName, inflow),
            KeptLayers.Entry(
                FlowOrderCourse.orderName, value: FlowOrderCourse.bytes(rounds, cellCounts)),
        ]
    }
}
