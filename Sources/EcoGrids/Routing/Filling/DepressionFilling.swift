/// Raises every depression to its lowest outlet, tile by tile.
///
/// Borders of the grid and missing cells are outlets; no slope is put on the flats that arise. The level of a
/// cell is the lowest over all ways to an outlet of the highest cell on the way, so it is unique. Tiles are
/// solved apart and joined over a graph of passes as in R. Barnes 2016, doi:10.1016/j.cageo.2016.07.001.
struct DepressionFilling {
    private let context: RoutingContext
    private let heights: TileLayer<Double>
    private let labels: TileLayer<UInt32>
    private let heightRims: TileRims<Double>
    private let labelRims: TileRims<UInt32>

    private init(_ context: RoutingContext, _ heights: TileLayer<Double>, _ labels: TileLayer<UInt32>) {
        self.context = context
        self.heights = heights
        self.labels = labels
        heightRims = TileRims(context, filledWith: .nan)
        labelRims = TileRims(context, filledWith: TileBasins.outside)
    }

    /// As an earlier run left it within a step.
    private init?(_ context: RoutingContext, _ unfinished: UnfinishedStep) throws(GridError) {
        guard let heights: TileLayer<Double> = try unfinished.layer(Self.heightName),
            let labels: TileLayer<UInt32> = try unfinished.layer(Self.labelName)
        else { return nil }
        self.init(context, heights, labels)
    }

    /// The filled heights and the rims of their tiles.
    static func fill(
        _ elevation: RoutingInput, _ context: RoutingContext
    ) throws(GridError) -> (heights: TileLayer<Double>, rims: TileRims<Double>) {
        if var unfinished = context.kept?.unfinished(raising),
            let filling = try DepressionFilling(context, unfinished),
            let levels = unfinished.values(FillingState.readLevels), levels.count == context.lattice.count
        {
            try filling.heightRims.take(from: filling.heights, tiles: 0..<unfinished.done)
            try filling.raise(levels, from: unfinished.done)
            return (filling.heights, filling.heightRims)
        }
        let filling: DepressionFilling
        let slots = SlotArray<SolvedTile>(count: context.lattice.count, filledWith: SolvedTile())
        var done = 0
        if var unfinished = context.kept?.unfinished(solving),
            let resumed = try DepressionFilling(context, unfinished),
            let tiles = unfinished.values(FillingState.readTiles), tiles.count == unfinished.done
        {
            (filling, done) = (resumed, unfinished.done)
            for (tile, solved) in tiles.enumerated() { slots[tile] = solved }
            try filling.heightRims.take(from: filling.heights, tiles: 0..<done)
            try filling.labelRims.take(from: filling.labels, tiles: 0..<done)
        } else {
            filling = DepressionFilling(context, TileLayer(context), TileLayer(context))
        }
        try filling.solveTiles(elevation, slots, from: done)
        try filling.raise(filling.levels(slots.values), from: 0)
        return (filling.heights, filling.heightRims)
    }

    // Steps and layers as they are kept.
    static let heightName = "filled"
    private static let labelName = "basins"
    private static let solving = "depressions"
    private static let raising = "filling"

    private var entries: [KeptLayers.Entry] {
        [KeptLayers.Entry(Self.heightName, heights), KeptLayers.Entry(Self.labelName, labels)]
    }

    private func solveTiles(
        _ elevation: RoutingInput, _ slots: SlotArray<SolvedTile>, from first: Int
    ) throws(GridError) {
        let lattice = context.lattice
        let step = KeptStep(Self.solving, entries) { done, writer in
            FillingState.write((0..<done).map { slots[$0] }, &writer)
        }
        try context.forEachTile(.depressions, step, from: first) { () throws(GridError) in
            (try elevation.opened(), TileBasins(side: lattice.side))
        } _: { (state, tile) throws(GridError) in
            let (input, basins) = state
            let window = lattice.window(tile)
            try load(window, input, basins.heights)
            let (count, passes) = basins.resolve(tile, lattice)
            slots[tile] = SolvedTile(basins: count, passes: passes)
            heightRims.take(tile, from: basins.heights.first, stride: basins.heights.stride)
            labelRims.take(tile, from: basins.labels.first, stride: basins.labels.stride)
            try heights.withTile(tile, .create) { cells in
                if window.cellCount < lattice.side * lattice.side {
                    cells.update(repeating: .nan, count: lattice.side * lattice.side)
                }
                basins.heights.put(into: cells, side: lattice.side, window)
            }
            try labels.withTile(tile, .create) { basins.labels.put(into: $0, side: lattice.side, window) }
        }
    }

    /// Copies a window into a padded tile with a missing ring.
    private func load(
        _ window: Window, _ input: OpenedInput, _ target: PaddedTile<Double>
    ) throws(GridError) {
        let raster = try input.read(window)[0]
        let stride = target.stride
        raster.cells.withUnsafeBufferPointer { cells in
            for row in 0..<window.height {
                let start = target.first + row * stride
                for column in 0..<window.width { start[column] = cells[row * window.width + column] }
                start[window.width] = .nan
            }
        }
        (target.first + window.height * stride - 1).update(repeating: .nan, count: window.width + 2)
    }

    /// The level to which each basin at a tile's border spills, by tile.
    private func levels(_ tiles: [SolvedTile]) -> [[Double]] {
        var first = [1]
        for tile in tiles { first.append((first.last ?? 1) + tile.basins) }
        var passes: [SpillPass] = []
        func node(_ tile: Int, _ label: Int32) -> Int32 {
            label == 0 ? 0 : Int32(first[tile] - 1) + label
        }
        for (tile, solved) in tiles.enumerated() {
            for pass in solved.passes {
                passes.append(
                    SpillPass(
                        height: pass.height, first: node(tile, pass.first), second: node(tile, pass.second)))
            }
            addBorderPasses(tile) { label, other, otherLabel, height in
                let (a, b) = (node(tile, Int32(label)), node(other, Int32(otherLabel)))
                if a == b { return }
                if let last = passes.last, last.first == a, last.second == b {
                    if height < last.height { passes[passes.count - 1].height = height }
                } else {
                    passes.append(SpillPass(height: height, first: a, second: b))
                }
            }
        }
        var graph = SpillGraph()
        graph.solve(nodes: first.last ?? 1, sources: 1, passes: &passes)
        return tiles.indices.map { [-.infinity] + graph.level[first[$0]..<first[$0 + 1]] }
    }

    /// Passes over the eastern and southern border of a tile and its southern corners.
    private func addBorderPasses(
        _ tile: Int, _ add: (_ label: UInt32, _ other: Int, _ otherLabel: UInt32, _ height: Double) -> Void
    ) {
        let lattice = context.lattice
        let window = lattice.window(tile)
        func pair(_ row: Int, _ column: Int, _ otherRow: Int, _ otherColumn: Int) {
            let south = otherRow >= window.height ? 1 : 0
            let east = otherColumn < 0 ? -1 : otherColumn >= window.width ? 1 : 0
            guard let other = lattice.neighbour(of: tile, east: east, south: south),
                let height = heightRims.around(tile, row: otherRow, column: otherColumn),
                let label = labelRims.around(tile, row: otherRow, column: otherColumn)
            else { return }
            let own = heightRims.own(tile, row: row, column: column)
            if own.isNaN, height.isNaN { return }
            let pass = own.isNaN ? height : height > own ? height : own
            add(labelRims.own(tile, row: row, column: column), other, label, pass)
        }
        for row in 0..<window.height {
            for step in -1...1 where row + step >= 0 && row + step < window.height {
                pair(row, window.width - 1, row + step, window.width)
            }
        }
        for column in 0..<window.width {
            for step in -1...1 { pair(window.height - 1, column, window.height, column + step) }
        }
    }

    private func raise(_ levels: [[Double]], from first: Int) throws(GridError) {
        let lattice = context.lattice
        let step = KeptStep(Self.raising, entries) { _, writer in FillingState.write(levels, &writer) }
        try context.forEachTile(.filling, step, from: first) {
            ()
        } _: { (_, tile) throws(GridError) in
            let levels = levels[tile]
            let window = lattice.window(tile)
            try heights.withTile(tile, .change) { (heights) throws(GridError) in
                try labels.withTile(tile, .read) { labels in
                    levels.withUnsafeBufferPointer { levels in
                        for row in 0..<window.height {
                            for cell in row * lattice.side..<row * lattice.side + window.width {
                                let level = levels[Int(labels[cell])]
                                if level > heights[cell] { heights[cell] = level }
                            }
                        }
                    }
                }
                heightRims.take(tile, from: heights, stride: lattice.side)
            }
        }
    }
}
