import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// C by kind of plants and class of cover, as the guide to ecological red lines and HJ 1173-2021 print it.
///
/// Known from secondary sources only, hence provisional.
enum CoverTable {
    static let source = "HJ 1173-2021 and the guide to ecological red lines, from secondary sources"

    /// Lower bounds in percent of the classes of cover after the first.
    static let bounds: [Double] = [10, 30, 50, 70, 90]

    /// C of the six classes of cover.
    static let rows: [String: [Double]] = [
        "forest": [0.10, 0.08, 0.06, 0.02, 0.004, 0.001],
        "shrub": [0.40, 0.22, 0.14, 0.085, 0.040, 0.011],
        "grass": [0.45, 0.24, 0.15, 0.09, 0.043, 0.011],
        "tree_orchard": [0.42, 0.23, 0.14, 0.089, 0.042, 0.011],
        "shrub_orchard": [0.40, 0.22, 0.14, 0.087, 0.042, 0.011],
        "paddy": constant(0.1), "wetland": constant(0), "urban": constant(0.01), "desert": constant(0.7),
    ]

    /// The row whose C follows a formula of cover instead of classes.
    static let dryCropland = "dry_cropland"

    static let rowIds = (rows.keys + [dryCropland]).sorted()

    private static func constant(_ factor: Double) -> [Double] { [Double](repeating: factor, count: 6) }

    /// C of a row at a cover in PERCENT; a bound belongs to the class above it. NaN where cover is missing.
    static func factor(_ row: String, percent: Double) -> Double {
        if percent.isNaN { return .nan }
        if row == dryCropland { return dryCroplandFactor(percent: percent) }
        guard let factors = rows[row] else { return .nan }
        return factors[bounds.count { percent >= $0 }]
    }

    /// 0.221 - 0.595 lg c with c as a fraction, at most 1.
    static func dryCroplandFactor(percent: Double) -> Double {
        guard percent > 0 else { return 1 }
        return min(1, ErosionFactors.dryCroplandFactor(fraction: percent / 100))
    }

    /// The row of a class: what the scenario names for its subtype, its subtype, or the usual one of its type.
    static func row(of land: LandCoverClass, stands: [String: String]) -> String? {
        if let subtype = land.subtype {
            if let named = stands[subtype] { return named }
            if rows[subtype] != nil || subtype == dryCropland { return subtype }
        }
        switch land.ecosystem {
        case .forest: return "forest"
        case .shrubland: return "shrub"
        case .grassland: return "grass"
        case .wetland: return "wetland"
        case .cropland: return dryCropland
        case .urban: return "urban"
        case .bare: return "desert"
        case .other: return nil
        }
    }
}

extension ErosionFactors {
    static func dryCroplandFactor(fraction: Double) -> Double {
        0.221 - 0.595 * (VectorMath.log(Lanes(repeating: fraction))[0] * (1 / 2.302585092994046))
    }
}
