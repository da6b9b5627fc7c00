import EcoAccounts
import EcoParameters
import EcoUnits

/// How rainfall erosivity comes from rain.
public enum ErosivityMethod: String, ParameterChoice {
    /// From the modified Fournier index of monthly rain, fitted on the Loess Plateau.
    case monthlyFournier = "monthly_fournier"

    public var meaning: LocalizedText {
        LocalizedText(en: "rainfall erosivity R = 0.1833 F^1.9957 from monthly rain", zh: "月降水 Fournier 指数法")
    }
}

/// Where soil erodibility comes from.
public enum ErodibilitySource: String, ParameterChoice {
    /// The layer `soil_erodibility`, in SI units.
    case raster
    /// EPIC from texture and organic carbon, in SI units.
    case epic
    /// EPIC with the correction for soils of China.
    case epicChina = "epic_china"

    public var meaning: LocalizedText {
        switch self {
        case .raster: LocalizedText(en: "K from the layer soil_erodibility", zh: "直接采用 K 值栅格")
        case .epic: LocalizedText(en: "K by EPIC from texture and organic carbon", zh: "EPIC 公式")
        case .epicChina:
            LocalizedText(en: "K by EPIC, corrected for soils of China (half as large)", zh: "EPIC 公式（中国修正）")
        }
    }

    var layers: [LayerRole] {
        self == .raster ? [.soilErodibility] : [.sand, .silt, .clay, .organicCarbon]
    }

    func register(_ path: String) -> [RegisterEntry] {
        guard self != .raster else { return [] }
        let epic = RegisterEntry(
            "\(path).erodibility.epic", "EPIC x 0.1317", meaning,
            source: "Chen et al. 2016, 中国生态农业学报 24(2); ChinaXiv-201911.00021", status: .published)
        let correction = RegisterEntry(
            "\(path).erodibility.correction", "K = (-0.01383 + 0.51575 K_EPIC) x 0.1317", meaning,
            source: "from secondary sources, not checked in print", status: .provisional)
        return self == .epic ? [epic] : [epic, correction]
    }
}

/// The exponent of slope length.
public enum SlopeLengthExponent: String, ParameterChoice {
    /// m = b/(1+b), b = (sin t/0.0896)/(3 sin^0.8 t + 0.56).
    case continuous0896 = "continuous_0896"
    /// The same with 0.089.
    case continuous089 = "continuous_089"
    /// 0.2, 0.3, 0.4, 0.5 with breaks at 1, 3 and 5 percent.
    case classes

    public var meaning: LocalizedText {
        switch self {
        case .continuous0896: LocalizedText(en: "m = b/(1+b) with 0.0896", zh: "连续式（0.0896）")
        case .continuous089: LocalizedText(en: "m = b/(1+b) with 0.089", zh: "连续式（0.089）")
        case .classes: LocalizedText(en: "0.2 to 0.5 by slope classes 1, 3, 5 %", zh: "分级（1、3、5%）")
        }
    }
}

/// Where the slope factor changes its formula; both last breaks are in print.
public enum SlopeBreaks: String, ParameterChoice {
    /// 5.14 and 10.20 degrees: 9 and 18 percent.
    case percent9And18 = "percent_9_18"
    /// 5.14 and 14.0362 degrees: 9 and 25 percent.
    case percent9And25 = "percent_9_25"

    public var meaning: LocalizedText {
        switch self {
        case .percent9And18: LocalizedText(en: "breaks at 9 and 18 %", zh: "9% 与 18% 分段")
        case .percent9And25: LocalizedText(en: "breaks at 9 and 25 %", zh: "9% 与 25% 分段")
        }
    }

    /// Degrees; a slope of exactly the break takes the steeper formula.
    var degrees: (first: Double, second: Double) { (5.14, self == .percent9And18 ? 10.20 : 14.0362) }
}

/// Where vegetation cover comes from.
public enum CoverSource: String, ParameterChoice {
    case ndvi
    case vegetationCover = "vegetation_cover"

    public var meaning: LocalizedText {
        switch self {
        case .ndvi: LocalizedText(en: "from NDVI between bare ground and full cover", zh: "由 NDVI 计算")
        case .vegetationCover: LocalizedText(en: "the layer vegetation_cover", zh: "直接采用植被覆盖度栅格")
        }
    }
}

/// Published tables of the support-practice factor.
public enum PracticeTable: String, ParameterChoice {
    case weibei
    case huanghua
    /// Only what the scenario itself gives.
    case none

    public var meaning: LocalizedText {
        switch self {
        case .weibei: LocalizedText(en: "P factors of Weibei, Loess Plateau", zh: "渭北 P 值表")
        case .huanghua: LocalizedText(en: "P factors of Huanghua, Hebei", zh: "黄骅 P 值表")
        case .none: LocalizedText(en: "only what the scenario gives", zh: "仅用情景给定值")
        }
    }

    public var source: String {
        switch self {
        case .weibei: "Zou et al., ChinaXiv-201911.00021"
        case .huanghua: "Chen et al. 2016, 中国生态农业学报 24(2)"
        case .none: ""
        }
    }

    var factors: [EcosystemType: Double] {
        switch self {
        case .weibei: [.forest: 1, .cropland: 0.45, .bare: 0.2]
        case .huanghua: [.cropland: 0.47, .grassland: 0.80]
        case .none: [:]
        }
    }
}
