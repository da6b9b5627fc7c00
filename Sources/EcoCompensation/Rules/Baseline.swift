import EcoAccounts
import EcoParameters
import EcoUnits

/// What an indicator's value is compared with.
public enum Baseline: String, ParameterChoice {
    case previousYear = "previous_year"
    case target
    case meanOfArea = "mean_of_area"
    case fixed

    public var meaning: LocalizedText {
        switch self {
        case .previousYear:
            LocalizedText(en: "the region's own value of the same period last year", zh: "本地区上年同期值")
        case .target: LocalizedText(en: "the region's target, from the table `targets`", zh: "目标值")
        case .meanOfArea:
            LocalizedText(en: "the mean of the assessed regions in the period", zh: "考核地区当期平均值")
        case .fixed: LocalizedText(en: "one value for all, `fixed_baseline` of the indicator", zh: "固定基数")
        }
    }

    /// The value of `baseline: fixed`.
    static func fixedParameter(_ indicator: AssessedIndicator) -> Parameter<Rational?> {
        Parameter<Rational>.exactQuantity(
            "fixed_baseline", unit: indicator.unit, range: .nonNegative,
            LocalizedText(en: "baseline of all regions, for the baseline `fixed`", zh: "固定基数")
        ).optional
    }
}

extension Assessment {
    /// The baseline of each region that has one.
    ///
    /// - Parameters:
    ///   - values: of the period, for the mean and as the regions of a fixed baseline.
    ///   - fixed: declared value of `baseline: fixed`.
    mutating func baselines(
        _ kind: Baseline, _ indicator: AssessedIndicator, _ period: Period, values: [RegionCode: Reading],
        fixed: Rational?
    ) -> [RegionCode: Reading] {
        switch kind {
        case .previousYear: return valuesOfPreviousYear(indicator, period)
        case .target: return targets(indicator, period)
        case .meanOfArea:
            guard let mean = meanOfArea(values, indicator, period) else { return [:] }
            return values.mapValues { _ in mean }
        case .fixed:
            guard let fixed else { return [:] }
            return values.mapValues { _ in Reading(value: fixed, basis: FigureBasis.declared) }
        }
    }
}

extension Assessment.Reading {
    func observation(_ indicator: AssessedIndicator) -> Calculation {
        Calculation(
            .observation, indicator.rawValue, value, indicator.unit, note: basis, origin: origin,
            inputs: parts)
    }

    func baseline(_ kind: Baseline, _ indicator: AssessedIndicator) -> Calculation {
        Calculation(
            .baseline, kind.rawValue, value, indicator.unit, note: basis, origin: origin, inputs: parts)
    }
}
