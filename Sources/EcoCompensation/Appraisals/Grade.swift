import EcoParameters
import EcoUnits

/// Grade of an appraisal, best first.
public enum Grade: String, ParameterChoice {
    case excellent
    case good
    case fair
    case poor

    public var name: LocalizedText {
        switch self {
        case .excellent: LocalizedText(en: "excellent", zh: "优")
        case .good: LocalizedText(en: "good", zh: "良")
        case .fair: LocalizedText(en: "fair", zh: "中")
        case .poor: LocalizedText(en: "poor", zh: "差")
        }
    }

    public var meaning: LocalizedText { name }

    /// The lower of the two.
    func capped(by limit: Grade) -> Grade {
        let order = Self.allCases
        let (own, other) = (order.firstIndex(of: self) ?? 0, order.firstIndex(of: limit) ?? 0)
        return order[max(own, other)]
    }
}

/// Lowest score of each grade, in percent of the full marks.
struct GradeBorders: Sendable {
    private static func border(_ grade: Grade, _ text: String) -> Parameter<Rational> {
        .exactNumber(
            "\(grade.rawValue)_from", range: .closed(0, 100), default: text,
            LocalizedText(en: "lowest score graded \(grade.name.en)", zh: "\(grade.name.zh)等级最低分"),
            source: "财预〔2020〕10号; its scoring practice is not checked in print", status: .provisional)
    }

    private static let borders = [
        (Grade.excellent, border(.excellent, "90")), (.good, border(.good, "80")),
        (.fair, border(.fair, "60")),
    ]

    static var declarations: [ParameterDeclaration] { borders.map(\.1.declaration) }

    private let lowest: [(Grade, Rational)]

    init(_ bound: BoundGroup) { lowest = Self.borders.map { ($0.0, bound[$0.1]) } }

    func grade(_ score: Rational) -> Grade { lowest.first { score >= $0.1 }?.0 ?? .poor }

    static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        for (upper, lower) in zip(borders, borders.dropFirst()) where bound[upper.1] <= bound[lower.1] {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_order", at: bound.location(of: upper.1), path: bound.path(of: upper.1),
                    LocalizedText(
                        en: "the border is not above that of `\(lower.0.rawValue)`",
                        zh: "分界线不高于“\(lower.0.name.zh)”"),
                    hint: LocalizedText(en: "write them from high to low", zh: "请由高到低填写")))
        }
    }
}
