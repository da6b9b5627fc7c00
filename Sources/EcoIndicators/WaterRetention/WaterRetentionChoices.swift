import EcoGrids
import EcoParameters
import EcoUnits

/// How the retained water is found.
public enum WaterRetentionMethod: String, ParameterChoice {
    case balance
    case supply

    public var meaning: LocalizedText {
        switch self {
        case .balance:
            LocalizedText(en: "precipitation less runoff and evapotranspiration", zh: "水量平衡法")
        case .supply: LocalizedText(en: "regional water use plus net outflow", zh: "水量供给法")
        }
    }
}

/// Where evapotranspiration comes from.
public enum EvapotranspirationSource: String, ParameterChoice {
    case layer
    case budyko

    public var meaning: LocalizedText {
        switch self {
        case .layer: LocalizedText(en: "the layer `evapotranspiration`", zh: "蒸散发图层")
        case .budyko:
            LocalizedText(en: "the Budyko curve of the water yield model", zh: "布迪科曲线（产水量模型）")
        }
    }
}

/// Where the sum in which negative cells count as zero is made.
public enum ClampedSum: String, ParameterChoice {
    case wherePriced = "where_priced"
    case always

    public var meaning: LocalizedText {
        switch self {
        case .wherePriced:
            LocalizedText(
                en: "only where the rule pack prices it: other coefficients then need no look at the rasters",
                zh: "仅在规则包以其计价时计算；否则更改系数无需重读栅格")
        case .always:
            LocalizedText(
                en: "always, beside the signed sum: other coefficients then read the rasters again",
                zh: "始终与含负值合计并列；更改系数须重读栅格")
        }
    }
}

/// What forest stands can hold at once: a capacity in mm, not a yearly flow; it must not be priced by the year.
///
/// Stands of the Taihang mountains, ChinaXiv 201711.02378V1.
enum StandStorage {
    /// Non-capillary pores: 10 x porosity in percent x depth in m.
    static func soil(porosityPercent: Double, depthMetres: Double) -> Double {
        10 * porosityPercent * depthMetres
    }

    /// Litter: mass in t/hm2 x greatest holding rate in percent / 1000.
    static func litter(tonnesPerHectare: Double, holdingPercent: Double) -> Double {
        tonnesPerHectare * holdingPercent / 1000
    }

    /// Canopy interception of a rain of `rain` mm: a x rain^b.
    static func canopy(rain: Double, factor: Double, exponent: Double) -> Double {
        factor * VectorMath.pow(SIMD8(repeating: rain), SIMD8(repeating: exponent))[0]
    }

    /// All three.
    static func total(canopy: Double, litter: Double, soil: Double) -> Double { canopy + litter + soil }
}

extension AppliedPack {
    /// The forest sector's own evaluation prices the retained water as quantity and again as quality; a gross
    /// ecosystem product must not.
    var pricesWaterQuality: Bool { document.total != .gep }
}
