import EcoAccounts
import EcoParameters
import EcoUnits

extension DailyTiers {
    /// One indicator on one day.
    private struct Day: Hashable, Comparable {
        let date: CalendarDate
        let indicator: String

        static func < (left: Day, right: Day) -> Bool {
            (left.date, left.indicator) < (right.date, right.indicator)
        }

        var month: Period { .month(date.month, year: date.year) }
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        let values = try values(&assessment)
        let months = Set(values.keys.map(\.month)).filter {
            scope.periods.isEmpty || scope.periods.contains($0)
        }
        var claims: [Claim] = []
        for month in months.sorted() {
            var fines: [RegionCode: [Calculation]] = [:]
            for region in assessment.regions { fines[region] = [] }
            var lastDays: [RegionCode: [String: Int]] = [:]
            for (day, values) in values.sorted(by: { $0.key < $1.key }) where day.month == month {
                do throws(ArithmeticOverflow) {
                    for (region, fine) in try self.fines(day, values, &lastDays, &assessment) {
                        fines[region, default: []].append(fine)
                    }
                } catch { throw .overflow("\(scope.path): \(day.date)") }
            }
            for (region, parts) in fines.sorted(by: { $0.key < $1.key }) {
                claims.append(
                    try DiagnosticFailure.exactly("\(scope.path): \(region) in \(month)") {
                        () throws(ArithmeticOverflow) in
                        let total = try parts.map(\.value).total()
                        return Claim(
                            scheme: scope.id, region: region, period: month, amount: -total,
                            basis: "daily_fine",
                            calculation: Calculation(.sum, "days", total, .yuan, inputs: parts))
                    })
            }
        }
        return claims
    }

    private func values(
        _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> [Day: [RegionCode: Calculation]] {
        var reader = RowReader(days, assessment.evidence.table)
        var values: [Day: [RegionCode: Calculation]] = [:]
        for row in days.rows {
            guard let region = reader.region(row, OwnColumn.region),
                let date = CalendarDate(days.value(row, Columns.date)), assessment.regions.contains(region)
            else { continue }
            let day = Day(date: date, indicator: days.value(row, OwnColumn.indicator))
            guard let value = days.number(row, Columns.value) else { continue }
            values[day, default: [:]][region] = Calculation(
                .observation, day.indicator, value, .one, note: LocalizedText("\(date)"),
                origin: days.origin(row, Columns.value))
        }
        try reader.finish()
        for (day, known) in values.sorted(by: { $0.key < $1.key }) {
            for region in assessment.regions where known[region] == nil {
                assessment.noteMissing("\(day.indicator) of \(day.date)", region, day.month)
            }
        }
        return values
    }

    /// The fines of a day that are not 0.
    private func fines(
        _ day: Day, _ values: [RegionCode: Calculation], _ lastDays: inout [RegionCode: [String: Int]],
        _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) -> [(RegionCode, Calculation)] {
        guard let mean = assessment.mean(values, "\(day.date)"), mean.value > .zero else { return [] }
        var fines: [(RegionCode, Calculation)] = []
        for (region, value) in values.sorted(by: { $0.key < $1.key }) {
            let excess = try (value.value - mean.value) / mean.value * Rational(100)
            let amount = try tiers.amount(for: excess, tierMode)
            guard amount > .zero else { continue }
            let distance = Calculation(
                .difference, "above_mean", excess, .percent,
                note: LocalizedText(en: "(value - mean) / mean", zh: "（数值 - 均值）/ 均值"),
                inputs: [value, mean])
            fines.append(
                (
                    region,
                    Calculation(
                        .tier, "tiers", amount, .yuan, note: tiers.text(.percent, tierMode),
                        inputs: [distance])
                ))
        }
        if let last = try lastPlaceFine(day, values, &lastDays) { fines.append(last) }
        return fines
    }

    /// The fine of the one region that is worst and far enough above the others; equal last places have none.
    private func lastPlaceFine(
        _ day: Day, _ values: [RegionCode: Calculation], _ lastDays: inout [RegionCode: [String: Int]]
    ) throws(ArithmeticOverflow) -> (RegionCode, Calculation)? {
        let worst = values.values.map(\.value).max()
        let last = values.filter { $0.value.value == worst }
        guard !lastPlaceFines.isEmpty, values.count > 1, last.count == 1, let (region, value) = last.first
        else { return nil }
        let others = try values.filter { $0.key != region }.values.map(\.value).total()
        let mean = try others / Rational(values.count - 1)
        let border = try mean * (Rational(100) + lastPlaceMargin) / Rational(100)
        guard value.value > border else { return nil }
        let count = (lastDays[region]?[day.indicator] ?? 0) + 1
        lastDays[region, default: [:]][day.indicator] = count
        let fine = lastPlaceFines[min(count, lastPlaceFines.count) - 1]
        guard fine > .zero else { return nil }
        return (
            region,
            Calculation(
                .tier, "last_place", fine, .yuan,
                note: LocalizedText(en: "day \(count) of the month as the last", zh: "当月第 \(count) 次末位"),
                inputs: [value, Calculation(.baseline, "mean_of_others", mean, .one)])
        )
    }
}
