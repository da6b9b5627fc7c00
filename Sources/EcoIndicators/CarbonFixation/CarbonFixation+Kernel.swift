import EcoGrids

/// Net primary production as the layer gives it, g/m2 a year.
struct CarbonFixationKernel: CellKernel {
    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let production = cells.annual(.netPrimaryProduction)
        densities.fill(0) { production[$0] }
    }
}

/// Masses of carbon and its compounds.
public enum CarbonChemistry {
    /// Mass of CO2 over that of its carbon.
    public static let carbonDioxideOfCarbon = 44.0 / 12
    /// Mass of carbon in dry matter taken as C6H10O5: 72 of 162.
    public static let carbonOfDryMatter = 72.0 / 162

    /// CO2 in the unit of `carbon`.
    public static func carbonDioxide(carbon: Double) -> Double { carbon * carbonDioxideOfCarbon }

    /// CO2 of net ecosystem production, `ratio` times net primary production as dry matter.
    ///
    /// 10 t at 0.215 are 10 x 0.215 x 72/162 x 44/12 = 3.5037 t.
    public static func carbonDioxide(netPrimaryDryMatter: Double, ratio: Double) -> Double {
        carbonDioxide(carbon: netPrimaryDryMatter * ratio * carbonOfDryMatter)
    }
}
