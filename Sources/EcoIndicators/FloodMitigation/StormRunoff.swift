import EcoGrids
import EcoParameters
import EcoUnits

/// Runoff of a storm on vegetation, `Rf = a ln P - b` in mm, never below 0.
struct StormRunoff: Hashable, Sendable {
    let slope: Double
    let intercept: Double

    func depth(storm: Double) -> Double {
        let depth = slope * scalar(VectorMath.log, storm) - intercept
        return min(max(0, depth), storm)
    }

    /// mm that stay of a storm.
    func stored(storm: Double) -> Double { storm - depth(storm: storm) }
}

/// Shipped pairs of storm runoff.
public enum StormRunoffTable: String, ParameterChoice {
    case guideline
    /// Only the scenario's own pairs.
    case none

    public var meaning: LocalizedText {
        switch self {
        case .guideline:
            LocalizedText(
                en: "storm runoff of vegetation by secondary sources (not checked in print)",
                zh: "植被暴雨径流系数（二手来源，未核对）")
        case .none: LocalizedText(en: "only the scenario's own pairs", zh: "仅用情景自带系数")
        }
    }

    static let source = "guidelines on ecosystem product accounting, from secondary sources"

    /// By subtype or ecosystem type.
    var pairs: [String: StormRunoff] {
        guard self == .guideline else { return [:] }
        return [
            "deciduous_broadleaf_forest": StormRunoff(slope: 1.4288, intercept: 4.3682),
            "evergreen_broadleaf_forest": StormRunoff(slope: 7.7508, intercept: 28.447),
            "evergreen_needleleaf_forest": StormRunoff(slope: 13.36, intercept: 45.257),
            "mixed_forest": StormRunoff(slope: 2.264, intercept: 6.7516),
            "shrubland": StormRunoff(slope: 3.482, intercept: 8.9413),
            "temperate_tussock": StormRunoff(slope: 3.1774, intercept: 6.8816),
            "temperate_meadow_steppe": StormRunoff(slope: 18.215, intercept: 56.193),
        ]
    }
}
