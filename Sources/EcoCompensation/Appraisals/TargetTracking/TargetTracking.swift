import EcoAccounts
import EcoParameters
import EcoUnits

/// Targets against what was reached: gap, verdict, and the pace that the years left ask for.
/// Method: `TargetTracking.md`.
public struct TargetTracking: Appraisal {
    /// What an indicator's value is made of.
    enum Kind: String, ParameterChoice {
        case value
        case rate
        case multiple

        var meaning: LocalizedText {
            switch self {
            case .value: LocalizedText(en: "the figure itself", zh: "数值")
            case .rate: LocalizedText(en: "figure over its base, in percent", zh: "占比（%）")
            case .multiple: LocalizedText(en: "figure over its base, as a multiple", zh: "倍数")
            }
        }
    }

    enum Direction: String, ParameterChoice {
        case atLeast = "at_least"
        case atMost = "at_most"

        var meaning: LocalizedText {
            switch self {
            case .atLeast: LocalizedText(en: "met at the target or above", zh: "不低于目标")
            case .atMost: LocalizedText(en: "met at the target or below", zh: "不高于目标")
            }
        }

        /// How much is missing; 0 or less where the target is met.
        func gap(_ value: Rational, _ target: Rational) throws(ArithmeticOverflow) -> Rational {
            self == .atLeast ? try target - value : try value - target
        }
    }

    /// Two indicators judged together, such as PM2.5 and ozone.
    struct Pair: ParameterGroup {
        private static let idParameter = Parameter<String>.text(
            "id", kind: .identifier, LocalizedText(en: "id of the pair", zh: "标识"))
        private static let firstParameter = Parameter<String>.text(
            "first", kind: .identifier, LocalizedText(en: "first indicator", zh: "指标一"))
        private static let secondParameter = Parameter<String>.text(
            "second", kind: .identifier, LocalizedText(en: "second indicator", zh: "指标二"))
        private static let weightParameter = Parameter<Rational>.exactNumber(
            "first_weight", range: .fraction, default: "0.5",
            LocalizedText(en: "weight of the first; the second has the rest", zh: "指标一权重"),
            source: "no document states it", status: .provisional)

        static var declaration: GroupDeclaration {
            GroupDeclaration(
                id: "tracked_pair", title: LocalizedText(en: "Pair of indicators", zh: "协同控制指标对"),
                meaning: LocalizedText(en: "Two indicators judged together", zh: "两项指标协同评价"),
                parameters: [
                    idParameter.declaration, firstParameter.declaration, secondParameter.declaration,
                    weightParameter.declaration,
                ])
        }

        let id: String
        let first: String
        let second: String
        let firstWeight: Rational

        init(_ bound: BoundGroup) {
            id = bound[Self.idParameter]
            first = bound[Self.firstParameter]
            second = bound[Self.secondParameter]
            firstWeight = bound[Self.weightParameter]
        }
    }

    public let identity: BlockIdentity
    public var inputs: Set<EvidenceSource> { readsAir ? [.air] : [] }
    let targets: Table
    let values: Table?
    let members: Table?
    let pairs: [Pair]
    let readsAir: Bool
    let standard: String?
}
