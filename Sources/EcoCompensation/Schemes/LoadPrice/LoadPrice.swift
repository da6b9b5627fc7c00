import EcoAccounts
import EcoParameters
import EcoUnits

/// The load over the target, times a price a tonne: `(C - T) x Q x price`. Method: `LoadPrice.md`.
public struct LoadPrice: CompensationScheme {
    /// Which way money moves.
    enum Direction: String, ParameterChoice {
        case chargeOnly = "charge_only"
        case bothWays = "both_ways"

        var meaning: LocalizedText {
            switch self {
            case .chargeOnly: LocalizedText(en: "only loads over the target are charged", zh: "仅超标补偿")
            case .bothWays:
                LocalizedText(en: "loads under the target are paid for too", zh: "超标补偿、优于目标反向补偿")
            }
        }
    }

    struct ItemRule: Sendable {
        let item: WaterItem
        /// Yuan a tonne.
        let price: Rational
    }

    public static let family = SchemeFamily(id: "load_price", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let records: WaterRecords
    let period: PeriodKind
    let items: [ItemRule]
    let direction: Direction
    let route: MoneyRoute

    /// Tonnes in 1 mg/L x 1 万m3, from the units: 0.01.
    static let tonnesPerUnit: Rational = {
        let unit = Unit.named("(mg/L) 万m3")
        return (try? unit.scale / Unit.named("t").scale) ?? .zero
    }()
}
