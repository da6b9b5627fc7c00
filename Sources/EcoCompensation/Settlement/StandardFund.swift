import EcoUnits

/// A fund that schemes use unless the scenario names its own.
public enum StandardFund: String, CaseIterable, Sendable {
    case rewardPool = "reward_pool"
    case compensationFund = "compensation_fund"
    case province
    case carriedForward = "carried_forward"

    public var name: LocalizedText {
        switch self {
        case .rewardPool: LocalizedText(en: "Reward pool", zh: "奖励资金池")
        case .compensationFund: LocalizedText(en: "Compensation fund", zh: "补偿资金账户")
        case .province: LocalizedText(en: "Province", zh: "省级财政")
        case .carriedForward: LocalizedText(en: "Carried forward", zh: "结转资金")
        }
    }

    /// The name of any fund; that of a scenario's own fund is its id.
    static func name(_ id: String) -> LocalizedText { StandardFund(rawValue: id)?.name ?? LocalizedText(id) }
}
