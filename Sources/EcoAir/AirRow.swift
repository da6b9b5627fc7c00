import EcoAccounts
import EcoUnits

/// One row of `air.csv`.
public struct AirRow: Sendable, Equatable {
    public let region: RegionCode
    public let period: Period
    /// Pollutant id; empty for figures over all pollutants.
    public let pollutant: String
    /// `mean`, `percentile_95` and so on, `sub_index`, `attains` (1 or 0), `composite_index`, `rank`,
    /// `good_day_ratio`, `largest_sub_index`.
    public let statistic: String
    public let value: Rational
    public let unit: Unit
    /// Days behind the figure; nil for a rank.
    public let validDays: Int?
    /// Enough valid days under the standard's rules.
    public let isValid: Bool
    public let standard: AirStandard.Version
}

extension PeriodEvaluation {
    /// The rows of this evaluation; figures that are missing have no row.
    public var rows: [AirRow] {
        pollutantRows + indexRows + [goodDayRow, attainmentRow].compactMap { $0 }
    }

    private func row(
        _ pollutant: String, _ statistic: String, _ value: Rational?, _ unit: Unit, days: Int?, valid: Bool
    ) -> AirRow? {
        value.map {
            AirRow(
                region: region, period: period, pollutant: pollutant, statistic: statistic, value: $0,
                unit: unit, validDays: days, isValid: valid, standard: standard)
        }
    }

    private var pollutantRows: [AirRow] {
        var isYear = false
        if case .year = period { isYear = true }
        return pollutants.flatMap { item in
            let id = item.pollutant.id
            let unit = item.pollutant.unit
            let isMeanAssessed = EvaluationRules.hasMeanLimit(item.pollutant)
            let verdict = item.attains.map { Rational($0 ? 1 : 0) }
            return [
                isMeanAssessed
                    ? row(id, "mean", item.mean, unit, days: item.validDays, valid: item.isComplete) : nil,
                isYear || !isMeanAssessed
                    ? row(
                        id, item.pollutant.percentileName, item.percentile, unit, days: item.validDays,
                        valid: item.isComplete) : nil,
                row(id, "attains", verdict, .one, days: item.validDays, valid: item.isComplete),
            ].compactMap { $0 }
        }
    }

    private var indexRows: [AirRow] {
        guard let index = compositeIndex else { return [] }
        let days = pollutants.map(\.validDays).min()
        let parts = zip(pollutants, index.parts).map { item, part in
            row(item.pollutant.id, "sub_index", part, .one, days: item.validDays, valid: item.isComplete)
        }
        let largest = index.largest.map { pollutant in
            row(
                pollutant.id, "largest_sub_index", index.parts[pollutant.rawValue], .one, days: days,
                valid: isComplete)
        }
        let total = row("", "composite_index", index.value, .one, days: days, valid: isComplete)
        let rankRow = row("", "rank", rank.map { Rational($0) }, .one, days: nil, valid: isComplete)
        return (parts + largest + [total, rankRow]).compactMap { $0 }
    }

    private var goodDayRow: AirRow? {
        row(
            "", "good_day_ratio", goodDays.ratio, .named("%"), days: goodDays.valid,
            valid: goodDays.isComplete)
    }

    private var attainmentRow: AirRow? {
        row(
            "", "attains", attains.map { Rational($0 ? 1 : 0) }, .one,
            days: pollutants.map(\.validDays).min(),
            valid: isComplete)
    }
}

extension Pollutant {
    /// `percentile_98`, `percentile_95` or `percentile_90`.
    var percentileName: String {
        let percent = EvaluationRules.percentile(of: self).flatMap { try? $0 * Rational(100) } ?? .zero
        return "percentile_\(percent)"
    }
}

extension PeriodEvaluation {
    /// The figures that schemes read: assessed concentration of each pollutant, composite index, good days.
    ///
    /// A missing figure is handed over as missing.
    public var indicators: [EvaluatedIndicator] {
        let concentrations = pollutants.map { item in
            indicator(
                item.pollutant.id, item.assessed, item.pollutant.unit, valid: item.isComplete)
        }
        return concentrations + [
            indicator("composite_index", compositeIndex?.value, .one, valid: isComplete),
            indicator("good_day_ratio", goodDays.ratio, .named("%"), valid: goodDays.isComplete),
        ]
    }

    private func indicator(_ id: String, _ value: Rational?, _ unit: Unit, valid: Bool) -> EvaluatedIndicator
    {
        EvaluatedIndicator(
            region: region, period: period, indicator: id, value: value, unit: unit,
            isValid: valid && value != nil, standard: standard.rawValue, basis: dataBasis.rawValue)
    }
}
