import EcoGrids

/// Precipitation, evapotranspiration and the balance that cannot fall below zero, all in mm a year.
struct WaterRetentionKernel: CellKernel {
    /// Runoff coefficient by class, a fraction.
    let runoff: ClassLookup

    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let (rain, evaporated) = (cells.annual(.precipitation), cells.annual(.evapotranspiration))
        let codes = cells.classes.cells
        let count = cells.window.cellCount
        densities.withCells { all in
            for index in 0..<count {
                let depth = Self.balance(rain[index], evaporated[index], runoff: runoff[codes[index]])
                all[index] = depth.isNaN ? .nan : rain[index]
                all[count + index] = depth.isNaN ? .nan : evaporated[index]
                all[2 * count + index] = depth < 0 ? 0 : depth
            }
        }
    }

    /// P - R - ET with R = P x runoff, in mm; negative where more evaporates than falls.
    ///
    /// Pema Dolkar et al. 2017; Gong et al. 2017.
    static func balance(_ precipitation: Double, _ evapotranspiration: Double, runoff: Double) -> Double {
        precipitation - precipitation * runoff - evapotranspiration
    }
}
