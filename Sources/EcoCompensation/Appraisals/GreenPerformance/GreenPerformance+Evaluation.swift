import EcoAccounts
import EcoParameters
import EcoUnits

extension GreenPerformance {
    private struct Products {
        let gep: Rational?
        let gdp: Rational
        let realised: Rational?
    }

    public func scores(from evidence: Evidence) throws(DiagnosticFailure) -> AppraisalOutcome {
        var sheet = try ScoreSheet(terms.indicators, terms.results, terms, regions: evidence.table)
        let products = try products(evidence)
        let vetoes = try vetoItems(evidence.table)
        var outcome = AppraisalOutcome()
        var totals: [Period: [(subject: String, value: Rational)]] = [:]
        for key in sheet.keys {
            do {
                let (parts, total) = try sheet.scores(key)
                for (indicator, part) in zip(sheet.indicators, parts) {
                    outcome.add(identity, key.subject, key.period, indicator, part)
                }
                let hasGrown = try addGrowth(key, products, &outcome)
                for item in vetoes[key] ?? [] {
                    outcome.add(identity, key.subject, key.period, item, nil, grade: "veto")
                }
                let grade = try total.map { sum throws(ArithmeticOverflow) in
                    try self.grade(sum.value, hasGrown: hasGrown, isVetoed: vetoes[key] != nil)
                }
                outcome.add(
                    identity, key.subject, key.period, Score.total, total, grade: grade?.rawValue ?? "")
                if let total { totals[key.period, default: []].append((key.subject, total.value)) }
            } catch { throw .overflow(identity.path) }
        }
        for (period, entries) in totals.sorted(by: { $0.key < $1.key }) {
            outcome.addRanks(identity, entries, period, isBetterHigher: true)
        }
        outcome.warnings = sheet.warnings
        return outcome
    }

    /// Only growth that is known and failed, or a veto item, caps the grade.
    private func grade(
        _ total: Rational, hasGrown: Bool?, isVetoed: Bool
    ) throws(ArithmeticOverflow) -> Grade {
        var grade = try terms.grade(total)
        if hasGrown == false { grade = grade.capped(by: gradeWithoutDoubleGrowth) }
        return isVetoed ? grade.capped(by: vetoGrade) : grade
    }

    // MARK: Inputs

    private func products(_ evidence: Evidence) throws(DiagnosticFailure) -> [ScoreSheet.Key: Products] {
        var reader = RowReader(growth, evidence.table)
        var products: [ScoreSheet.Key: Products] = [:]
        for row in growth.rows {
            guard let region = reader.region(row, OwnColumn.region),
                let period = reader.period(row, Columns.year, .year),
                let gdp = growth.number(row, Columns.gdp)
            else { continue }
            products[ScoreSheet.Key(subject: region.description, period: period)] = Products(
                gep: growth.number(row, Columns.gep) ?? accountedGEP(region, period.year, evidence), gdp: gdp,
                realised: growth.number(row, Columns.realised))
        }
        try reader.finish()
        return products
    }

    private func accountedGEP(_ region: RegionCode, _ year: Int, _ evidence: Evidence) -> Rational? {
        guard readsAccounts else { return nil }
        let entry = evidence.accounts.first {
            $0.region == region && $0.year == year && $0.indicator == "gep" && $0.ecosystem == nil
        }
        guard let yuan = entry?.valueYuan.flatMap({ Rational(shortestDecimalOf: $0) }) else { return nil }
        return try? yuan / Rational(10_000)
    }

    private func vetoItems(
        _ regions: RegionTable
    ) throws(DiagnosticFailure) -> [ScoreSheet.Key: [String]] {
        guard let vetoes else { return [:] }
        var reader = RowReader(vetoes, regions)
        var items: [ScoreSheet.Key: [String]] = [:]
        for row in vetoes.rows {
            guard let region = reader.region(row, OwnColumn.region),
                let period = reader.period(row, OwnColumn.period)
            else { continue }
            let key = ScoreSheet.Key(subject: region.description, period: period)
            items[key, default: []].append(vetoes.value(row, Columns.item))
        }
        try reader.finish()
        return items
    }

    // MARK: Growth

    /// Reports GEP against GDP; `nil` where the year or the one before is missing.
    private func addGrowth(
        _ key: ScoreSheet.Key, _ products: [ScoreSheet.Key: Products], _ outcome: inout AppraisalOutcome
    ) throws(ArithmeticOverflow) -> Bool? {
        guard let now = products[key] else { return nil }
        let percent = Unit.named("%")
        if let gep = now.gep {
            outcome.add(
                identity, key.subject, key.period, "gep_to_gdp",
                Calculation(.difference, "gep_to_gdp", try Self.ratio(gep, now.gdp), .one))
            if let realised = now.realised, gep > .zero {
                let rate = try Self.ratio(realised * Rational(100), gep)
                outcome.add(
                    identity, key.subject, key.period, "realisation_rate",
                    Calculation(.difference, "realisation_rate", rate, percent))
            }
        }
        let year = key.period.year
        let before = products[ScoreSheet.Key(subject: key.subject, period: key.period.inYear(year - 1))]
        let gdp = try growth(now.gdp, before?.gdp)
        let gep = try growth(now.gep, before?.gep)
        outcome.add(identity, key.subject, key.period, "gep_growth", gep, unit: percent)
        outcome.add(identity, key.subject, key.period, "gdp_growth", gdp, unit: percent)
        guard let gdp, let gep else { return nil }
        let hasGrown = gdp.value > .zero && gep.value > .zero
        outcome.add(
            identity, key.subject, key.period, "double_growth", nil,
            grade: (hasGrown ? Verdict.met : .notMet).rawValue)
        return hasGrown
    }

    private func growth(_ now: Rational?, _ before: Rational?) throws(ArithmeticOverflow) -> Calculation? {
        guard let now, let before, before > .zero else { return nil }
        let rate = try Self.ratio((now - before) * Rational(100), before)
        return Calculation(
            .difference, "growth", rate, .named("%"),
            note: "\(now.text(digits: 2)) / \(before.text(digits: 2))")
    }

    /// Six decimals.
    private static func ratio(_ part: Rational, _ whole: Rational) throws(ArithmeticOverflow) -> Rational {
        try (part / whole).rounded(toDigits: 6)
    }
}
