import EcoAccounts
import EcoUnits

/// Rows made from several years of one region under one standard: rolling means and trends.
struct YearSeries {
    private let evaluations: [PeriodEvaluation]

    /// - Parameter evaluations: any; those of whole years are taken.
    init(_ evaluations: [PeriodEvaluation]) {
        self.evaluations = evaluations.filter { evaluation in
            if case .year = evaluation.period { return true }
            return false
        }
    }

    private struct Key: Hashable {
        let region: RegionCode
        let standard: AirStandard.Version
    }

    /// Rows of every series, in the order of the evaluations.
    func rows(criticalValues: [Int: Rational]) throws(ArithmeticOverflow) -> [AirRow] {
        let groups = Dictionary(grouping: evaluations) { Key(region: $0.region, standard: $0.standard) }
        var rows: [AirRow] = []
        var done: Set<Key> = []
        for evaluation in evaluations {
            let key = Key(region: evaluation.region, standard: evaluation.standard)
            guard done.insert(key).inserted, let series = groups[key] else { continue }
            let sorted = series.sorted { $0.period < $1.period }
            rows += try rollingRows(sorted, AirStandard(key.standard))
            rows += try trendRows(sorted, criticalValues)
        }
        return rows
    }

    /// Means of three years (HJ 663-2026, provisional): of the assessed figures, unrounded, where all three exist.
    private func rollingRows(
        _ series: [PeriodEvaluation], _ standard: AirStandard
    ) throws(ArithmeticOverflow) -> [AirRow] {
        guard let length = standard.evaluation.rollingYears, series.count >= length else { return [] }
        var rows: [AirRow] = []
        for end in (length - 1)..<series.count {
            let window = series[(end - length + 1)...end]
            guard let last = window.last, let first = window.first,
                last.period.year - first.period.year == length - 1
            else { continue }
            for pollutant in Pollutant.basic {
                let values = window.compactMap { $0[pollutant]?.assessed }
                guard values.count == length, let mean = try arithmeticMean(values) else { continue }
                let isValid = window.allSatisfy { $0[pollutant]?.isComplete ?? false }
                rows.append(
                    last.row(
                        pollutant.id, "mean_of_\(length)_years", mean, pollutant.unit, days: nil,
                        valid: isValid))
                guard let limit = standard.assessedLimit(pollutant)?.rational else { continue }
                let digits = standard.evaluation.comparisonDigits[pollutant] ?? 0
                let attains = try mean.rounded(toDigits: digits) <= limit
                rows.append(
                    last.row(
                        pollutant.id, "mean_of_\(length)_years_attains", Rational(attains ? 1 : 0), .one,
                        days: nil, valid: isValid))
            }
        }
        return rows
    }

    /// Trends over the consecutive years up to the last.
    private func trendRows(
        _ series: [PeriodEvaluation], _ criticalValues: [Int: Rational]
    ) throws(ArithmeticOverflow) -> [AirRow] {
        guard let last = series.last else { return [] }
        var rows: [AirRow] = []
        for indicator in ChangeIndicator.allCases {
            let years = consecutive(series, indicator)
            let values = years.compactMap { indicator.value($0) }
            guard let trend = try RankTrend(values, criticalValues: criticalValues) else { continue }
            let isValid = years.allSatisfy { indicator.isValid($0) }
            let pollutant: String = if case .pollutant(let item) = indicator { item.id } else { "" }
            let name = pollutant.isEmpty ? "\(indicator.id)_trend" : "trend"
            rows.append(
                last.row(
                    pollutant, "\(name)_coefficient", trend.coefficient, .one, days: nil, valid: isValid))
            guard let direction = trend.direction else { continue }
            rows.append(
                last.row(pollutant, name, Rational(direction.rawValue), .one, days: nil, valid: isValid))
        }
        return rows
    }

    /// The longest run of consecutive years with a figure that ends with the last year.
    private func consecutive(
        _ series: [PeriodEvaluation], _ indicator: ChangeIndicator
    ) -> [PeriodEvaluation] {
        var run: [PeriodEvaluation] = []
        for evaluation in series.reversed() {
            guard indicator.value(evaluation) != nil,
                run.last.map({ $0.period.year == evaluation.period.year + 1 }) ?? true
            else { break }
            run.append(evaluation)
        }
        return run.reversed()
    }
}
