import EcoGrids

/// Precipitation, potential and actual evapotranspiration and yield in mm a year, and the evaporated share.
struct WaterYieldKernel: CellKernel {
    let model: BudykoModel

    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let count = cells.window.cellCount
        densities.withCells { all in
            guard let out = all.baseAddress else { return }
            model.forEachStrip(of: cells) { start, length, layers, strip in
                let first = out + start
                forEachCellBlock(length) { block in
                    let (rain, potential, share) = model.lanes(block, layers, strip)
                    let actual = share * rain
                    // A cell without a share is missing in every measure.
                    let gap = share - share
                    block.store(rain + gap, to: first)
                    block.store(potential + gap, to: first + count)
                    block.store(actual, to: first + 2 * count)
                    block.store(rain - actual, to: first + 3 * count)
                    block.store(share, to: first + 4 * count)
                }
            }
        }
    }
}

/// Water power from realised supply, as the InVEST annual water yield model values it.
enum Hydropower {
    /// kWh a year: 0.00272 x efficiency x share of the water that the station uses x head in m x supply in m3.
    static func energy(supply: Double, efficiency: Double, share: Double, head: Double) -> Double {
        0.00272 * efficiency * share * head * supply
    }

    /// Yuan: yearly revenue less cost over `years`, the first of them not discounted.
    static func presentValue(
        price: Double, energy: Double, cost: Double, years: Int, discount: Double
    ) -> Double {
        var (factor, weight) = (0.0, 1.0)
        for _ in 0..<years {
            factor += weight
            weight /= 1 + discount
        }
        return (price * energy - cost) * factor
    }
}

/// Yield of a county after use.
enum WaterSupplyBalance {
    /// m3: the mean depth of the valid cells, in mm, on a whole area, in m2.
    static func volume(meanDepth: Double, area: Double) -> Double { meanDepth * area / 1000 }
    /// m3: what is left after consumption; negative where more is used than flows.
    static func realised(volume: Double, consumption: Double) -> Double { volume - consumption }
}
