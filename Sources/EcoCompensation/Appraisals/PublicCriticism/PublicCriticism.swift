import EcoAccounts
import EcoParameters
import EcoUnits

/// Regions whose air got so much worse within a year that they are criticised in public; no money moves.
/// Method: `PublicCriticism.md`.
public struct PublicCriticism: Appraisal {
    private static let periodParameter = Parameter<PeriodKind>.choice(
        "period", default: .month, LocalizedText(en: "length of an assessed period", zh: "考核周期"),
        source: report, status: .published)
    private static let indicatorsParameter = Parameter<[IndicatorRule]>.indicators(
        LocalizedText(en: "indicators of which one suffices", zh: "考核指标，任一项达到即通报")
    ) { indicator in
        [limitParameter.declaration, Measure.smallestBase(indicator).declaration]
    } make: { indicator, bound in
        IndicatorRule(
            indicator: indicator, limit: bound[limitParameter],
            smallestBase: bound[Measure.smallestBase(indicator)])
    }
    private static let limitParameter = Parameter<Rational>.exactQuantity(
        "worse_by", unit: .percent, range: .positive, default: "20 %",
        LocalizedText(
            en: "rise against the same period of the year before that is criticised", zh: "同比上升达到此幅度即通报批评"),
        source: report, status: .published)
    private static let report =
        "reports of 2018-10 on the provincial rule: PM2.5 or the index up by 20 % or more"

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "public_criticism", title: LocalizedText(en: "Public criticism", zh: "通报批评"),
            meaning: LocalizedText(
                en: "Regions whose air got worse by a share against the year before (Hebei 2018)",
                zh: "空气质量同比恶化达到一定幅度的地区（河北省2018年）"),
            parameters: BlockIdentity.declarations + [
                periodParameter.declaration, indicatorsParameter.declaration,
            ], rules: [{ $0.checkUniqueIndicators(&$1) }])
    }

    struct IndicatorRule: Sendable {
        let indicator: AssessedIndicator
        /// In percent.
        let limit: Rational
        let smallestBase: Rational
    }

    public let identity: BlockIdentity
    public let inputs: Set<EvidenceSource> = [.air]
    private let period: PeriodKind
    private let indicators: [IndicatorRule]

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        period = bound[Self.periodParameter]
        indicators = bound[Self.indicatorsParameter]
    }

    public func scores(from evidence: Evidence) throws(DiagnosticFailure) -> AppraisalOutcome {
        var outcome = AppraisalOutcome()
        var missing: [LocalizedText] = []
        for period in evidence.periods(period, of: indicators.map(\.indicator)) {
            for region in evidence.regions {
                for rule in indicators {
                    let rate = try DiagnosticFailure.exactly("\(identity.path): \(region) in \(period)") {
                        () throws(ArithmeticOverflow) in try rise(rule, region, period, evidence)
                    }
                    guard let rate else {
                        let name = evidence.table.nameAndCode(region)
                        missing.append(
                            LocalizedText(en: "\(name.en) in \(period)", zh: "\(name.zh) \(period)"))
                        continue
                    }
                    outcome.add(
                        identity, "\(region)", period, rule.indicator.rawValue, rate,
                        grade: (rate.value >= rule.limit ? Verdict.criticised : .notCriticised).rawValue)
                }
            }
        }
        if !missing.isEmpty { outcome.warnings.append(warning(missing)) }
        return outcome
    }

    /// Percent by which the indicator got worse; `nil` without a figure or a base to divide by.
    private func rise(
        _ rule: IndicatorRule, _ region: RegionCode, _ period: Period, _ evidence: Evidence
    ) throws(ArithmeticOverflow) -> Calculation? {
        let key = Evidence.Key(indicator: rule.indicator, region: region, period: period)
        let before = key.inYear(period.year - 1)
        let past =
            evidence.observations(before, standard: nil).first { $0.value != nil }
            ?? evidence.reference(before)
        guard let now = evidence.observations(key, standard: nil).first(where: { $0.value != nil }),
            let value = now.value, let past, let base = past.value, base >= rule.smallestBase,
            now.standard.isEmpty || past.standard.isEmpty || now.standard == past.standard
        else { return nil }
        let worse = try rule.indicator.worsening(of: value, against: base)
        return Calculation(
            .difference, "change_rate", try worse / base * Rational(100), .percent,
            note: LocalizedText(en: "change / value of last year", zh: "变化量 / 上年同期值"),
            inputs: [
                Assessment.Reading(value, now).observation(rule.indicator),
                Assessment.Reading(base, past).baseline(.previousYear, rule.indicator),
            ])
    }

    private func warning(_ missing: [LocalizedText]) -> Diagnostic {
        let names = missing.prefix(5).list()
        let rest =
            missing.count > 5 ? ("; \(missing.count - 5) more", "；另有 \(missing.count - 5) 项") : ("", "")
        return Diagnostic(
            .warning, code: "missing_data", at: identity.location, path: identity.path,
            LocalizedText(
                en: "no comparable figure, so no verdict: \(names.en)\(rest.0)",
                zh: "无可比数据，不作判定：\(names.zh)\(rest.1)"),
            hint: LocalizedText(
                en: "complete the data, or give the year before in the table `reference`",
                zh: "补全数据，或在 `reference` 表中给出上年值"))
    }
}
