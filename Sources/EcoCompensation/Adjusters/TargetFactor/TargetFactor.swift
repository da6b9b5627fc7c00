import EcoAccounts
import EcoParameters
import EcoUnits

/// A factor by whether the target is met, else by how the change stands to the mean of the area.
/// Method: `TargetFactor.md`.
public struct TargetFactor: ClaimAdjuster {
    private static let source = "Anhui, rule of 2018-07"
    private static let indicatorParameter = Parameter<String>.text(
        "indicator", kind: .oneOf(AssessedIndicator.allCases.map(\.rawValue)),
        LocalizedText(en: "indicator whose target decides", zh: "判定目标的指标"))
    private static let measureParameter = Parameter<Measure>.choice(
        "measure", default: .changeRate,
        LocalizedText(en: "what a change is compared by: `change_rate` or `change`", zh: "变化幅度口径"),
        source: "the rule says 'fell more than the provincial mean', not in which unit", status: .provisional)
    private static let metParameter = factor(
        "met", default: "1", LocalizedText(en: "factor where the target is met", zh: "完成目标系数"))
    private static let fasterParameter = factor(
        "missed_faster", default: "0.5",
        LocalizedText(
            en: "factor where it is missed, but the value fell more than the mean", zh: "未完成但降幅大于均值的系数"))
    private static let slowerParameter = factor(
        "missed_slower", default: "0.2",
        LocalizedText(en: "factor where it is missed and the value fell less", zh: "未完成且降幅小于均值的系数"))
    private static let worsenedParameter = factor(
        "worsened", default: "1", LocalizedText(en: "factor where the value got worse", zh: "同比恶化的系数"))
    private static let sideParameter = ClaimSide.parameter(default: .receipts)

    private static func factor(_ key: String, default text: String, _ meaning: LocalizedText)
        -> Parameter<Rational>
    {
        .exactNumber(
            key, range: .nonNegative, default: text, meaning, source: source, status: .published)
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "target_factor", title: LocalizedText(en: "Factor by target (Anhui)", zh: "目标完成系数（安徽）"),
            meaning: LocalizedText(
                en: "Full claims where the target is met, less where it is missed", zh: "按是否完成目标及改善幅度折算金额"),
            parameters: [
                indicatorParameter.declaration, measureParameter.declaration, metParameter.declaration,
                fasterParameter.declaration, slowerParameter.declaration, worsenedParameter.declaration,
                sideParameter.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard bound[measureParameter] == .level else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "unknown_choice", at: bound.location(of: measureParameter),
                            path: bound.path(of: measureParameter), "a level is no change",
                            hint: "set `change_rate` or `change`"))
                }
            ])
    }

    private let indicator: AssessedIndicator
    private let measure: Measure
    private let met: Rational
    private let faster: Rational
    private let slower: Rational
    private let worsened: Rational
    private let side: ClaimSide

    public init(_ bound: BoundGroup) {
        indicator = AssessedIndicator(rawValue: bound[Self.indicatorParameter]) ?? .pm25
        measure = bound[Self.measureParameter]
        met = bound[Self.metParameter]
        faster = bound[Self.fasterParameter]
        slower = bound[Self.slowerParameter]
        worsened = bound[Self.worsenedParameter]
        side = bound[Self.sideParameter]
    }

    public func adjust(
        _ claims: [Claim], _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> AdjustedClaims {
        var verdicts: [Period: [RegionCode: (Rational, LocalizedText, [Calculation])]] = [:]
        for period in Set(claims.filter(side.holds).map(\.period)).sorted() {
            verdicts[period] = try self.verdicts(period, &assessment)
        }
        return try assessment.adjusting(claims) { claim throws(ArithmeticOverflow) in
            guard side.holds(claim), let (factor, note, inputs) = verdicts[claim.period]?[claim.region] else {
                return claim
            }
            return try claim.scaled(by: factor, "target_factor", note, inputs: inputs)
        }
    }

    private func verdicts(
        _ period: Period, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> [RegionCode: (Rational, LocalizedText, [Calculation])] {
        let changes = assessment.measured(
            measure, indicator, in: period, smallestBase: Rational(1, over: 1_000_000) ?? .one)
        guard let mean = assessment.mean(changes, "\(indicator.rawValue) in \(period)") else { return [:] }
        var result: [RegionCode: (Rational, LocalizedText, [Calculation])] = [:]
        for (region, change) in changes {
            guard let target = assessment.target(indicator, region, period),
                let value = assessment.reading(indicator, region, period)
            else {
                assessment.noteMissing("target of \(indicator.rawValue)", region, period)
                continue
            }
            let isMet = try DiagnosticFailure.exactly("\(assessment.scope.path): \(region)") {
                () throws(ArithmeticOverflow) in
                try indicator.worsening(of: value.value, against: target.value) <= .zero
            }
            let (factor, note) = factor(isMet: isMet, change: change.value, mean: mean.value)
            result[region] = (factor, note, [change, mean, target.baseline(.target, indicator)])
        }
        return result
    }

    private func factor(isMet: Bool, change: Rational, mean: Rational) -> (Rational, LocalizedText) {
        let sign = indicator.isBetterHigher ? Rational(-1) : .one
        let (own, area) = ((try? change * sign) ?? change, (try? mean * sign) ?? mean)
        if isMet { return (met, LocalizedText(en: "target met: x \(met)", zh: "完成目标：× \(met)")) }
        if own > .zero {
            return (worsened, LocalizedText(en: "got worse: x \(worsened)", zh: "同比恶化：× \(worsened)"))
        }
        return own < area
            ? (
                faster,
                LocalizedText(
                    en: "target missed, fell more than the mean: x \(faster)", zh: "未完成目标，降幅大于均值：× \(faster)")
            )
            : (
                slower,
                LocalizedText(
                    en: "target missed, fell no more than the mean: x \(slower)",
                    zh: "未完成目标，降幅不大于均值：× \(slower)")
            )
    }
}
