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

    init(_ directions: FlowDirections, _ context: RoutingContext) throws(GridError) {
        places = TileLayer(context)
        inflow = TileLayer(context)
        let builder = FlowOrderBuilder(directions, context, places, inflow)
        rounds = try builder.run()
        cellCounts = builder.emitted.values
    }
}
