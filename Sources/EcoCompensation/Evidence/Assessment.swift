import EcoAccounts
import EcoParameters
import EcoUnits

/// One scheme's view of the evidence: applies its standard and missing-data rule, and keeps what they did.
public struct Assessment: Sendable {
    /// A figure that the scheme may use.
    struct Reading: Hashable, Sendable {
        let value: Rational
        /// How it came about, for the trail.
        let basis: LocalizedText
        var origin: FigureOrigin?
        /// What the value was worked out from: the regions of a mean, the predecessors of a county.
        var parts: [Calculation] = []

        init(
            value: Rational, basis: LocalizedText, origin: FigureOrigin? = nil, parts: [Calculation] = []
        ) {
            self.value = value
            self.basis = basis
            self.origin = origin
            self.parts = parts
        }

        /// - Precondition: the observation has the value.
        init(_ value: Rational, _ observation: Evidence.Observation) {
            self.init(
                value: value, basis: observation.basis, origin: observation.origin, parts: observation.parts)
        }
    }

    let evidence: Evidence
    let scope: SchemeScope
    /// The assessed regions, by code.
    let regions: [RegionCode]
    public private(set) var diagnostics: [Diagnostic] = []
    private var assumedCount = 0
    private var standards: [AssessedIndicator: Set<String>] = [:]

    init(_ evidence: Evidence, scope: SchemeScope) {
        self.evidence = evidence
        self.scope = scope
        regions = scope.regions.isEmpty ? evidence.regions : scope.regions.sorted()
    }

    /// The periods to settle: those that the scheme names, else the evaluated ones.
    ///
    /// - Throws: ``DiagnosticFailure`` where there is none.
    mutating func periods(
        _ kind: PeriodKind, of indicators: [AssessedIndicator]
    ) throws(DiagnosticFailure) -> [Period] {
        let named = scope.periods.filter { $0.kind == kind }
        let periods = named.isEmpty ? evidence.periods(kind, of: indicators) : Set(named).sorted()
        guard periods.isEmpty || named.count != scope.periods.count else {
            warnOfGaps(periods, kind)
            return periods
        }
        let names = indicators.map(\.rawValue).joined(separator: ", ")
        throw DiagnosticFailure([
            Diagnostic(
                code: "nothing_to_settle", at: scope.location, path: scope.path,
                periods.isEmpty
                    ? "no \(kind.rawValue) of the evaluated indicators holds \(names)"
                    : "the scheme settles by \(kind.rawValue); `periods` names others",
                hint: "evaluate the air by \(kind.rawValue), or name such periods in `periods`")
        ])
    }

    /// A period between two settled ones without any figure would otherwise pass unseen.
    private mutating func warnOfGaps(_ periods: [Period], _ kind: PeriodKind) {
        guard scope.periods.isEmpty, let first = periods.first, let last = periods.last else { return }
        let gaps = (first.year...last.year).flatMap { kind.periods(of: $0) }
            .filter { first < $0 && $0 < last && !periods.contains($0) }
        guard !gaps.isEmpty else { return }
        let names = gaps.map { LocalizedText($0.description) }.list()
        warn(
            "period_without_data",
            LocalizedText(
                en: "not settled for want of any figure: \(names.en)", zh: "无任何数据而未结算：\(names.zh)"),
            hint: LocalizedText(
                en: "evaluate them, or name the periods in `periods`", zh: "补充评价，或用 `periods` 列明时段"))
    }

    /// The period's figure of each assessed region; regions without one as the missing-data rule says.
    mutating func values(_ indicator: AssessedIndicator, in period: Period) -> [RegionCode: Reading] {
        collect(indicator, period, what: LocalizedText(en: "valid figure", zh: "有效数值")) { region in
            Evidence.Key(indicator: indicator, region: region, period: period)
        } read: { evidence, key, standard in
            evidence.observations(key, standard: standard)
        }
    }

    /// One figure of any period, as evaluated, else from the reference table; `nil` where it is missing.
    mutating func reading(
        _ indicator: AssessedIndicator, _ region: RegionCode, _ period: Period
    ) -> Reading? {
        let key = Evidence.Key(indicator: indicator, region: region, period: period)
        let found = evidence.observations(key, standard: scope.standard).filter { $0.value != nil }
        guard let first = found.first ?? evidence.reference(key), let value = first.value else { return nil }
        standards[indicator, default: []].formUnion(
            (found.isEmpty ? [first] : found).map(\.standard).filter { !$0.isEmpty })
        if first.isAssumed { assumedCount += 1 }
        return Reading(value, first)
    }

    /// The target of one region, of the period or else of its year.
    mutating func target(
        _ indicator: AssessedIndicator, _ region: RegionCode, _ period: Period
    ) -> Reading? {
        let key = Evidence.Key(indicator: indicator, region: region, period: period)
        guard let found = evidence.target(key), let value = found.value else { return nil }
        if found.isAssumed { assumedCount += 1 }
        return Reading(value, found)
    }

    /// A finding for a figure that a rule with memory needs: an error, or a warning where `missing_data` lets
    /// the region be left out.
    mutating func noteMissing(_ indicator: AssessedIndicator, _ region: RegionCode, _ period: Period) {
        noteMissing(indicator.rawValue, region, period)
    }

    mutating func noteMissing(_ what: String, _ region: RegionCode, _ period: Period) {
        let name = evidence.table.nameAndCode(region)
        note(
            Diagnostic(
                scope.missingData == .blockSettlement ? .error : .warning, code: "missing_data",
                at: scope.location, path: "\(scope.path): \(what) in \(period)",
                LocalizedText(en: "no valid figure for \(name.en)", zh: "缺有效数值：\(name.zh)"),
                hint: LocalizedText(
                    en: "complete the data, or give the figure in the table `reference`",
                    zh: "补全数据，或在 `reference` 表中给出")))
    }

    /// The same period of the year before: as evaluated, else from the reference table.
    mutating func valuesOfPreviousYear(
        _ indicator: AssessedIndicator, _ period: Period
    ) -> [RegionCode: Reading] {
        let what = LocalizedText(en: "figure of the year before", zh: "上年同期数值")
        return collect(indicator, period, what: what) { region in
            Evidence.Key(indicator: indicator, region: region, period: period.inYear(period.year - 1))
        } read: { evidence, key, standard in
            let observed = evidence.observations(key, standard: standard).filter { $0.value != nil }
            return observed.isEmpty ? evidence.reference(key).map { [$0] } ?? [] : observed
        }
    }

    /// The targets of the period, else of its year.
    mutating func targets(_ indicator: AssessedIndicator, _ period: Period) -> [RegionCode: Reading] {
        collect(indicator, period, what: LocalizedText(en: "target", zh: "目标值")) { region in
            Evidence.Key(indicator: indicator, region: region, period: period)
        } read: { evidence, key, _ in
            evidence.target(key).map { [$0] } ?? []
        }
    }

    private mutating func collect(
        _ indicator: AssessedIndicator, _ period: Period, what: LocalizedText,
        key: (RegionCode) -> Evidence.Key,
        read: (Evidence, Evidence.Key, String?) -> [Evidence.Observation]
    ) -> [RegionCode: Reading] {
        var readings: [RegionCode: Reading] = [:]
        var missing: [RegionCode] = []
        for region in regions {
            let found = read(evidence, key(region), scope.standard).filter { $0.value != nil }
            standards[indicator, default: []].formUnion(found.map(\.standard).filter { !$0.isEmpty })
            if let first = found.first, let value = first.value {
                if first.isAssumed { assumedCount += 1 }
                readings[region] = Reading(value, first)
            } else {
                missing.append(region)
            }
        }
        if !missing.isEmpty { fill(&readings, missing, indicator, period, what: what) }
        return readings
    }

    private mutating func fill(
        _ readings: inout [RegionCode: Reading], _ missing: [RegionCode], _ indicator: AssessedIndicator,
        _ period: Period, what: LocalizedText
    ) {
        let names = missing.map(evidence.table.nameAndCode).list()
        let place = "\(scope.path): \(indicator.rawValue) in \(period)"
        let isBlocking = scope.missingData == .blockSettlement
        let rule = scope.missingData
        diagnostics.append(
            Diagnostic(
                isBlocking ? .error : .warning, code: "missing_data", at: scope.location, path: place,
                LocalizedText(
                    en: "no \(what.en) for \(names.en)"
                        + (isBlocking ? "" : "; rule `\(rule.rawValue)` applied"),
                    zh: "缺\(what.zh)：\(names.zh)" + (isBlocking ? "" : "；按规则 `\(rule.rawValue)` 处理")),
                hint: isBlocking
                    ? LocalizedText(
                        en: "complete the data or choose another `missing_data` rule",
                        zh: "补全数据，或改用其他 `missing_data` 规则") : .empty))
        guard scope.missingData == .useAreaMean, !readings.isEmpty else { return }
        guard let mean = meanOfArea(readings, indicator, period) else { return }
        for region in missing { readings[region] = mean }
    }

    /// The arithmetic mean over regions. - Precondition: there is a reading.
    private static func mean(of readings: [RegionCode: Reading]) throws(ArithmeticOverflow) -> Rational {
        var sum = Rational.zero
        for (_, reading) in readings.sorted(by: { $0.key < $1.key }) { sum = try sum + reading.value }
        return try sum / Rational(readings.count)
    }

    /// The mean of the assessed regions as a reading; `nil`, with a finding, where it overflows.
    mutating func meanOfArea(
        _ readings: [RegionCode: Reading], _ indicator: AssessedIndicator, _ period: Period
    ) -> Reading? {
        guard !readings.isEmpty else { return nil }
        guard let mean = try? Self.mean(of: readings) else {
            diagnostics +=
                DiagnosticFailure.overflow("\(scope.path): \(indicator.rawValue) in \(period)").diagnostics
            return nil
        }
        return Reading(
            value: mean,
            basis: LocalizedText(
                en: "mean of \(readings.count) regions", zh: "\(readings.count) 个地区平均值"),
            parts: evidence.keepsTrail ? parts(of: readings, indicator) : [])
    }

    /// The values behind a mean, each with the name of its region.
    private func parts(
        of readings: [RegionCode: Reading], _ indicator: AssessedIndicator
    ) -> [Calculation] {
        readings.sorted { $0.key < $1.key }.map { region, reading in
            let name = evidence.table.nameAndCode(region)
            return Calculation(
                .observation, indicator.rawValue, reading.value, indicator.unit,
                note: LocalizedText(
                    en: "\(name.en), \(reading.basis.en)", zh: "\(name.zh)，\(reading.basis.zh)"),
                origin: reading.origin, inputs: reading.parts)
        }
    }

    /// What was found while other figures were read for the same scheme.
    mutating func take(_ other: Assessment) {
        diagnostics += other.diagnostics
        assumedCount += other.assumedCount
        standards.merge(other.standards) { $0.union($1) }
    }

    /// Keeps a finding; an error among them stops the settlement.
    mutating func note(_ finding: Diagnostic) { diagnostics.append(finding) }

    mutating func warn(_ code: String, _ message: LocalizedText, hint: LocalizedText = .empty) {
        diagnostics.append(
            Diagnostic(.warning, code: code, at: scope.location, path: scope.path, message, hint: hint))
    }

    /// - Throws: every finding, where an error is among them or figures of two standards were read together.
    mutating func finish() throws(DiagnosticFailure) {
        for (indicator, ids) in standards.sorted(by: { $0.key.rawValue < $1.key.rawValue })
        where ids.count > 1 {
            diagnostics.append(
                Diagnostic(
                    code: "mixed_standards", at: scope.location, path: "\(scope.path): \(indicator.rawValue)",
                    "figures under \(ids.sorted().joined(separator: " and ")) cannot be compared",
                    hint: "name one in `standard`, and evaluate the year before under it too"))
        }
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics) }
        if assumedCount > 0 {
            warn(
                "reference_assumed",
                LocalizedText(
                    en: "\(assumedCount) figures that the scheme compares with are assumed",
                    zh: "方案所比较的 \(assumedCount) 个数值为假设值"))
        }
    }
}
