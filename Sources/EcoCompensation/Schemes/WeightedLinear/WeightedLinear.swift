import EcoAccounts
import EcoParameters
import EcoUnits

/// Money in proportion to the weighted change of the indicators: `pay = c k sum_i w_i (baseline_i - now_i)`.
/// Method: `WeightedLinear.md`.
public struct WeightedLinear: CompensationScheme {
    struct IndicatorRule {
        let indicator: AssessedIndicator
        let weight: Rational
        /// Yuan for one unit of weighted change; in place of the scheme's money per point.
        let rate: Rational?
        let fixedBaseline: Rational?
    }

    public static let family = SchemeFamily(id: "weighted_linear", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    let period: PeriodKind
    let baseline: Baseline
    let indicators: [IndicatorRule]
    /// Yuan for one point of the weighted score; `nil` where every indicator has its own rate.
    let moneyPerPoint: Rational?
    let coefficients: [RegionCode: Rational]
    let defaultCoefficient: Rational

    func coefficient(_ region: RegionCode) -> Rational { coefficients[region] ?? defaultCoefficient }
}
