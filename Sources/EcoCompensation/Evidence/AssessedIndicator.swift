import EcoParameters
import EcoUnits

/// The indicators that air-quality schemes assess, each with its unit and the direction that is better.
public enum AssessedIndicator: String, CaseIterable, Sendable {
    case compositeIndex = "composite_index"
    case pm25
    case pm10
    case so2
    case no2
    case co
    case o3
    case goodDayRatio = "good_day_ratio"
    case goodDays = "good_days"
    case heavilyPollutedDays = "heavily_polluted_days"
    case dustfall

    public var unit: Unit {
        switch self {
        case .compositeIndex: .one
        case .co: .named("mg/m3")
        case .goodDayRatio: .named("%")
        case .goodDays, .heavilyPollutedDays: .named("d")
        case .dustfall: .named("t/km2")
        default: .named("ug/m3")
        }
    }

    /// Yuan for one unit of the indicator.
    var rateUnit: Unit {
        switch self {
        case .compositeIndex: .yuan
        case .co: .named("CNY/(mg/m3)")
        case .goodDayRatio: .named("CNY/%")
        case .goodDays, .heavilyPollutedDays: .named("CNY/d")
        case .dustfall: .named("CNY/(t/km2)")
        default: .named("CNY/(ug/m3)")
        }
    }

    /// Whether a higher value is better air.
    public var isBetterHigher: Bool { self == .goodDayRatio || self == .goodDays }

    public var name: LocalizedText {
        switch self {
        case .compositeIndex: LocalizedText(en: "composite index", zh: "环境空气质量综合指数")
        case .pm25: LocalizedText(en: "PM2.5", zh: "细颗粒物")
        case .pm10: LocalizedText(en: "PM10", zh: "可吸入颗粒物")
        case .so2: LocalizedText(en: "SO2", zh: "二氧化硫")
        case .no2: LocalizedText(en: "NO2", zh: "二氧化氮")
        case .co: LocalizedText(en: "CO, 95th percentile", zh: "一氧化碳第95百分位数")
        case .o3: LocalizedText(en: "O3, 90th percentile of MDA8", zh: "臭氧日最大8小时第90百分位数")
        case .goodDayRatio: LocalizedText(en: "good-day ratio", zh: "优良天数比例")
        case .goodDays: LocalizedText(en: "good days", zh: "优良天数")
        case .heavilyPollutedDays:
            LocalizedText(en: "days of heavy pollution or worse", zh: "重污染及以上天数")
        case .dustfall: LocalizedText(en: "dustfall of the month", zh: "月降尘量")
        }
    }

    /// How much worse `value` is than `baseline`; negative where it is better.
    func worsening(
        of value: Rational, against baseline: Rational
    ) throws(ArithmeticOverflow) -> Rational {
        isBetterHigher ? try baseline - value : try value - baseline
    }

    /// `value` of `unit` in the indicator's own unit, exact; `nil` where the dimensions differ.
    func canonical(_ value: Rational, _ unit: Unit) throws(ArithmeticOverflow) -> Rational? {
        guard unit.isConvertible(to: self.unit) else { return nil }
        return try value * unit.scale / self.unit.scale
    }
}
