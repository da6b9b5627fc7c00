import EcoAccounts
import EcoParameters
import EcoUnits

/// Money in proportion to the distance from a target, with a dead band, two slopes and fixed amounts for
/// meeting or missing it. Method: `TargetLinear.md`.
public struct TargetLinear: CompensationScheme {
    /// What a reward counts once it is due.
    enum RewardDistance: String, ParameterChoice {
        case whole
        case beyond

        var meaning: LocalizedText {
            switch self {
            case .whole: LocalizedText(en: "the whole distance from the target", zh: "与目标的全部差距")
            case .beyond: LocalizedText(en: "the part beyond the dead band", zh: "仅超出起奖点的部分")
            }
        }
    }

    struct IndicatorRule: Sendable {
        let indicator: AssessedIndicator
        let fixedBaseline: Rational?
        /// Yuan for one unit better and one unit worse than the target.
        let rewardRate: Rational
        let fineRate: Rational
        /// How much better than the target before the rate pays.
        let deadBand: Rational
        /// Yuan for meeting the target, and for missing it.
        let metAmount: Rational
        let missedAmount: Rational
        /// A second, better target and what meeting it adds.
        let stretchAmount: Rational
        /// The most that the indicator moves in a period, either way.
        let cap: Rational?
    }

    public static let family = SchemeFamily(id: "target_linear", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    let period: PeriodKind
    let baseline: Baseline
    let isCumulative: Bool
    let rewardDistance: RewardDistance
    let indicators: [IndicatorRule]
    let stretchTargets: Table?

    static let basisNames: [(id: String, name: LocalizedText)] = [
        ("target_met", LocalizedText(en: "target met", zh: "完成目标奖励")),
        ("target_missed", LocalizedText(en: "target missed", zh: "未完成目标扣缴")),
    ]
}
