import EcoAccounts
import EcoParameters
import EcoUnits

/// Money divided by shares without a remainder: `part_i = s_i x whole`, `sum s_i = 1`.
/// Method: `ShareSplit.md`.
public struct ShareSplit: CompensationScheme {
    /// What the column `share` holds.
    enum ShareBasis: String, ParameterChoice {
        case declared
        case contribution

        var meaning: LocalizedText {
            switch self {
            case .declared: LocalizedText(en: "shares that add up to 1", zh: "约定份额，合计为1")
            case .contribution:
                LocalizedText(en: "contributions; the share is contribution over their sum", zh: "按贡献量占比计算")
            }
        }
    }

    /// Who gets the steps that the shares leave over.
    enum Remainder: String, ParameterChoice {
        case largestRemainder = "largest_remainder"
        case first

        var meaning: LocalizedText {
            switch self {
            case .largestRemainder: LocalizedText(en: "the largest remainders, one step each", zh: "最大余数法")
            case .first: LocalizedText(en: "the first recipient in the table", zh: "归首位")
            }
        }
    }

    public static let family = SchemeFamily(id: "share_split", declaration: declaration, presets: [])

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public var inputs: Set<EvidenceSource> { [] }
    let shareBasis: ShareBasis
    let remainder: Remainder
    let shares: Table
    /// The money to split, where it does not come from an earlier scheme.
    let amounts: Table?
    /// The scheme whose settled amounts are split.
    let source: String?

    /// Names of what its transfers are made for.
    static let bases = [(id: "share_of_whole", name: LocalizedText(en: "share", zh: "按份额分配"))]
}
