import EcoAccounts
import EcoParameters
import EcoUnits

/// Less money where industry that damages the environment grows: `pay = raw x (1 - r)`,
/// `r = min(r_max, a x1 + b x2 + c x3 + d x4)`. Method: `ReverseLinkage.md`.
public struct ReverseLinkage: ClaimAdjuster {
    /// Where the withheld money goes.
    enum Withheld: String, ParameterChoice {
        case redistributed
        case setAside = "set_aside"

        var meaning: LocalizedText {
            switch self {
            case .redistributed:
                LocalizedText(
                    en: "shared among the counties without reduction, by their amounts", zh: "按金额比例分配给未扣减县")
            case .setAside: LocalizedText(en: "kept in the fund `withheld_fund`", zh: "转入 `withheld_fund` 账户")
            }
        }
    }

    let rule: LinkageRule
    let industry: Table
    let baseYears: Set<Int>
    let withheld: Withheld
    let withheldFund: String
    let path: String
    let location: SourceLocation

    /// Names of what its transfers are made for.
    static let bases = [
        (id: "linkage_withheld", name: LocalizedText(en: "withheld by reverse linkage", zh: "逆向关联扣减"))
    ]
}
