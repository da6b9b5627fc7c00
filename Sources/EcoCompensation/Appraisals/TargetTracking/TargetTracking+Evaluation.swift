import EcoAccounts
import EcoParameters
import EcoUnits

extension TargetTracking {
    private struct Target {
        let key: TrackedValues.Key
        let kind: Kind
        let direction: Direction
        let target: Rational
        let unit: Unit
        let year: Int?
        let reads: String
        let task: String?
        let row: Int
    }

    private struct Result {
        let target: Target
        let value: Rational
        let isMet: Bool
    }

    private struct Place: Hashable {
        let subject: String
        let period: Period
    }

    public func scores(from evidence: Evidence) throws(DiagnosticFailure) -> AppraisalOutcome {
        let rows = try readTargets(evidence.table)
        let values = try TrackedValues(self, evidence)
        var outcome = AppraisalOutcome()
        var results: [Place: [Result?]] = [:]
        do {
            for target in rows {
                let place = Place(subject: target.key.subject, period: target.key.period)
                results[place, default: []].append(try add(target, values, &outcome))
            }
            for (place, results) in results.sorted(by: {
                ($0.key.period, $0.key.subject) < ($1.key.period, $1.key.subject)
            }) {
                try addPairs(place, results.compactMap(\.self), &outcome)
                try addTotal(place, results, &outcome)
            }
        } catch { throw .overflow(identity.path) }
        return outcome
    }

    private func readTargets(_ regions: RegionTable) throws(DiagnosticFailure) -> [Target] {
        var reader = RowReader(targets, regions)
        var rows: [Target] = []
        for row in targets.rows {
            guard let subject = reader.subject(row), let period = reader.period(row, OwnColumn.period),
                let unit = reader.unit(row), let target = targets.number(row, Columns.target)
            else { continue }
            let indicator = targets.value(row, OwnColumn.indicator)
            rows.append(
                Target(
                    key: TrackedValues.Key(subject: subject, period: period, indicator: indicator),
                    kind: Kind(rawValue: targets.value(row, Columns.kind)) ?? .value,
                    direction: Direction(rawValue: targets.value(row, Columns.direction)) ?? .atLeast,
                    target: target, unit: unit, year: targets.optional(row, Columns.targetYear),
                    reads: targets.optional(row, Columns.reads) ?? indicator,
                    task: targets.optional(row, Columns.task), row: row))
        }
        try reader.finish()
        return rows
    }

    // MARK: One target

    private func add(
        _ target: Target, _ values: TrackedValues, _ outcome: inout AppraisalOutcome
    ) throws(ArithmeticOverflow) -> Result? {
        let (subject, period, indicator) = (target.key.subject, target.key.period, target.key.indicator)
        let read = TrackedValues.Key(subject: subject, period: period, indicator: target.reads)
        guard let value = try values.value(read, target.kind, target.unit) else {
            outcome.add(identity, subject, period, indicator, nil, unit: target.unit)
            outcome.warnings.append(missing(target))
            return nil
        }
        let gap = max(.zero, try target.direction.gap(value.value, target.target))
        let isMet = gap == .zero
        outcome.add(
            identity, subject, period, indicator, value, unit: target.unit,
            grade: (isMet ? Verdict.met : .notMet).rawValue)
        let difference = Calculation(
            .difference, "gap", gap, target.unit, note: target.direction.meaning,
            inputs: [
                value,
                Calculation(
                    .baseline, "target", target.target, target.unit,
                    origin: targets.origin(target.row, Columns.target)),
            ])
        outcome.add(identity, subject, period, "\(indicator)_gap", difference)
        if let year = target.year, year > period.year, !isMet {
            let years = year - period.year
            outcome.add(
                identity, subject, period, "\(indicator)_annual_pace",
                Calculation(
                    .share, "annual_pace", try gap / Rational(years), target.unit,
                    note: LocalizedText(en: "over \(years) years", zh: "\(years) 年"), inputs: [difference]))
        }
        if let task = target.task, !isMet {
            outcome.add(identity, subject, period, task, nil, grade: "due")
        }
        return Result(target: target, value: value.value, isMet: isMet)
    }

    private func missing(_ target: Target) -> Diagnostic {
        let (indicator, subject, period) = (target.key.indicator, target.key.subject, target.key.period)
        return Diagnostic(
            .warning, code: "missing_data", at: targets.location(target.row), path: identity.path,
            LocalizedText(
                en: "no figure of \(indicator) for \(subject) in \(period): no verdict",
                zh: "\(subject) \(period) 缺 \(indicator)，不作判定"))
    }

    // MARK: Several targets

    /// 100 where both are met; else each by how near it is, weighted.
    private func addPairs(
        _ place: Place, _ results: [Result], _ outcome: inout AppraisalOutcome
    ) throws(ArithmeticOverflow) {
        for pair in pairs {
            let first = results.first { $0.target.key.indicator == pair.first }
            let second = results.first { $0.target.key.indicator == pair.second }
            guard let first, let second else { continue }
            let parts = [
                try nearness(first, weight: pair.firstWeight),
                try nearness(second, weight: .one - pair.firstWeight),
            ]
            let sum = Calculation(.sum, pair.id, try parts.map(\.value).total(), .one, inputs: parts)
            let verdict = first.isMet && second.isMet ? Verdict.met : .notMet
            outcome.add(identity, place.subject, place.period, pair.id, sum, grade: verdict.rawValue)
        }
    }

    /// Points to four decimals.
    private func nearness(_ result: Result, weight: Rational) throws(ArithmeticOverflow) -> Calculation {
        let (value, target) = (result.value, result.target.target)
        var part = Rational.one
        if !result.isMet {
            let (below, above) = result.target.direction == .atLeast ? (value, target) : (target, value)
            part = above > .zero ? max(.zero, try below / above) : .zero
        }
        return Calculation(
            .weight, result.target.key.indicator,
            try (part * weight * Rational(100)).rounded(toDigits: 4), .one,
            note: "x \(weight.text(digits: 2))")
    }

    private func addTotal(
        _ place: Place, _ results: [Result?], _ outcome: inout AppraisalOutcome
    ) throws(ArithmeticOverflow) {
        let found = results.compactMap(\.self)
        let percent = Unit.named("%")
        guard found.count == results.count else {
            outcome.add(identity, place.subject, place.period, Score.total, nil, unit: percent)
            return
        }
        let met = found.count { $0.isMet }
        outcome.add(
            identity, place.subject, place.period, Score.total,
            Calculation(
                .share, "targets_met", try Rational(met * 100) / Rational(found.count), percent,
                note: "\(met) / \(found.count)"),
            grade: (met == found.count ? Verdict.met : .notMet).rawValue)
    }
}
