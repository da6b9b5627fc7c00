import EcoAccounts
import EcoParameters
import EcoUnits

/// Transfer to counties of ecological importance, in parts that the quality of the county's ecology and its
/// appraisal move: `pay = (sum of parts) x f_quality x f_performance + share of the withheld +- award`.
/// Method: `CompositeTransfer.md`.
public struct CompositeTransfer: CompensationScheme {
    /// What becomes of the money that factors withhold.
    enum Withheld: String, ParameterChoice {
        case redistributed
        case setAside = "set_aside"

        var meaning: LocalizedText {
            switch self {
            case .redistributed:
                LocalizedText(
                    en: "shared among the counties that improved, by their change", zh: "按改善幅度分配给变好县")
            case .setAside: LocalizedText(en: "kept in the fund `withheld_fund`", zh: "转入 `withheld_fund` 账户")
            }
        }
    }

    public static let family = SchemeFamily(
        id: "composite_transfer", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public var inputs: Set<EvidenceSource> { [] }
    let parts: [TransferPart]
    let figures: Table
    let quality: QualityRule?
    let performance: PerformanceRule?
    let awards: Table?
    let withheld: Withheld
    let withheldFund: String

    /// Names of what its transfers are made for.
    static let bases = [
        ("ecological_transfer", LocalizedText(en: "ecological transfer", zh: "生态功能区转移支付")),
        ("transfer_withheld", LocalizedText(en: "withheld by assessment", zh: "考核扣减")),
    ].map { (id: $0.0, name: $0.1) }
}
