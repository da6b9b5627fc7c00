import EcoAccounts
import EcoUnits

extension AppraisalOutcome {
    /// A figure without a calculation of its own is missing.
    mutating func add(
        _ identity: BlockIdentity, _ subject: String, _ period: Period, _ indicator: String,
        _ calculation: Calculation?, unit: Unit? = nil, grade: String = ""
    ) {
        scores.append(
            Score(
                appraisal: identity.id, subject: subject, period: period, indicator: indicator,
                value: calculation?.value, unit: unit ?? calculation?.unit ?? .one, grade: grade,
                calculation: calculation))
    }

    /// The places of `entries` by their values, equal values sharing the better place (1, 2, 2, 4).
    mutating func addRanks(
        _ identity: BlockIdentity, _ entries: [(subject: String, value: Rational)], _ period: Period,
        isBetterHigher: Bool
    ) {
        for entry in entries {
            let better = entries.count { isBetterHigher ? $0.value > entry.value : $0.value < entry.value }
            add(
                identity, entry.subject, period, "rank",
                Calculation(
                    .rank, "rank", Rational(better + 1), .one,
                    note: LocalizedText(en: "of \(entries.count)", zh: "共 \(entries.count)")))
        }
    }
}

/// Verdicts of appraisals, as grades of scores.
enum Verdict: String, CaseIterable, Sendable {
    case met
    case notMet = "not_met"
    case open
    case breached
    case criticised
    case notCriticised = "not_criticised"

    var name: LocalizedText {
        switch self {
        case .met: LocalizedText(en: "met", zh: "达标")
        case .notMet: LocalizedText(en: "not met", zh: "未达标")
        case .open: LocalizedText(en: "open", zh: "未到期")
        case .breached: LocalizedText(en: "breached", zh: "违约")
        case .criticised: LocalizedText(en: "criticised", zh: "通报批评")
        case .notCriticised: LocalizedText(en: "not criticised", zh: "未通报")
        }
    }
}
