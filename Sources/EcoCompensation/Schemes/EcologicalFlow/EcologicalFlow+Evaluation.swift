import EcoAccounts
import EcoParameters
import EcoUnits

extension EcologicalFlow {
    private struct Section {
        let region: RegionCode
        let location: SourceLocation
        /// By month; 0 for all months.
        var targets: [Int: Rational]

        func target(_ month: Int) -> Rational? { targets[month] ?? targets[0] }
    }

    private struct Day {
        /// `nil` where it is missing.
        let flow: Rational?
        let origin: FigureOrigin
    }

    private struct Month: Hashable, Comparable {
        let period: Period
        let section: String

        static func < (left: Month, right: Month) -> Bool {
            (left.period, left.section) < (right.period, right.section)
        }
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let sections = try readSections(assessment.evidence.table)
        let months = try readFlows(assessment.evidence.table, sections)
        var claims = ClaimList(scheme: scope.id)
        for (month, days) in months.sorted(by: { $0.key < $1.key }) where assessment.isSettled(month.period) {
            guard let section = sections[month.section] else { continue }
            let place = "\(scope.path): \(month.section) in \(month.period)"
            guard let target = section.target(month.period.months.lowerBound) else {
                assessment.noteMissing("\(place): ecological_flow_m3_s", at: section.location)
                continue
            }
            try DiagnosticFailure.exactly(place) { () throws(ArithmeticOverflow) in
                let valid = days.compactMap(\.flow)
                guard try isEnough(valid.count, month.period) else {
                    assessment.noteMissing(place, at: section.location)
                    return
                }
                let verdict = try verdict(days, valid, target)
                claims.settle(
                    section.region, month.period, verdict.value,
                    verdict.value.isNegative ? "ecological_flow_charge" : "ecological_flow_award", verdict)
            }
        }
        return claims.claims
    }

    private func isEnough(_ count: Int, _ period: Period) throws(ArithmeticOverflow) -> Bool {
        let needed = try validDaysShare * Rational(period.days.count)
        return count > 0 && Rational(count) >= needed
    }

    /// The award of a month that meets, or minus the charge for its shortfall.
    private func verdict(
        _ days: [Day], _ flows: [Rational], _ target: Rational
    ) throws(ArithmeticOverflow) -> Calculation {
        let unit = Unit.named("m3/s")
        let mean = Calculation(
            .observation, "mean_flow", try flows.total() / Rational(flows.count), unit,
            note: LocalizedText(en: "\(flows.count) days", zh: "\(flows.count) 天"), origin: days.first?.origin
        )
        let base = Calculation(.baseline, "ecological_flow", target, unit)
        let met = flows.filter { $0 >= target }.count
        let share = Calculation(
            .observation, "days_met", try Rational(met) / Rational(flows.count), .one,
            note: "\(met) / \(flows.count)")
        let isMet = criterion == .days ? share.value >= requiredDaysShare : mean.value >= target
        if isMet { return Calculation(.tier, "met", award, .yuan, inputs: [mean, base, share]) }
        let shortfall = Calculation(
            .difference, "shortfall", try max(.zero, target - mean.value) / target, .one,
            note: "max(0, Qe - Q) / Qe", inputs: [mean, base, share])
        return Calculation(
            .tier, "shortfall_charge", try -charge * shortfall.value, .yuan,
            note: "x \(NumberText.shortest(charge.doubleValue)) CNY", inputs: [shortfall])
    }

    // MARK: Tables

    private func readSections(_ regions: RegionTable) throws(DiagnosticFailure) -> [String: Section] {
        var reader = RowReader(sections, regions)
        var result: [String: Section] = [:]
        for row in sections.rows {
            guard let region = reader.region(row, Columns.region) else { continue }
            let name = sections.value(row, Columns.section)
            let month = sections.optional(row, Columns.month) ?? 0
            let section =
                result[name] ?? Section(region: region, location: sections.location(row), targets: [:])
            result[name] = section
            result[name]?.targets[month] = sections.number(row, Columns.target)
            guard section.region != region else { continue }
            reader.complain(
                row, Columns.region, "conflicting_region",
                LocalizedText(en: "section \(name) has another region above", zh: "断面\(name)的责任地区前后不一"),
                hint: LocalizedText(en: "one region answers for its flow", zh: "请统一责任地区"))
        }
        try reader.finish()
        return result
    }

    /// The assessed days; those under ice are left out, a dry river has a flow of 0.
    private func readFlows(
        _ regions: RegionTable, _ sections: [String: Section]
    ) throws(DiagnosticFailure) -> [Month: [Day]] {
        var reader = RowReader(flows, regions)
        var months: [Month: [Day]] = [:]
        for row in flows.rows {
            let name = flows.value(row, Columns.section)
            if sections[name] == nil {
                reader.complain(
                    row, Columns.section, "unknown_section",
                    LocalizedText(en: "no region answers for section '\(name)'", zh: "断面“\(name)”无责任地区"),
                    hint: LocalizedText(en: "add it to the table of sections", zh: "请在断面表中补充"))
            }
            let state = SectionState(rawValue: flows.value(row, Columns.state)) ?? .measured
            guard let date = CalendarDate(flows.value(row, Columns.date)), state != .frozen else { continue }
            let month = Month(period: .month(date.month, year: date.year), section: name)
            let flow = state == .dry ? .zero : flows.number(row, Columns.flow)
            months[month, default: []].append(Day(flow: flow, origin: flows.origin(row, Columns.flow)))
        }
        try reader.finish()
        return months
    }
}
