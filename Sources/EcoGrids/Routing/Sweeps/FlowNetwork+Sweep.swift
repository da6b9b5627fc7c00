/// Which way a sweep goes.
enum SweepDirection {
    /// Every cell after those above it.
    case downstream
    /// Every cell after those below it.
    case upstream
}

/// Places of one run, in the order in which a sweep takes them.
struct RunPlaces: Sequence, IteratorProtocol {
    private let places: UnsafeMutablePointer<UInt32>
    private var index: Int
    private let end: Int
    private let step: Int

    @inline(__always)
    init(_ places: UnsafeMutablePointer<UInt32>, _ range: Range<Int>, _ direction: SweepDirection) {
        self.places = places
        let isForward = direction == .downstream
        index = isForward ? range.lowerBound : range.upperBound - 1
        end = isForward ? range.upperBound : range.lowerBound - 1
        step = isForward ? 1 : -1
    }

    @inline(__always)
    mutating func next() -> Int? {
        guard index != end else { return nil }
        defer { index += step }
        return Int(places[index])
    }
}

/// A run about to be swept.
struct SweepRun {
    let tile: Int
    let window: Window
    let places: RunPlaces
    /// True for the run with which the sweep enters the tile.
    let isFirst: Bool
}

/// How far a sweep is: rounds that are done, and runs of the next one.
struct SweepPlace {
    static let start = SweepPlace(round: 0, runs: 0)
    let round: Int
    let runs: Int

    /// Cells that are done.
    fileprivate func cells(_ rounds: [[FlowOrder.Run]]) -> Int {
        let done = rounds.prefix(round).joined().reduce(0) { $0 + $1.range.count }
        return rounds.dropFirst(round).first.map { done + $0.prefix(runs).reduce(0) { $0 + $1.range.count } }
            ?? done
    }
}

/// A sweep that is kept while it goes on.
struct SweepStep {
    /// Lower_snake, unlike all other steps of the run.
    let name: String
    /// The layers that it changes.
    let layers: [KeptLayers.Entry]

    fileprivate func kept(round: Int) -> KeptStep {
        KeptStep(name, layers) { _, writer in writer.add(round) }
    }
}

extension UnfinishedStep {
    /// How far a sweep was; nil where the state is damaged.
    mutating func sweepPlace() -> SweepPlace? {
        let done = done
        return values { (reader) throws(ByteReader.Damaged) in
            SweepPlace(round: max(0, try reader.integer()), runs: done)
        }
    }
}

extension FlowNetwork {
    /// Runs `body` over all runs of the order, rounds one after another, the runs of a round on all workers.
    ///
    /// It goes on after the round and the runs of it that an earlier run had done.
    func sweep<State>(
        _ direction: SweepDirection, stage: RoutingStage, _ step: SweepStep? = nil,
        from start: SweepPlace = .start,
        state make: @escaping @Sendable () throws(GridError) -> State,
        _ body: @Sendable (inout State, SweepRun) throws(GridError) -> Void
    ) throws(GridError) {
        let states = WorkerStates(make)
        let isForward = direction == .downstream
        let rounds = isForward ? order.rounds : order.rounds.reversed()
        let count = CellCount(context, stage, done: start.cells(rounds))
        for number in start.round..<max(start.round, rounds.count) {
            let runs = rounds[number]
            let cells = runs.reduce(0) { $0 + $1.range.count }
            let run = KeptRun(
                step: step?.kept(round: number), first: number == start.round ? start.runs : 0,
                count: ItemCount(cells: count) { runs[$0].range.count })
            try context.forEach(
                Array(runs.indices), isSmall: cells < RoutingContext.fewCells, states, run
            ) { (state, index) throws(GridError) in
                let run = runs[index]
                let isFirst =
                    isForward
                    ? run.range.lowerBound == 0 : run.range.upperBound == order.cellCounts[run.tile]
                try order.places.withTile(run.tile, .read) { (places) throws(GridError) in
                    try body(
                        &state,
                        SweepRun(
                            tile: run.tile, window: context.lattice.window(run.tile),
                            places: RunPlaces(places, run.range, direction), isFirst: isFirst))
                }
            }
        }
    }

    /// Layers whose tiles without any valid cell are missing; the others are still to be written.
    func makeLayers(_ count: Int) throws(GridError) -> [TileLayer<Double>] {
        let layers = (0..<count).map { _ in TileLayer<Double>(context) }
        let cells = context.lattice.side * context.lattice.side
        for tile in 0..<context.lattice.count where order.cellCounts[tile] == 0 {
            for layer in layers {
                try layer.withTile(tile, .create) { $0.update(repeating: .nan, count: cells) }
            }
        }
        return layers
    }

    /// Writes a window's values into a tile; missing where no cell is, `absent` where only the value is
    /// missing.
    @specialized(where Cell == Double)
    @specialized(where Cell == Float)
    func place<Cell: BinaryFloatingPoint>(
        _ raster: Raster<Double>, into cells: UnsafeMutablePointer<Cell>, _ tile: Int, absent: Double
    ) throws(GridError) {
        let side = context.lattice.side
        let window = raster.window
        try directions.masks.withTile(tile, .read) { masks in
            raster.cells.withUnsafeBufferPointer { values in
                for row in 0..<window.height {
                    for column in 0..<window.width {
                        let place = row * side + column
                        let value = values[row * window.width + column]
                        cells[place] = Cell(masks[place] == 0 ? .nan : value.isNaN ? absent : value)
                    }
                }
            }
        }
    }
}

/// The shares by weight and sum of weights of a cell.
final class ShareTable: Sendable {
    nonisolated(unsafe) private let shares: UnsafeMutablePointer<Double>

    /// `singlePrecision` rounds shares to 24 bits, as InVEST does where sediment flows in.
    init(singlePrecision: Bool = false) {
        shares = .allocate(capacity: 16 * 128)
        for sum in 0..<128 {
            for weight in 0..<16 {
                let share = Double(weight) / Double(max(1, sum))
                shares[sum * 16 + weight] = singlePrecision ? Double(Float(share)) : share
            }
        }
    }

    deinit { shares.deallocate() }

    /// The share of a cell's flow that goes to one neighbour.
    @inline(__always)
    func share(_ weights: UInt32, _ neighbour: Int) -> Double {
        shares[MultipleDescent.sum(weights) * 16 + MultipleDescent.weight(weights, neighbour)]
    }
}

/// The cells around those of one tile: where to find a neighbour's value.
struct SweepTile {
    let tile: Int
    private let window: Window
    private let side: Int
    private let shift: Int
    let offsets: InlineArray<8, Int>

    init(_ lattice: TileLattice, _ tile: Int) {
        self.tile = tile
        window = lattice.window(tile)
        side = lattice.side
        shift = lattice.shift
        offsets = Neighbour.offsets(stride: lattice.side)
    }

    /// True where all eight neighbours lie in this tile.
    @inline(__always)
    func isInner(_ place: Int) -> Bool {
        let (row, column) = (place >> shift, place & (side - 1))
        return row > 0 && row < window.height - 1 && column > 0 && column < window.width - 1
    }

    /// The value of a neighbour, from this tile or the rim of another; nil off the grid.
    func value<Cell>(
        _ place: Int, _ neighbour: Int, _ cells: UnsafeMutablePointer<Cell>, _ rims: TileRims<Cell>
    ) -> Cell? {
        let row = (place >> shift) + Neighbour.south[neighbour]
        let column = (place & (side - 1)) + Neighbour.east[neighbour]
        if row >= 0, row < window.height, column >= 0, column < window.width {
            return cells[row << shift | column]
        }
        return rims.around(tile, row: row, column: column)
    }

    /// Shows a cell to the neighbouring tiles.
    func publish<Cell>(_ place: Int, _ value: Cell, _ rims: TileRims<Cell>) {
        rims.set(tile, row: place >> shift, column: place & (side - 1), value)
    }
}
