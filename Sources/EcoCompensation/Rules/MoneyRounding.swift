import EcoParameters
import EcoUnits

/// How an amount between two steps of money is settled; applied to the amount without its direction.
public enum MoneyRounding: String, ParameterChoice {
    case halfEven = "half_even"
    case halfUp = "half_up"
    case up
    case down

    public var meaning: LocalizedText {
        switch self {
        case .halfEven: LocalizedText(en: "nearest; ties to the even digit (GB/T 8170)", zh: "四舍六入五成双")
        case .halfUp: LocalizedText(en: "nearest; ties upward", zh: "四舍五入")
        case .up: LocalizedText(en: "always to the larger amount", zh: "进一")
        case .down: LocalizedText(en: "always to the smaller amount", zh: "去尾")
        }
    }

    var mode: RoundingMode {
        switch self {
        case .halfEven: .halfEven
        case .halfUp: .halfUp
        case .up: .up
        case .down: .down
        }
    }
}
