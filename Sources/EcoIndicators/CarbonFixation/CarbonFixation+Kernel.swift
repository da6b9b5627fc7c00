import EcoGrids

/// The layers of a route as they are: production, or respiration and biomass beside it.
struct CarbonFixationKernel: CellKernel {
    let layers: [LayerRole]

    /// With two layers a cell is missing where either is.
    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let count = cells.window.cellCount
        let bands = layers.map { cells.annual($0) }
        densities.withCells { all in
            for (measure, band) in bands.enumerated() {
                for index in 0..<count { all[measure * count + index] = band[index] }
            }
            guard bands.count == 2 else { return }
            for index in 0..<count where all[index].isNaN || all[count + index].isNaN {
                all[index] = .nan
                all[count + index] = .nan
            }
        }
    }
}

/// Masses of carbon and its compounds.
public enum CarbonChemistry {
    /// Mass of CO2 over that of its carbon.
    public static let carbonDioxideOfCarbon = 44.0 / 12
    /// Mass of carbon in dry matter taken as C6H10O5: 72 of 162.
    public static let carbonOfDryMatter = 72.0 / 162
    /// The shortcut in print, t of CO2 for a tonne of dry matter; 44/12 x 72/162 is 1.6296.
    public static let dryMatterShortcut = 1.63

    /// CO2 in the unit of `carbon`.
    public static func carbonDioxide(carbon: Double) -> Double { carbon * carbonDioxideOfCarbon }

    /// CO2 of net ecosystem production, `ratio` times net primary production as dry matter.
    ///
    /// 10 t at 0.215 are 10 x 0.215 x 72/162 x 44/12 = 3.5037 t.
    public static func carbonDioxide(netPrimaryDryMatter: Double, ratio: Double) -> Double {
        carbonDioxide(carbon: netPrimaryDryMatter * ratio * carbonOfDryMatter)
    }

    /// CO2 of the growth of biomass between two dates, a year.
    public static func carbonDioxide(
        biomassOpening: Double, closing: Double, carbonFraction: Double, years: Double
    ) -> Double {
        carbonDioxide(carbon: (closing - biomassOpening) * carbonFraction / years)
    }
}
