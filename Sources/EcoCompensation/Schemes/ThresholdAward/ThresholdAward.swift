import EcoAccounts
import EcoParameters
import EcoUnits

/// Fixed awards for reaching a limit or target, with memory of what was awarded. Method: `ThresholdAward.md`.
public struct ThresholdAward: CompensationScheme {
    enum Condition: String, ParameterChoice {
        case each
        case all

        var meaning: LocalizedText {
            switch self {
            case .each: LocalizedText(en: "each indicator has its own award", zh: "逐项奖励")
            case .all: LocalizedText(en: "one award where every indicator is met", zh: "全部达标才奖励")
            }
        }
    }

    enum Repetition: String, ParameterChoice {
        case everyPeriod = "every_period"
        case once
        case afterRebound = "after_rebound"

        var meaning: LocalizedText {
            switch self {
            case .everyPeriod: LocalizedText(en: "in every period that meets it", zh: "每期达标均奖励")
            case .once: LocalizedText(en: "the first time only", zh: "仅首次奖励")
            case .afterRebound:
                LocalizedText(
                    en: "the first time, and again after a period that missed it", zh: "首次奖励，反弹后重新达标再奖励")
            }
        }
    }

    /// Whose value must meet the limit.
    enum AwardBasis: String, ParameterChoice {
        case period
        case previousYear = "previous_year"

        var meaning: LocalizedText {
            switch self {
            case .period: LocalizedText(en: "the value of the period", zh: "当期数值")
            case .previousYear: LocalizedText(en: "the value of the year before", zh: "上年数值")
            }
        }
    }

    struct Amounts: Sendable {
        let met: Rational
        /// In place of `met` where the value also improved on the year before.
        let improved: Rational?
        let missed: Rational
    }

    struct IndicatorRule: Sendable {
        let indicator: AssessedIndicator
        /// `nil`: the region's target.
        let limit: Rational?
        let amounts: Amounts
    }

    public static let family = SchemeFamily(id: "threshold_award", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    let period: PeriodKind
    let indicators: [IndicatorRule]
    let condition: Condition
    let allAmounts: Amounts
    let repetition: Repetition
    let awardBasis: AwardBasis
    /// How many years in a row must meet it.
    let years: Int
    /// Whether awards are of a year and accrue by the months that meet it.
    let accruesByMonth: Bool
    let awarded: Table?

    static let basisNames: [(id: String, name: LocalizedText)] = [
        ("threshold_award", LocalizedText(en: "award for reaching the limit", zh: "达标奖励")),
        ("threshold_missed", LocalizedText(en: "limit missed", zh: "未达标扣缴")),
    ]
}
