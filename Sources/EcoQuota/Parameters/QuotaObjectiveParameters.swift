import EcoParameters
import EcoUnits

/// A curve of costs that a run adds to its result.
public struct QuotaCurveParameters: ParameterGroup {
    enum Aim: String, ParameterChoice {
        case emission
        case exposure
        case receptorLimits = "receptor_limits"

        var meaning: LocalizedText {
            switch self {
            case .emission: LocalizedText(en: "emission of the pollutants chosen", zh: "所选污染物排放总量")
            case .exposure: LocalizedText(en: "exposure of the population", zh: "人口暴露")
            case .receptorLimits:
                LocalizedText(en: "what all receptors allow, as a factor", zh: "各受体点允许负荷的系数")
            }
        }
    }

    static let aimParameter = Parameter<Aim>.choice(
        "aim", LocalizedText(en: "what becomes stricter", zh: "逐步收紧的对象"))
    static let stepsParameter = Parameter<Int>.integer(
        "steps", range: 2...200, default: "11", LocalizedText(en: "points of the curve", zh: "曲线点数"))
    static let levelsParameter = Parameter<[Double]>(
        ParameterDeclaration(
            key: "levels", shape: .list(of: .number(range: .nonNegative), minimumCount: 0),
            presence: .optional,
            meaning: LocalizedText(
                en: "limits in t, person ug/m3 or factors; even steps where empty",
                zh: "限值（吨、人·ug/m3 或系数），空表示等分"))
    ) { bound in
        guard case .list(let fields)? = bound else { return [] }
        return fields.compactMap(\.value.number)
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "quota_curve", title: LocalizedText(en: "Cost curve", zh: "费用曲线"),
            meaning: LocalizedText(
                en: "the market solved again while one aim becomes stricter", zh: "逐步收紧目标重新求解所得的费用曲线"),
            parameters: [
                aimParameter.declaration, RuleScope.pollutants.declaration, stepsParameter.declaration,
                levelsParameter.declaration,
            ])
    }

    public let aim: ParetoCurve.Aim
    public let steps: Int
    /// `nil` for even steps.
    public let levels: [Double]?

    public init(_ bound: BoundGroup) {
        switch bound[Self.aimParameter] {
        case .emission: aim = .emission(pollutants: bound[RuleScope.pollutants])
        case .exposure: aim = .exposure
        case .receptorLimits: aim = .receptorLimits
        }
        steps = bound[Self.stepsParameter]
        let given = bound[Self.levelsParameter]
        levels = given.isEmpty ? nil : given
    }
}
