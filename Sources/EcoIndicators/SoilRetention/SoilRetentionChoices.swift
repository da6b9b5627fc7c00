import EcoAccounts
import EcoParameters
import EcoUnits

/// How rainfall erosivity comes from rain; published fits differ by factors.
public enum ErosivityMethod: String, ParameterChoice {
    /// The layer `rainfall_erosivity`.
    case layer
    /// From the modified Fournier index of monthly rain, fitted on the Loess Plateau.
    case monthlyFournier = "monthly_fournier"
    /// From the rain of erosive days.
    case erosiveDays = "erosive_days"
    /// From the rain of half months.
    case halfMonthPower = "half_month_power"

    public var meaning: LocalizedText {
        switch self {
        case .layer: LocalizedText(en: "R from the layer rainfall_erosivity", zh: "直接采用 R 值栅格")
        case .monthlyFournier:
            LocalizedText(
                en: "rainfall erosivity R = 0.1833 F^1.9957 from monthly rain", zh: "月降水 Fournier 指数法")
        case .erosiveDays:
            LocalizedText(
                en: "R = a sum D^b over days of at least 12 mm, a and b from their mean and total",
                zh: "日雨量（不小于 12 毫米）幂函数法")
        case .halfMonthPower:
            LocalizedText(
                en: "R = sum a P^1.7265 over 24 half months, a 0.3937 from May to September, else 0.3101",
                zh: "半月雨量幂函数法")
        }
    }

    var layer: LayerRole {
        switch self {
        case .layer: .rainfallErosivity
        case .monthlyFournier: .precipitation
        case .erosiveDays: .precipitationDaily
        case .halfMonthPower: .precipitationHalfMonths
        }
    }

    func register(_ path: String) -> [RegisterEntry] {
        let (formula, source, status): (String, String, ParameterStatus)
        switch self {
        case .layer: return []
        case .monthlyFournier:
            (formula, source, status) = (
                "R = 0.1833 F^1.9957", "Zou et al., ChinaXiv-201911.00021 (Loess Plateau)", .published
            )
        case .erosiveDays:
            (formula, source, status) = (
                "b = 0.8363 + 18.144/Pd12 + 24.455/Py12, a = 21.586 b^-7.1891",
                "Chen et al. 2016, 中国生态农业学报 24(2); ChinaXiv-201711.00309", .published
            )
        case .halfMonthPower:
            (formula, source, status) = (
                "0.3937 and 0.3101 x P^1.7265",
                "HJ 1173-2021 and the guide to ecological red lines, from secondary sources", .provisional
            )
        }
        return [RegisterEntry("\(path).erosivity.formula", formula, meaning, source: source, status: status)]
    }
}

/// Where soil erodibility comes from.
public enum ErodibilitySource: String, ParameterChoice {
    /// The layer `soil_erodibility`, in SI or, by its stated unit, United States units.
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

/// Where the slope of a cell comes from.
public enum SlopeSource: String, ParameterChoice {
    /// Horn's differences of the elevation layer.
    case elevation
    /// The layer `slope`.
    case layer

    public var meaning: LocalizedText {
        switch self {
        case .elevation:
            LocalizedText(en: "from the elevation layer, by Horn's differences", zh: "由高程图层按 Horn 差分计算")
        case .layer: LocalizedText(en: "the layer slope", zh: "直接采用坡度栅格")
        }
    }

    var role: LayerRole { self == .layer ? .slope : .elevation }
}

/// Where the factor of slope length and steepness comes from.
public enum LengthSlopeSource: String, ParameterChoice {
    /// The layer `length_slope_factor`.
    case layer
    /// One slope length everywhere, the slope of each cell.
    case fixedLength = "fixed_length"
    /// Slope length from the land above each cell, on filled ground.
    case upslopeArea = "upslope_area"

    public var meaning: LocalizedText {
        switch self {
        case .layer: LocalizedText(en: "LS from the layer length_slope_factor", zh: "直接采用 LS 因子栅格")
        case .fixedLength: LocalizedText(en: "one slope length everywhere", zh: "统一坡长")
        case .upslopeArea:
            LocalizedText(
                en: "slope length from the land above each cell, after InVEST", zh: "由上游汇水面积计算（InVEST）")
        }
    }

    /// What the kernel needs; the land above is read over the whole grid.
    func layers(_ slope: SlopeSource) -> [LayerRole] {
        switch self {
        case .layer: [.lengthSlopeFactor]
        case .fixedLength: [slope.role]
        case .upslopeArea: []
        }
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
    /// The same with breaks at 1, 3 and 9 percent.
    case huanghua
    /// Steps to 9 percent, the continuous form above.
    case invest

    public var meaning: LocalizedText {
        switch self {
        case .continuous0896: LocalizedText(en: "m = b/(1+b) with 0.0896", zh: "连续式（0.0896）")
        case .continuous089: LocalizedText(en: "m = b/(1+b) with 0.089", zh: "连续式（0.089）")
        case .classes: LocalizedText(en: "0.2 to 0.5 by slope classes 1, 3, 5 %", zh: "分级（1、3、5%）")
        case .huanghua: LocalizedText(en: "0.2 to 0.5 by slope classes 1, 3, 9 %", zh: "分级（1、3、9%，黄骅）")
        case .invest:
            LocalizedText(
                en: "0.2 to 0.5 by slope classes 1, 3.5, 5, 9 %, continuous above, as InVEST",
                zh: "InVEST：1、3.5、5、9% 分级，以上连续")
        }
    }

    var status: ParameterStatus { self == .continuous089 || self == .classes ? .provisional : .published }

    var source: String {
        switch self {
        case .continuous0896: "Zou et al., ChinaXiv-201911.00021; InVEST user's guide, sediment delivery"
        case .continuous089: "guide to ecological red lines, from secondary sources"
        case .classes: "the classic steps, from secondary sources"
        case .huanghua: "Chen et al. 2016, 中国生态农业学报 24(2)"
        case .invest: "InVEST 3.20.2, sediment delivery"
        }
    }
}

/// Where the slope factor changes its formula; all are in print.
public enum SlopeBreaks: String, ParameterChoice {
    /// 5.14 and 10.20 degrees: 9 and 18 percent.
    case percent9And18 = "percent_9_18"
    /// 5.14 and 14.0362 degrees: 9 and 25 percent.
    case percent9And25 = "percent_9_25"
    /// 9 percent only; no steepest slope.
    case invest

    public var meaning: LocalizedText {
        switch self {
        case .percent9And18: LocalizedText(en: "breaks at 9 and 18 %", zh: "9% 与 18% 分段")
        case .percent9And25: LocalizedText(en: "breaks at 9 and 25 %", zh: "9% 与 25% 分段")
        case .invest: LocalizedText(en: "two pieces with a break at 9 %, as InVEST", zh: "9% 两段式（InVEST）")
        }
    }

    var formula: String {
        self == .invest
            ? "10.8 sin t + 0.03 below 9 %, 16.8 sin t - 0.5"
            : "10.8 sin t + 0.03, 16.8 sin t - 0.5, 21.91 sin t - 0.96; "
                + "breaks \(degrees.first) and \(degrees.second) degrees"
    }

    var source: String {
        switch self {
        case .percent9And18: "from practitioners' code; the pieces as ChinaXiv-201911.00021"
        case .percent9And25: "Zou et al., ChinaXiv-201911.00021"
        case .invest: "InVEST 3.20.2, sediment delivery"
        }
    }

    /// Degrees; a slope of exactly the break takes the steeper formula.
    var degrees: (first: Double, second: Double) { (5.14, self == .percent9And18 ? 10.20 : 14.0362) }
}
