import EcoGrids

/// Evaporation of the year over water, mm; 0 on land, which needs no such layer.
struct ClimateRegulationKernel: CellKernel {
    /// Codes of open water.
    let water: Set<Int32>

    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let (classes, evaporation) = (cells.codes(.landCover), cells.annual(.waterEvaporation))
        densities.fill(0) { water.contains(classes[$0]) ? evaporation[$0] : 0 }
    }
}

extension ClimateRegulation {
    /// kWh of the heat that plants take up: area in m2, rate in kJ/(m2 d).
    static func vegetationCooling(
        area: Double, rate: Double, days: Double, efficiency: Double
    ) -> Double {
        rate * area * days / (3600 * efficiency)
    }

    /// kWh of a volume of water in m3 (1000 kg each): heat in kJ/kg over the efficiency, and electricity of a
    /// humidifier.
    static func waterCooling(
        volume: Double, latentHeat: Double, efficiency: Double, humidifier: Double
    ) -> Double {
        volume * 1000 * latentHeat / 3600 / efficiency + volume * humidifier
    }
}
