extension FlowNetwork {
    /// Marks streams: 1 on a stream, 0 elsewhere, missing off the elevation.
    ///
    /// With `.steepest`, cells whose accumulation is **above** `threshold`. With `.multiple`, as InVEST does,
    /// cells **at or above** it, traced upstream from where flow leaves the map: a trace goes on over cells of at
    /// least `traceShare` of the threshold and keeps those that link marked cells. A stream that leaves the map
    /// below the threshold stays unmarked. (InVEST traces with 0.7 for sediment, 1 for nutrients.)
    public func streams(
        accumulation: TileLayer<Double>, threshold: Double, traceShare: Double = 0.7
    ) throws(GridError) -> TileLayer<UInt8> {
        let streams = TileLayer<UInt8>(context)
        let outlets = SlotArray<[Int]>(count: context.lattice.count, filledWith: [])
        try context.forEachTile(.streams) {
            ()
        } _: { (_, tile) throws(GridError) in
            try streams.withTile(tile, .create) { (streams) throws(GridError) in
                try accumulation.withTile(tile, .read) { (accumulation) throws(GridError) in
                    try directions.masks.withTile(tile, .read) { masks in
                        mark(tile, streams, accumulation, masks, above: threshold)
                        if method == .multiple {
                            outlets[tile] = self.outlets(tile, accumulation, masks, threshold)
                        }
                    }
                }
            }
        }
        if method == .multiple {
            let trace = try StreamTrace(self, streams, accumulation, threshold, traceShare * threshold)
            try trace.run(from: outlets.values.flatMap { $0 })
            try forgetLinks(streams)
        }
        return streams
    }

    private func mark(
        _ tile: Int, _ streams: UnsafeMutablePointer<UInt8>, _ accumulation: UnsafeMutablePointer<Double>,
        _ masks: UnsafeMutablePointer<UInt8>, above threshold: Double
    ) {
        let window = context.lattice.window(tile)
        for row in 0..<window.height {
            let start = row << context.lattice.shift
            for place in start..<start + window.width {
                let isStream = method == .steepest && accumulation[place] > threshold
                streams[place] = masks[place] == 0 ? .max : isStream ? 1 : 0
            }
        }
    }

    /// Cells at or above the threshold that drain to a missing cell or off the grid.
    private func outlets(
        _ tile: Int, _ accumulation: UnsafeMutablePointer<Double>, _ masks: UnsafeMutablePointer<UInt8>,
        _ threshold: Double
    ) -> [Int] {
        let window = context.lattice.window(tile)
        let around = SweepTile(context.lattice, tile)
        var found: [Int] = []
        for row in 0..<window.height {
            let start = row << context.lattice.shift
            for place in start..<start + window.width
            where accumulation[place] >= threshold && drainsOff(place, masks, around) {
                found.append(tile << CellAddresses.placeBits | place)
            }
        }
        return found
    }

    private func drainsOff(
        _ place: Int, _ masks: UnsafeMutablePointer<UInt8>, _ around: SweepTile
    ) -> Bool {
        var mask = masks[place]
        while mask != 0 {
            let index = mask.trailingZeroBitCount
            if (around.value(place, index, masks, directions.maskRims) ?? 0) == 0 { return true }
            mask &= mask - 1
        }
        return false
    }

    private func forgetLinks(_ streams: TileLayer<UInt8>) throws(GridError) {
        let cells = context.lattice.side * context.lattice.side
        for tile in 0..<context.lattice.count {
            try streams.withTile(tile, .change) { streams in
                for place in 0..<cells where streams[place] == StreamTrace.link { streams[place] = 0 }
            }
        }
    }
}

/// Follows streams upstream from outlets, cell by cell, in reading order of the outlets (blocks of 256 x 256
/// cells, rows within them).
private struct StreamTrace {
    /// A cell below the threshold that may turn out to link marked cells.
    static let link: UInt8 = 2
    private let addresses: CellAddresses
    private let streams: TileCursor<UInt8>
    private let accumulation: TileCursor<Double>
    private let masks: TileCursor<UInt8>
    private let threshold: Double
    private let traceThreshold: Double

    init(
        _ network: FlowNetwork, _ streams: TileLayer<UInt8>, _ accumulation: TileLayer<Double>,
        _ threshold: Double, _ traceThreshold: Double
    ) throws(GridError) {
        addresses = CellAddresses(lattice: network.context.lattice)
        self.streams = TileCursor(streams, changes: true)
        self.accumulation = TileCursor(accumulation, changes: false)
        masks = TileCursor(network.directions.masks, changes: false)
        self.threshold = threshold
        self.traceThreshold = traceThreshold
    }

    func run(from outlets: [Int]) throws(GridError) {
        let sorted = outlets.map { (order: addresses.readingOrder($0), cell: $0) }
            .sorted { $0.order < $1.order }
        for outlet in sorted where try mark(outlet.cell) == 0 { try follow(outlet.cell) }
    }

    private func mark(_ cell: Int) throws(GridError) -> UInt8 {
        try streams.cells(addresses.tile(cell))[addresses.place(cell)]
    }

    private func setMark(_ cell: Int, _ mark: UInt8) throws(GridError) {
        try streams.cells(addresses.tile(cell))[addresses.place(cell)] = mark
    }

    private func mask(_ cell: Int) throws(GridError) -> UInt8 {
        try masks.cells(addresses.tile(cell))[addresses.place(cell)]
    }

    private func follow(_ outlet: Int) throws(GridError) {
        try setMark(outlet, 1)
        var open = [outlet]
        var next = 0
        while next < open.count {
            let cell = open[next]
            next += 1
            for index in 0..<8 {
                let other = addresses.neighbour(cell, index)
                guard other >= 0, try mask(other) >> UInt8(Neighbour.opposite(index)) & 1 == 1,
                    try mark(other) == 0
                else { continue }
                let amount = try accumulation.cells(addresses.tile(other))[addresses.place(other)]
                guard amount >= traceThreshold else { continue }
                try setMark(other, amount >= threshold ? 1 : Self.link)
                open.append(other)
                if amount >= threshold { try keepLinks(below: other) }
            }
        }
    }

    /// Marks the links through which a marked cell drains.
    private func keepLinks(below cell: Int) throws(GridError) {
        var open = [cell]
        var next = 0
        while next < open.count {
            let mask = try mask(open[next])
            for index in 0..<8 where mask >> UInt8(index) & 1 == 1 {
                let other = addresses.neighbour(open[next], index)
                guard other >= 0, try mark(other) == Self.link else { continue }
                try setMark(other, 1)
                open.append(other)
            }
            next += 1
        }
    }
}
