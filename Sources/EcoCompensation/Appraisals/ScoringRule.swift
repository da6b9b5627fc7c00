import EcoParameters
import EcoUnits

/// How an actual figure against its target turns into points.
enum ScoringRule: String, ParameterChoice {
    case proportional
    case reverse
    case threshold
    case reverseThreshold = "reverse_threshold"

    var meaning: LocalizedText {
        switch self {
        case .proportional:
            LocalizedText(en: "points x actual over target, at most all", zh: "按完成比例得分，不超过满分")
        case .reverse:
            LocalizedText(en: "lower is better: points x target over actual", zh: "逆向指标按比例得分")
        case .threshold: LocalizedText(en: "all points at the target or above, else none", zh: "达标得满分，否则不得分")
        case .reverseThreshold:
            LocalizedText(en: "all points at the target or below, else none", zh: "不超过目标得满分，否则不得分")
        }
    }

    /// Which part of the target is reached; above 1 where it is passed. `nil` where the target is 0 and the
    /// figure is not: the ratio has no meaning.
    func attainment(_ actual: Rational, of target: Rational) throws(ArithmeticOverflow) -> Rational? {
        switch self {
        case .proportional, .threshold:
            if target == .zero { return actual == .zero ? .one : nil }
            return try actual / target
        case .reverse, .reverseThreshold:
            if actual <= target { return .one }
            return actual == .zero ? nil : try target / actual
        }
    }

    /// The part of the points for an attainment; nothing below `zeroBelow`.
    func part(_ attainment: Rational, zeroBelow: Rational) -> Rational {
        switch self {
        case .threshold, .reverseThreshold: attainment >= .one ? .one : .zero
        case .proportional, .reverse: attainment < zeroBelow ? .zero : min(.one, attainment)
        }
    }
}
