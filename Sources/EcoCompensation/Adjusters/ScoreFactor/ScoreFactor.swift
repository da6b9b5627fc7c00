import EcoAccounts
import EcoParameters
import EcoUnits

/// A factor by the grade or score of an appraisal. Method: `ScoreFactor.md`.
public struct ScoreFactor: ClaimAdjuster {
    private static let appraisalParameter = Parameter<String>.text(
        "appraisal", kind: .identifier, LocalizedText(en: "id of the appraisal that is read", zh: "所依据的评价"))
    private static let indicatorParameter = Parameter<String>.text(
        "indicator", kind: .identifier, default: Score.total,
        LocalizedText(en: "which of its results", zh: "评价结果项"))
    private static let gradesParameter = Parameter<[String: Rational]>(
        ParameterDeclaration(
            key: "grades", shape: .map(key: .identifier, value: .number(range: .nonNegative)),
            presence: .optional,
            meaning: LocalizedText(en: "factor of each grade", zh: "各等级系数"))
    ) { bound in
        guard case .map(let entries)? = bound else { return [:] }
        return entries.compactMapValues { $0.value.exactNumber }
    }
    private static let fullScoreParameter = Parameter<Rational>.exactNumber(
        "full_score", range: .positive,
        LocalizedText(
            en: "score that counts as 1, in place of grades: factor = score / full score", zh: "满分，系数=得分/满分")
    ).optional
    private static let yearsBeforeParameter = Parameter<Int>.integer(
        "years_before", range: 0...10, default: "0",
        LocalizedText(en: "how many years before the claim the appraisal is of", zh: "评价早于结算的年数"))
    private static let sideParameter = ClaimSide.parameter(default: .receipts)

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "score_factor", title: LocalizedText(en: "Factor by appraisal", zh: "评价结果系数"),
            meaning: LocalizedText(
                en: "Multiplies claims by the grade or score of an appraisal", zh: "按绩效评价等级或得分折算金额"),
            parameters: [
                appraisalParameter.declaration, indicatorParameter.declaration, gradesParameter.declaration,
                fullScoreParameter.declaration, yearsBeforeParameter.declaration, sideParameter.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    let given = ["grades", "full_score"].filter { bound.fields[$0] != nil }
                    guard given.count != 1 else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: given.isEmpty ? "missing_value" : "both_given", at: bound.location,
                            path: bound.path(of: gradesParameter),
                            "a factor comes from `grades` or from `full_score`", hint: "give one of them"))
                }
            ])
    }

    private let appraisal: String
    private let indicator: String
    private let grades: [String: Rational]
    private let fullScore: Rational?
    private let yearsBefore: Int
    private let side: ClaimSide
    private let path: String
    private let location: SourceLocation

    public init(_ bound: BoundGroup) {
        appraisal = bound[Self.appraisalParameter]
        indicator = bound[Self.indicatorParameter]
        grades = bound[Self.gradesParameter]
        fullScore = bound[Self.fullScoreParameter]
        yearsBefore = bound[Self.yearsBeforeParameter]
        side = bound[Self.sideParameter]
        path = bound.path
        location = bound.location
    }

    public func adjust(
        _ claims: [Claim], _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> AdjustedClaims {
        let scores = assessment.evidence.scores.filter { $0.appraisal == appraisal }
        guard !scores.isEmpty else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "unknown_appraisal", at: location, path: path,
                    "no appraisal '\(appraisal)' gives scores", hint: "name one of `appraisals`")
            ])
        }
        var findings: [Diagnostic] = []
        let adjusted = try assessment.adjusting(claims) { claim throws(ArithmeticOverflow) in
            guard side.holds(claim) else { return claim }
            guard let score = score(of: claim, in: scores), let factor = try factor(of: score) else {
                findings.append(finding(claim, assessment.evidence.table))
                return claim
            }
            let step = Calculation(
                .observation, score.indicator, score.value ?? .zero, score.unit,
                note: Self.words(of: score.grade),
                origin: .score(appraisal: appraisal, subject: score.subject, score.period))
            return try claim.scaled(
                by: factor, "score_factor", LocalizedText("x \(factor)"), inputs: [step])
        }
        try DiagnosticFailure.throwErrors(findings)
        return adjusted
    }

    private static func words(of grade: String) -> LocalizedText {
        Grade(rawValue: grade)?.meaning ?? LocalizedText(grade)
    }

    /// Of the claim's period, else of its year.
    private func score(of claim: Claim, in scores: [Score]) -> Score? {
        let period = claim.period.inYear(claim.period.year - yearsBefore)
        let own = scores.filter { $0.subject == "\(claim.region)" && $0.indicator == indicator }
        return own.first { $0.period == period } ?? own.first { $0.period == .year(period.year) }
    }

    private func factor(of score: Score) throws(ArithmeticOverflow) -> Rational? {
        guard let fullScore else { return grades[score.grade] }
        guard let value = score.value else { return nil }
        return try max(.zero, value) / fullScore
    }

    private func finding(_ claim: Claim, _ regions: RegionTable) -> Diagnostic {
        let name = regions.nameAndCode(claim.region)
        return Diagnostic(
            code: "missing_score", at: location, path: path,
            LocalizedText(
                en: "\(appraisal) gives no usable \(indicator) of \(name.en) for \(claim.period)",
                zh: "评价 \(appraisal) 未给出\(name.zh) \(claim.period) 的 \(indicator)"),
            hint: LocalizedText(en: "complete the appraisal, or add its grade to `grades`", zh: "补全评价或等级系数"))
    }
}
