import EcoParameters
import EcoUnits

/// The two formulas that accounts call sand fixation; their results differ by a factor of two to four.
public enum SandMethod: String, ParameterChoice {
    /// The full equation at a distance downwind.
    case rweq
    /// `0.1699 X^1.3711 (1 - C^1.3711)`.
    case closedForm = "closed_form"

    public var meaning: LocalizedText {
        switch self {
        case .rweq: LocalizedText(en: "full RWEQ at a distance downwind", zh: "修正风蚀方程（完整式）")
        case .closedForm: LocalizedText(en: "closed form of the Chinese guides", zh: "指南简化式")
        }
    }
}

/// Where the wind factor comes from.
public enum WindSource: String, ParameterChoice {
    case layer
    case observations

    public var meaning: LocalizedText {
        switch self {
        case .layer: LocalizedText(en: "the layer wind_factor", zh: "风力因子栅格")
        case .observations: LocalizedText(en: "a table of observed winds", zh: "风速观测表")
        }
    }
}

/// What one row of a table of winds is. `u (u - 5)^2` is convex: a mean hides the gusts that carry the sand.
public enum WindStatistic: String, ParameterChoice {
    case observation
    case dailyMean = "daily_mean"
    case monthlyMean = "monthly_mean"

    public var meaning: LocalizedText {
        switch self {
        case .observation: LocalizedText(en: "observations of minutes to three hours", zh: "逐时或三小时观测")
        case .dailyMean: LocalizedText(en: "daily means: the factor comes out low", zh: "日均值，结果偏低")
        case .monthlyMean: LocalizedText(en: "monthly means: refused", zh: "月均值，不予采用")
        }
    }
}

/// How soil moisture holds the sand. Two forms that circulate in public code are named here to be refused.
public enum SoilWetnessForm: String, ParameterChoice {
    case radiation
    case referenceEvapotranspiration = "reference_evapotranspiration"
    case dry
    /// (ETp - rain x days)/ETp
    case rainTimesDays = "rain_times_days"
    /// (ETp - rain)/rain days x days/ETp
    case perRainDay = "per_rain_day"

    public var meaning: LocalizedText {
        switch self {
        case .radiation:
            LocalizedText(en: "ETp from radiation and temperature", zh: "由辐射和气温计算潜在蒸散")
        case .referenceEvapotranspiration:
            LocalizedText(en: "ETp is the layer reference_evapotranspiration", zh: "采用参考蒸散栅格")
        case .dry: LocalizedText(en: "always dry: an upper bound", zh: "视为干燥（上限）")
        case .rainTimesDays:
            LocalizedText(
                en: "refused: rain times days, not rain times the share of rain days", zh: "错误形式，不予采用")
        case .perRainDay:
            LocalizedText(en: "refused: divides by rain days what must be multiplied", zh: "错误形式，不予采用")
        }
    }

    var isRefused: Bool { self == .rainTimesDays || self == .perRainDay }
}

/// How the roughness of the ground slows the wind.
public enum SandRoughness: String, ParameterChoice {
    case cosineOfSlope = "cosine_of_slope"
    case ridges

    public var meaning: LocalizedText {
        switch self {
        case .cosineOfSlope: LocalizedText(en: "cosine of the slope (simplified)", zh: "坡度余弦（简化）")
        case .ridges:
            LocalizedText(en: "ridges of one height and spacing, and random roughness", zh: "土垄糙度（完整式）")
        }
    }
}

/// Snow that lies on the sand.
public enum SnowSource: String, ParameterChoice {
    case layer
    case none

    public var meaning: LocalizedText {
        switch self {
        case .layer: LocalizedText(en: "the layer snow_cover", zh: "积雪栅格")
        case .none: LocalizedText(en: "no snow deeper than 25.4 mm", zh: "无积雪")
        }
    }
}

/// Published tables of the coefficient of cover.
public enum SandCoverTable: String, ParameterChoice {
    case rweqChina = "rweq_china"
    case none

    public var meaning: LocalizedText {
        switch self {
        case .rweqChina:
            LocalizedText(en: "coefficients by class, in public RWEQ code (provisional)", zh: "各类型植被系数（暂定）")
        case .none: LocalizedText(en: "only what the scenario gives", zh: "仅用情景给定值")
        }
    }

    /// Per percent of cover.
    var coefficients: [String: Double] {
        guard self == .rweqChina else { return [:] }
        return [
            "forest": -0.1535, "grassland": -0.1151, "shrubland": -0.0921, "bare": -0.0768, "sandy": -0.0658,
            "cropland": -0.0438,
        ]
    }
}
