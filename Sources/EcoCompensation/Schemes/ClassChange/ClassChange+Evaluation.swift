import EcoAccounts
import EcoParameters
import EcoUnits

extension ClassChange {
    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let tables = try WaterSections(records, .year, assessment.evidence)
        var claims = ClaimList(scheme: scope.id)
        for (period, section) in tables.assessments where assessment.isSettled(period) {
            let rows = tables.observations(of: section.name, in: period).filter {
                assessment.value(of: $0) != nil
            }
            guard let basic = try basicPart(rows, section, &assessment) else { continue }
            do throws(ArithmeticOverflow) {
                append(basic, "water_class", section, period, &claims)
                if !indexItems.isEmpty, let change = try changePart(rows, section, &assessment) {
                    append(change, "pollutant_index", section, period, &claims)
                }
            } catch { throw .overflow("\(scope.path): \(section.name) in \(period)") }
        }
        return claims.claims
    }

    /// A positive amount is paid by the region downstream to those upstream.
    private func append(
        _ payment: Calculation, _ basis: String, _ section: WaterSection, _ period: Period,
        _ claims: inout ClaimList
    ) {
        guard let downstream = section.downstream, let upstream = section.shares.first?.region else { return }
        let (upper, lower) = (Party.region(upstream), Party.region(downstream))
        let isEarned = !payment.value.isNegative
        claims.pay(
            payment.value.magnitude, from: isEarned ? lower : upper, to: isEarned ? upper : lower, period,
            basis,
            payment, route: route)
    }

    // MARK: Parts

    private func basicPart(
        _ rows: [WaterObservation], _ section: WaterSection, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> Calculation? {
        var values: [WaterItem: Rational] = [:]
        for row in rows { values[row.item] = row.value }
        guard section.downstream != nil, section.shares.count == 1 else {
            assessment.note(
                Diagnostic(
                    code: "missing_value", at: section.location, path: "downstream",
                    LocalizedText(
                        en: "an agreement has one region above the section and one below",
                        zh: "协议断面应有一个上游地区和一个下游地区"),
                    hint: LocalizedText(
                        en: "fill `region` and `downstream`", zh: "填写 `region` 与 `downstream`")))
            return nil
        }
        guard let found = records.standard.waterClass(values, section.body) else { return nil }
        let better = Rational(targetClass.rank - found.rank)
        let observed = Calculation(
            .observation, "water_class", Rational(found.rank), .one, note: found.meaning,
            inputs: rows.compactMap { row in row.value.map { row.step($0) } })
        let difference = Calculation(
            .difference, "classes_better", better, .one,
            inputs: [
                observed,
                Calculation(
                    .baseline, "target_class", Rational(targetClass.rank), .one, note: targetClass.meaning),
            ])
        return try DiagnosticFailure.exactly("\(scope.path): \(section.name)") {
            () throws(ArithmeticOverflow) in
            Calculation(
                .tier, "water_class", try better * amountPerClass, .yuan,
                note: "x \(NumberText.shortest(amountPerClass.doubleValue)) CNY", inputs: [difference])
        }
    }

    /// `nil`, with a finding, where an item has no figure of this year or the year before.
    private func changePart(
        _ rows: [WaterObservation], _ section: WaterSection, _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) -> Calculation? {
        var ratios: (now: [Calculation], before: [Calculation]) = ([], [])
        for item in indexItems {
            guard let row = rows.first(where: { $0.item == item }), let now = row.value,
                let before = row.previous, let limit = records.standard.limit(item, section.body, targetClass)
            else {
                assessment.noteMissing(
                    "\(scope.path): \(section.name), \(item.rawValue) of this year and the year before",
                    at: section.location)
                return nil
            }
            ratios.now.append(try ratio(row, now, limit))
            ratios.before.append(try ratio(row, before, limit))
        }
        let now = try index(ratios.now, "pollutant_index"), before = try index(ratios.before, "previous_year")
        let points = Calculation(
            .difference, "index_decrease", try (before.value - now.value) * Rational(100), .named("%"),
            inputs: [now, before])
        let raw = Calculation(
            .tier, "change", try points.value * amountPerPoint, .yuan,
            note: "x \(NumberText.shortest(amountPerPoint.doubleValue)) CNY", inputs: [points])
        let value = min(max(raw.value, -changeCap), changeCap)
        return Calculation(
            .cap, "change_cap", value, .yuan, note: "+-\(NumberText.shortest(changeCap.doubleValue)) CNY",
            inputs: [raw])
    }

    private func ratio(
        _ row: WaterObservation, _ value: Rational, _ limit: Rational
    ) throws(ArithmeticOverflow) -> Calculation {
        Calculation(
            .difference, row.item.rawValue, try value / limit, .one,
            note: "C / S, S = \(NumberText.shortest(limit.doubleValue)) mg/L", inputs: [row.step(value)])
    }

    private func index(_ ratios: [Calculation], _ name: String) throws(ArithmeticOverflow) -> Calculation {
        let sum = try ratios.map(\.value).total()
        return Calculation(
            .combination, name, indexCombination == .sum ? sum : try sum / Rational(ratios.count), .one,
            note: indexCombination.meaning, inputs: ratios)
    }
}
