/// Finds the order by counting for each cell how many neighbours still have to flow into it.
struct FlowOrderBuilder: Sendable {
    let emitted: SlotArray<Int>
    private let directions: FlowDirections
    private let context: RoutingContext
    private let places: TileLayer<UInt32>
    private let inflow: TileLayer<UInt8>
    private let pending: TileLayer<UInt8>
    /// Cells of a tile into which a neighbouring tile has just flowed.
    private let arrived: SlotArray<[UInt32]>
    private let isPrepared: SlotArray<Bool>
    private let count: CellCount

    init(
        _ directions: FlowDirections, _ context: RoutingContext, _ places: TileLayer<UInt32>,
        _ inflow: TileLayer<UInt8>
    ) {
        self.directions = directions
        self.context = context
        self.places = places
        self.inflow = inflow
        pending = TileLayer(context)
        emitted = SlotArray(count: context.lattice.count, filledWith: 0)
        arrived = SlotArray(count: context.lattice.count, filledWith: [])
        count = CellCount(context, .order)
        isPrepared = SlotArray(count: context.lattice.count, filledWith: false)
    }

    /// Goes from one square of tiles that fit in memory to the next, and in each on until nothing flows there.
    func run() throws(GridError) -> [[FlowOrder.Run]] {
        let (context, directions) = (context, directions)
        let states = WorkerStates { () throws(GridError) in FlowOrderTile(context.lattice, directions) }
        var rounds: [[FlowOrder.Run]] = []
        var waiting = Set(0..<context.lattice.count)
        while let square = nextSquare(waiting) {
            var active = waiting.filter { square.contains(context.lattice, $0) }.sorted()
            waiting.subtract(active)
            while !active.isEmpty {
                let starts = active.map { emitted[$0] }
                let reached = deliver(try advance(active, states))
                rounds.append(
                    zip(active, starts).compactMap { tile, start in
                        emitted[tile] > start
                            ? FlowOrder.Run(tile: tile, range: start..<emitted[tile]) : nil
                    })
                active = reached.filter { square.contains(context.lattice, $0) && !waiting.contains($0) }
                waiting.formUnion(reached.filter { !square.contains(context.lattice, $0) })
            }
        }
        return rounds
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
        let before = emitted[tile]
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
        try count.add(emitted[tile] - before)
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
