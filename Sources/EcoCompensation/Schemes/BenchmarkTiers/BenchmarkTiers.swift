import EcoParameters
import EcoUnits

/// Tiered money against a benchmark, such as the mean of the area or the year before. The fines feed a pool of
/// rewards, or rewards have tiers of their own. Method: `BenchmarkTiers.md`.
public struct BenchmarkTiers: CompensationScheme {
    /// What two baselines come to together.
    enum Combination: String, ParameterChoice {
        case sum
        case largest

        var meaning: LocalizedText {
            switch self {
            case .sum: LocalizedText(en: "the amounts of the baselines add up", zh: "各基数金额相加")
            case .largest: LocalizedText(en: "only the largest amount counts", zh: "取最大金额")
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

    /// Where rewards come from.
    enum Rewards: String, ParameterChoice {
        case pool
        case tiers

        var meaning: LocalizedText {
            switch self {
            case .pool: LocalizedText(en: "a share of the fines, divided by advantage", zh: "罚金按比例形成奖励资金池")
            case .tiers: LocalizedText(en: "by tiers of their own", zh: "按奖励分档计算")
            }
        }
    }

    enum Direction: String, ParameterChoice {
        case both
        case finesOnly = "fines_only"
        case rewardsOnly = "rewards_only"

        var meaning: LocalizedText {
            switch self {
            case .both: LocalizedText(en: "fined and rewarded", zh: "有奖有罚")
            case .finesOnly: LocalizedText(en: "fined only", zh: "只扣不奖")
            case .rewardsOnly: LocalizedText(en: "rewarded only", zh: "只奖不扣")
            }
        }
    }

    /// What a rate of change is compared with.
    enum RateBaseline: String, ParameterChoice {
        case meanOfArea = "mean_of_area"
        case zero

        var meaning: LocalizedText {
            switch self {
            case .meanOfArea: LocalizedText(en: "the mean rate of the assessed regions", zh: "考核地区平均变化率")
            case .zero: LocalizedText(en: "no change", zh: "零变化")
            }
        }
    }

    /// One thing that is assessed: the level or the rate of change of an indicator.
    struct Factor {
        let indicator: AssessedIndicator
        let measure: Measure
        let season: Season
        let direction: Direction
        /// Share of the pool, relative to the other factors of the period.
        let weight: Rational
        /// No fine where the value is no worse than this.
        let exemptionLimit: Rational?
        let fixedBaseline: Rational?
        let smallestBase: Rational
        let tiers: TierTable
        let rewardTiers: TierTable

        var id: String { measure.id(of: indicator) }
        var unit: Unit { measure.unit(of: indicator) }
    }

    public static let family = SchemeFamily(id: "benchmark_tiers", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    let period: PeriodKind
    let factors: [Factor]
    let tierMode: TierTable.Mode
    let baselines: [Baseline]
    let rateBaseline: RateBaseline
    let fineCombination: Combination
    let rewardCondition: RewardCondition
    let previousYearWeight: Rational
    let heatingMonths: [Int]
    let rewards: Rewards
    let poolShare: Rational

    static let basisNames: [(id: String, name: LocalizedText)] = AssessedIndicator.allCases.flatMap {
        indicator in
        [
            (
                "\(indicator.rawValue)_change_rate_fine",
                LocalizedText(
                    en: "fine for the change of \(indicator.name.en)", zh: "\(indicator.name.zh)变化率扣缴")
            ),
            (
                "\(indicator.rawValue)_change_rate_reward",
                LocalizedText(
                    en: "reward for the change of \(indicator.name.en)", zh: "\(indicator.name.zh)变化率奖励")
            ),
        ]
    }
}
