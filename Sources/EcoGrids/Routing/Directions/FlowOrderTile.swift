/// Flow into a cell of another tile.
struct Departure {
    var tile: Int
    var place: UInt32
}

/// Orders cells of one tile; a worker's own buffers.
struct FlowOrderTile {
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
