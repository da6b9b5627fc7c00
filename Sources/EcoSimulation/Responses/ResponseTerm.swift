import EcoUnits

/// The parts of a county's payoff.
public enum ResponseTerm: Int, CaseIterable, Sendable {
    case payments, quota, measures, restoration, damage

    /// Of columns and figures.
    public var id: String {
        switch self {
        case .payments: "payments"
        case .quota: "quota"
        case .measures: "measure_cost"
        case .restoration: "restoration"
        case .damage: "damage"
        }
    }

    public var title: LocalizedText {
        switch self {
        case .payments: LocalizedText(en: "Payments expected", zh: "预期补偿净额")
        case .quota: LocalizedText(en: "Quota beyond emission, at its worth", zh: "富余指标价值")
        case .measures: LocalizedText(en: "Cost of measures", zh: "减排费用")
        case .restoration: LocalizedText(en: "Restoration, payment less cost", zh: "自主修复净收益")
        case .damage: LocalizedText(en: "Own share of damage", zh: "自担污染损害")
        }
    }
}
