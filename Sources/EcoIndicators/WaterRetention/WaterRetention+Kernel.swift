import EcoGrids

/// Precipitation and evapotranspiration, and with runoff coefficients the balance that cannot fall below zero, all
/// in mm a year.
struct WaterRetentionKernel: CellKernel {
    /// Runoff coefficient by class, a fraction; nil where the balance of cells is not asked for.
    let runoff: ClassLookup?
    /// What gives evapotranspiration where no layer does.
    var budyko: BudykoModel?
    /// Days with more rain, in mm, are left to flood mitigation.
    var stormThreshold: Double?

    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let rain = countedRain(cells)
        let evaporated = budyko?.evapotranspiration(cells) ?? cells.annual(.evapotranspiration)
        let codes = cells.classes.cells
        let count = cells.window.cellCount
        guard let runoff else { return Self.fill(&densities, rain, evaporated) }
        densities.withCells { all in
            for index in 0..<count {
                let depth = Self.balance(rain[index], evaporated[index], runoff: runoff[codes[index]])
                all[index] = depth.isNaN ? .nan : rain[index]
                all[count + index] = depth.isNaN ? .nan : evaporated[index]
                all[2 * count + index] = depth < 0 ? 0 : depth
            }
        }
    }

    private static func fill(_ densities: inout DensityWindow, _ rain: [Double], _ evaporated: [Double]) {
        densities.withCells { all in
            guard let base = all.baseAddress else { return }
            forEachCellBlock(rain.count) { block in
                let (fallen, lost) = (block.load(rain), block.load(evaporated))
                block.store(fallen + lost * 0, to: base)
                block.store(lost + fallen * 0, to: base + rain.count)
            }
        }
    }

    private func countedRain(_ cells: LayerWindow) -> [Double] {
        var rain = cells.annual(.precipitation)
        guard let stormThreshold else { return rain }
        let storms = StormRain.total(cells, threshold: stormThreshold)
        for index in rain.indices { rain[index] -= storms[index] }
        return rain
    }

    /// P - R - ET with R = P x runoff, in mm; negative where more evaporates than falls.
    ///
    /// Pema Dolkar et al. 2017; Gong et al. 2017.
    static func balance(_ precipitation: Double, _ evapotranspiration: Double, runoff: Double) -> Double {
        precipitation - precipitation * runoff - evapotranspiration
    }
}

extension BudykoModel {
    /// Actual evapotranspiration of a window's cells, mm.
    func evapotranspiration(_ cells: LayerWindow) -> [Double] {
        [Double](unsafeUninitializedCapacity: cells.window.cellCount) { buffer, count in
            count = cells.window.cellCount
            guard let out = buffer.baseAddress else { return }
            forEachStrip(of: cells) { start, length, layers, strip in
                forEachCellBlock(length) { block in
                    let (rain, _, share) = lanes(block, layers, strip)
                    block.store(rain * share, to: out + start)
                }
            }
        }
    }
}

/// Rain that falls on storm days.
enum StormRain {
    /// mm of the days of the year with at least `threshold` mm; missing where any day is.
    static func total(_ cells: LayerWindow, threshold: Double) -> [Double] {
        let days = cells.months(.precipitationDaily)
        var total = [Double](repeating: days.isEmpty ? .nan : 0, count: cells.window.cellCount)
        for day in days {
            for index in total.indices where !(day[index] < threshold) { total[index] += day[index] }
        }
        return total
    }
}
