import EcoParameters
import EcoUnits

/// Tiered fines against the mean of the area or the year before, month by month; most of them go to the
/// regions that did better. Method: `BenchmarkTiers.md`.
public struct BenchmarkTiers: CompensationScheme {
    /// What an indicator is compared with.
    enum Baseline: String, ParameterChoice {
        case meanOfArea = "mean_of_area"
        case previousYear = "previous_year"

        var meaning: LocalizedText {
            switch self {
            case .meanOfArea:
                LocalizedText(en: "the mean of the assessed regions in the month", zh: "考核地区当月平均值")
            case .previousYear:
                LocalizedText(en: "the region's own value of the same month last year", zh: "本地区上年同月值")
            }
        }
    }

    /// What two baselines come to together.
    enum FineCombination: String, ParameterChoice {
        case sum
        case largest

        var meaning: LocalizedText {
            switch self {
            case .sum: LocalizedText(en: "the fines of the baselines add up", zh: "各基数罚金相加")
            case .largest: LocalizedText(en: "only the largest fine counts", zh: "取最大罚金")
            }
        }
    }

    enum RewardCondition: String, ParameterChoice {
        case all
        case any

        var meaning: LocalizedText {
            switch self {
            case .all: LocalizedText(en: "better than every baseline", zh: "同时优于各基数")
            case .any: LocalizedText(en: "better than one baseline", zh: "优于任一基数")
            }
        }
    }

    enum Season: String, ParameterChoice {
        case allYear = "all_year"
        case heating
        case nonHeating = "non_heating"
        case never

        var meaning: LocalizedText {
            switch self {
            case .allYear: LocalizedText(en: "every month", zh: "全年")
            case .heating: LocalizedText(en: "the heating months", zh: "采暖期")
            case .nonHeating: LocalizedText(en: "the other months", zh: "非采暖期")
            case .never: LocalizedText(en: "not at all: leaves out an indicator of the preset", zh: "不考核")
            }
        }
    }

    struct IndicatorRule {
        let indicator: AssessedIndicator
        let season: Season
        /// Share of the pool, relative to the other indicators of the month.
        let weight: Rational
        /// No fine where the value is no worse than this.
        let exemptionLimit: Rational?
        let tiers: TierTable
    }

    public static let family = SchemeFamily(id: "benchmark_tiers", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    let indicators: [IndicatorRule]
    let tierMode: TierTable.Mode
    let baselines: [Baseline]
    let fineCombination: FineCombination
    let rewardCondition: RewardCondition
    let previousYearWeight: Rational
    let heatingMonths: [Int]
    let poolShare: Rational
}
