import EcoAccounts
import EcoParameters
import EcoUnits

extension ProjectScoring {
    private struct Candidate {
        let name: String
        let requested: Rational
        let support: Rational
        let merit: Calculation
    }

    public func allocate(from evidence: Evidence) throws(DiagnosticFailure) -> AllocationOutcome {
        let candidates = try candidates(evidence.table)
        var outcome = AllocationOutcome()
        do {
            let ordered = candidates.sorted { left, right in
                if left.merit.value != right.merit.value { return left.merit.value > right.merit.value }
                return (left.requested, left.name) < (right.requested, right.name)
            }
            try outcome.add(
                identity, period, "budget", available: budget, .yuan, try fund(ordered))
        } catch { throw .overflow(identity.path) }
        return outcome
    }

    /// In order, until the budget is spent; every candidate appears, with 0 where it gets nothing.
    private func fund(
        _ ordered: [Candidate]
    ) throws(ArithmeticOverflow) -> [(recipient: String, calculation: Calculation)] {
        var rest = budget
        var isClosed = false
        var parts: [(recipient: String, calculation: Calculation)] = []
        for (place, candidate) in ordered.enumerated() {
            var amount = Rational.zero
            if candidate.merit.value >= minimumScore, !isClosed {
                amount = candidate.support <= rest ? candidate.support : fill == .partial ? rest : .zero
                isClosed = candidate.support > rest && fill != .skip
            }
            rest = try rest - amount
            parts.append(
                (
                    candidate.name,
                    Calculation(
                        .rank, "place", amount, .yuan,
                        note: LocalizedText(
                            en: "place \(place + 1) of \(ordered.count)",
                            zh: "第 \(place + 1) 名，共 \(ordered.count)"),
                        inputs: [candidate.merit])
                ))
        }
        return parts
    }

    // MARK: Merit

    private func candidates(_ regions: RegionTable) throws(DiagnosticFailure) -> [Candidate] {
        var reader = RowReader(projects, regions)
        let ratings = try readRatings()
        var candidates: [Candidate] = []
        for row in projects.rows {
            _ = reader.region(row, OwnColumn.region)
            let name = projects.value(row, Columns.project)
            guard let requested = projects.number(row, Columns.requested), let tilt = tilt(row, &reader)
            else {
                continue
            }
            do {
                let merit =
                    ranking == .score
                    ? try score(row, ratings[name] ?? [:], tilt, &reader)
                    : try effectiveness(row, requested, tilt, &reader)
                guard let merit else { continue }
                let support = try requested * supportRate
                let fen = try support.roundedCount(ofStep: Apportionment.fen, .down)
                candidates.append(
                    Candidate(
                        name: name, requested: requested, support: try Rational(fen) * Apportionment.fen,
                        merit: merit))
            } catch { throw .overflow(identity.path) }
        }
        try reader.finish()
        return candidates
    }

    private func readRatings() throws(DiagnosticFailure) -> [String: [String: Rational]] {
        guard let ratings else { return [:] }
        var reader = RowReader(ratings, RegionTable([]))
        let known = Set(projects.rows.map { projects.value($0, Columns.project) })
        var result: [String: [String: Rational]] = [:]
        for row in ratings.rows {
            let name = ratings.value(row, Columns.project)
            if !known.contains(name) {
                reader.complain(
                    row, Columns.project, "unknown_project",
                    LocalizedText(en: "no project '\(name)'", zh: "没有项目“\(name)”"),
                    hint: LocalizedText(Suggestion.nearest(to: name, in: known.sorted()) ?? ""))
            }
            result[name, default: [:]][ratings.value(row, Columns.criterion)] = ratings.number(
                row, Columns.score)
        }
        try reader.finish()
        return result
    }

    private func tilt(_ row: Int, _ reader: inout RowReader) -> Rational? {
        guard let name = projects.optional(row, Columns.tilt) else { return .one }
        if let tilts, let found = tilts.rows.first(where: { tilts.value($0, Columns.tiltKey) == name }) {
            return tilts.number(found, Columns.factor)
        }
        reader.complain(
            row, Columns.tilt, "unknown_tilt",
            LocalizedText(en: "no factor of '\(name)'", zh: "“\(name)”无倾斜系数"),
            hint: LocalizedText(en: "add it to the table `tilts`", zh: "在 `tilts` 表中补充"))
        return nil
    }

    private func score(
        _ row: Int, _ ratings: [String: Rational], _ tilt: Rational, _ reader: inout RowReader
    ) throws(ArithmeticOverflow) -> Calculation? {
        guard let criteria else { return nil }
        var steps: [Calculation] = []
        for criterion in criteria.rows {
            let name = criteria.value(criterion, Columns.criterion)
            guard let points = ratings[name], let weight = criteria.number(criterion, Columns.weight) else {
                reader.complain(
                    row, Columns.project, "missing_data",
                    LocalizedText(en: "no points for \(name)", zh: "缺 \(name) 得分"),
                    hint: LocalizedText(en: "add them to the table `ratings`", zh: "在 `ratings` 表中补充"))
                return nil
            }
            steps.append(
                Calculation(
                    .weight, name, try points * weight, .one,
                    note: "\(points.text(digits: 2)) x \(weight.text(digits: 4))"))
        }
        let sum = Calculation(.sum, "score", try steps.map(\.value).total(), .one, inputs: steps)
        return Calculation(
            .coefficient, "tilted_score", try sum.value * tilt, .one, note: "x \(tilt.text(digits: 4))",
            inputs: [sum])
    }

    private func effectiveness(
        _ row: Int, _ requested: Rational, _ tilt: Rational, _ reader: inout RowReader
    ) throws(ArithmeticOverflow) -> Calculation? {
        guard let effect = projects.number(row, Columns.effect) else {
            reader.complain(
                row, Columns.effect, "missing_data",
                LocalizedText(en: "no effect, so no cost-effectiveness", zh: "缺成效数值，无法计算"),
                hint: LocalizedText(
                    en: "give the effect, or `ranking: score`", zh: "填写成效或改用 `ranking: score`"))
            return nil
        }
        return Calculation(
            .coefficient, "effect_per_wan_yuan", try effect * tilt * Rational(10_000) / requested, .one,
            note: "x \(tilt.text(digits: 4))",
            inputs: [
                Calculation(
                    .observation, "effect", effect, .one, origin: projects.origin(row, Columns.effect))
            ])
    }
}
