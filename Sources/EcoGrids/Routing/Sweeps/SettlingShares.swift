/// The share of inflowing sediment that settles in each cell of a tile, which follows from delivery ratios alone.
///
/// (S - SDR) / (1 - SDR), at least 0, and 1 where SDR is 1; S is the mean SDR of the cells below by share of flow. A cell
/// below whose SDR is missing counts 0, a neighbour off the grid does not count.
struct SettlingShares {
    typealias Lanes = SIMD8<Double>

    let around: SweepTile
    let ratios: UnsafeMutablePointer<Double>
    let rims: TileRims<Double>
    let masks: UnsafeMutablePointer<UInt8>
    /// Nil where each cell has one outflow.
    let weights: UnsafeMutablePointer<UInt32>?

    /// Writes the shares of all cells of a window in the place of their ratios; `buffer` has room for a tile.
    func replaceRatios(_ window: Window, side: Int, buffer: inout [Double]) {
        buffer.withUnsafeMutableBufferPointer { buffer in
            guard let shares = buffer.baseAddress else { return }
            for row in 0..<window.height {
                let start = row * side
                var column = 0
                if row > 0, row < window.height - 1 {
                    shares[start] = share(start)
                    column = 1
                    while column + Lanes.scalarCount < window.width {
                        store(inner(start + column), to: shares + start + column)
                        column += Lanes.scalarCount
                    }
                }
                for place in start + column..<start + window.width { shares[place] = share(place) }
            }
            for row in 0..<window.height {
                (ratios + row * side).update(from: shares + row * side, count: window.width)
            }
        }
    }

    // MARK: One cell

    private func share(_ place: Int) -> Double {
        let (own, below) = (ratios[place], meanBelow(place))
        return own == 1 ? 1 : (max(below, own) - own) / (1 - own)
    }

    /// The mean ratio of the neighbours below, by weight; 0 where all are off the grid.
    private func meanBelow(_ place: Int) -> Double {
        var (sum, total) = (0.0, 0.0)
        var mask = masks[place]
        while mask != 0 {
            let index = mask.trailingZeroBitCount
            mask &= mask - 1
            guard let ratio = around.value(place, index, ratios, rims) else { continue }
            let weight = weights.map { Double(MultipleDescent.weight($0[place], index)) } ?? 1
            total += weight
            if !ratio.isNaN { sum += ratio * weight }
        }
        return total == 0 ? 0 : sum / total
    }

    // MARK: Eight cells

    /// As `share` for eight cells of a row whose neighbours all lie in the tile: sums in the same order, where a
    /// neighbour that is not below adds 0.
    @inline(__always)
    private func inner(_ place: Int) -> Lanes {
        var (sum, total) = (Lanes.zero, Lanes.zero)
        for index in 0..<8 {
            let ratio = load(ratios + place + around.offsets[index])
            let weight = weight(place, index)
            total += weight
            sum += ratio.replacing(with: 0, where: .!(ratio .== ratio)) * weight
        }
        let own = load(ratios + place)
        let below = (sum / total).replacing(with: 0, where: total .== 0)
        let highest = below.replacing(with: own, where: own .>= below)
        return ((highest - own) / (1 - own)).replacing(with: 1, where: own .== 1)
    }

    /// The weights of one neighbour of eight cells.
    @inline(__always)
    private func weight(_ place: Int, _ index: Int) -> Lanes {
        if let weights {
            let packed = UnsafeRawPointer(weights + place).loadUnaligned(as: SIMD8<UInt32>.self)
            return Lanes(SIMD8<Int32>(truncatingIfNeeded: packed &>> UInt32(4 * index) & 15))
        }
        let packed = UnsafeRawPointer(masks + place).loadUnaligned(as: SIMD8<UInt8>.self)
        return Lanes(SIMD8<Int32>(truncatingIfNeeded: packed &>> UInt8(index) & 1))
    }

    @inline(__always)
    private func load(_ cells: UnsafeMutablePointer<Double>) -> Lanes {
        UnsafeRawPointer(cells).loadUnaligned(as: Lanes.self)
    }

    @inline(__always)
    private func store(_ lanes: Lanes, to cells: UnsafeMutablePointer<Double>) {
        UnsafeMutableRawPointer(cells).storeBytes(of: lanes, as: Lanes.self)
    }
}
