/// Finds the order by counting for each cell how many neighbours still have to flow into it.
struct FlowOrderBuilder: Sendable {
    let emitted: SlotArray<Int>
    let places: TileLayer<UInt32>
    let inflow: TileLayer<UInt8>
    private let directions: FlowDirections
    private let context: RoutingContext
    private let pending: TileLayer<UInt8>
    /// Cells of a tile into which a neighbouring tile has just flowed.
    private let arrived: SlotArray<[UInt32]>
    private let isPrepared: SlotArray<Bool>
    /// How far an earlier run was.
    private let start: FlowOrderCourse?

    init(_ directions: FlowDirections, _ context: RoutingContext) throws(GridError) {
        self.directions = directions
        self.context = context
        let tiles = context.lattice.count
        emitted = SlotArray(count: tiles, filledWith: 0)
        arrived = SlotArray(count: tiles, filledWith: [])
        isPrepared = SlotArray(count: tiles, filledWith: false)
        if var unfinished = context.kept?.unfinished(FlowOrderCourse.step),
            let places: TileLayer<UInt32> = try unfinished.layer(FlowOrderCourse.placeName),
            let inflow: TileLayer<UInt8> = try unfinished.layer(FlowOrderCourse.inflowName),
            let pending: TileLayer<UInt8> = try unfinished.layer(FlowOrderCourse.pendingName),
            let start = unfinished.values(FlowOrderCourse.read), start.tiles.count == tiles
        {
            (self.places, self.inflow, self.pending, self.start) = (places, inflow, pending, start)
            for (tile, state) in start.tiles.enumerated() {
                (emitted[tile], isPrepared[tile], arrived[tile]) = state
            }
        } else {
            (places, inflow, pending, start) = (
                TileLayer(context), TileLayer(context), TileLayer(context), nil
            )
        }
    }

    /// Goes from one square of tiles that fit in memory to the next, and in each on until nothing flows there.
    func run() throws(GridError) -> [[FlowOrder.Run]] {
        let (context, directions) = (context, directions)
        let states = WorkerStates { () throws(GridError) in FlowOrderTile(context.lattice, directions) }
        let count = CellCount(context, .order, done: emitted.values.reduce(0, +))
        var course = start ?? FlowOrderCourse(waiting: Set(0..<context.lattice.count))
        while course.begin({ nextSquare($0) }, context.lattice) {
            let starts = course.active.map { emitted[$0] }
            let reached = deliver(try advance(course.active, states))
            let runs = zip(course.active, starts).compactMap { tile, start in
                emitted[tile] > start ? FlowOrder.Run(tile: tile, range: start..<emitted[tile]) : nil
            }
            course.end(runs, reached: reached, context.lattice)
            try tell(runs.reduce(0) { $0 + $1.range.count }, to: count, course)
        }
        return course.rounds
    }

    /// Tells how many cells came to the order in a round, and keeps what is done where it is time or the run ends.
    private func tell(
        _ cells: Int, to count: CellCount, _ course: FlowOrderCourse
    ) throws(GridError) {
        var stop: GridError?
        do throws(GridError) { try count.add(cells) } catch { stop = error }
        if let kept = context.kept, stop != nil || kept.isDue {
            let layers = [
                KeptLayers.Entry(FlowOrderCourse.placeName, places),
                KeptLayers.Entry(FlowOrderCourse.inflowName, inflow),
                KeptLayers.Entry(FlowOrderCourse.pendingName, pending),
            ]
            var course = course
            course.tiles = emitted.values.indices.map { (emitted[$0], isPrepared[$0], arrived[$0]) }
            kept.keep(
                KeptStep(FlowOrderCourse.step, layers) { [course] _, writer in course.write(&writer) },
                done: course.rounds.count)
        }
        if let stop { throw stop }
    }

    /// The tiles to work on next: from the first that has not begun, else around the one most flowed into.
    private func nextSquare(_ waiting: Set<Int>) -> TileSquare? {
        let side = context.tilesInMemory
        if let fresh = waiting.lazy.filter({ !isPrepared[$0] }).min() {
            return TileSquare(context.lattice, from: fresh, side: side)
        }
        let busiest = waiting.min { a, b in
            (-arrived[a].count, a) < (-arrived[b].count, b)
        }
        return busiest.map { TileSquare(context.lattice, around: $0, side: side) }
    }

    /// One round: every tile as far as it gets by itself; answers what has left each.
    private func advance(
        _ tiles: [Int], _ states: WorkerStates<FlowOrderTile>
    ) throws(GridError) -> [[Departure]] {
        let sent = SlotArray<[Departure]>(count: tiles.count, filledWith: [])
        let arrivals = tiles.reduce(0) { $0 + (isPrepared[$1] ? arrived[$1].count : RoutingContext.fewCells) }
        let isSmall = arrivals < RoutingContext.fewCells / 10
        try context.forEach(Array(tiles.indices), isSmall: isSmall, states) {
            (state, index) throws(GridError) in
            sent[index] = try advance(tiles[index], &state)
        }
        return sent.values
    }

    private func advance(
        _ tile: Int, _ state: inout FlowOrderTile
    ) throws(GridError) -> [Departure] {
        let isFirst = !isPrepared[tile]
        isPrepared[tile] = true
        let arrivals = arrived[tile]
        arrived[tile].removeAll(keepingCapacity: true)
        state.departures.removeAll(keepingCapacity: true)
        try directions.masks.withTile(tile, .read) { (masks) throws(GridError) in
            try pending.withTile(tile, isFirst ? .create : .change) { (pending) throws(GridError) in
                try places.withTile(tile, isFirst ? .create : .change) { (places) throws(GridError) in
                    let window = context.lattice.window(tile)
                    var order = FlowOrderTile.Cells(
                        masks: masks, pending: pending, places: places, count: emitted[tile],
                        lastRow: window.height - 1, lastColumn: window.width - 1)
                    if isFirst {
                        try inflow.withTile(tile, .create) {
                            state.prepare(tile, masks, inflow: $0, pending: pending)
                        }
                        state.begin(tile, window, &order)
                    }
                    state.receive(tile, arrivals, &order)
                    emitted[tile] = order.count
                }
            }
        }
        return state.departures
    }

    /// Hands each tile what has flowed into it; answers the tiles that got something.
    private func deliver(_ sent: [[Departure]]) -> [Int] {
        var tiles: [Int] = []
        for departures in sent {
            for departure in departures {
                if arrived[departure.tile].isEmpty { tiles.append(departure.tile) }
                arrived[departure.tile].append(departure.place)
            }
        }
        return tiles.sorted()
    }
}
