import EcoAccounts
import EcoParameters
import EcoUnits

extension ExceedMultiple {
    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let tables = try WaterSections(records, period, assessment.evidence)
        var claims = ClaimList(scheme: scope.id)
        var verdicts: [String: [(period: Period, meets: Bool)]] = [:]
        for (period, section) in tables.assessments where assessment.isSettled(period) {
            var charges: [(item: WaterItem, charge: Calculation)] = []
            var meets = true
            for observation in tables.observations(of: section.name, in: period) {
                guard let rule = items.first(where: { $0.item == observation.item }),
                    let value = assessment.value(of: observation, assessesBackflow: assessesBackflow)
                else { continue }
                guard let limit = tables.limit(observation), limit > .zero else {
                    assessment.noteMissingTarget(observation)
                    continue
                }
                let place = "\(scope.path): \(section.name) in \(period)"
                let (ratio, charge) = try DiagnosticFailure.exactly(place) { () throws(ArithmeticOverflow) in
                    try self.charge(rule, observation, value, tables.limitStep(observation, limit), section)
                }
                charges.append((rule.item, charge))
                if ratio > .zero { meets = false }
            }
            guard !charges.isEmpty else { continue }
            verdicts[section.name, default: []].append((period, meets))
            try append(charges, section, period, tables, &claims)
        }
        try appendAwards(verdicts, tables, &claims)
        return claims.claims
    }

    // MARK: Charge

    /// By how much the value exceeds its limit, and what that costs.
    private func charge(
        _ rule: ItemRule, _ observation: WaterObservation, _ value: Rational, _ limit: Calculation,
        _ section: WaterSection
    ) throws(ArithmeticOverflow) -> (ratio: Rational, charge: Calculation) {
        let ratio = try rule.item.exceedRatio(of: value, over: limit.value)
        let excess = Calculation(
            .difference, "exceed_ratio", ratio, .one, note: "(C - S) / S",
            inputs: [observation.step(value), limit])
        if try isExempt(observation, value, limit.value) {
            let exempt = Calculation(
                .exemption, "inflow_exemption", .zero, .yuan,
                note: LocalizedText(
                    en: "the inflow was over the limit and the concentration did not rise in the region",
                    zh: "入境已超标且浓度未增加"), inputs: [excess])
            return (ratio, exempt)
        }
        let amount = try rule.amount(for: ratio, at: section.position)
        let tier = Calculation(.tier, rule.item.rawValue, amount, .yuan, note: rule.text, inputs: [excess])
        return (ratio, tier)
    }

    private func isExempt(
        _ observation: WaterObservation, _ value: Rational, _ limit: Rational
    ) throws(ArithmeticOverflow) -> Bool {
        guard exemptsWorseInflow, let inflow = observation.inflow else { return false }
        let item = observation.item
        guard try item.exceedRatio(of: inflow, over: limit) > .zero else { return false }
        return item.isBetterHigher ? value >= inflow : value <= inflow
    }

    private func append(
        _ charges: [(item: WaterItem, charge: Calculation)], _ section: WaterSection, _ period: Period,
        _ tables: WaterSections, _ claims: inout ClaimList
    ) throws(DiagnosticFailure) {
        do throws(ArithmeticOverflow) {
            let factor = factor(section, period, tables)
            switch combination {
            case .sum:
                for (item, charge) in charges {
                    try append([charge], section.shares(of: item), factor, period, &claims)
                }
            case .worst:
                guard let worst = charges.max(by: { $0.charge.value < $1.charge.value }) else { return }
                let all = charges.map(\.charge)
                try append(all, section.shares(of: worst.item), factor, period, &claims)
            }
        } catch { throw .overflow("\(scope.path): \(section.name) in \(period)") }
    }

    /// Factors for the position of the section and for water worse than class V, with their reasons.
    private func factor(
        _ section: WaterSection, _ period: Period, _ tables: WaterSections
    ) -> Calculation {
        var values: [WaterItem: Rational] = [:]
        for observation in tables.observations(of: section.name, in: period) {
            values[observation.item] = observation.value
        }
        let isWorst = records.standard.waterClass(values, section.body) == .worseThanV
        let position = positionFactors[section.position] ?? .one
        let product = (try? position * (isWorst ? worseThanVFactor : .one)) ?? position
        return Calculation(
            .coefficient, "section_factor", product, .one,
            note: LocalizedText(
                en: section.position.meaning.en + (isWorst ? ", worse than class V" : ""),
                zh: section.position.meaning.zh + (isWorst ? "，劣Ⅴ类" : "")))
    }

    private func append(
        _ charges: [Calculation], _ shares: [WaterSection.Share], _ factor: Calculation, _ period: Period,
        _ claims: inout ClaimList
    ) throws(ArithmeticOverflow) {
        let largest = charges.map(\.value).max() ?? .zero
        let combined =
            charges.count == 1
            ? charges[0] : Calculation(.combination, "worst", largest, .yuan, inputs: charges)
        let amount = try largest * factor.value
        let charge =
            factor.value == .one
            ? combined
            : Calculation(.coefficient, "charge", amount, .yuan, inputs: [combined, factor])
        try claims.settle(shares, period, -amount, "water_quality_charge", charge, settlement)
    }

    // MARK: Awards

    private func appendAwards(
        _ verdicts: [String: [(period: Period, meets: Bool)]], _ tables: WaterSections,
        _ claims: inout ClaimList
    ) throws(DiagnosticFailure) {
        for (name, months) in verdicts.sorted(by: { $0.key < $1.key }) {
            guard let section = tables.sections[name] else { continue }
            var won: [(Period, Rational?, String)] = heldRuns(months).map {
                ($0, awards.heldThreeMonths, "held_three_months")
            }
            for year in Set(months.map(\.period.year)).sorted() {
                won += yearAwards(section, year, months.filter { $0.period.year == year }, tables)
            }
            for (period, amount, name) in won {
                guard let amount else { continue }
                let award = Calculation(.tier, name, amount, .yuan, note: section.name)
                do throws(ArithmeticOverflow) {
                    try claims.settle(
                        section.generalShares, period, amount, "water_quality_award", award,
                        settlement)
                } catch { throw .overflow("\(scope.path): \(section.name) in \(period)") }
            }
        }
    }

    /// The last months of runs of three calendar months that all meet; a month counts in one run.
    private func heldRuns(_ months: [(period: Period, meets: Bool)]) -> [Period] {
        var ends: [Period] = []
        var run: [Int] = []
        for (period, meets) in months {
            guard period.kind == .month else { return [] }
            let number = period.year * 12 + period.months.lowerBound
            if !meets || run.last.map({ $0 + 1 != number }) == true { run = [] }
            if meets { run.append(number) }
            if run.count == 3 {
                ends.append(period)
                run = []
            }
        }
        return ends
    }

    /// Only for years that are assessed as a whole.
    private func yearAwards(
        _ section: WaterSection, _ year: Int, _ months: [(period: Period, meets: Bool)],
        _ tables: WaterSections
    ) -> [(Period, Rational?, String)] {
        let period = Period.year(year)
        let count = Set(months.map(\.period)).count
        guard count * months[0].period.months.count == period.months.count else { return [] }
        var won: [(Period, Rational?, String)] = []
        if months.allSatisfy(\.meets) { won.append((period, awards.heldYear, "held_year")) }
        guard let target = section.target, let before = section.previous,
            let now = yearClass(section, year, tables), now <= target
        else { return won }
        if before > target { won.append((period, awards.fromFailingToMeeting, "from_failing_to_meeting")) }
        guard before <= target, now < before else { return won }
        let classes = Rational(before.rank - now.rank)
        won.append((period, awards.classBetter.flatMap { try? $0 * classes }, "class_better"))
        if now <= .iii { won.append((period, awards.classThreeOrBetter, "class_three_or_better")) }
        return won
    }

    /// The class of the year's means over the assessed items.
    private func yearClass(_ section: WaterSection, _ year: Int, _ tables: WaterSections) -> WaterClass? {
        var means: [WaterItem: Rational] = [:]
        for rule in items {
            let values = tables.observations.filter {
                $0.section == section.name && $0.period.year == year && $0.item == rule.item
                    && $0.state == .measured
            }.compactMap(\.value)
            guard !values.isEmpty else { continue }
            means[rule.item] = try? values.total() / Rational(values.count)
        }
        return records.standard.waterClass(means, section.body)
    }
}
