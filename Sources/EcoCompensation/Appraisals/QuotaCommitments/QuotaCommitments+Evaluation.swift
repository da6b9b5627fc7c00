import EcoAccounts
import EcoParameters
import EcoUnits

extension QuotaCommitments {
    private struct Key: Hashable {
        let project: String
        let pollutant: String
    }

    private struct Commitment {
        let key: Key
        let region: RegionCode
        let tonnes: Rational
        let deadline: CalendarDate
        let row: Int
    }

    private struct Movement {
        let date: CalendarDate
        let tonnes: Rational
        let origin: FigureOrigin
        let row: Int
    }

    public func scores(from evidence: Evidence) throws(DiagnosticFailure) -> AppraisalOutcome {
        guard let asOf else { return AppraisalOutcome() }
        let commitments = try readCommitments(evidence.table)
        let deliveries = try readDeliveries(commitments)
        let freed = try readFreed()
        var outcome = AppraisalOutcome()
        do {
            for commitment in commitments {
                try add(commitment, deliveries[commitment.key] ?? [], asOf, &outcome)
            }
            let given = Dictionary(grouping: deliveries, by: \.key.pollutant)
                .mapValues { $0.flatMap(\.value) }
            for pollutant in Set(freed.keys).union(given.keys).sorted() {
                try addPool(pollutant, freed[pollutant] ?? [], given[pollutant] ?? [], asOf, &outcome)
            }
        } catch { throw .overflow(identity.path) }
        try DiagnosticFailure.throwErrors(outcome.warnings)
        return outcome
    }

    // MARK: Reading

    private func readCommitments(_ regions: RegionTable) throws(DiagnosticFailure) -> [Commitment] {
        var reader = RowReader(commitments, regions)
        var rows: [Commitment] = []
        for row in commitments.rows {
            guard let region = reader.region(row, OwnColumn.region),
                let deadline = CalendarDate(commitments.value(row, Columns.deadline)),
                let tonnes = commitments.number(row, Columns.tonnes)
            else { continue }
            let key = Key(
                project: commitments.value(row, Columns.project),
                pollutant: commitments.value(row, Columns.pollutant))
            rows.append(Commitment(key: key, region: region, tonnes: tonnes, deadline: deadline, row: row))
        }
        try reader.finish()
        return rows
    }

    private func readDeliveries(_ known: [Commitment]) throws(DiagnosticFailure) -> [Key: [Movement]] {
        var reader = RowReader(deliveries, RegionTable([]))
        var movements: [Key: [Movement]] = [:]
        for row in deliveries.rows {
            let key = Key(
                project: deliveries.value(row, Columns.project),
                pollutant: deliveries.value(row, Columns.pollutant))
            guard let date = CalendarDate(deliveries.value(row, Columns.date)),
                let tonnes = deliveries.number(row, Columns.tonnes)
            else { continue }
            let promised = known.first { $0.key == key }?.tonnes
            let earlier = try DiagnosticFailure.exactly(identity.path) { () throws(ArithmeticOverflow) in
                try (movements[key] ?? []).map(\.tonnes).total() + tonnes
            }
            if promised.map({ earlier > $0 }) ?? true {
                reader.complain(
                    row, Columns.tonnes, promised == nil ? "unknown_commitment" : "over_delivered",
                    LocalizedText(
                        en:
                            "\(key.project) committed \(promised?.text(digits: 3) ?? "no") t of \(key.pollutant)",
                        zh: "\(key.project) 承诺 \(key.pollutant) \(promised?.text(digits: 3) ?? "0") 吨"),
                    hint: LocalizedText(en: "hand over what was committed, once", zh: "请按承诺量交付，不得重复"))
            }
            movements[key, default: []].append(
                Movement(
                    date: date, tonnes: tonnes, origin: deliveries.origin(row, Columns.tonnes), row: row))
        }
        try reader.finish()
        return movements
    }

    private func readFreed() throws(DiagnosticFailure) -> [String: [Movement]] {
        var reader = RowReader(freed, RegionTable([]))
        var movements: [String: [Movement]] = [:]
        for row in freed.rows {
            guard let date = CalendarDate(freed.value(row, Columns.date)),
                let before = freed.number(row, Columns.before), let after = freed.number(row, Columns.after)
            else { continue }
            let tonnes = try DiagnosticFailure.exactly(identity.path) { () throws(ArithmeticOverflow) in
                try before - after
            }
            if tonnes.isNegative {
                reader.complain(
                    row, Columns.after, "out_of_range",
                    LocalizedText(en: "the measure would free less than nothing", zh: "改造后排放量高于改造前"),
                    hint: LocalizedText(en: "emission after may not be above that before", zh: "请核对数值"))
            }
            movements[freed.value(row, Columns.pollutant), default: []].append(
                Movement(date: date, tonnes: tonnes, origin: freed.origin(row, Columns.before), row: row))
        }
        try reader.finish()
        return movements
    }

    // MARK: State

    /// Met once all was handed over by the deadline; breached where the deadline passed first.
    private func add(
        _ commitment: Commitment, _ deliveries: [Movement], _ asOf: CalendarDate,
        _ outcome: inout AppraisalOutcome
    ) throws(ArithmeticOverflow) {
        let received = deliveries.filter { $0.date <= asOf }
        let inTime = try received.filter { $0.date <= commitment.deadline }.map(\.tonnes).total()
        let open = try commitment.tonnes - received.map(\.tonnes).total()
        var verdict = Verdict.open
        if inTime == commitment.tonnes {
            verdict = .met
        } else if asOf > commitment.deadline {
            verdict = .breached
        }
        let tonnes = Unit.named("t")
        outcome.add(
            identity, commitment.key.project, .year(asOf.year), "\(commitment.key.pollutant)_outstanding",
            Calculation(
                .difference, "outstanding", open, tonnes,
                note: "\(commitment.deadline) / \(asOf)",
                inputs: [
                    Calculation(
                        .baseline, "committed", commitment.tonnes, tonnes,
                        origin: commitments.origin(commitment.row, Columns.tonnes))
                ] + steps(received)), grade: verdict.rawValue)
        guard verdict == .breached else { return }
        outcome.warnings.append(
            Diagnostic(
                .warning, code: "commitment_breached",
                at: commitments.location(commitment.row, Columns.deadline), path: identity.path,
                LocalizedText(
                    en: "\(commitment.key.project) did not obtain its \(commitment.key.pollutant) quota by "
                        + "\(commitment.deadline)",
                    zh:
                        "\(commitment.key.project) 未在 \(commitment.deadline) 前取得 \(commitment.key.pollutant) 指标"
                )))
    }

    private func steps(_ movements: [Movement]) -> [Calculation] {
        movements.map {
            Calculation(.observation, "\($0.date)", $0.tonnes, .named("t"), origin: $0.origin)
        }
    }

    /// Freed less handed over; a pool below 0 gave away tonnes that nobody had freed.
    private func addPool(
        _ pollutant: String, _ freed: [Movement], _ given: [Movement], _ asOf: CalendarDate,
        _ outcome: inout AppraisalOutcome
    ) throws(ArithmeticOverflow) {
        let (into, out) = (freed.filter { $0.date <= asOf }, given.filter { $0.date <= asOf })
        let sums = [try into.map(\.tonnes).total(), try out.map(\.tonnes).total()]
        let balance = try sums[0] - sums[1]
        let tonnes = Unit.named("t")
        for (name, sum, movements) in [("freed", sums[0], into), ("handed_over", sums[1], out)] {
            outcome.add(
                identity, "pool", .year(asOf.year), "\(pollutant)_\(name)",
                Calculation(.sum, name, sum, tonnes, inputs: steps(movements)))
        }
        outcome.add(
            identity, "pool", .year(asOf.year), "\(pollutant)_balance",
            Calculation(.difference, "balance", balance, tonnes))
        guard balance.isNegative, let last = out.last else { return }
        outcome.warnings.append(
            Diagnostic(
                code: "pool_overdrawn", at: deliveries.location(last.row, Columns.tonnes),
                path: Columns.tonnes.key,
                LocalizedText(
                    en:
                        "\(balance.magnitude.text(digits: 3)) t of \(pollutant) were handed over but never freed",
                    zh: "\(pollutant) 多交付 \(balance.magnitude.text(digits: 3)) 吨，储备不足"),
                hint: LocalizedText(en: "each freed tonne can be handed over once", zh: "同一腾出指标只能使用一次")))
    }
}
