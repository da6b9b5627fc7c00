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

/// Finds the order by counting for each cell how many neighbours still have to flow into it.
private struct FlowOrderBuilder: Sendable {
    let emitted: SlotArray<Int>
    private let directions: FlowDirections
    private let context: RoutingContext
    private let places: TileLayer<UInt32>
    private let inflow: TileLayer<UInt8>
    private let pending: TileLayer<UInt8>
    /// Cells of a tile into which a neighbouring tile has just flowed.
    private let arrived: SlotArray<[UInt32]>
    private let isPrepared: SlotArray<Bool>

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
        try context.forEach(Array(tiles.indices), stage: .order, isSmall: isSmall, states) {
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

/// Flow into a cell of another tile.
struct Departure {
    var tile: Int
    var place: UInt32
}

/// Orders cells of one tile; a worker's own buffers.
private struct FlowOrderTile {
    /// The order of a tile and what it is made from.
    struct Cells {
        let masks: UnsafeMutablePointer<UInt8>
        let pending: UnsafeMutablePointer<UInt8>
        let places: UnsafeMutablePointer<UInt32>
        var count: Int
        let lastRow: Int
        let lastColumn: Int
    }

    var departures: [Departure] = []
    private let lattice: TileLattice
    private let addresses: CellAddresses
    private let directions: FlowDirections
    private let padded: PaddedTile<UInt8>
    private let offsets: InlineArray<8, Int>
    private var stack: [Int] = []
    /// Count of a missing cell.
    private static let missing = UInt8.max

    init(_ lattice: TileLattice, _ directions: FlowDirections) {
        self.lattice = lattice
        self.directions = directions
        addresses = CellAddresses(lattice: lattice)
        padded = PaddedTile(side: lattice.side, filledWith: 0)
        offsets = Neighbour.offsets(stride: lattice.side)
    }

    /// Inflow of all cells, and how many neighbours each must wait for.
    func prepare(
        _ tile: Int, _ masks: UnsafeMutablePointer<UInt8>, inflow: UnsafeMutablePointer<UInt8>,
        pending: UnsafeMutablePointer<UInt8>
    ) {
        let window = lattice.window(tile)
        padded.take(masks, side: lattice.side, window)
        directions.maskRims.surround(tile, in: padded.first, stride: padded.stride, outside: 0)
        for row in 0..<window.height {
            let start = padded.first + row * padded.stride
            var column = 0
            // The smallest tile has eight columns.
            while column < window.width {
                let place = (row << lattice.shift) + column
                let present = ByteLanes(at: start + column).nonzero
                let mask = inflowMask(start + column) & present
                mask.store(to: inflow + place)
                (mask.bitCounts | ~present).store(to: pending + place)
                column += 8
            }
        }
    }

    /// One bit for each neighbour that drains into a cell.
    @inline(__always)
    private func inflowMask(_ centre: UnsafePointer<UInt8>) -> ByteLanes {
        let stride = padded.stride
        var mask = ByteLanes(at: centre + 1).bit(4, movedTo: 0)
        mask = mask | ByteLanes(at: centre - stride + 1).bit(5, movedTo: 1)
        mask = mask | ByteLanes(at: centre - stride).bit(6, movedTo: 2)
        mask = mask | ByteLanes(at: centre - stride - 1).bit(7, movedTo: 3)
        mask = mask | ByteLanes(at: centre - 1).bit(0, movedTo: 4)
        mask = mask | ByteLanes(at: centre + stride - 1).bit(1, movedTo: 5)
        mask = mask | ByteLanes(at: centre + stride).bit(2, movedTo: 6)
        return mask | ByteLanes(at: centre + stride + 1).bit(3, movedTo: 7)
    }

    mutating func begin(_ tile: Int, _ window: Window, _ cells: inout Cells) {
        for row in 0..<window.height {
            let start = row * lattice.side
            for place in start..<start + window.width where cells.pending[place] == 0 {
                // Cells that become ready on the way are followed at once and marked done.
                follow(tile, place, &cells)
            }
        }
    }

    mutating func receive(_ tile: Int, _ arrivals: [UInt32], _ cells: inout Cells) {
        for arrival in arrivals {
            let place = Int(arrival)
            if cells.pending[place] == Self.missing { continue }
            cells.pending[place] -= 1
            if cells.pending[place] == 0 { follow(tile, place, &cells) }
        }
    }

    /// Emits a ready cell and all that become ready by it.
    private mutating func follow(_ tile: Int, _ place: Int, _ cells: inout Cells) {
        stack.append(place)
        while let place = stack.popLast() {
            cells.places[cells.count] = UInt32(truncatingIfNeeded: place)
            cells.count += 1
            cells.pending[place] = Self.missing
            let (row, column) = (place >> lattice.shift, place & (lattice.side - 1))
            if row > 0, row < cells.lastRow, column > 0, column < cells.lastColumn {
                release(cells.masks[place], place, cells)
            } else {
                releaseAtBorder(tile, cells.masks[place], place, cells)
            }
        }
    }

    @inline(__always)
    private mutating func release(_ mask: UInt8, _ place: Int, _ cells: Cells) {
        var mask = mask
        while mask != 0 {
            let other = place + offsets[mask.trailingZeroBitCount]
            mask &= mask - 1
            let count = cells.pending[other]
            if count == Self.missing { continue }
            cells.pending[other] = count - 1
            if count == 1 { stack.append(other) }
        }
    }

    private mutating func releaseAtBorder(_ tile: Int, _ mask: UInt8, _ place: Int, _ cells: Cells) {
        for index in 0..<8 where mask >> UInt8(index) & 1 == 1 {
            let other = addresses.neighbour(tile << CellAddresses.placeBits | place, index)
            if other < 0 { continue }
            if addresses.tile(other) == tile {
                let target = addresses.place(other)
                if cells.pending[target] == Self.missing { continue }
                cells.pending[target] -= 1
                if cells.pending[target] == 0 { stack.append(target) }
            } else {
                departures.append(
                    Departure(
                        tile: addresses.tile(other), place: UInt32(truncatingIfNeeded: addresses.place(other))
                    )
                )
            }
        }
    }
}
