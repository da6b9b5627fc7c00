import EcoAccounts
import EcoParameters
import EcoUnits

/// Fixed amounts by rank: the first places receive, the last pay. Method: `RankLadder.md`.
public struct RankLadder: CompensationScheme {
    enum TieRule: String, ParameterChoice {
        case averaged
        case competition

        var meaning: LocalizedText {
            switch self {
            case .averaged:
                LocalizedText(en: "equal places share the sum of their rungs", zh: "并列地区平分所占名次金额之和")
            case .competition:
                LocalizedText(en: "each gets the rung of the shared rank (1, 2, 2, 4)", zh: "并列地区均取并列名次金额")
            }
        }
    }

    /// What to do where fewer regions are ranked than the ladder has rungs.
    enum ShortField: String, ParameterChoice {
        case refuse
        case dropInnerRungs = "drop_inner_rungs"

        var meaning: LocalizedText {
            switch self {
            case .refuse: LocalizedText(en: "an error: nothing is settled", zh: "报错，不结算")
            case .dropInnerRungs:
                LocalizedText(
                    en: "the outer half of the field each way keeps its rungs, the inner ones fall away",
                    zh: "仅保留两端名次，去掉中间档")
            }
        }
    }

    enum Funding: String, ParameterChoice {
        case zeroSum = "zero_sum"
        case toppedUp = "topped_up"

        var meaning: LocalizedText {
            switch self {
            case .zeroSum: LocalizedText(en: "what the last places pay, the first receive", zh: "收支相抵")
            case .toppedUp:
                LocalizedText(en: "the upper level tops up and retains", zh: "上级补足与留存")
            }
        }
    }

    public static let family = SchemeFamily(id: "rank_ladder", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public var inputs: Set<EvidenceSource> { ranking.inputs }
    let period: PeriodKind
    let ranking: RankingRules
    /// From the first place downward, and from the last place upward.
    let rewards: [Rational]
    let fines: [Rational]
    let ties: TieRule
    let shortField: ShortField

    static let basisNames: [(id: String, name: LocalizedText)] = [
        ("rank_reward", LocalizedText(en: "reward by rank", zh: "排名奖励")),
        ("rank_fine", LocalizedText(en: "fine by rank", zh: "排名扣缴")),
    ]
}
