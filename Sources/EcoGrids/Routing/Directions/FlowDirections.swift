/// To which neighbours each cell drains, and with D8 or MFD what share, flats resolved.
///
/// After flats are resolved every cell with a height drains: to neighbours or off the map.
struct FlowDirections: Sendable {
    let method: FlowMethod
    /// One bit for each neighbour to which a cell drains; 0 where missing.
    let masks: TileLayer<UInt8>
    /// Packed weights with MFD.
    let weights: TileLayer<UInt32>?
    let maskRims: TileRims<UInt8>
    let weightRims: TileRims<UInt32>?

    init(_ filled: FilledElevation, _ method: FlowMethod, _ context: RoutingContext) throws(GridError) {
        let found = SlotArray<[Int]>(count: context.lattice.count, filledWith: [])
        var done = 0
        if var unfinished = context.kept?.unfinished(Self.step),
            let layers = try Self.layers(unfinished, method),
            let crossing = unfinished.values(Self.readCrossing), crossing.count == unfinished.done
        {
            done = unfinished.done
            for (tile, cells) in crossing.enumerated() { found[tile] = cells }
            try self.init(layers, method, context, tiles: 0..<done)
        } else {
            let weights = method == .multiple ? TileLayer<UInt32>(context) : nil
            try self.init((TileLayer(context), weights), method, context, tiles: 0..<0)
        }
        try resolveTiles(filled, context, found, from: done)
        try resolveFlats(found.values.flatMap { $0 }, filled, context)
        context.kept?.add(entries)
    }

    /// Directions of all cells but those of flats that reach over tiles; finds for each tile an undrained cell of each
    /// part of those, the first in reading order.
    private func resolveTiles(
        _ filled: FilledElevation, _ context: RoutingContext, _ found: SlotArray<[Int]>, from first: Int
    ) throws(GridError) {
        let lattice = context.lattice
        let step = KeptStep(Self.step, entries) { done, writer in
            writer.add((0..<done).map { found[$0] }) { writer, cells in
                writer.add(cells) { writer, cell in writer.add(cell) }
            }
        }
        try context.forEachTile(.directions, step, from: first) {
            DirectionTile(method, side: lattice.side)
        } _: { (state, tile) throws(GridError) in
            let window = lattice.window(tile)
            let field = state.flats.field
            try filled.layer.withTile(tile, .read) { field.heights.take($0, side: lattice.side, window) }
            filled.rims.surround(tile, in: field.heights.first, stride: field.heights.stride, outside: .nan)
            try state.resolve(window)
            found[tile] = state.crossing.map { $0 | tile << CellAddresses.placeBits }
            try masks.withTile(tile, .create) { field.masks.put(into: $0, side: lattice.side, window) }
            maskRims.take(tile, from: field.masks.first, stride: field.masks.stride)
            try weights?.withTile(tile, .create) { field.weights.put(into: $0, side: lattice.side, window) }
            weightRims?.take(tile, from: field.weights.first, stride: field.weights.stride)
        }
    }

    private func resolveFlats(
        _ parts: [Int], _ filled: FilledElevation, _ context: RoutingContext
    ) throws(GridError) {
        let lattice = context.lattice
        let addresses = CellAddresses(lattice: lattice)
        let sorted = parts.map { (order: addresses.readingOrder($0), cell: $0) }.sorted {
            $0.order < $1.order
        }
        let field = GridFlatField(
            lattice, heights: filled.layer, states: TileLayer(context), masks: masks, weights: weights)
        var flats = FlatResolution(field, method)
        let count = CellCount(context, .flats)
        for part in sorted where try field.state(part.cell) == FlatState.untouched {
            _ = try flats.resolve(part.cell)
            try count.add(0)
        }
        for tile in field.touched.sorted() {
            try masks.withTile(tile, .read) { maskRims.take(tile, from: $0, stride: lattice.side) }
            try weights?.withTile(tile, .read) { weightRims?.take(tile, from: $0, stride: lattice.side) }
        }
    }
}

/// Directions of one tile; a worker's own buffers.
struct DirectionTile {
    var flats: FlatResolution<TileFlatField>
    /// Cells of the tile at which flats that leave it are entered.
    private(set) var crossing: [Int] = []
    private let method: FlowMethod
    private let side: Int
    private let codes: PaddedTile<UInt8>

    init(_ method: FlowMethod, side: Int) {
        self.method = method
        self.side = side
        flats = FlatResolution(TileFlatField(side: side), method)
        codes = PaddedTile(side: side, filledWith: SteepestDescent.none)
    }

    /// Directions of the cells of a window whose heights, with a ring, stand in the field.
    mutating func resolve(_ window: Window) throws(GridError) {
        let field = flats.field
        let stride = field.heights.stride
        for row in 0..<window.height {
            let start = row * stride
            let heights = field.heights.first + start
            switch method {
            case .steepest:
                SteepestDescent.directions(
                    heights, count: window.width, stride: stride, into: codes.first + start)
                // A shift by 8 leaves no bit: no direction.
                for cell in start..<start + window.width {
                    field.masks.first[cell] = 1 << codes.first[cell]
                }
            case .multiple:
                MultipleDescent.weights(
                    heights, count: window.width, stride: stride, into: field.weights.first + start)
                for cell in start..<start + window.width {
                    field.masks.first[cell] = MultipleDescent.mask(field.weights.first[cell])
                }
            }
        }
        try resolveFlats(window)
    }

    private mutating func resolveFlats(_ window: Window) throws(GridError) {
        crossing.removeAll(keepingCapacity: true)
        let field = flats.field
        let stride = field.heights.stride
        field.begin(window)
        // Flats are entered in the order in which blocks of 256 x 256 cells are read.
        for block in WindowTiling(
            Window(column: 0, row: 0, width: window.width, height: window.height),
            tileWidth: 256, tileHeight: 256)
        {
            for row in block.rows {
                let start = (row + 1) * stride + 1
                for column in block.columns
                where field.masks.base[start + column] == 0 && !field.heights.base[start + column].isNaN
                    && field.state(start + column) == FlatState.untouched
                {
                    if try !flats.resolve(start + column) { crossing.append(row * side + column) }
                }
            }
        }
    }
}
