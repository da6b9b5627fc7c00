import EcoAccounts
import EcoParameters
import EcoUnits

extension PoolShare {
    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let figures = try tableFigures(&assessment)
        try checkReceivers(figures, assessment)
        var carried = Rational.zero
        var claims: [Claim] = []
        var spent: [SpentFines] = []
        for period in try periods(figures, &assessment) {
            let improvements =
                indicators.isEmpty ? figures[period] ?? [:] : try airImprovements(period, &assessment)
            let fresh = try freshPool(period, assessment.evidence)
            if let fines = try spentFines(fresh.value, period, assessment.evidence) { spent.append(fines) }
            let place = "\(scope.path): pool of \(period)"
            let pool = try DiagnosticFailure.exactly(place) { () throws(ArithmeticOverflow) in
                Calculation(
                    .pool, "pool", try fresh.value + carried, .yuan,
                    note: carried == .zero
                        ? .empty
                        : LocalizedText(en: "with \(carried) CNY carried", zh: "含结转 \(carried) 元"),
                    inputs: [fresh])
            }
            let shares = try DiagnosticFailure.exactly(place) { () throws(ArithmeticOverflow) in
                try self.claims(improvements, pool, period)
            }
            if shares.isEmpty, pool.value > .zero { warnOfUnspent(pool.value, period, &assessment) }
            carried = shares.isEmpty && carriesUnspent ? pool.value : .zero
            claims += shares
        }
        warnOfSpentFines(spent, &assessment)
        return claims
    }

    // MARK: Fines that are gone

    /// Fines of a period that their own scheme has paid to receivers already.
    private struct SpentFines {
        let period: Period
        let fines: Rational
        let paidOut: Rational
        /// What the pool wants beyond what is left of them.
        let beyond: Rational
    }

    private func spentFines(
        _ wanted: Rational, _ period: Period, _ evidence: Evidence
    ) throws(DiagnosticFailure) -> SpentFines? {
        guard case .fines(let scheme, _) = pool, let settled = evidence.settled[scheme] else { return nil }
        return try DiagnosticFailure.exactly("\(scope.path): \(scheme)") { () throws(ArithmeticOverflow) in
            let moved = settled.filter { $0.claim.period == period && $0.claim.counterparty == nil }
            let fines = try moved.filter { $0.amount < .zero }.map(\.amount.yuan.magnitude).total()
            let paidOut = try moved.filter { $0.amount > .zero }.map(\.amount.yuan).total()
            let beyond = try wanted + paidOut - fines
            guard paidOut > .zero, beyond > .zero else { return nil }
            return SpentFines(period: period, fines: fines, paidOut: paidOut, beyond: beyond)
        }
    }

    private func warnOfSpentFines(_ spent: [SpentFines], _ assessment: inout Assessment) {
        guard case .fines(let scheme, _) = pool, let first = spent.first else { return }
        let sum = { (part: (SpentFines) -> Rational) in
            NumberText.shortest(((try? spent.map(part).total()) ?? .zero).doubleValue)
        }
        let (fines, paidOut, beyond) = (sum(\.fines), sum(\.paidOut), sum(\.beyond))
        let periods =
            spent.count == 1 ? "\(first.period)" : "\(first.period) … \(spent[spent.count - 1].period)"
        assessment.warn(
            "fines_paid_twice",
            LocalizedText(
                en:
                    "'\(scheme)' has paid out \(paidOut) of its \(fines) yuan of fines already (\(periods)); \(beyond) yuan of this pool are not covered by them",
                zh:
                    "方案“\(scheme)”的扣缴资金 \(fines) 元已发放 \(paidOut) 元（\(periods)），本资金池有 \(beyond) 元无对应扣缴资金"),
            hint: LocalizedText(
                en:
                    "lower `fines_share` or that scheme's `pool_share`; else the upper level pays the difference",
                zh: "调低 `fines_share` 或该方案的 `pool_share`，否则差额由上级财政承担"))
    }

    /// A table of figures that holds none of an assessed region leaves the pool to nobody, without a period to say so.
    private func checkReceivers(
        _ found: [Period: [RegionCode: Calculation]], _ assessment: Assessment
    ) throws(DiagnosticFailure) {
        guard let figures, found.isEmpty, !assessment.diagnostics.hasErrors else { return }
        throw DiagnosticFailure([
            Diagnostic(
                code: "pool_without_receivers", at: SourceLocation(file: figures.file, line: 1, column: 1),
                path: scope.path,
                LocalizedText(
                    en: "the table of figures holds no region that the scheme assesses", zh: "数值表中没有方案考核的地区"),
                hint: LocalizedText(
                    en: "add a row for each region that shares the pool", zh: "补充参与分配资金池的地区"))
        ])
    }

    private func periods(
        _ figures: [Period: [RegionCode: Calculation]], _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> [Period] {
        guard indicators.isEmpty else {
            return try assessment.periods(period, of: indicators.map(\.indicator))
        }
        return figures.keys.filter { $0.kind == period }
            .filter { scope.periods.isEmpty || scope.periods.contains($0) }.sorted()
    }

    private func warnOfUnspent(_ pool: Rational, _ period: Period, _ assessment: inout Assessment) {
        let money = NumberText.shortest(pool.doubleValue)
        assessment.warn(
            "pool_carried_forward",
            LocalizedText(
                en: "nobody improved in \(period): the pool of \(money) yuan "
                    + (carriesUnspent ? "is carried to the next period" : "is not paid out"),
                zh: "\(period) 无地区改善：资金池 \(money) 元" + (carriesUnspent ? "结转下期" : "不予发放")))
    }

    // MARK: Pool

    private func freshPool(_ period: Period, _ evidence: Evidence) throws(DiagnosticFailure) -> Calculation {
        let whole = try wholePool(period, evidence)
        return try DiagnosticFailure.exactly("\(scope.path): pool of \(period)") {
            () throws(ArithmeticOverflow) in
            let months = isProrated ? Rational(period.months.count) : Rational(12)
            return Calculation(
                .share, "pool_part", try whole.value * poolPart * months / Rational(12), .yuan,
                note: isProrated ? "x \(poolPart) x \(period.months.count)/12" : "x \(poolPart)",
                inputs: [whole])
        }
    }

    private func wholePool(_ period: Period, _ evidence: Evidence) throws(DiagnosticFailure) -> Calculation {
        switch pool {
        case .fixed(let amount):
            return Calculation(
                .pool, "declared", amount, .yuan, note: LocalizedText(en: "declared", zh: "给定"))
        case .fines(let scheme, let share):
            guard let settled = evidence.settled[scheme] else {
                throw DiagnosticFailure([
                    Diagnostic(
                        code: "unknown_scheme", at: scope.location, path: "\(scope.path).fines_of",
                        "no scheme '\(scheme)' stands before this one",
                        hint: "name an earlier scheme of the list")
                ])
            }
            return try DiagnosticFailure.exactly("\(scope.path): \(scheme)") {
                () throws(ArithmeticOverflow) in
                let fines = try settled.filter { $0.claim.period == period && $0.amount < .zero }
                    .map(\.amount.yuan.magnitude).total()
                return Calculation(
                    .share, "fines_share", try fines * share, .yuan, note: "x \(share)",
                    inputs: [Calculation(.sum, scheme, fines, .yuan)])
            }
        }
    }

    // MARK: Improvements

    /// Weighted improvement of each region; negative where it got worse.
    private func airImprovements(
        _ period: Period, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> [RegionCode: Calculation] {
        var parts: [RegionCode: [Calculation]] = [:]
        for rule in indicators {
            let changes = assessment.measured(
                measure, rule.indicator, in: period, smallestBase: rule.smallestBase)
            for (region, change) in changes {
                let worse = rule.indicator.isBetterHigher ? -change.value : change.value
                let better = try DiagnosticFailure.exactly("\(scope.path): \(region) in \(period)") {
                    () throws(ArithmeticOverflow) in try -worse * rule.weight
                }
                parts[region, default: []].append(
                    Calculation(
                        .weight, rule.indicator.rawValue, better, change.unit, note: .weight(rule.weight),
                        inputs: [change]))
            }
        }
        let complete = parts.filter { $0.value.count == indicators.count }
        return try DiagnosticFailure.exactly("\(scope.path): \(period)") { () throws(ArithmeticOverflow) in
            var sums: [RegionCode: Calculation] = [:]
            for (region, parts) in complete {
                sums[region] = Calculation(
                    .sum, "improvement", try parts.map(\.value).total(), .one, inputs: parts)
            }
            return sums
        }
    }

    private func tableFigures(
        _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> [Period: [RegionCode: Calculation]] {
        guard let figures else { return [:] }
        var reader = RowReader(figures, assessment.evidence.table)
        var result: [Period: [RegionCode: Calculation]] = [:]
        for row in figures.rows {
            let (region, period) = (
                reader.region(row, OwnColumn.region), reader.period(row, OwnColumn.period, self.period)
            )
            guard let region, let period, assessment.regions.contains(region) else { continue }
            guard let value = figures.number(row, Columns.value), let base = figures.number(row, Columns.base)
            else {
                assessment.noteMissing("figures", region, period)
                continue
            }
            result[period, default: [:]][region] = Calculation(
                .difference, "improvement",
                try DiagnosticFailure.exactly(scope.path) { () throws(ArithmeticOverflow) in
                    try value - base
                }, .one, note: LocalizedText(en: "value - base", zh: "当期值 - 基期值"),
                inputs: [
                    Calculation(
                        .observation, "value", value, .one, origin: figures.origin(row, Columns.value)),
                    Calculation(.baseline, "base", base, .one, origin: figures.origin(row, Columns.base)),
                ])
        }
        try reader.finish()
        return result
    }

    // MARK: Shares

    /// Whole steps that add up to the pool; none where nobody improved.
    private func claims(
        _ improvements: [RegionCode: Calculation], _ pool: Calculation, _ period: Period
    ) throws(ArithmeticOverflow) -> [Claim] {
        let receivers = improvements.filter { $0.value.value > .zero }.sorted { $0.key < $1.key }
        guard !receivers.isEmpty else { return [] }
        let total = try receivers.map(\.value.value).total()
        let parts = try settlement.split(pool.value, by: receivers.map(\.value.value))
        var claims: [Claim] = []
        for ((region, improvement), part) in zip(receivers, parts) {
            let share = try improvement.value / total
            claims.append(
                Claim(
                    scheme: scope.id, region: region, period: period, amount: part, basis: "pool_share",
                    calculation: Calculation(
                        .share, "pool_share", part, .yuan,
                        note: LocalizedText(
                            en: "share \(share) of the pool, largest remainder", zh: "份额 \(share)，最大余数法"),
                        inputs: [improvement, pool])))
        }
        return claims
    }
}
