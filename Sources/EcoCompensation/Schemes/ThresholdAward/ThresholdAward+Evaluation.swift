import EcoAccounts
import EcoParameters
import EcoUnits

extension ThresholdAward {
    /// What is awarded: an indicator of a region, or all of them together.
    struct Item: Hashable {
        let region: RegionCode
        let id: String
    }

    /// Whether an item meets its limit in a period, and whether it improved.
    struct Verdict {
        let isMet: Bool
        let isImproved: Bool
        let calculation: Calculation
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        var memory = try earlierAwards(assessment.evidence.table)
        var claims: [Claim] = []
        for period in try settledPeriods(&assessment) {
            for region in assessment.regions {
                for (id, amounts, verdicts) in try verdicts(region, period, &assessment) {
                    let item = Item(region: region, id: id)
                    let isAllowed = repetition == .everyPeriod || !memory.contains(item)
                    let claim = try DiagnosticFailure.exactly("\(scope.path): \(region) in \(period)") {
                        () throws(ArithmeticOverflow) in
                        try self.claim(item, amounts, verdicts, period, isAllowed: isAllowed)
                    }
                    remember(item, verdicts, &memory)
                    if let claim { claims.append(claim) }
                }
            }
        }
        return claims
    }

    /// An award that accrues settles the periods that hold an evaluated month.
    private func settledPeriods(_ assessment: inout Assessment) throws(DiagnosticFailure) -> [Period] {
        let all = indicators.map(\.indicator)
        guard accruesByMonth else { return try assessment.periods(period, of: all) }
        let months = assessment.evidence.periods(.month, of: all)
        let periods = Set(months.map { $0.enclosing(period) })
        let named = scope.periods
        let found = periods.filter { named.isEmpty || named.contains($0) }.sorted()
        guard found.isEmpty else { return found }
        throw DiagnosticFailure([
            Diagnostic(
                code: "nothing_to_settle", at: scope.location, path: scope.path,
                "no month of the evaluated indicators falls into a period",
                hint: "evaluate the air by month, or name other periods")
        ])
    }

    private func earlierAwards(_ regions: RegionTable) throws(DiagnosticFailure) -> Set<Item> {
        guard let awarded else { return [] }
        var reader = RowReader(awarded, regions)
        var items: Set<Item> = []
        for row in awarded.rows {
            guard let region = reader.region(row, OwnColumn.region) else { continue }
            items.insert(Item(region: region, id: awarded.value(row, Columns.indicator)))
        }
        try reader.finish()
        return items
    }

    private func remember(_ item: Item, _ verdicts: [Verdict], _ memory: inout Set<Item>) {
        guard let verdict = verdicts.first else { return }
        if verdict.isMet {
            memory.insert(item)
        } else if repetition == .afterRebound {
            memory.remove(item)
        }
    }

    // MARK: Verdicts

    /// By item: its amounts and one verdict, or one for each month that accrues. Items without data are left
    /// out.
    private func verdicts(
        _ region: RegionCode, _ period: Period, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> [(String, Amounts, [Verdict])] {
        let times = accruesByMonth ? period.months.map { Period.month($0, year: period.year) } : [period]
        var byRule: [[Verdict?]] = []
        for rule in indicators {
            var verdicts: [Verdict?] = []
            for time in times { verdicts.append(try verdict(rule, region, time, &assessment)) }
            byRule.append(verdicts)
        }
        if condition == .each {
            return zip(indicators, byRule).map { rule, verdicts in
                (rule.indicator.rawValue, rule.amounts, verdicts.compactMap { $0 })
            }
        }
        let together = times.indices.compactMap { time in Self.together(byRule.map { $0[time] }) }
        return [(Self.allID, allAmounts, together)]
    }

    private static func together(_ verdicts: [Verdict?]) -> Verdict? {
        let known = verdicts.compactMap { $0 }
        guard known.count == verdicts.count else { return nil }
        let isMet = known.allSatisfy(\.isMet)
        return Verdict(
            isMet: isMet, isImproved: known.allSatisfy(\.isImproved),
            calculation: Calculation(
                .combination, allID, isMet ? .one : .zero, .one,
                note: isMet
                    ? LocalizedText(en: "every indicator met", zh: "全部达标")
                    : LocalizedText(en: "not every indicator met", zh: "未全部达标"),
                inputs: known.map(\.calculation)))
    }

    private func verdict(
        _ rule: IndicatorRule, _ region: RegionCode, _ period: Period, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> Verdict? {
        let target = rule.limit.map { Assessment.Reading(value: $0, basis: FigureBasis.declared) }
        guard let limit = target ?? assessment.target(rule.indicator, region, period) else {
            assessment.noteMissing("target of \(rule.indicator.rawValue)", region, period)
            return nil
        }
        let first = awardBasis == .period ? period : period.inYear(period.year - 1)
        var parts: [Calculation] = []
        for back in 0..<years {
            let time = first.inYear(first.year - back)
            guard let reading = assessment.reading(rule.indicator, region, time) else {
                assessment.noteMissing(rule.indicator, region, time)
                return nil
            }
            parts.append(
                try DiagnosticFailure.exactly("\(scope.path): \(region) in \(time)") {
                    () throws(ArithmeticOverflow) in
                    Calculation(
                        .difference, "worsening",
                        try rule.indicator.worsening(of: reading.value, against: limit.value),
                        rule.indicator.unit,
                        inputs: [
                            reading.observation(rule.indicator),
                            limit.baseline(rule.limit == nil ? .target : .fixed, rule.indicator),
                        ])
                })
        }
        let isMet = parts.allSatisfy { $0.value <= .zero }
        return Verdict(
            isMet: isMet,
            isImproved: isMet && rule.needsImprovement(in: self)
                ? try isImproved(rule, region, period, &assessment) : false,
            calculation: Calculation(
                .combination, rule.indicator.rawValue, isMet ? .one : .zero, .one,
                note: isMet
                    ? LocalizedText(en: "limit met", zh: "达标") : LocalizedText(en: "limit missed", zh: "未达标"),
                inputs: parts))
    }

    private func isImproved(
        _ rule: IndicatorRule, _ region: RegionCode, _ period: Period, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> Bool {
        guard let now = assessment.reading(rule.indicator, region, period) else {
            assessment.noteMissing(rule.indicator, region, period)
            return false
        }
        let last = period.inYear(period.year - 1)
        guard let before = assessment.reading(rule.indicator, region, last) else {
            assessment.noteMissing(rule.indicator, region, last)
            return false
        }
        return try DiagnosticFailure.exactly("\(scope.path): \(region) in \(period)") {
            () throws(ArithmeticOverflow) in
            try rule.indicator.worsening(of: now.value, against: before.value).isNegative
        }
    }

    // MARK: Claims

    private func claim(
        _ item: Item, _ amounts: Amounts, _ verdicts: [Verdict], _ period: Period, isAllowed: Bool
    ) throws(ArithmeticOverflow) -> Claim? {
        guard !verdicts.isEmpty else { return nil }
        let parts = accruesByMonth ? Rational(12) : .one
        var total = Rational.zero
        for verdict in verdicts {
            let met = verdict.isImproved ? amounts.improved ?? amounts.met : amounts.met
            let amount = verdict.isMet ? (isAllowed ? met : .zero) : -amounts.missed
            total = try total + amount / parts
        }
        return Claim(
            scheme: scope.id, region: item.region, period: period, amount: total,
            basis: total.isNegative ? "threshold_missed" : "threshold_award",
            calculation: Calculation(
                .tier, item.id, total, .yuan, note: note(verdicts, isAllowed),
                inputs: verdicts.map(\.calculation)))
    }

    private func note(_ verdicts: [Verdict], _ isAllowed: Bool) -> LocalizedText {
        let met = verdicts.count(where: \.isMet)
        if accruesByMonth {
            return LocalizedText(
                en: "\(met) months met, \(verdicts.count - met) missed; a twelfth each",
                zh: "达标 \(met) 个月，未达标 \(verdicts.count - met) 个月，每月十二分之一")
        }
        guard isAllowed || met == 0 else {
            return LocalizedText(en: "met, and awarded before", zh: "达标，此前已奖励")
        }
        return met > 0
            ? LocalizedText(en: "met: fixed award", zh: "达标奖励") : LocalizedText(en: "missed", zh: "未达标")
    }
}

extension ThresholdAward.IndicatorRule {
    /// Whether the year before matters for more than the limit.
    fileprivate func needsImprovement(in scheme: ThresholdAward) -> Bool {
        (scheme.condition == .each ? amounts : scheme.allAmounts).improved != nil
    }
}

extension Period {
    /// The period of a kind that holds this month.
    func enclosing(_ kind: PeriodKind) -> Period {
        let month = months.lowerBound
        return switch kind {
        case .month: .month(month, year: year)
        case .quarter: .quarter((month + 2) / 3, year: year)
        case .halfYear: .half((month + 5) / 6, year: year)
        case .year: .year(year)
        }
    }
}
