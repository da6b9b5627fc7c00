import EcoParameters
import EcoUnits

/// What a scheme does where a region has no valid figure. Each use leaves a warning.
public enum MissingDataPolicy: String, ParameterChoice {
    case blockSettlement = "block_settlement"
    case notAssessed = "not_assessed"
    case useAreaMean = "use_area_mean"

    public var meaning: LocalizedText {
        switch self {
        case .blockSettlement:
            LocalizedText(en: "an error: nothing is settled until the data are there", zh: "不结算，直至数据补齐")
        case .notAssessed:
            LocalizedText(
                en: "the region is left out for this indicator and period", zh: "该地区该指标当期不参与考核")
        case .useAreaMean:
            LocalizedText(en: "the mean of the other regions stands in", zh: "以其余地区平均值代替")
        }
    }
}

/// The length of a settlement period.
public enum PeriodKind: String, ParameterChoice {
    case month
    case quarter
    case halfYear = "half_year"
    case year

    public var meaning: LocalizedText {
        switch self {
        case .month: LocalizedText(en: "settled by month", zh: "按月结算")
        case .quarter: LocalizedText(en: "settled by quarter", zh: "按季结算")
        case .halfYear: LocalizedText(en: "settled by half-year", zh: "按半年结算")
        case .year: LocalizedText(en: "settled by year", zh: "按年结算")
        }
    }
}
