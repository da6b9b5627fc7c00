import EcoAccounts
import EcoParameters
import EcoUnits

extension ReplacementRatio {
    private struct Source: Hashable {
        let name: String
        let pollutant: String
    }

    /// A project's tonnes of one pollutant in a period, over all rows (several sources may serve it).
    private struct Need {
        let subject: String
        let period: Period
        let pollutant: String
        var added = Rational.zero
        var replaced = Rational.zero
        var required = Rational.zero
    }

    public func scores(from evidence: Evidence) throws(DiagnosticFailure) -> AppraisalOutcome {
        var reader = RowReader(projects, evidence.table)
        var needs: [Need] = []
        var used: [Source: Rational] = [:]
        for row in projects.rows {
            guard let subject = reader.subject(row), let period = reader.period(row, OwnColumn.period) else {
                continue
            }
            let pollutant = projects.value(row, Columns.pollutant)
            let index =
                needs.firstIndex {
                    $0.subject == subject && $0.period == period && $0.pollutant == pollutant
                } ?? needs.endIndex
            if index == needs.endIndex {
                needs.append(Need(subject: subject, period: period, pollutant: pollutant))
            }
            do {
                try add(row, to: &needs[index])
                try use(row, pollutant, &used, &reader)
            } catch { throw .overflow(identity.path) }
        }
        try reader.finish()
        var outcome = AppraisalOutcome()
        for need in needs {
            do { try add(need, &outcome) } catch { throw .overflow(identity.path) }
        }
        return outcome
    }

    private func add(_ row: Int, to need: inout Need) throws(ArithmeticOverflow) {
        let added = projects.number(row, Columns.added) ?? .zero
        let ratio = projects.number(row, Columns.required) ?? defaultRatio
        need.added = try need.added + added
        need.required = try need.required + added * ratio
        need.replaced = try need.replaced + (projects.number(row, Columns.replaced) ?? .zero)
    }

    /// A finding where the rows so far use more of a source than it reduced.
    private func use(
        _ row: Int, _ pollutant: String, _ used: inout [Source: Rational], _ reader: inout RowReader
    ) throws(ArithmeticOverflow) {
        guard let reductions, let name = projects.optional(row, Columns.source) else { return }
        let source = Source(name: name, pollutant: pollutant)
        let found = reductions.rows.first {
            reductions.value($0, Columns.sourceKey) == name
                && reductions.value($0, Columns.pollutant) == pollutant
        }
        guard let found, let available = reductions.number(found, Columns.reduced) else {
            reader.complain(
                row, Columns.source, "unknown_source",
                LocalizedText(
                    en: "no reduction '\(name)' of \(pollutant)", zh: "没有 \(pollutant) 的削减来源“\(name)”"),
                hint: LocalizedText(en: "add it to the table `reductions`", zh: "在 `reductions` 表中补充"))
            return
        }
        let sum = try (used[source] ?? .zero) + (projects.number(row, Columns.replaced) ?? .zero)
        used[source] = sum
        guard sum > available else { return }
        reader.complain(
            row, Columns.replaced, "credited_twice",
            LocalizedText(
                en:
                    "'\(name)' reduced \(available.text(digits: 3)) t of \(pollutant), \(sum.text(digits: 3)) t are used",
                zh: "“\(name)”削减 \(pollutant) \(available.text(digits: 3)) 吨，已使用 \(sum.text(digits: 3)) 吨"),
            hint: LocalizedText(en: "each tonne may replace once", zh: "同一削减量不得重复使用"))
    }

    private func add(_ need: Need, _ outcome: inout AppraisalOutcome) throws(ArithmeticOverflow) {
        let tonnes = Unit.named("t")
        let short = max(.zero, try need.required - need.replaced)
        let inputs = [
            Calculation(.observation, "replaced", need.replaced, tonnes),
            Calculation(.observation, "added", need.added, tonnes),
        ]
        let ratio = need.added > .zero ? try need.replaced / need.added : nil
        outcome.add(
            identity, need.subject, need.period, "\(need.pollutant)_ratio",
            ratio.map { Calculation(.share, "ratio", $0, .one, inputs: inputs) },
            grade: (short == .zero ? Verdict.met : .notMet).rawValue)
        outcome.add(
            identity, need.subject, need.period, "\(need.pollutant)_short",
            Calculation(
                .difference, "short", short, tonnes,
                note: LocalizedText(
                    en: "\(need.required.text(digits: 6)) t needed",
                    zh: "需替代 \(need.required.text(digits: 6)) 吨"),
                inputs: inputs))
    }
}
