import EcoAccounts
import EcoParameters
import EcoUnits

/// Charges for sections by how many times a concentration is over its limit, and awards for sections that
/// hold or improve. Method: `ExceedMultiple.md`.
public struct ExceedMultiple: CompensationScheme {
    /// What several items over their limits come to at one section.
    enum Combination: String, ParameterChoice {
        case sum
        case worst

        var meaning: LocalizedText {
            switch self {
            case .sum: LocalizedText(en: "the charges of the items add up", zh: "各指标扣缴相加")
            case .worst: LocalizedText(en: "only the largest charge counts", zh: "取最大一项")
            }
        }
    }

    /// Money by exceed ratio `m`.
    struct ItemRule: Sendable {
        let item: WaterItem
        /// `ceil(m / step) x stepAmount`, in place of tiers.
        let step: Rational?
        let stepAmount: Rational?
        /// Ratios up to which, themselves included, the tiers reach; the last tier is open.
        let tierLimits: [Rational]
        /// One more than the limits.
        let tierAmounts: [Rational]
        /// Ratios up to this one are not charged.
        let deadBand: Rational
        /// Amounts are multiplied with 1 + m.
        let isTimesRatio: Bool
        /// In place of the tiers at the mouth of a river.
        let riverMouthAmount: Rational?
    }

    /// One-off awards of the year and of runs of months; absent ones are not paid.
    struct Awards: Sendable {
        let heldThreeMonths: Rational?
        let heldYear: Rational?
        let fromFailingToMeeting: Rational?
        let classBetter: Rational?
        let classThreeOrBetter: Rational?
    }

    public static let family = SchemeFamily(id: "exceed_multiple", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let records: WaterRecords
    let period: PeriodKind
    let items: [ItemRule]
    let combination: Combination
    let exemptsWorseInflow: Bool
    let assessesBackflow: Bool
    let positionFactors: [SectionPosition: Rational]
    let worseThanVFactor: Rational
    let awards: Awards
}

extension ExceedMultiple.ItemRule {
    /// Yuan for an exceed ratio; 0 for none.
    func amount(for ratio: Rational, at position: SectionPosition) throws(ArithmeticOverflow) -> Rational {
        guard ratio > .zero, ratio > deadBand else { return .zero }
        let flat = try flatAmount(for: ratio, at: position)
        return isTimesRatio ? try flat * (.one + ratio) : flat
    }

    private func flatAmount(
        for ratio: Rational, at position: SectionPosition
    ) throws(ArithmeticOverflow) -> Rational {
        if position == .riverMouth, let riverMouthAmount { return riverMouthAmount }
        if let step, let stepAmount {
            return try Rational(ratio.roundedCount(ofStep: step, .up)) * stepAmount
        }
        return tierAmounts[tierLimits.firstIndex { ratio <= $0 } ?? tierLimits.count]
    }

    /// The rule in numbers, for the trail.
    var text: String {
        if let step, let stepAmount {
            return "ceil(m / \(step)) x \(NumberText.shortest(stepAmount.doubleValue)) CNY"
        }
        let amounts = tierAmounts.map { NumberText.shortest($0.doubleValue) }.joined(separator: ", ")
        let limits = tierLimits.map { NumberText.shortest($0.doubleValue) }.joined(separator: ", ")
        return "m <= \(limits), > : \(amounts) CNY" + (isTimesRatio ? " x (1 + m)" : "")
    }
}
