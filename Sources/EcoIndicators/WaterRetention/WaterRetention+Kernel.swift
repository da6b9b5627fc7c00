import EcoGrids

/// Precipitation, evapotranspiration and the balance that cannot fall below zero, all in mm a year.
struct WaterRetentionKernel: CellKernel {
    /// Runoff coefficient by class, a fraction.
    let runoff: ClassLookup

    func densities(_ cells: LayerWindow) -> [Raster<Double>] {
        let (rain, evaporated) = (cells.annual(.precipitation), cells.annual(.evapotranspiration))
        let balance = cells.raster { index in
            Self.balance(rain[index], evaporated[index], runoff: runoff[cells.classes.cells[index]])
        }
        let clamped = cells.raster { index in
            let depth = balance.cells[index]
            return depth < 0 ? 0 : depth
        }
        return [
            cells.raster { balance.cells[$0].isNaN ? .nan : rain[$0] },
            cells.raster { balance.cells[$0].isNaN ? .nan : evaporated[$0] }, clamped,
        ]
    }

    /// P - R - ET with R = P x runoff, in mm; negative where more evaporates than falls.
    ///
    /// Pema Dolkar et al. 2017; Gong et al. 2017.
    static func balance(_ precipitation: Double, _ evapotranspiration: Double, runoff: Double) -> Double {
        precipitation - precipitation * runoff - evapotranspiration
    }
}
