import EcoGrids

/// Rain of storm days and what of it vegetation keeps from running off, in mm a year.
struct StormStorageKernel: CellKernel {
    /// mm a day from which it is a storm.
    let threshold: Double
    /// `a` and `b` of `Rf = a ln P - b` by class.
    let slope: ClassLookup
    let intercept: ClassLookup

    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let count = cells.window.cellCount
        let days = cells.months(.precipitationDaily)
        let codes = cells.classes.cells
        var rain = [Double](repeating: days.isEmpty ? .nan : 0, count: count)
        var kept = rain
        for day in days {
            for index in 0..<count where !(day[index] < threshold) {
                let runoff = StormRunoff(slope: slope[codes[index]], intercept: intercept[codes[index]])
                rain[index] += day[index]
                kept[index] += runoff.stored(storm: day[index])
            }
        }
        densities.withCells { all in
            for index in 0..<count {
                let isMissing = slope[codes[index]].isNaN || rain[index].isNaN
                all[index] = isMissing ? .nan : rain[index]
                all[count + index] = isMissing ? .nan : kept[index]
            }
        }
    }
}

/// Storage of wetlands.
enum FloodStorage {
    /// m3: a share of the total capacity of a reservoir.
    static func reservoir(capacity: Double, share: Double) -> Double { capacity * share }

    /// m3 on `area` m2 of marsh: surface water `depth` m deep, and what the soil can still take.
    static func marsh(area: Double, depth: Double, soil: MarshSoil? = nil) -> Double {
        area * (depth + (soil?.metres ?? 0))
    }
}

/// What the soil of a marsh can still take: `h rho (F - E) / rho_w`.
struct MarshSoil: Sendable {
    /// m.
    let depth: Double
    /// t/m3; that of water is 1.
    let density: Double
    /// Saturated and natural water content, mass of water over mass of dry soil.
    let saturated: Double
    let natural: Double

    /// Metres of water; 0 where the soil is full.
    var metres: Double { max(0, depth * density * (saturated - natural)) }
}
