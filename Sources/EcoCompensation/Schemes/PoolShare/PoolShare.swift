import EcoAccounts
import EcoParameters
import EcoUnits

/// A pool divided among the regions that improved, in proportion to how much. Method: `PoolShare.md`.
public struct PoolShare: CompensationScheme {
    /// Where the pool comes from.
    enum Pool: Sendable {
        /// Yuan.
        case fixed(Rational)
        /// This share of what the regions paid into an earlier scheme in the period.
        case fines(scheme: String, share: Rational)
    }

    struct IndicatorRule: Sendable {
        let indicator: AssessedIndicator
        let weight: Rational
        let smallestBase: Rational
    }

    public static let family = SchemeFamily(id: "pool_share", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public var inputs: Set<EvidenceSource> { indicators.isEmpty ? [] : [.air] }
    let period: PeriodKind
    let pool: Pool
    /// The part of the pool that this scheme divides.
    let poolPart: Rational
    /// Whether the pool is of a year, and a shorter period gets the part of its months.
    let isProrated: Bool
    let carriesUnspent: Bool
    let measure: Measure
    let indicators: [IndicatorRule]
    let figures: Table?

    static let basisNames: [(id: String, name: LocalizedText)] = [
        ("pool_share", LocalizedText(en: "share of the pool for improvement", zh: "改善奖励资金"))
    ]
}
